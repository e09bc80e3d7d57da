// SPDX-License-Identifier: MIT
#include "imports/codes_said.h"
#include "imports/columns.h"
#include <algorithm>
#include <fmt/core.h>

namespace kith::imports {

std::optional<std::string> code_said(
    directory::ReferenceFacts const& facts, std::string_view list, std::string_view text, Date on)
{
    constexpr std::size_t shortest_part = 4;
    auto const said = letters_and_digits(text);
    if (said.empty())
        return std::nullopt;
    auto const codes = facts.codes(list, on);
    for (auto const& one : codes)
        if (said == letters_and_digits(one.code) || said == letters_and_digits(one.label))
            return one.code;
    if (said.size() < shortest_part)
        return std::nullopt;
    std::optional<std::string> only;
    for (auto const& one : codes)
        if (letters_and_digits(one.label).find(said) != std::string::npos) {
            if (only)
                return std::nullopt; // it stands in two
            only = one.code;
        }
    return only;
}

Result<std::set<std::string>> codes_said(directory::ReferenceFacts const& facts,
    std::string_view list, std::string_view text, std::string_view field, Date on)
{
    std::set<std::string> codes;
    for (std::size_t at = 0; at <= text.size();) {
        auto const end = std::min(text.find_first_of(",;/+&\n", at), text.size());
        auto const part = text.substr(at, end - at);
        at = end + 1;
        if (letters_and_digits(part).empty())
            continue;
        auto code = code_said(facts, list, part, on);
        if (!code)
            return invalid(fmt::format("write {}; several with a semicolon between",
                               codes_to_write(facts, list, on)),
                std::string(field));
        codes.insert(std::move(*code));
    }
    return codes;
}

std::string codes_to_write(directory::ReferenceFacts const& facts, std::string_view list, Date on)
{
    constexpr std::size_t most_named = 4;
    auto const codes = facts.codes(list, on);
    std::string all;
    for (std::size_t i = 0; i < codes.size() && i < most_named; ++i)
        all += (i == 0                                               ? ""
                       : i + 1 == std::min(codes.size(), most_named) ? " or "
                                                                     : ", ")
            + codes[i].code;
    return codes.size() > most_named ? "a code or name of the list, such as " + all : all;
}

} // namespace kith::imports
