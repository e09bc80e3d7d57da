// SPDX-License-Identifier: MIT
#include "intelligence/release_check.h"
#include "links/links.h"
#include <algorithm>
#include <array>
#include <set>
#include <tuple>

namespace kith::intelligence {
namespace {
    constexpr std::size_t same_in_a_row = 5;
    constexpr std::size_t shortest_told_word = 4; // of a place: "flat", not "the"
    constexpr std::size_t shortest_number = 6;    // of digits: an account, a collar, a phone

    constexpr std::array days_and_parts{"monday", "tuesday", "wednesday", "thursday", "friday",
        "saturday", "sunday", "mondays", "tuesdays", "wednesdays", "thursdays", "fridays",
        "saturdays", "sundays", "yesterday", "today", "tonight", "morning", "mornings", "afternoon",
        "afternoons", "evening", "evenings", "night", "nights", "midnight", "noon", "weekend",
        "weekends", "january", "february", "march", "april", "june", "july", "august", "september",
        "october", "november", "december"};
    constexpr std::array of_streets{"street", "road", "lane", "avenue", "close", "drive", "court",
        "terrace", "square", "way", "crescent", "row", "yard", "estate", "park"};
    constexpr std::array of_rooms{
        "room", "flat", "floor", "house", "bay", "platform", "gate", "unit", "block", "number"};

    template <class List>
    bool is_among(List const& list, std::string_view word)
    {
        return std::ranges::any_of(list, [&](std::string_view one) { return one == word; });
    }

    // A word as it stands, and as it is compared.
    struct Token {
        std::size_t from = 0;
        std::size_t to = 0;
        std::string plain = {}; // small letters
        bool capital = false;
        bool begins = false; // a sentence
    };

    bool is_digit(char c) { return c >= '0' && c <= '9'; }
    bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }
    bool is_of_word(char c)
    {
        return is_digit(c) || is_upper(c) || (c >= 'a' && c <= 'z')
            || static_cast<unsigned char>(c) >= 0x80; // letters of other scripts, and accents
    }
    bool joins(char c) { return c == '\'' || c == '-' || c == ':' || c == '.' || c == '/'; }
    char small(char c) { return is_upper(c) ? static_cast<char>(c - 'A' + 'a') : c; }

    // Quotation marks and dashes of three bytes (U+2010 to U+203A) are no part of a word.
    std::size_t mark_at(std::string_view text, std::size_t at)
    {
        return text.substr(at).starts_with("\xE2\x80") && at + 2 < text.size() ? 3 : 0;
    }

    std::vector<Token> tokens_of(std::string_view text)
    {
        std::vector<Token> all;
        auto begins = true;
        for (std::size_t at = 0; at < text.size();) {
            if (auto const wide = mark_at(text, at)) {
                at += wide;
                continue;
            }
            if (!is_of_word(text[at])) {
                begins = begins || text[at] == '.' || text[at] == '!' || text[at] == '?'
                    || text[at] == '\n';
                ++at;
                continue;
            }
            Token token{at, at, {}, is_upper(text[at]), begins};
            while (at < text.size() && mark_at(text, at) == 0
                && (is_of_word(text[at])
                    || (joins(text[at]) && at + 1 < text.size() && is_of_word(text[at + 1])
                        && mark_at(text, at + 1) == 0)))
                token.plain += small(text[at++]);
            token.to = at;
            begins = false;
            all.push_back(std::move(token));
        }
        return all;
    }

    class Marking {
    public:
        Marking(std::string_view text, ToldText const& told, std::span<SourcePhrase const> phrases)
            : text_(text), told_(told), phrases_(phrases), tokens_(tokens_of(text))
        {
            for (auto const& token : tokens_of(told.text))
                if (may_be_name(token))
                    told_names_.insert(token.plain);
        }

        std::vector<ReleaseMark> all()
        {
            mark_named(); // first: that it was named is the better reason
            for (std::size_t at = 0; at < tokens_.size(); ++at) {
                time_at(at);
                place_at(at);
                number_at(at);
                name_at(at);
            }
            for (auto const& phrase : phrases_)
                mark_phrase(phrase.phrase, Tells::only_source, phrase.why);
            quoted();
            same_words();
            std::ranges::stable_sort(marks_, [](ReleaseMark const& one, ReleaseMark const& other) {
                return std::tuple(one.from, other.to) < std::tuple(other.from, one.to);
            });
            return std::move(marks_);
        }

    private:
        void add(std::size_t from, std::size_t to, Tells tells, std::string_view why)
        {
            auto const stands = std::ranges::any_of(marks_, [&](ReleaseMark const& one) {
                return one.from == from && one.to == to && one.tells == tells;
            });
            if (!stands)
                marks_.push_back({tells, from, to, std::string(text_.substr(from, to - from)),
                    std::string(why)});
        }
        void add_tokens(std::size_t first, std::size_t last, Tells tells, std::string_view why)
        {
            add(tokens_[first].from, tokens_[last].to, tells, why);
        }
        [[nodiscard]] std::string joined(std::size_t first, std::size_t last) const
        {
            return std::string(
                text_.substr(tokens_[first].from, tokens_[last].to - tokens_[first].from));
        }

        // A clock time beside a short word would read as a postcode or a number plate.
        [[nodiscard]] bool may_be_mark(std::size_t first, std::size_t last) const
        {
            if (last >= tokens_.size())
                return false;
            for (auto at = first; at <= last; ++at)
                if (auto const& word = tokens_[at].plain;
                    word.find_first_of(":./'-") != std::string::npos
                    || (is_digit(word.front()) && (word.ends_with("am") || word.ends_with("pm"))))
                    return false;
            return true;
        }

        void time_at(std::size_t at)
        {
            auto const& word = tokens_[at].plain;
            if (is_among(days_and_parts, word) && (word != "march" || tokens_[at].capital))
                add_tokens(at, at, Tells::time, "A day or a time narrows down who was there");
            if (tokens_[at].plain == "may" && tokens_[at].capital && !tokens_[at].begins)
                add_tokens(at, at, Tells::time, "A month narrows down who was there");
            if (!is_digit(word.front()))
                return;
            auto const apart = word.find_first_of(":./");
            auto const clock = apart <= 2 && apart + 1 < word.size()
                && is_digit(word[apart + 1]); // npos is more
            auto const of_day = word.size() <= 7 && (word.ends_with("am") || word.ends_with("pm"));
            if (clock || of_day)
                add_tokens(at, at, Tells::time, "A moment narrows down who was there");
        }

        void place_at(std::size_t at)
        {
            auto const& word = tokens_[at].plain;
            auto const before = at > 0;
            if (is_among(of_streets, word) && before
                && (tokens_[at - 1].capital || is_digit(tokens_[at - 1].plain.front())))
                add_tokens(at - 1, at, Tells::place, "An address: few people are there");
            if (is_among(of_rooms, word) && at + 1 < tokens_.size()
                && is_digit(tokens_[at + 1].plain.front()))
                add_tokens(at, at + 1, Tells::place, "A room or a number: few people go there");
            if (word == "floor" && before)
                add_tokens(at - 1, at, Tells::place, "A floor: few people go there");
            for (auto const last : {at, at + 1})
                if (may_be_mark(at, last) && !links::postcode_of(joined(at, last)).empty())
                    add_tokens(at, last, Tells::place, "A postcode is some fifteen addresses");
        }

        void number_at(std::size_t at)
        {
            for (auto const last : {at, at + 1})
                if (may_be_mark(at, last) && !links::registration_mark_of(joined(at, last)).empty())
                    add_tokens(at, last, Tells::item, "A number plate");
            auto last = at;
            std::size_t digits = 0;
            for (; last < tokens_.size() && is_digit(tokens_[last].plain.front()); ++last)
                digits += static_cast<std::size_t>(
                    std::ranges::count_if(tokens_[last].plain, is_digit));
            if (digits >= shortest_number && (at == 0 || !is_digit(tokens_[at - 1].plain.front())))
                add_tokens(at, last - 1, Tells::item, "A number that may belong to somebody");
            if (tokens_[at].from > 0 && text_[tokens_[at].from - 1] == '@')
                add(tokens_[at].from - 1, tokens_[at].to, Tells::item, "An online account");
        }

        void name_at(std::size_t at)
        {
            auto const& token = tokens_[at];
            if (may_be_name(token))
                add_tokens(at, at, Tells::name, "A name, or the beginning of one");
            else if (token.capital && told_names_.contains(token.plain))
                add_tokens(at, at, Tells::name, "It stands as a name in what was told");
        }

        static bool may_be_name(Token const& token)
        {
            return token.capital && !token.begins && !is_among(days_and_parts, token.plain)
                && token.plain != "i" && token.plain != "may";
        }

        // Words of the text that are those of `phrase`, in a row.
        template <class Found>
        void find_row(std::string_view phrase, Found const& found) const
        {
            auto const wanted = tokens_of(phrase);
            if (wanted.empty() || wanted.size() > tokens_.size())
                return;
            for (std::size_t at = 0; at + wanted.size() <= tokens_.size(); ++at) {
                auto same = true;
                for (std::size_t on = 0; same && on < wanted.size(); ++on)
                    same = tokens_[at + on].plain == wanted[on].plain
                        || tokens_[at + on].plain == wanted[on].plain + "'s";
                if (same)
                    found(at, at + wanted.size() - 1);
            }
        }

        void mark_phrase(std::string_view phrase, Tells tells, std::string_view why)
        {
            find_row(phrase,
                [&](std::size_t first, std::size_t last) { add_tokens(first, last, tells, why); });
        }

        void mark_named()
        {
            for (auto const& item : told_.items) {
                auto const person = item.kind == "person" || item.kind == "nickname";
                auto const place = item.kind == "place";
                mark_phrase(item.words,
                    person      ? Tells::name
                        : place ? Tells::place
                                : Tells::item,
                    "It was named in what was told");
            }
            mark_phrase(told_.time, Tells::time, "The time that was told");
            for (auto const& word : tokens_of(told_.place))
                if (word.plain.size() >= shortest_told_word)
                    mark_phrase(word.plain, Tells::place, "Of the place that was told");
        }

        void quoted()
        {
            struct Marks {
                std::string_view open;
                std::string_view shut;
            };
            for (auto const& [open, shut] :
                {Marks{"\"", "\""}, Marks{"\xE2\x80\x9C", "\xE2\x80\x9D"}})
                for (auto at = text_.find(open); at != std::string_view::npos;) {
                    auto const end = text_.find(shut, at + open.size());
                    if (end == std::string_view::npos)
                        break;
                    add(at, end + shut.size(), Tells::only_source,
                        "Words as they were spoken: whoever said them knows who heard them");
                    at = text_.find(open, end + shut.size());
                }
        }

        void same_words()
        {
            auto const raw = tokens_of(told_.text);
            for (std::size_t at = 0; at < tokens_.size();) {
                std::size_t longest = 0;
                for (std::size_t from = 0; from < raw.size(); ++from) {
                    std::size_t many = 0;
                    while (at + many < tokens_.size() && from + many < raw.size()
                        && tokens_[at + many].plain == raw[from + many].plain)
                        ++many;
                    longest = std::max(longest, many);
                }
                if (longest >= same_in_a_row)
                    add_tokens(at, at + longest - 1, Tells::same_words,
                        "In the same words as it was told: whoever said them knows them again");
                at += longest >= same_in_a_row ? longest : 1;
            }
        }

        std::string_view text_;
        ToldText const& told_;
        std::span<SourcePhrase const> phrases_;
        std::vector<Token> tokens_;
        std::set<std::string, std::less<>> told_names_ = {};
        std::vector<ReleaseMark> marks_ = {};
    };
} // namespace

ToldText told_text(forms::Answers const& told)
{
    ToldText raw;
    for (auto const* const name : {"known", "how_known", "risk"})
        raw.text += told.text(name) + "\n";
    raw.time = told.text("when_words");
    raw.place = told.text("place");
    raw.items = items_of(told);
    return raw;
}

std::vector<ReleaseMark> release_marks(
    std::string_view text, ToldText const& told, std::span<SourcePhrase const> phrases)
{
    return Marking(text, told, phrases).all();
}

std::vector<Piece> pieces_of(std::string_view text, std::span<ReleaseMark const> marks)
{
    std::vector<Piece> all;
    std::size_t told = 0;
    for (std::size_t at = 0; at < marks.size();) {
        auto const from = marks[at].from;
        auto to = marks[at].to;
        for (++at; at < marks.size() && marks[at].from <= to; ++at)
            to = std::max(to, marks[at].to);
        if (from > told)
            all.push_back({std::string(text.substr(told, from - told)), false});
        all.push_back({std::string(text.substr(from, to - from)), true});
        told = to;
    }
    if (told < text.size())
        all.push_back({std::string(text.substr(told)), false});
    return all;
}

std::string_view in_words_of(Tells tells)
{
    switch (tells) {
    case Tells::name:
        return "A name";
    case Tells::time:
        return "A time";
    case Tells::place:
        return "A place";
    case Tells::item:
        return "Something that was named";
    case Tells::only_source:
        return "What perhaps one person alone could know";
    case Tells::same_words:
        return "The words in which it was told";
    }
    return "";
}

} // namespace kith::intelligence
