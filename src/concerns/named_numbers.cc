// SPDX-License-Identifier: MIT
#include "concerns/named_numbers.h"
#include "people/people.h"
#include <algorithm>
#include <fmt/core.h>

namespace kith::concerns {

bool looks_mistyped(std::string const& typed)
{
    std::string plain;
    for (char const c : typed)
        if (c != ' ' && c != '-')
            plain += c;
    auto const digits = std::ranges::count_if(plain, [](char c) { return c >= '0' && c <= '9'; });
    if (plain.size() == 10 && digits == 10)
        return !people::read_identifier("nhs_number", plain)
            && !people::read_identifier("uln", plain);
    return plain.size() == 13 && digits >= 11 && !people::read_identifier("upn", plain);
}

forms::Reading with_numbers_checked(forms::Reading reading)
{
    for (auto const* const list : {"children", "adults"}) {
        auto const* const answer = reading.answers.find(list);
        auto const* const items = answer ? std::get_if<std::vector<forms::Parts>>(answer) : nullptr;
        for (std::size_t at = 0; items && at < items->size(); ++at) {
            auto const number = (*items)[at].find("identifier");
            if (number != (*items)[at].end() && looks_mistyped(number->second))
                return reading.refused(
                    invalid("Check this number: its last digit does not fit the others. Leave "
                            "it out if you are not sure",
                        fmt::format("{}-{}-identifier", list, at + 1)));
        }
    }
    return reading;
}

} // namespace kith::concerns
