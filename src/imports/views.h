// SPDX-License-Identifier: MIT
#pragma once

// What the pages of imports show.

#include "imports/kind.h"
#include "platform/html/problems.h"

namespace kith::imports {

inline constexpr std::int64_t rows_on_a_page = 50;

[[nodiscard]] html::Value words_view(Words const& words);
[[nodiscard]] html::Value imports_view(Kind const& kind, Visit const& visit);
// The form as it was filled in, by field: {team, profile, map, save_profile, and each choice}.
[[nodiscard]] html::Value form_view(
    Kind const& kind, Visit const& visit, html::Value typed, std::vector<Error> const& problems);
[[nodiscard]] html::Value troubles_view(File const& file);
[[nodiscard]] html::Value import_view(Kind const& kind, Visit const& visit, Import const& import);
[[nodiscard]] html::Value rows_view(
    Kind const& kind, Visit const& visit, Import const& import, std::int64_t page);
using html::errors_view;
using html::problems_view; // of what was refused, words by field

} // namespace kith::imports
