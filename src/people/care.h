// SPDX-License-Identifier: MIT
#pragma once

// When somebody was looked after, and by which authority: from the legal statuses on their record.
//
// 1. Who is in an authority's care by an order, or accommodated by it, is looked after (Children
//    Act 1989 s.22(1)): section 20, an interim or a full care order, a placement order, a remand;
//    police protection and an emergency order where an authority accommodates them (s.21), and so
//    only where the status names one.
// 2. The authority is the one that answers for them, wherever they live.
// 3. Statuses of one authority that follow one another without a day between are one period of care
//    (SSDA903: a period of care is a run of episodes).
// 4. A status without a first day counts from the day it was recorded; of a day that is known in
//    part the earliest counts as the first, the latest as the last. What was withdrawn never was.
//
// Shapes   plain values; the last day is within the period.
// Cost     an indexed read for each record that is this person.
// Errors   none of reading. Nothing is decided here: these are for the rules of other rooms.

#include "base/ids.h"
#include "base/result.h"
#include "base/time.h"
#include "people/person_fact.h"
#include "platform/db/db.h"
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kith::people {

struct PeriodOfCare {
    std::string authority = {}; // the agency's code; empty where no status says which
    Date from = {};
    std::optional<Date> until = {};
    std::string ended_because = {}; // as it was written when the last status ended: "E8"
};
// A home that was found for them, supported housing, or a secure home: dates alone. Of who has a
// protected address nothing is told.
struct Placement {
    Date from = {};
    std::optional<Date> until = {};
};
struct ChildNumber {
    std::string value;
    std::string source; // who gave it, in words
};

[[nodiscard]] bool may_be_looked_after(std::string_view legal_status);
// Rules 1 and 4: of one status, nothing if it makes nobody looked after.
[[nodiscard]] std::optional<PeriodOfCare> period_of(Fact const& status);
// Rule 3; the earliest first.
[[nodiscard]] std::vector<PeriodOfCare> as_periods(std::vector<PeriodOfCare> periods);

// As their record has it, also of who has died.
[[nodiscard]] std::optional<PartialDate> born_on(db::Connection& connection, PersonId person);
[[nodiscard]] std::vector<PeriodOfCare> care_of(db::Connection& connection, PersonId person);
[[nodiscard]] std::vector<Placement> placements_of(db::Connection& connection, PersonId person);
// Local authority child ids that stand on their records.
[[nodiscard]] std::vector<ChildNumber> child_ids_of(db::Connection& connection, PersonId person);
// The one that this authority gave: the only one, or the only one whose source names it.
[[nodiscard]] std::optional<std::string> child_id_for(
    std::vector<ChildNumber> const& all, std::string_view authority_name);
// Whom a status names as looked after by that authority at some time; kept records, each once.
[[nodiscard]] std::vector<PersonId> ever_looked_after_by(
    db::Connection& connection, std::string_view authority);

// Of a status that names an authority, by its name or its code: its code goes into `number`, its
// name into `words`. `invalid` with field "number" where there is no such council.
[[nodiscard]] Done name_authority(db::Connection& connection, Fact& status);

} // namespace kith::people
