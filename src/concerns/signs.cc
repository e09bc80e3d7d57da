// SPDX-License-Identifier: MIT
#include "concerns/signs.h"

namespace kith::concerns {
namespace {
    std::string sign_part(forms::Parts const& item, std::string_view name)
    {
        auto const at = item.find(name);
        return at == item.end() ? std::string() : at->second;
    }
} // namespace

std::vector<Sign> signs_in(forms::Answers const& answers)
{
    std::vector<Sign> signs;
    auto const* const answer = answers.find("signs");
    auto const* const items = answer ? std::get_if<std::vector<forms::Parts>>(answer) : nullptr;
    if (!items)
        return signs;
    for (auto const& item : *items) {
        Sign sign;
        sign.what = sign_part(item, "what");
        sign.kind = sign_part(item, "kind");
        if (auto const noticed = PartialDate::read(sign_part(item, "noticed")))
            sign.noticed = *noticed;
        sign.source = sign_part(item, "source");
        sign.source_who = sign_part(item, "source_who");
        sign.explains_else = sign_part(item, "explains_else");
        signs.push_back(std::move(sign));
    }
    return signs;
}

} // namespace kith::concerns
