// SPDX-License-Identifier: MIT
#include "missing/named.h"
#include "links/links.h"
#include "platform/words/fold.h"
#include "platform/words/whole_words.h"
#include <algorithm>
#include <array>

namespace kith::missing {
namespace {
    constexpr std::size_t most_words_of_a_nickname = 3;
    constexpr std::size_t most_words_of_a_name = 12;
    constexpr std::size_t shortest_handle = 3; // with its @

    bool digit(char c) { return c >= '0' && c <= '9'; }
    bool capital(char c) { return c >= 'A' && c <= 'Z'; }
    bool letter(char c) { return capital(c) || (c >= 'a' && c <= 'z'); }
    bool blank(char c) { return c == ' ' || c == '\t' || c == '\r'; }
    bool has_digit(std::string_view text) { return std::ranges::any_of(text, digit); }
    bool no_small_letter(std::string_view text)
    {
        return std::ranges::none_of(text, [](char c) { return letter(c) && !capital(c); });
    }

    // Without the marks that stand around a word in a sentence.
    std::string_view bare(std::string_view word)
    {
        constexpr std::string_view around = "\"'()[]{}<>,;:!?.";
        while (!word.empty() && around.find(word.front()) != std::string_view::npos)
            word.remove_prefix(1);
        while (!word.empty() && around.find(word.back()) != std::string_view::npos)
            word.remove_suffix(1);
        return word;
    }

    std::vector<std::string_view> words_in(std::string_view sentence)
    {
        std::vector<std::string_view> all;
        for (std::size_t at = 0; at < sentence.size();) {
            while (at < sentence.size() && blank(sentence[at]))
                ++at;
            auto const from = at;
            while (at < sentence.size() && !blank(sentence[at]))
                ++at;
            if (at > from)
                all.push_back(sentence.substr(from, at - from));
        }
        return all;
    }

    class Reader {
    public:
        explicit Reader(std::vector<Named>& found) : found_(found) { }
        void read(std::string_view sentence)
        {
            sentence_ = sentence;
            phones();
            auto const words = words_in(sentence);
            for (std::size_t at = 0; at < words.size(); ++at) {
                account(words[at]);
                if (!in_two_words(words, at))
                    in_one_word(words[at]);
                nickname(words, at);
            }
        }

    private:
        void add(char const* kind, std::string_view as_written)
        {
            auto const key = key_of(kind, as_written);
            for (auto const& one : found_)
                if (one.kind == kind && key_of(one.kind, one.as_written) == key)
                    return;
            found_.push_back({kind, std::string(as_written), links::normalised(kind, as_written),
                std::string(sentence_)});
        }

        // Rule 1: a run of digits and what stands between them.
        void phones()
        {
            for (std::size_t at = 0; at < sentence_.size();) {
                auto const first = sentence_[at];
                auto const begins = digit(first) || first == '+' || first == '(';
                if (!begins
                    || (at > 0 && (letter(sentence_[at - 1]) || digit(sentence_[at - 1])))) {
                    ++at;
                    continue;
                }
                auto end = at;
                while (end < sentence_.size()
                    && (digit(sentence_[end])
                        || std::string_view(" ()-.+").find(sentence_[end])
                            != std::string_view::npos))
                    ++end;
                auto run = sentence_.substr(at, end - at);
                while (!run.empty() && !digit(run.back()))
                    run.remove_suffix(1);
                auto const glued
                    = at + run.size() < sentence_.size() && letter(sentence_[at + run.size()]);
                if (!glued && !links::e164_of(run).empty())
                    add("phone", run);
                at = std::max(end, at + 1);
            }
        }

        void account(std::string_view word)
        {
            auto const plain = bare(word);
            auto const handle = plain.starts_with('@') && plain.size() >= shortest_handle;
            auto const address = plain.starts_with("http://") || plain.starts_with("https://")
                || plain.starts_with("www.");
            if ((handle || address) && !links::account_of(plain).empty())
                add("online_account", plain);
        }

        static bool is_a_mark(std::string_view written)
        {
            if (!has_digit(written) || written.find('.') != std::string_view::npos
                || !links::postcode_of(written).empty())
                return false;
            auto const mark = links::registration_mark_of(written);
            if (mark.empty() || ends_in_a_word(mark))
                return false;
            auto const todays = mark.size() == 7 && letter(mark[0]) && letter(mark[1])
                && digit(mark[2]) && digit(mark[3]) && letter(mark[4]);
            auto const a_year = letter(mark.front()) && letter(mark.back());
            return todays || (a_year && no_small_letter(written));
        }

        // "On AB12 and then": three letters that are a word are none of a mark.
        static bool ends_in_a_word(std::string_view mark)
        {
            constexpr std::array common{"and", "the", "for", "but", "was", "had", "has", "not",
                "you", "all", "are", "any", "our", "out", "his", "her", "she", "him", "who", "why",
                "how", "one", "two", "off", "got", "did", "ago", "day", "say", "saw", "bus", "car",
                "van", "man", "men", "may", "can", "its", "too", "now"};
            constexpr std::size_t letters_of_an_end = 3;
            auto const end = words::folded(
                mark.substr(mark.size() - std::min(mark.size(), letters_of_an_end)));
            return std::ranges::any_of(common, [&](char const* one) { return end == one; });
        }

        bool in_two_words(std::vector<std::string_view> const& words, std::size_t at)
        {
            if (at + 1 >= words.size())
                return false;
            // They stand in one piece of the sentence, as they were written.
            auto const begin = static_cast<std::size_t>(words[at].data() - sentence_.data());
            auto const end = static_cast<std::size_t>(words[at + 1].data() - sentence_.data())
                + words[at + 1].size();
            auto const both = bare(sentence_.substr(begin, end - begin));
            if (!links::postcode_of(both).empty() && has_digit(bare(words[at]))) {
                add("place", both);
                return true;
            }
            // A mark is one word or two of three and four: "at 10 CDE" is none.
            if (bare(words[at]).size() >= 2 && is_a_mark(both)) {
                add("vehicle", both);
                return true;
            }
            return false;
        }

        void in_one_word(std::string_view word)
        {
            auto const plain = bare(word);
            if (!links::postcode_of(plain).empty())
                add("place", plain);
            else if (is_a_mark(plain))
                add("vehicle", plain);
        }

        void nickname(std::vector<std::string_view> const& words, std::size_t at)
        {
            auto next = after_calling(words, at);
            if (next == 0)
                return;
            std::string name;
            for (std::size_t count = 0; count < most_words_of_a_nickname && next < words.size();
                 ++count, ++next) {
                auto const plain = bare(words[next]);
                if (plain.empty() || !capital(plain.front()) || is_of_a_family(plain))
                    break;
                name += (name.empty() ? "" : " ") + std::string(plain);
                if (plain.data() + plain.size() != words[next].data() + words[next].size())
                    break; // a comma or a full stop ends it
            }
            if (!name.empty())
                add("nickname", name);
        }

        // The number of the word behind "they call him", or 0.
        static std::size_t after_calling(std::vector<std::string_view> const& words, std::size_t at)
        {
            constexpr std::array calling{"call", "calls", "called", "nicknamed"};
            constexpr std::array whom{
                "him", "her", "them", "himself", "herself", "themselves", "me", "us"};
            auto const is = [&](std::size_t one, std::string_view word) {
                return one < words.size() && words::folded(bare(words[one])) == word;
            };
            if ((is(at, "known") && is(at + 1, "as")) || (is(at, "goes") && is(at + 1, "by")))
                return at + 2;
            if (std::ranges::none_of(calling, [&](char const* one) { return is(at, one); }))
                return 0;
            auto const said_whom
                = std::ranges::any_of(whom, [&](char const* one) { return is(at + 1, one); });
            if (said_whom)
                return at + 2;
            return is(at, "nicknamed") || names_by_calling(words, at) ? at + 1 : 0;
        }

        // "He is called", "they call"; not "I called", which is a telephone or a shout.
        static bool names_by_calling(std::vector<std::string_view> const& words, std::size_t at)
        {
            if (at == 0)
                return false;
            auto const word = bare(words[at - 1]);
            auto const before = words::folded(word);
            auto const called = words::folded(bare(words[at])) == "called";
            constexpr std::array to_be{
                "is", "was", "are", "were", "hes", "shes", "whos", "thats", "gets", "got"};
            constexpr std::array callers{"they", "people", "everyone", "everybody", "mates"};
            if (called && (word.ends_with("'s") || word.ends_with("’s")))
                return true;
            return called
                ? std::ranges::any_of(to_be, [&](char const* one) { return before == one; })
                : std::ranges::any_of(callers, [&](char const* one) { return before == one; });
        }

        static bool is_of_a_family(std::string_view word)
        {
            constexpr std::array family{"mum", "mam", "mom", "mummy", "dad", "daddy", "nan", "nana",
                "gran", "grandma", "grandad", "i", "police", "childline"};
            auto const folded = words::folded(word);
            return std::ranges::any_of(family, [&](char const* one) { return folded == one; });
        }

        std::vector<Named>& found_;
        std::string_view sentence_ = {};
    };

    std::string_view trimmed(std::string_view text)
    {
        while (!text.empty() && (blank(text.front()) || text.front() == '\n'))
            text.remove_prefix(1);
        while (!text.empty() && (blank(text.back()) || text.back() == '\n'))
            text.remove_suffix(1);
        return text;
    }
} // namespace

std::vector<std::string> sentences_of(std::string_view words)
{
    std::vector<std::string> all;
    std::size_t from = 0;
    auto const end_at = [&](std::size_t at) {
        if (auto const one = trimmed(words.substr(from, at - from)); !one.empty())
            all.emplace_back(one);
        from = at;
    };
    for (std::size_t at = 0; at < words.size(); ++at) {
        auto const ends = words[at] == '.' || words[at] == '!' || words[at] == '?';
        auto const over = at + 1 == words.size() || blank(words[at + 1]) || words[at + 1] == '\n';
        if (words[at] == '\n')
            end_at(at);
        else if (ends && over)
            end_at(at + 1);
    }
    end_at(words.size());
    return all;
}

std::vector<Named> named_in_words(std::string_view words)
{
    std::vector<Named> found;
    Reader reader(found);
    auto const sentences = sentences_of(words);
    for (auto const& sentence : sentences)
        reader.read(sentence);
    return found;
}

std::string key_of(std::string_view kind, std::string_view as_written)
{
    auto value = links::normalised(kind, as_written);
    return value.empty() ? words::folded(as_written) : value;
}

std::string piece_spelling(std::string_view words, std::string_view folded_name)
{
    std::string shortest;
    for (auto const& sentence : sentences_of(words)) {
        auto const each = words_in(sentence);
        for (std::size_t first = 0; first < each.size(); ++first)
            for (std::size_t last = first; last < each.size(); ++last) {
                auto const begin = static_cast<std::size_t>(each[first].data() - sentence.data());
                auto const end = static_cast<std::size_t>(each[last].data() - sentence.data())
                    + each[last].size();
                auto piece = bare(std::string_view(sentence).substr(begin, end - begin));
                auto const spelt = words::WholeWords(piece).spelt_in(folded_name) > 0;
                for (std::string_view const own : {"'s", "’s"})
                    if (spelt && piece.ends_with(own))
                        piece.remove_suffix(own.size());
                if (spelt && (shortest.empty() || piece.size() < shortest.size()))
                    shortest = piece;
                if (spelt || last - first > most_words_of_a_name)
                    break;
            }
    }
    return shortest;
}

std::string sentence_with(std::string_view words, std::string_view named)
{
    auto const sought = words::folded(named);
    for (auto& sentence : sentences_of(words))
        if (sentence.find(named) != std::string::npos
            || words::WholeWords(sentence).spelt_in(sought) > 0)
            return sentence;
    return {};
}

} // namespace kith::missing
