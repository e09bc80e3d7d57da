// SPDX-License-Identifier: MIT
#pragma once

// How the pages of case_desk.h are drawn, and drawn again where an act is refused.

#include "cases/case_desk.h"
#include "cases/views.h"
#include "platform/http/form_data.h"
#include <optional>
#include <string>
#include <vector>

namespace kith::cases {

// What was typed on a page of the desk, and what is wrong with it.
struct DeskTyped {
    html::Value values = html::Value::object(); // by field
    std::set<std::string> strands = {};
    std::vector<Error> problems = {};
    bool late = false; // somebody was first: what stands now is shown beside
};
[[nodiscard]] DeskTyped desk_typed(http::FormData const& form);
[[nodiscard]] std::int64_t version_in(http::FormData const& form);

// The case of the request, for an act this visitor may do to it.
[[nodiscard]] Result<Case> case_to(Visit const& visit, Request const& request, char const* act);

// A page of templates/`page`.njk: {section, case, values, problems, errors, version, late,
// ...more}.
[[nodiscard]] Response show_desk(Cases const& room, Visit const& visit, Case const& one,
    char const* page, DeskTyped const& typed, html::Value more = html::Value::object());

// On to the case with a notice if it was done; the same page again if it was refused.
using DeskAgain
    = std::function<Response(Visit const& visit, Case const& stands, DeskTyped const& typed)>;
[[nodiscard]] Result<Response> after_act(Visit const& visit, CaseId id, Result<Case> const& done,
    http::FormData const& form, char const* said, DeskAgain const& again);

using links::day_in;
[[nodiscard]] Instant end_of_day(Date day); // 23:59:59 in London
// [{value, text, checked}]
[[nodiscard]] html::Value harm_choices(
    Cases const& room, Date today, std::set<std::string> const& chosen);
// Exploitation teams first, then the others, by name: [{value, text, selected}].
[[nodiscard]] html::Value team_choices(Cases const& room, Visit const& visit, TeamId chosen);
[[nodiscard]] html::Value worker_choices(
    Cases const& room, Visit const& visit, TeamId team, AccountId chosen);

} // namespace kith::cases
