// SPDX-License-Identifier: MIT
#pragma once

// The staff pages "Areas" and one district: team, front doors, wards, schools, a drawn map.
//
// Everything here is open or reference data: schools are listed, never put beside any concern. What
// the map shows is said as a list on the same page.

#include "directory/directory.h"
#include "platform/http/request.h"
#include "platform/http/response.h"

namespace kith::directory {

[[nodiscard]] Result<http::Response> show_areas(
    Directory const& room, access::Visit const& visit, http::Request const& request);
[[nodiscard]] Result<http::Response> show_area( // {area}: a district's code
    Directory const& room, access::Visit const& visit, http::Request const& request);

} // namespace kith::directory
