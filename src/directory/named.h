// SPDX-License-Identifier: MIT
#pragma once

// Schools and places of the loaded open data by name, for "who do I call?".
//
// Cost     one pass over schools and places; some milliseconds for thousands.
// Errors   none: a name that nothing has finds nothing.

#include "platform/db/db.h"
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace kith::directory {

struct NamedPoint {
    std::string name;
    std::string where;    // town or address, and postcode, as far as the publisher says
    std::string district; // a code
};
constexpr std::size_t named_points_shown = 20;

// Those of exactly that name, else those whose names hold it; closed schools left out. Whatever the
// case of ASCII letters; by name. At most one more than are shown.
[[nodiscard]] std::vector<NamedPoint> points_named(
    db::Connection& connection, std::string_view name);

using FindNamed = std::function<std::vector<NamedPoint>(std::string_view)>;

} // namespace kith::directory
