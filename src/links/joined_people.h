// SPDX-License-Identifier: MIT
#pragma once

// Everybody who is joined to a context: by a link of its own, in a concern that names it, or by
// something that happened there; also if that has ended.
//
// With the rights of the program, whoever looks: for what must name none of them, such as the
// record of a context conference. Nothing of it is ever shown, counted or ordered by.
//
// Cost     one statement over the context's links and those of its concerns and events.

#include "base/ids.h"
#include "base/time.h"
#include "platform/db/db.h"
#include <vector>

namespace kith::links {

[[nodiscard]] std::vector<PersonId> people_around(db::Connection& connection, Thing const& context);

// Who is joined to a context by a link of its own that stands that day, and by which.
struct PersonJoined {
    LinkId by;
    PersonId person;
};
[[nodiscard]] std::vector<PersonJoined> people_joined(
    db::Connection& connection, Thing const& context, Date on);

} // namespace kith::links
