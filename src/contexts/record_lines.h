// SPDX-License-Identifier: MIT
#pragma once

// What the record of a context says, line by line, and what one version says otherwise than the one
// before it: for the chronology, for what is new, and for the record as it was known on a day.
//
// Shapes   each context has the same lines in the same order; what is not recorded is empty.
// Cost     one look-up where it is a whole area.

#include "contexts/room.h"

namespace kith::contexts {

struct RecordLine {
    char const* key;
    std::string text;
    bool where = false; // tells where it is
};
[[nodiscard]] std::vector<RecordLine> record_lines(
    Contexts const& room, Visit const& visit, Context const& context);

// "Owner: The tram company, before that none", a line each. Where either's address is withheld,
// nothing of where it is.
[[nodiscard]] std::string changes_in_words(
    Contexts const& room, Visit const& visit, Context const& before, Context const& after);

} // namespace kith::contexts
