// SPDX-License-Identifier: MIT
#pragma once

// Professionals who do not agree about a case.
//
// 1. Any agency that works with the subject may say so: about what, why, what it wants, and what
//    the workers said to one another already.
// 2. What is done for safety meanwhile is always stated: it never waits for the disagreement.
// 3. The stages (plcsab.proceduresonline.com, resolving professional disagreements): the workers,
//    their line managers, heads of service, directors, the partnership is notified. The workers
//    spoke before it is raised; raising it brings it to the line managers.
// 4. Each stage has its clock (clocks.toml: escalation.line_manager, .head_of_service, .director,
//    .partnership). When it passes with nothing agreed it goes on by itself; whoever may answer
//    moves it on sooner. The partnership is the last: its clock says when an answer is due, and
//    nothing moves when it passes.
// 5. Each answer is a record. Only the side that disagrees says that it is settled, and what was
//    agreed.
// 6. It lies between who raised it and who held the case that day, whoever holds the case later.
//    Who decides at a stage follows from their agencies: whoever leads the team on either side (or
//    answers for an agency that has no team there), their heads of service, their directors. The
//    directors notify the partnership, and write down what it says.
// 7. A case that is closed may be disagreed with: the closing may be what it is about.
//
// Shapes   plain values. Errors   rules answer `invalid` with the field that is wrong.

#include "base/ids.h"
#include "base/result.h"
#include "base/time.h"
#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kith::cases {

struct EscalationStage {
    char const* code;
    char const* label;
    char const* rule; // of clocks.toml; "" where none runs
    char const* role; // who decides there in each agency (role.csv); "": who leads the team
};
inline constexpr std::array<EscalationStage, 5> escalation_stages{
    {{"workers", "The workers", "", ""},
        {"line_managers", "Line managers", "escalation.line_manager", ""},
        {"heads_of_service", "Heads of service", "escalation.head_of_service", "head of service"},
        {"directors", "Directors", "escalation.director", "director"},
        {"partnership", "The partnership", "escalation.partnership", "director"}}};

struct Escalation {
    EscalationId id = {};
    CaseId of = {};
    std::string about = {};
    std::string why = {};
    std::string wanted = {};
    std::string tried = {};     // what the workers said to one another
    std::string meanwhile = {}; // what is done for safety, whatever comes of it
    std::string stage = "line_managers";
    Instant stage_since = {};
    std::string due_rule = {};
    std::optional<Instant> due_at = {};
    Instant raised_at = {};
    std::optional<Instant> settled_at = {};
    std::string agreed = {};
    AccountId created_by = {};
    std::int64_t version = 0;   // 0: not saved yet
    AgencyId owner_agency = {}; // that disagrees
    Instant recorded_at = {};
    TeamId raised_team = {};    // of whoever raised it; none if they were in none
    TeamId held_team = {};      // that held the case when it was raised
    AccountId held_worker = {}; // to whom it was allocated then, if to somebody
    AgencyId held_agency = {};

    [[nodiscard]] bool open() const { return !settled_at; }
};

struct EscalationText {
    char const* field;
    std::string Escalation::*text;
    char const* missing;
};
inline constexpr std::array<EscalationText, 5> escalation_texts{
    {{"about", &Escalation::about, "Say what you do not agree with"},
        {"why", &Escalation::why, "Say why"},
        {"wanted", &Escalation::wanted, "Say what you want to happen"},
        {"tried", &Escalation::tried,
            "Say what the workers said to one another, or why they did not speak"},
        {"meanwhile", &Escalation::meanwhile,
            "Say what is done for safety meanwhile: that never waits"}}};

// What was done about it; never changed.
struct EscalationStep {
    Uuid id = {};
    EscalationId of = {};
    std::string kind;  // answered, moved, clock, settled
    std::string stage; // with whom it lay, after it
    std::string said = {};
    Instant at = {};
    AccountId by = {}; // none: the clock
    AgencyId agency = {};
};

[[nodiscard]] EscalationStage const& stage_of(std::string_view code);
// The one after; nothing after the last.
[[nodiscard]] EscalationStage const* stage_after(std::string_view code);
[[nodiscard]] std::string escalation_words(std::string const& text); // no blank at either end
[[nodiscard]] Escalation tidied(Escalation one);
// Has it come to that stage, or past it?
[[nodiscard]] bool has_reached(Escalation const& one, EscalationStage const& stage);
[[nodiscard]] std::vector<Error> problems_of(Escalation const& one); // in the order of the form

inline constexpr std::size_t longest_escalation_text = 20'000; // characters
inline constexpr std::size_t longest_escalation_reason = 2'000;

} // namespace kith::cases
