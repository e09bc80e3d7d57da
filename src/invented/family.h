// SPDX-License-Identifier: MIT
#pragma once

// Who stands around the invented children, what may be told to whom, and when they were seen: told
// through the front doors of people and links.

#include "invented/tale.h"
#include "links/links.h"
#include "people/people.h"

namespace kith::invented {

// All that the act tells of one child, as of the moment of the change.
[[nodiscard]] Done tell_of_child(
    links::Links const& links, access::Change& change, PersonId child, Act const& act);

} // namespace kith::invented
