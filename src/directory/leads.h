// SPDX-License-Identifier: MIT
#pragma once

// Whom a worried member of staff speaks to first, in words: it stands on every page about a worry.
//
// Cost     one read, and one a lead for the name.
// Threads  as the connection.
// Errors   none: empty where nobody is named yet.

#include "directory/store.h"

namespace kith::directory {

// "Speak to your safeguarding lead: Sam Reed (safeguarding lead), or Jo Marsh (deputy)." Of the
// agency the visitor acts for.
[[nodiscard]] std::string lead_line(access::Visit const& visit);
// The same of these alone, where one of them is not to be asked.
[[nodiscard]] std::string lead_line(access::Visit const& visit, std::vector<Lead> const& leads);
// "Sam Reed (safeguarding lead)"
[[nodiscard]] std::string in_words(access::Visit const& visit, Lead const& lead);

} // namespace kith::directory
