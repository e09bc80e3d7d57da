// SPDX-License-Identifier: MIT
#pragma once

// What the pages of weightings show: a small picture, and the same as a table.

#include "cases/weighting_acts.h"

namespace kith::cases {

// Harm to the left, safety to the right, a bar for each part; HTML that Kith made. What is not
// known yet is a question mark, so that nobody reads it as none. Hidden from readers that hear:
// the table says the same.
[[nodiscard]] std::string weighting_picture(Cases const& room, Weighting const& weighting);
// {version, on, by, own_view, own_view_missing, picture, rows: [{part, harm, safety, because,
// contexts: [{text, href}]}]}; contexts that this visit may not know are not there.
[[nodiscard]] html::Value weighting_view(
    Cases const& room, Visit const& visit, Weighting const& weighting);

} // namespace kith::cases
