// SPDX-License-Identifier: MIT
#pragma once

// Steps, targets and options as pages show them. Each is given what its caller has found.

#include "disruption/acts.h"
#include "disruption/breach.h"

namespace kith::disruption {

[[nodiscard]] std::string address_of(StepId id);                 // /disruption/steps/…
[[nodiscard]] std::string address_of(Thing const& target);       // /disruption/targets/person/…
[[nodiscard]] std::string address_of_breach(StepMoveId move);    // /disruption/breaches/…
[[nodiscard]] std::string owners_in_words(Tactic const& tactic); // "Police, council"
[[nodiscard]] std::string tactic_name(Disruption const& room, std::string const& code);

// {text, href, back}: what this visit may be told it is called; `href` its own page, if it has one.
[[nodiscard]] html::Value target_view(
    Disruption const& room, Visit const& visit, Thing const& target);
// A line of the macro work_list.
[[nodiscard]] html::Value step_row(Disruption const& room, Visit const& visit, Step const& step);
// {href, reference, code, name, basis, limit, state, rows, live, version, ends: {text, tone}, …}
[[nodiscard]] html::Value step_view(Disruption const& room, Visit const& visit, Step const& step);
// [{status, on, why, by, gone, gone_because, may_take_back, href}]
[[nodiscard]] html::Value moves_view(
    Disruption const& room, Visit const& visit, Step const& step, bool may_move);
[[nodiscard]] html::Value conditions_view(Visit const& visit, Step const& step);
[[nodiscard]] html::Value children_view(
    Disruption const& room, Visit const& visit, Step const& step);
// [{key, text}] of what was answered; undefined where this visit may not read it.
[[nodiscard]] html::Value answers_view(
    Disruption const& room, Visit const& visit, Step const& step);
// {code, name, basis, owners, takes, costs, limit, reasons, missing, warnings, href}
[[nodiscard]] html::Value option_view(
    Disruption const& room, Option const& option, Thing const& target);
[[nodiscard]] html::Value breach_row_view(Disruption const& room, BreachTold const& told);

struct EndingWords {
    std::string text; // "Ends on 3 May 2026: it expires"
    Alert alert = Alert::none;
};
// Why it ends only where that tells of no child whom this visit may not know.
[[nodiscard]] std::optional<EndingWords> ending_in_words(
    Disruption const& room, Visit const& visit, Step const& step);
// May this visit know what the step rests on?
[[nodiscard]] bool may_know_footing(Visit const& visit, Step const& step);

} // namespace kith::disruption
