// SPDX-License-Identifier: MIT
#pragma once

// What is done with a context conference: saved as a draft, held, and put right. Pages and API both
// come through here.
//
// Errors   `not_found` for a person's case: a conference is about a context; `invalid` with the
//          field; `conflict` as the store's.

#include "cases/conference_store.h"
#include "cases/room.h"
#include "cases/unnamed.h"

namespace kith::cases {

enum class Keep { draft, held };

// Who and what may stand in it, and the names of everybody joined to the context, whoever looks.
struct Naming {
    LetThrough through = {};
    std::vector<std::string> around = {};
};
[[nodiscard]] Naming naming_of(
    Cases const& room, Visit const& visit, Case const& of, Conference const& one);
// As it is shown to anybody: every name of somebody joined to the context withheld.
[[nodiscard]] Conference unnamed(Conference one, Naming const& naming);

// All that is wrong with it: names first; what is missing only where it is to be held.
[[nodiscard]] std::vector<Error> problems_of(Cases const& room, Visit const& visit, Case const& of,
    Conference const& one, Keep keep, std::string const& reason);
// Saves it. Holding meets the clock of the conference and tells the chronology. One that was held
// stays held, and asks for `reason`.
[[nodiscard]] Result<Conference> keep_conference(Cases const& room, Change& change, CaseId of,
    Conference const& wanted, Keep keep, std::string const& reason = {});

} // namespace kith::cases
