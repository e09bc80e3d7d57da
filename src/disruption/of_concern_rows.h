// SPDX-License-Identifier: MIT
#pragma once

// How rows of people of concern are sealed and opened, for the two files of their store. Private to
// it.

#include "disruption/of_concern.h"
#include "disruption/room.h"
#include <boost/json/fwd.hpp>
#include <string>

namespace kith::disruption {

[[nodiscard]] std::string opened_text(
    Visit const& visit, access::Facts const& facts, db::Row const& row, std::string_view column);
[[nodiscard]] std::string text_in(boost::json::value const& said, char const* name);
[[nodiscard]] boost::json::value json_of(std::string const& text);
[[nodiscard]] StandingEntry entry_row(db::Row const& row);
[[nodiscard]] db::Bytes sealed_with(Change& change, OfConcernId id, std::string const& text);

} // namespace kith::disruption
