// SPDX-License-Identifier: MIT
#pragma once

// Every SQL statement of a case itself: its row, levels, clocks and closures. Assessments, plans
// and the rest have stores of their own.
//
// Reading takes a Visit, decides "read" over each row's facts, and notes what was handed out;
// writing takes a Change, decides the act and writes the ledger entry with it. A case is known only
// to who may know its subject; one that this visit may not know answers as one that does not exist.
//
// Cost     a find is an indexed read of the case and those of its subject's facts.
// Errors   `not_found`, `not_allowed`; `conflict` if it was saved since it was read.

#include "cases/case.h"
#include "platform/access/visit.h"
#include <string>
#include <vector>

namespace kith::cases {

using access::Change;
using access::Visit;

// Of the person or context, as far as this visit may know them; for the command line also where a
// list may bring them in. `not_found` else.
[[nodiscard]] Result<access::Facts> subject_facts(Visit const& visit, Thing const& subject);

// Who holds it, whom it is allocated to, whether the visitor works with its subject ("worked with"
// is then its state); a wall or a seal round the subject stands round the case. `not_found` where
// this visit may not know the subject.
[[nodiscard]] Result<access::Facts> facts_of(Visit const& visit, Case const& one);

// Of the case with that id; `not_found` also where there is none. Notes no look.
[[nodiscard]] Result<access::Facts> facts_by_id(Visit const& visit, CaseId id);

// The case beside its facts, for what hangs on it and is decided by a rule of its own; `not_found`
// where this visit may not know the subject. Whether the case may be read is not decided here.
struct CaseFacts {
    Case one;
    access::Facts facts;
};
[[nodiscard]] Result<CaseFacts> facts_and_case(Visit const& visit, CaseId id);
// The same whoever looks: for a rule that reaches people who do not know the subject (who decides
// where professionals disagree). Decides nothing; `not_found` where there is no such case.
[[nodiscard]] Result<CaseFacts> facts_and_case_for_a_rule(Visit const& visit, CaseId id);

[[nodiscard]] Result<Case> find(Visit const& visit, CaseId id);
[[nodiscard]] Result<Case> find(Visit const& visit, Reference const& reference);
[[nodiscard]] bool knows(Visit const& visit, CaseId id); // notes no look
// Decides nothing.
[[nodiscard]] std::optional<std::string> reference_of(Visit const& visit, CaseId id);
// Whom it is about, whoever looks; decides nothing.
[[nodiscard]] std::optional<Thing> subject_of(db::Connection& connection, CaseId id);

// Of a person (all their records) or a context, as far as this visit may know; open ones first,
// then the latest.
[[nodiscard]] std::vector<Case> list_of(Visit const& visit, Thing const& subject);
// The open case of a subject, whoever may see it: for the rule that there is one. Decides nothing.
[[nodiscard]] std::optional<CaseId> open_case_of(db::Connection& connection, Thing const& subject);
// More than one only where records of a person were joined that each had one.
[[nodiscard]] std::vector<CaseId> open_cases_of(db::Connection& connection, Thing const& subject);
// Does an open case say that somebody exploits or traffics this person? For a rule of another room,
// whoever looks; decides nothing, and nothing of it is shown.
[[nodiscard]] bool is_exploited(db::Connection& connection, PersonId person);
// Those that a concern led to, as far as this visit may know, the latest first.
[[nodiscard]] std::vector<Case> list_from(Visit const& visit, Thing const& from);
// Did that lead to a case of the subject, open or closed? Whoever may see it; decides nothing.
[[nodiscard]] bool has_case_from(
    db::Connection& connection, Thing const& subject, Thing const& from);
// Opened on that very record after the moment, for who takes joined records apart; and on another
// record from then on, as the next version. The caller has decided and recorded that.
[[nodiscard]] std::vector<Case> list_opened_on(Visit const& visit, PersonId record, Instant after);
Case move_to_record(Change& change, CaseId id, PersonId to, std::string const& reason);
enum class Held { open, not_allocated, mine, closed };
// Of all the visitor's teams, or allocated to the visitor: by the clock that runs and falls due
// first, then the latest. At most 500: those that are due last are left out.
[[nodiscard]] std::vector<Case> list_held(Visit const& visit, Held which);

// A new one, with id and reference; or the next version. `act` is what was done.
[[nodiscard]] Result<Case> add(Change& change, Case const& wanted);
[[nodiscard]] Result<Case> save(
    Change& change, Case const& wanted, std::string_view act, std::string const& reason);

// Of one that a list made in error: its clocks stop, and it counts as closed. The caller has
// decided and recorded that, and sees to it that nobody finds it any more (withdrawn_cases).
void withdraw_case(Change& change, Case const& one, std::string const& reason);

struct CaseWas {
    Case one;
    Instant until;
    AccountId by; // who replaced it
    std::string reason;
};
// What each version replaced, the latest first. The caller has found the case.
[[nodiscard]] std::vector<CaseWas> versions_of(Visit const& visit, CaseId id);

// The caller has found the case; adding decides "record level", "move", "close" over its facts.
[[nodiscard]] std::vector<LevelEntry> levels_of(Visit const& visit, CaseId id); // latest first
[[nodiscard]] Done add_level(Change& change, Case const& one, LevelEntry const& entry,
    std::string_view act = "record level");
[[nodiscard]] std::vector<Closure> closures_of(Visit const& visit, CaseId id); // latest first
void add_closure(Change& change, Closure const& closure);
void end_closure(Change& change, CaseId id, std::string const& reason); // opened again

[[nodiscard]] std::vector<CaseClock> clocks_of(Visit const& visit, CaseId id); // latest first
void start_clock(Change& change, CaseClock const& clock);
// Those of the rule that run: its duty was done; or it ended without that.
void meet_clocks(Change& change, CaseId id, std::string_view rule);
void stop_clocks(Change& change, CaseId id, std::string_view rule);
// One that runs is due sooner, by that rule: kept as an extension is, with why.
void bring_clock_forward(Change& change, CaseClock const& clock, std::string_view rule,
    Instant due_at, std::string const& reason);
struct ClockExtension {
    Instant due_before, due_after;
    std::string reason;
    AccountId by;
    Instant at;
};
[[nodiscard]] std::vector<ClockExtension> extensions_of(Visit const& visit, ClockId clock);
[[nodiscard]] Done extend_clock(Change& change, Case const& one, ClockId clock, Instant due_at,
    std::string const& reason); // "extend"

} // namespace kith::cases
