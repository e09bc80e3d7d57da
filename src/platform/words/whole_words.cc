// SPDX-License-Identifier: MIT
#include "platform/words/whole_words.h"
#include "platform/words/fold.h"
#include <algorithm>

namespace kith::words {
namespace {
    // A letter behind it, and it is no possessive: "O'Neill's'" keeps the first only.
    std::string without_possessives(std::string_view line)
    {
        std::string kept;
        for (std::size_t at = 0; at < line.size(); ++at) {
            std::size_t length = 0;
            for (std::string_view const end : {"'s", "’s"})
                if (line.substr(at).starts_with(end))
                    length = end.size();
            auto const next = at + length < line.size() ? line[at + length] : ' ';
            auto const goes_on = (next >= 'a' && next <= 'z') || (next >= 'A' && next <= 'Z')
                || static_cast<unsigned char>(next) >= 0x80;
            if (length > 0 && !goes_on)
                at += length - 1;
            else
                kept += line[at];
        }
        return kept;
    }
} // namespace

WholeWords::WholeWords(std::string_view text)
{
    while (!text.empty()) {
        auto const end = std::min(text.find('\n'), text.size());
        text_ += " " + folded(without_possessives(text.substr(0, end))) + " \n";
        text.remove_prefix(std::min(end + 1, text.size()));
    }
}

std::size_t WholeWords::spelt_in(std::string_view folded_name) const
{
    if (folded_name.empty()
        || text_.find(" " + std::string(folded_name) + " ") == std::string::npos)
        return 0;
    return 1 + static_cast<std::size_t>(std::ranges::count(folded_name, ' '));
}

} // namespace kith::words
