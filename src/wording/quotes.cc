// SPDX-License-Identifier: MIT
#include "wording/quotes.h"
#include <algorithm>
#include <utility>

namespace kith::wording_helper {
namespace {
    constexpr int words_around = 6;
    constexpr std::size_t longest_around = 80; // bytes; cut at blanks alone, so between characters
    constexpr std::string_view blank_signs = " \t\r";
    constexpr std::string_view left_out = "…";

    bool says_nothing(std::string_view text)
    {
        return text.find_first_not_of(blank_signs) == std::string_view::npos;
    }

    std::string last_words(std::string_view line)
    {
        auto from = line.size();
        for (int words = 0; words < words_around && !says_nothing(line.substr(0, from)); ++words) {
            auto const word_end = line.find_last_not_of(blank_signs, from - 1);
            auto const gap = line.find_last_of(blank_signs, word_end);
            auto const start = gap == std::string_view::npos ? 0 : gap + 1;
            if (line.size() - start > longest_around)
                break;
            from = start;
        }
        auto const rest = line.substr(0, from);
        return (says_nothing(rest) ? std::string() : std::string(left_out) + " ")
            + std::string(line.substr(from));
    }

    std::string first_words(std::string_view line)
    {
        std::size_t until = 0;
        for (int words = 0; words < words_around && !says_nothing(line.substr(until)); ++words) {
            auto const word = line.find_first_not_of(blank_signs, until);
            auto const end = std::min(line.find_first_of(blank_signs, word), line.size());
            if (end > longest_around)
                break;
            until = end;
        }
        return std::string(line.substr(0, until))
            + (says_nothing(line.substr(until)) ? std::string() : " " + std::string(left_out));
    }
} // namespace

Quote quote_of(std::string_view text, wording::Flag const& flag, std::string_view phrase)
{
    auto const before = text.substr(0, flag.offset);
    auto const line = before.rfind('\n');
    auto const after = text.substr(flag.offset + flag.length);
    return {std::string(phrase),
        last_words(line == std::string_view::npos ? before : before.substr(line + 1)),
        std::string(text.substr(flag.offset, flag.length)),
        first_words(after.substr(0, after.find('\n')))};
}

void Quotes::keep(AccountId account, Instant at, std::vector<Quote> quotes)
{
    std::scoped_lock const held(lock_);
    kept_[account] = {at, std::move(quotes)};
}

std::vector<Quote> Quotes::take(AccountId account, Instant at)
{
    std::scoped_lock const held(lock_);
    auto const found = kept_.find(account);
    if (found == kept_.end())
        return {};
    auto const kept = std::move(found->second);
    kept_.erase(found);
    return kept.at == at ? kept.quotes : std::vector<Quote>();
}

void Quotes::forget(Instant before)
{
    std::scoped_lock const held(lock_);
    std::erase_if(kept_, [&](auto const& one) { return one.second.at < before; });
}

} // namespace kith::wording_helper
