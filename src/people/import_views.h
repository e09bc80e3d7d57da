// SPDX-License-Identifier: MIT
#pragma once

// What the pages of imports show.

#include "people/import_store.h"
#include "people/room.h"
#include "platform/http/form_data.h"

namespace kith::people {

inline constexpr std::int64_t import_rows_on_a_page = 50;

[[nodiscard]] html::Value imports_view(Visit const& visit, People const& room);
// The form as it was filled in: {team, profile, map, save_profile}.
[[nodiscard]] html::Value import_form_view(
    Visit const& visit, html::Value typed, std::vector<Error> const& problems);
[[nodiscard]] html::Value troubles_view(ImportFile const& file);
[[nodiscard]] html::Value import_view(People const& room, Visit const& visit, Import const& import);
[[nodiscard]] html::Value import_rows_view(
    People const& room, Visit const& visit, Import const& import, std::int64_t page);

} // namespace kith::people
