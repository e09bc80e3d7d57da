// SPDX-License-Identifier: MIT
#pragma once

// Whom an action names: somebody of an agency who signs in, or somebody in words.
//
// Cost     reads the names of the agency's accounts; only where an action is saved.

#include "platform/access/visit.h"
#include <string>

namespace kith::actions {

// The account of that agency, today, that has this sign-in name, or this name alone (case, accents,
// hyphens and double spaces do not count). None, if nobody has it: then they stand in words.
// `invalid` with the field "named" if several have the name.
[[nodiscard]] Result<AccountId> account_of(
    access::Visit const& visit, AgencyId agency, std::string const& typed);

} // namespace kith::actions
