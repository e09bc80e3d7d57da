// SPDX-License-Identifier: MIT
#pragma once

// What an operator names in a command, found; or the command ends with which name nobody knows, and
// how to see those there are. Exit code 2 for an agency or team, 1 for an account.

#include "app/desk.h"
#include <string>

namespace kith::app {

[[nodiscard]] AgencyId agency_coded(Folder& folder, std::string const& code);
// None for an empty name.
[[nodiscard]] TeamId team_named(Folder& folder, AgencyId agency, std::string const& name);
[[nodiscard]] AccountId account_named(Folder& folder, std::string const& sign_in_name);

} // namespace kith::app
