// SPDX-License-Identifier: MIT
// One line, as it is typed into one box, in its parts: names, a birth date or year, a postcode, a
// number.
#include "engine/linkage/known_register.h"
#include "engine/linkage/normalise.h"

namespace kith::linkage {
namespace {
    bool is_digit(char letter) { return letter >= '0' && letter <= '9'; }
    bool is_letter(char letter) { return (letter | 0x20) >= 'a' && (letter | 0x20) <= 'z'; }

    std::size_t digits_in(std::string_view word)
    {
        std::size_t count = 0;
        for (auto const letter : word)
            count += is_digit(letter) ? 1U : 0U;
        return count;
    }
    bool is_birth(std::string_view word)
    {
        auto const birth = read_birth(word);
        return birth.year >= 1850 && birth.year <= 2099 && birth.month <= 31 && birth.day <= 31;
    }
    // "pr1" or "pr12": what stands before the space of a postcode; "2ab": what stands behind it.
    bool begins_postcode(std::string_view word)
    {
        return word.size() >= 2 && word.size() <= 4 && is_letter(word.front())
            && digits_in(word) >= 1;
    }
    bool ends_postcode(std::string_view word)
    {
        return word.size() == 3 && is_digit(word[0]) && is_letter(word[1]) && is_letter(word[2]);
    }
    bool is_postcode(std::string_view word)
    {
        return word.size() >= 5 && word.size() <= 7
            && begins_postcode(word.substr(0, word.size() - 3))
            && ends_postcode(word.substr(word.size() - 3));
    }
    // From the first letter of one to the last of the other; both are views of one line.
    std::string_view across(std::string_view first, std::string_view last)
    {
        return {first.data(), static_cast<std::size_t>(last.data() + last.size() - first.data())};
    }

    class LineReader {
    public:
        explicit LineReader(std::string_view line)
        {
            while (!line.empty()) {
                auto const from = line.find_first_not_of(" \t,;");
                if (from == std::string_view::npos)
                    break;
                auto const until = std::min(line.find_first_of(" \t,;", from), line.size());
                words_.push_back(line.substr(from, until - from));
                line.remove_prefix(until);
            }
        }
        Sought read()
        {
            Sought sought{.written = {}, .unfinished = true, .any_order = true};
            auto& written = sought.written;
            for (std::size_t at = 0; at < words_.size(); ++at) {
                auto const word = words_[at];
                auto const next = at + 1 < words_.size() ? words_[at + 1] : std::string_view();
                if (begins_postcode(word) && ends_postcode(next)) {
                    written.postcode = across(word, next);
                    ++at;
                } else if (is_postcode(word)) {
                    written.postcode = word;
                } else if (word.find('@') != std::string_view::npos) {
                    written.email = word;
                } else if (digits_in(word) == 0) {
                    names_.push_back(word);
                } else if (is_birth(word)) {
                    written.birth = word;
                } else {
                    number(word, written);
                }
            }
            put_names(written);
            return sought;
        }

    private:
        // Digits in groups, "999 000 0018", are one number.
        static void number(std::string_view word, Written& written)
        {
            auto& whole = written.identifier;
            whole = whole.empty() || whole.data() + whole.size() + 1 != word.data()
                ? word
                : across(whole, word);
            written.phone = whole;
        }
        void put_names(Written& written) const
        {
            if (names_.empty())
                return;
            written.forename = names_.front();
            if (names_.size() > 1)
                written.surname = names_.back();
            if (names_.size() > 2)
                written.middle = across(names_[1], names_[names_.size() - 2]);
        }
        std::vector<std::string_view> words_ = {};
        std::vector<std::string_view> names_ = {};
    };
} // namespace

Sought read_sought(std::string_view line) { return LineReader(line).read(); }

} // namespace kith::linkage
