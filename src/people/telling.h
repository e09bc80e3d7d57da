// SPDX-License-Identifier: MIT
#pragma once

// What may safely be told to somebody who stands around a child, how and when.
//
// 1. For each of them: nothing, that the child is safe, or what is named; how and when to tell it;
//    whether it is safe to contact them, and why not.
// 2. What the child wishes stands beside what was decided, in their words.
// 3. Who decided, on which day and until when; nothing without a reason. A decision is replaced by
//    the next version, never edited.
// 4. Where somebody who holds parental responsibility must not be told or contacted, every page
//    about the child's family says so first. That a decision has run out is said as well: nobody is
//    told because a day has passed.
//
// Shapes   plain values.
// Errors   rules answer `invalid` with the field that is wrong.

#include "people/person.h"
#include "people/relationships.h"

namespace kith::people {

struct Telling {
    Uuid id = {};
    RelationshipId relationship = {};
    PersonId about = {};            // the child
    std::string told;               // data/code_lists/may_be_told.csv: nothing, safe, matters
    std::string matters = {};       // if named
    std::string how = {};           // "By letter", "Through their social worker"
    std::string when = {};          // "Before six"
    Known safe = Known::not_known;  // to contact
    std::string why = {};           // the reason of it all
    std::string wish = "not_asked"; // of the child: data/code_lists/telling_wish.csv
    std::string wish_words = {};
    std::string decided_by;
    Date decided_on = {};
    std::optional<Date> until = {}; // the last day
    std::int64_t version = 0;       // 0: not saved yet
    AccountId created_by = {};
    AgencyId owner_agency = {};
    Instant recorded_at = {};

    [[nodiscard]] bool must_not_be_told() const { return told == "nothing" || safe == Known::no; }
    [[nodiscard]] bool has_run_out(Date day) const { return until && *until < day; }
};

[[nodiscard]] Done check(Telling const& telling, Date today);

} // namespace kith::people
