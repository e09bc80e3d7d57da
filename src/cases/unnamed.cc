// SPDX-License-Identifier: MIT
#include "cases/unnamed.h"
#include "base/reference.h"
#include "base/shipped.h"
#include "cases/instrument.h"
#include "platform/words/fold.h"
#include <algorithm>
#include <array>
#include <set>
#include <toml++/toml.h>
#include <unicode/uchar.h>
#include <unicode/utf8.h>

namespace kith::cases {
namespace {
    constexpr std::string_view may_name = "This names a young person, or may";
    constexpr char const* lists_file = "data/reference/no_names.toml";
    constexpr std::size_t shortest_part = 3; // of a name, to be looked for alone
    constexpr std::size_t longest_initials = 3;

    using Folded = std::set<std::string, std::less<>>;

    // The lists, folded; and given names, from the list of their variants.
    struct NameLists {
        Folded ordinary, endings, places, before_a_place, acronyms, also_words, titles, persons,
            surname_words, given;
    };

    Folded folded_list(toml::table const& table, char const* name)
    {
        Folded all;
        auto const* const list = table[name].as_array();
        must(list != nullptr, std::string(lists_file) + " lists " + name);
        for (auto const& one : *list)
            all.insert(words::folded(one.value<std::string>().value_or("")));
        return all;
    }

    Folded given_names()
    {
        Folded all;
        auto const text = shipped_file("data/reference/name_variants.csv");
        std::size_t at = text.find('\n') + 1; // past the head
        while (at < text.size()) {
            auto const end = std::min(text.find_first_of(",\n", at), text.size());
            if (end - at >= shortest_part)
                all.emplace(text.substr(at, end - at));
            at = end + 1;
        }
        return all;
    }

    NameLists const& name_lists()
    {
        static NameLists const lists = [] {
            auto const table = toml::parse(shipped_file(lists_file));
            return NameLists{folded_list(table, "ordinary"), folded_list(table, "endings"),
                folded_list(table, "places"), folded_list(table, "before_a_place"),
                folded_list(table, "acronyms"), folded_list(table, "also_words"),
                folded_list(table, "titles"), folded_list(table, "persons"),
                folded_list(table, "surname_words"), given_names()};
        }();
        return lists;
    }

    struct Token {
        std::size_t from = 0, to = 0; // bytes of the text
        std::string folded = {};
        bool capital = false; // begins with one
        bool shout = false;   // has no other letters
        bool digits = false;  // nothing but digits
        bool has_digit = false;
        std::size_t letters = 0;
        bool begins = false; // a sentence or a line
        bool joined = false; // to the one before, by a space, a full stop or both
    };

    // Words with their hyphens and apostrophes; what stands between them tells where sentences
    // begin.
    class Tokens {
    public:
        explicit Tokens(std::string_view text) : text_(text) { }

        std::vector<Token> all()
        {
            auto const size = static_cast<std::int32_t>(text_.size());
            std::int32_t at = 0;
            while (at < size) {
                auto const start = static_cast<std::size_t>(at);
                UChar32 letter = 0;
                U8_NEXT(text_.data(), at, size, letter);
                if (u_isalnum(letter) != 0 || (open_ && joins_a_word(letter))) {
                    add(letter, start);
                    continue;
                }
                close(start);
                if (ends_a_sentence(letter) || numbers_a_line(letter) || opens_a_quotation(start))
                    begins_ = true;
                if (letter != ' ' && letter != '.')
                    joined_ = false;
            }
            close(text_.size());
            return std::move(tokens_);
        }

    private:
        static bool joins_a_word(UChar32 letter)
        {
            return letter == '-' || letter == '&' || letter == '\'' || letter == 0x2019;
        }
        static bool ends_a_sentence(UChar32 letter)
        {
            return letter == '.' || letter == '!' || letter == '?' || letter == ':'
                || letter == '\n' || letter == '"' || letter == 0x2022 || letter == 0x201c
                || letter == 0x2018;
        }
        // "1) Lights", "a) Lights"
        [[nodiscard]] bool numbers_a_line(UChar32 letter) const
        {
            return letter == ')' && !tokens_.empty() && tokens_.back().begins
                && !tokens_.back().capital && tokens_.back().to - tokens_.back().from <= 2;
        }
        // An apostrophe before a word and after a space: "they said 'It is dark'".
        [[nodiscard]] bool opens_a_quotation(std::size_t at) const
        {
            return text_[at] == '\'' && (at == 0 || text_[at - 1] == ' ');
        }

        void add(UChar32 letter, std::size_t start)
        {
            if (!open_) {
                now_ = Token{};
                now_.from = start;
                now_.capital = u_isupper(letter) != 0;
                now_.shout = true;
                now_.digits = true;
                now_.begins = begins_;
                now_.joined = joined_;
                open_ = true;
            }
            if (u_isalpha(letter) != 0) {
                ++now_.letters;
                now_.digits = false;
                now_.shout = now_.shout && u_isupper(letter) != 0;
            }
            now_.has_digit = now_.has_digit || u_isdigit(letter) != 0;
        }

        void close(std::size_t end)
        {
            if (!open_)
                return;
            auto part = text_.substr(now_.from, end - now_.from);
            while (part.ends_with('-') || part.ends_with('\''))
                part.remove_suffix(1);
            for (std::string_view const possessive : {"'s", "\u2019s"})
                if (part.ends_with(possessive)) {
                    part.remove_suffix(possessive.size());
                    --now_.letters;
                }
            now_.to = now_.from + part.size();
            now_.folded = words::folded(part);
            tokens_.push_back(std::move(now_));
            open_ = false;
            begins_ = false;
            joined_ = true;
        }

        std::string_view text_;
        std::vector<Token> tokens_;
        Token now_;
        bool open_ = false;
        bool begins_ = true;
        bool joined_ = false;
    };
    std::vector<Token> tokens_of(std::string_view text) { return Tokens(text).all(); }

    Folded words_of(std::vector<std::string> const& texts)
    {
        Folded all;
        for (auto const& text : texts)
            for (auto const& token : tokens_of(text))
                if (token.letters > 1)
                    all.insert(token.folded);
        return all;
    }

    // Reads one text for names.
    class NameReader {
    public:
        NameReader(std::string_view text, LetThrough const& through)
            : text_(text)
            , lists_(name_lists())
            , tokens_(tokens_of(text))
            , people_(words_of(through.people))
            , words_(words_of(through.words))
        {
        }

        std::optional<std::string> by_its_look() const
        {
            for (std::size_t i = 0; i < tokens_.size(); ++i) {
                if (is_reference(i) || is_code_name(i) || is_initials(i))
                    return said(i, i);
                if (titles_somebody(i))
                    return said(i, i + 1);
            }
            for (std::size_t i = 0; i < tokens_.size();) {
                auto const end = end_of_run(i);
                if (auto hit = named_in_run(i, end))
                    return hit;
                i = std::max(end, i + 1);
            }
            return {};
        }

        // The tokens that spell one of these names, as a whole or in part: [from, to).
        std::vector<std::pair<std::size_t, std::size_t>> of_names(
            std::vector<std::string> const& names) const
        {
            std::vector<std::pair<std::size_t, std::size_t>> all;
            for (auto const& name : names) {
                auto const parts = tokens_of(name);
                for (std::size_t i = 0; i < tokens_.size(); ++i)
                    if (parts.size() > 1 && spells(i, parts))
                        all.emplace_back(i, i + parts.size());
                for (auto const& part : parts)
                    for (std::size_t i = 0; i < tokens_.size(); ++i)
                        if (stands_alone(i, part.folded, part.from == 0))
                            all.emplace_back(i, i + 1);
            }
            return all;
        }

        std::string said(std::size_t first, std::size_t last) const
        {
            return std::string(
                text_.substr(tokens_[first].from, tokens_[last].to - tokens_[first].from));
        }
        Token const& token(std::size_t i) const { return tokens_[i]; }

    private:
        bool is_let_through(std::size_t i) const
        {
            auto const& folded = tokens_[i].folded;
            if (folded.ends_with('s')
                && lists_.ordinary.contains(folded.substr(0, folded.size() - 1)))
                return true; // "Fridays"
            return is_i(i) || is_square_of_a_map(i) || people_.contains(folded)
                || words_.contains(folded) || lists_.ordinary.contains(folded)
                || lists_.acronyms.contains(folded);
        }
        // "I", "I'm", "I've"
        bool is_i(std::size_t i) const
        {
            static constexpr std::array<std::string_view, 5> forms{"i", "im", "id", "ive", "ill"};
            auto const text = said(i, i);
            auto const cut = text.size() == 1 || text[1] == '\'' || text.starts_with("I\u2019");
            return text.starts_with('I') && cut
                && std::ranges::find(forms, tokens_[i].folded) != forms.end();
        }
        // "square C4", "squares C4 and D5"
        bool is_square_of_a_map(std::size_t i) const
        {
            if (!is_square(said(i, i)))
                return false;
            while (i > 0 && !tokens_[i].begins) {
                auto const& before = tokens_[--i].folded;
                if (before == "square" || before == "squares")
                    return true;
                if (before != "and" && before != "to" && !is_square(said(i, i)))
                    return false;
            }
            return false;
        }
        // A run of capitals that is the name of a place: by its last word, or by that and what
        // stands before it.
        bool is_place(std::size_t from, std::size_t to) const
        {
            if (to - from < 2)
                return false;
            auto const& last = tokens_[to - 1].folded;
            if (lists_.endings.contains(last))
                return true;
            auto const named = [&](Token const& one) { return lists_.given.contains(one.folded); };
            auto const begin = tokens_.begin() + static_cast<std::ptrdiff_t>(from);
            return lists_.places.contains(last) && from > 0 && !tokens_[from].begins
                && lists_.before_a_place.contains(tokens_[from - 1].folded)
                && std::none_of(begin, begin + static_cast<std::ptrdiff_t>(to - from - 1), named);
        }
        bool is_given(std::size_t i) const
        {
            auto const& token = tokens_[i];
            return token.capital && lists_.given.contains(token.folded)
                && !lists_.also_words.contains(token.folded);
        }

        bool is_reference(std::size_t i) const
        {
            auto const text = said(i, i);
            auto const read = Reference::read(text);
            if (read)
                return read->kind() != 'X' && read->kind() != 'K'; // contexts and cases name nobody
            return text.size() > 2 && (text[0] == 'P' || text[0] == 'p') && text[1] == '-'
                && tokens_[i].has_digit;
        }
        // "young person A", "child 2", "YP1"
        bool is_code_name(std::size_t i) const
        {
            auto const& token = tokens_[i];
            if (token.has_digit && token.letters > 0 && token.folded.starts_with("yp"))
                return true;
            if (i == 0 || !token.joined || !lists_.persons.contains(tokens_[i - 1].folded))
                return false;
            return (token.letters == 1 && token.capital && !token.has_digit)
                || (token.digits && token.to - token.from <= 2);
        }
        bool is_initials(std::size_t i) const
        {
            auto const& token = tokens_[i];
            if (token.has_digit || !token.shout || token.letters == 0 || is_let_through(i))
                return false;
            if (token.letters == 1)
                return token.folded != "i" && !(token.folded == "a" && begins_or_article(i));
            return token.letters <= longest_initials && !token.begins;
        }
        // "A" that begins a sentence and goes on with a word in small letters.
        bool begins_or_article(std::size_t i) const
        {
            return tokens_[i].begins && i + 1 < tokens_.size()
                && text_.substr(tokens_[i].to, 1) == " ";
        }
        bool titles_somebody(std::size_t i) const
        {
            return lists_.titles.contains(tokens_[i].folded) && tokens_[i].capital
                && i + 1 < tokens_.size() && tokens_[i + 1].joined && tokens_[i + 1].capital
                && !people_.contains(tokens_[i + 1].folded);
        }

        // Past the last of the words with capitals that stand side by side.
        std::size_t end_of_run(std::size_t i) const
        {
            while (i < tokens_.size() && tokens_[i].capital) {
                ++i;
                if (i < tokens_.size() && (!tokens_[i].joined || tokens_[i].begins))
                    break;
            }
            return i;
        }

        std::optional<std::string> named_in_run(std::size_t from, std::size_t to) const
        {
            if (from >= to || is_place(from, to))
                return {};
            for (auto i = from; i < to; ++i) {
                if (is_let_through(i))
                    continue;
                // The first word of a sentence has its capital anyway, unless it is a given name or
                // another follows it; no other word has.
                auto const more = i + 1 < to && !is_let_through(i + 1);
                auto const opens = tokens_[i].begins && !is_given(i)
                    && (!more || lists_.also_words.contains(tokens_[i].folded));
                if (!opens)
                    return said(i, more ? i + 1 : i);
            }
            return {};
        }

        bool spells(std::size_t i, std::vector<Token> const& parts) const
        {
            if (i + parts.size() > tokens_.size())
                return false;
            for (std::size_t part = 0; part < parts.size(); ++part)
                if (tokens_[i + part].folded != parts[part].folded)
                    return false;
            return true;
        }
        // "Merle", "Merle's", and "Merles" as it is typed in haste.
        static bool spells_alone(std::string const& word, std::string const& part)
        {
            auto const as_typed = part.size() > shortest_part && word.size() == part.size() + 1
                && word.back() == 's' && word.starts_with(part);
            return word == part || as_typed;
        }
        bool is_a_word_too(std::string const& word) const
        {
            return lists_.also_words.contains(word) || lists_.ordinary.contains(word);
        }
        bool stands_alone(std::size_t i, std::string const& part, bool given) const
        {
            auto const& token = tokens_[i];
            if (part.size() < shortest_part || !spells_alone(token.folded, part)
                || people_.contains(part) || words_.contains(part) || words_.contains(token.folded))
                return false;
            auto const word_too = is_a_word_too(part) || is_a_word_too(token.folded);
            if (token.capital && token.folded == part)
                return !word_too || (!token.begins && !lists_.ordinary.contains(part));
            auto const noun = !given
                && (lists_.surname_words.contains(part)
                    || lists_.surname_words.contains(token.folded));
            return !word_too && !noun && part.size() > shortest_part;
        }

        std::string_view text_;
        NameLists const& lists_;
        std::vector<Token> tokens_;
        Folded people_;
        Folded words_;
    };
} // namespace

std::optional<std::string> naming_in(
    std::string_view text, LetThrough const& through, std::vector<std::string> const& names_around)
{
    NameReader const reader(text, through);
    if (auto looks = reader.by_its_look())
        return looks;
    auto const known = reader.of_names(names_around);
    if (known.empty())
        return {};
    return reader.said(known.front().first, known.front().second - 1);
}

Error names_a_child(std::string const& words, std::string field)
{
    return invalid(
        std::string(may_name) + ": “" + words + "”. Say it without the name", std::move(field));
}

Error without_the_name(Error problem)
{
    if (problem.words.key.starts_with(may_name))
        problem.words.key = std::string(may_name) + ". Say it without the name";
    return problem;
}

std::string without_names(
    std::string_view text, LetThrough const& through, std::vector<std::string> const& names_around)
{
    NameReader const reader(text, through);
    auto found = reader.of_names(names_around);
    std::ranges::sort(found);
    std::string told;
    std::size_t at = 0; // bytes told or withheld so far
    for (auto const& [first, end] : found) {
        auto const from = reader.token(first).from;
        auto const to = reader.token(end - 1).to;
        if (to <= at)
            continue;
        if (from >= at) {
            told += text.substr(at, from - at);
            told += name_withheld;
        }
        at = to;
    }
    return told += text.substr(at);
}

} // namespace kith::cases
