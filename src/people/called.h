// SPDX-License-Identifier: MIT
#pragma once

// Every name somebody goes by or went by, on all their records: for what must not name them (the
// record of a context conference). With the rights of the program; nothing of it is ever shown.
//
// Cost     one indexed read a record.

#include "base/ids.h"
#include "base/reference.h"
#include "base/time.h"
#include "platform/db/db.h"
#include <optional>
#include <string>
#include <vector>

namespace kith::people {

[[nodiscard]] std::vector<std::string> names_ever(db::Connection& connection, PersonId person);

// When somebody who lives was born, as far as it is known on any of their records: for a round of
// the program that turns with the day. Decides nothing.
[[nodiscard]] std::optional<PartialDate> birth_of(db::Connection& connection, PersonId person);

// Which legal statuses stand or stood on any of their records, withdrawn ones left out: for a round
// of the program, or a rule about what rests on one. Decides nothing, and nothing of it is shown.
struct StatusStood {
    std::string code; // data/code_lists/legal_status.csv
    std::optional<PartialDate> from = {};
    std::optional<PartialDate> until = {}; // the last day
};
[[nodiscard]] std::vector<StatusStood> legal_statuses_of(
    db::Connection& connection, PersonId person);

// What they are called and how old they are, for a room whose own rule lets somebody know of them
// without their record (an episode of missing that several agencies share). Decides nothing and
// notes no look: the caller has.
struct Called {
    PersonId person = {}; // the record that is kept
    Reference reference = {};
    std::string name = {}; // "" if none is known
    std::string age = {};  // "15", "about 15"; "" if not known
    std::string sex = {};  // data/code_lists/sex.csv
};
[[nodiscard]] Called called(db::Connection& connection, PersonId person, Date on);

} // namespace kith::people
