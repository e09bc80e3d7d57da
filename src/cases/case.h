// SPDX-License-Identifier: MIT
#pragma once

// One subject's way through: a child, an adult, or a home, group, school, place or online space,
// by the same road.
//
// 1. A context is a case subject exactly as a person is (csnetwork.org.uk): no child need be named.
// 2. Strands are a set: one child is often in several kinds of harm at once.
// 3. A level is a judgement and is never worked out. Each entry says why, on what evidence, who
//    says so, and when it is looked at again.
// 4. A case closes with its reason, what changed in the life and in the contexts, who keeps
//    contact, how to come back, and the person's own view; nothing is deleted, and it can be
//    opened again.
// 5. What is still open elsewhere (a missing episode, an overdue action) keeps a case from closing;
//    a manager may close it all the same, with a reason (domain sources: csnetwork.org.uk,
//    liia.london/mace-review).
//
// Shapes   plain values; times in UTC.
// Errors   rules answer `invalid` with the field that is wrong.

#include "base/ids.h"
#include "base/reference.h"
#include "base/result.h"
#include "base/time.h"
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace kith::cases {

struct Case {
    CaseId id = {};
    Reference reference = {};           // K-7KM-4QX9
    Thing subject;                      // "person" or "context"
    std::string pathway = {};           // data/pathways: "person", "context"
    int pathway_version = 0;            //
    std::string stage = {};             // a code of the pathway
    Instant stage_since = {};           //
    std::set<std::string> strands = {}; // data/code_lists/harm.csv
    std::string level = {};             // of the latest entry; empty until somebody judges
    TeamId team = {};                   // who holds it
    AccountId worker = {};              // whom it is allocated to; none: to nobody yet
    std::string opened_because = {};    // in words
    Thing opened_from = {};             // a concern; none if opened by hand
    Instant referred_at = {};           // when the referral was received: clocks of law start there
    Instant opened_at = {};
    std::optional<Instant> closed_at = {};
    std::int64_t version = 0; // 0: not saved yet
    AccountId created_by = {};
    AgencyId owner_agency = {};
    Instant recorded_at = {};

    [[nodiscard]] bool is_open() const { return !closed_at; }
    [[nodiscard]] bool of_context() const { return subject.kind == "context"; }
};

struct LevelEntry {
    Uuid id = {};
    CaseId of = {};
    std::string level;     // data/code_lists/level.csv
    std::string rationale; // why
    std::string evidence;  // on what
    Date on = {};
    Date next_review = {};
    AccountId by = {};
    Instant recorded_at = {};
};

struct Closure {
    Uuid id = {};
    CaseId of = {};
    std::string reason;           // data/code_lists/case_close_reason.csv
    std::string why;              // in words
    std::string life_changed;     // of a person: what changed in their life
    std::string contexts_changed; // what changed in the contexts, or in this one
    std::string who_keeps;        // who keeps contact, or an eye on it
    std::string way_back;         // how they come back in, or how it is opened again
    std::string own_view; // of the child, adult or parents; of a context, of young people there
    std::string override_reason = {}; // of a manager, where something kept it from closing
    Date on = {};
    AccountId by = {};
    Instant recorded_at = {};
    std::optional<Instant> reopened_at = {};
    AccountId reopened_by = {};
    std::string reopened_because = {};
};

// A time limit that runs, or ran.
struct CaseClock {
    ClockId id = {};
    CaseId of = {};
    std::string rule; // data/reference/clocks.toml
    Instant started_at = {};
    Instant due_at = {};
    std::optional<Instant> met_at = {};
    std::string extended_because = {}; // the latest reason; the due moment before stands in history
    // It ended without its duty done: the case closed, or moved on without it.
    std::optional<Instant> stopped_at = {};
    Instant recorded_at = {}; // when it was started here, whenever it counts from

    [[nodiscard]] bool runs() const { return !met_at && !stopped_at; }
};

// Rules 1 to 3; tidied.
[[nodiscard]] Result<Case> checked(Case one);
[[nodiscard]] Result<LevelEntry> checked(LevelEntry entry, Date today);
// All that is wrong, in the order of the form: a page says it at once.
[[nodiscard]] std::vector<Error> problems_of(LevelEntry entry, Date today);
[[nodiscard]] std::vector<Error> problems_of(Closure closure, bool of_context, Date today);
// Rule 4. `of_context` asks for what changed in the context alone.
[[nodiscard]] Result<Closure> checked(Closure closure, bool of_context, Date today);

[[nodiscard]] std::string write_strands(std::set<std::string> const& strands); // "CCE CSE"
[[nodiscard]] std::set<std::string> read_strands(std::string_view text);

} // namespace kith::cases
