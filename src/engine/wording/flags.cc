// SPDX-License-Identifier: MIT
#include "engine/wording/compiled.h"
#include "engine/wording/quotes.h"
#include "engine/wording/text.h"
#include <algorithm>
#include <array>
#include <optional>
#include <span>

namespace kith::wording {
namespace {
    constexpr std::size_t looked_before = 4;
    constexpr std::size_t looked_after = 3;

    struct Sentence {
        static constexpr auto none = ~std::size_t{0};
        std::uint64_t sets = 0;                // which sets of words stand in it
        std::size_t charged = none;            // from this word on it tells of a charge
        std::size_t law = none;                // where it names an act
        std::vector<std::size_t> clauses = {}; // where a new clause begins

        // Of a charge, and of what stands before and behind the name of an act, until a new clause
        // speaks of something else.
        [[nodiscard]] bool is_legal(std::size_t at) const
        {
            return (charged <= at && at < next_clause(charged))
                || (law != none && at < next_clause(law));
        }
        [[nodiscard]] std::size_t next_clause(std::size_t after) const
        {
            auto const next = std::ranges::upper_bound(clauses, after);
            return next == clauses.end() ? none : *next;
        }
    };

    struct Match {
        std::size_t words = 0; // 0: none
        std::size_t phrase = 0;
    };

    // Looks through one paragraph.
    class Search {
    public:
        Search(Compiled const& list, std::string_view text, About const& about)
            : list_(list), text_(text), about_(about), words_(words_of(text))
        {
            quiet_.assign(words_.words.size(), false);
            sentences_.resize(words_.sentences);
            symbols_from_.reserve(words_.words.size() + 1);
            for (auto const& word : words_.words) {
                symbols_from_.push_back(symbols_.size());
                list_.vocabulary.find(words_.compared(word), symbols_);
            }
            symbols_from_.push_back(symbols_.size());
        }

        void find(std::size_t offset, std::vector<Flag>& found)
        {
            if (symbols_.empty())
                return;
            hush_quotes();
            find_contexts();
            for (std::size_t at = 0; at < words_.words.size();) {
                auto const match = longest_at(at);
                if (match.words == 0) {
                    ++at;
                    continue;
                }
                auto const& first = words_.words[at];
                auto const& last = words_.words[at + match.words - 1];
                found.push_back({offset + first.offset, last.offset + last.length - first.offset,
                    match.phrase});
                at += match.words;
            }
        }

    private:
        [[nodiscard]] Symbols symbols(std::size_t word) const
        {
            return std::span(symbols_).subspan(
                symbols_from_[word], symbols_from_[word + 1] - symbols_from_[word]);
        }

        // The words of a phrase that begins at `first`: in one sentence, nothing between that parts
        // them, and (of a phrase, not of a context) none of them quoted.
        [[nodiscard]] auto from(std::size_t first, bool aloud) const
        {
            return [this, first, aloud](std::size_t after) -> std::optional<Symbols> {
                auto const at = first + after;
                if (at >= words_.words.size() || (aloud && quiet_[at]))
                    return std::nullopt;
                auto const& word = words_.words[at];
                if (after > 0 && (word.parted || word.sentence != words_.words[first].sentence))
                    return std::nullopt;
                return symbols(at);
            };
        }

        void hush_quotes()
        {
            std::size_t at = 0;
            for (auto const& quoted : quoted_in(text_)) {
                while (at < quiet_.size() && words_.words[at].offset < quoted.from)
                    ++at;
                for (; at < quiet_.size() && words_.words[at].offset < quoted.until; ++at)
                    quiet_[at] = true;
            }
        }

        void find_contexts()
        {
            for (std::size_t at = 0; at < words_.words.size(); ++at) {
                auto& sentence = sentences_[words_.words[at].sentence];
                for (auto const symbol : symbols(at))
                    for (auto const context : list_.contexts_from[symbol]) {
                        auto const& wanted = list_.contexts[context];
                        auto const bit = std::uint64_t{1} << wanted.set;
                        if (reach(wanted.pattern, from(at, false)) == 0)
                            continue;
                        sentence.sets |= bit;
                        if (bit == list_.charge)
                            sentence.charged = std::min(sentence.charged, at);
                        if (bit == list_.law)
                            sentence.law = std::min(sentence.law, at);
                        if ((bit == list_.new_clause
                                || (bit == list_.clause_verb && words_.words[at].parted))
                            && (sentence.clauses.empty() || sentence.clauses.back() != at))
                            sentence.clauses.push_back(at);
                    }
            }
        }

        [[nodiscard]] Match longest_at(std::size_t at) const
        {
            Match longest;
            if (quiet_[at])
                return longest;
            if (sentences_[words_.words[at].sentence].is_legal(at))
                return longest;
            for (auto const symbol : symbols(at))
                for (auto const one : list_.wanted_from[symbol]) {
                    auto const& wanted = list_.wanted[one];
                    auto const words = reach(wanted.pattern, from(at, true));
                    auto const better = words > longest.words
                        || (words == longest.words && words > 0 && wanted.phrase < longest.phrase);
                    if (better && holds(wanted.phrase, at, words))
                        longest = {words, wanted.phrase};
                }
            return longest;
        }

        [[nodiscard]] bool holds(std::size_t phrase, std::size_t at, std::size_t words) const
        {
            if (list_.phrases[phrase].for_families && about_.readers != Readers::families)
                return false;
            auto const& conditions = list_.conditions[phrase];
            auto const sets = sentences_[words_.words[at].sentence].sets;
            if ((sets & conditions.not_near) != 0)
                return false;
            for (auto const near : conditions.near)
                if ((sets & near) == 0)
                    return false;
            return !beside(conditions.not_before, at - std::min(at, looked_before), at, at)
                && !beside(conditions.not_after, at + words,
                    std::min(words_.words.size(), at + words + looked_after), at)
                && !is_place_name(at, words);
        }

        // Does one of these words, of the sentence of the word `of`, belong to the class?
        [[nodiscard]] bool beside(
            Class const& some, std::size_t begin, std::size_t end, std::size_t of) const
        {
            if (some.empty())
                return false;
            for (auto at = begin; at < end; ++at)
                if (words_.words[at].sentence == words_.words[of].sentence
                    && some.holds(symbols(at)))
                    return true;
            return false;
        }

        // "Runaway Bay", "Old Mature Oaks School": capitals throughout, and what follows or ends it
        // is the name of a street or building.
        [[nodiscard]] bool is_place_name(std::size_t at, std::size_t words) const
        {
            auto const end = at + words;
            for (auto one = at; one < end; ++one)
                if (!words_.words[one].capital)
                    return false;
            for (auto next = end; next < std::min(words_.words.size(), end + 2); ++next) {
                auto const& word = words_.words[next];
                if (!word.capital || word.parted || word.sentence != words_.words[at].sentence)
                    return false;
                if (list_.place_names.holds(symbols(next)))
                    return true;
            }
            return false;
        }

        Compiled const& list_;
        std::string_view text_;
        About const& about_;
        Words words_;
        std::vector<bool> quiet_;
        std::vector<Sentence> sentences_;
        std::vector<Symbol> symbols_;
        std::vector<std::size_t> symbols_from_;
    };

    // Where the paragraph that begins at `at` ends: behind an empty line, or a page's end.
    std::size_t paragraph_end(std::string_view text, std::size_t at)
    {
        for (auto next = text.find_first_of("\n\f", at); next != std::string_view::npos;
             next = text.find_first_of("\n\f", next + 1)) {
            if (text[next] == '\f')
                return next + 1;
            auto after = next + 1;
            while (after < text.size() && (text[after] == ' ' || text[after] == '\r'))
                ++after;
            if (after < text.size() && text[after] == '\n')
                return after + 1;
        }
        return text.size();
    }
} // namespace

std::vector<Flag> List::flags(std::string_view text, About const& about) const
{
    std::vector<Flag> found;
    if (about.record == Record::of_a_person_of_concern)
        return found; // an allegation stays an allegation
    for (std::size_t at = 0; at < text.size();) {
        auto const end = paragraph_end(text, at);
        Search(*compiled_, text.substr(at, end - at), about).find(at, found);
        at = end;
    }
    return found;
}

} // namespace kith::wording
