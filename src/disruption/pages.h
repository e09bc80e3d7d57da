// SPDX-License-Identifier: MIT
#pragma once

// The pages of the room, and its round of the day.

#include "disruption/acts.h"
#include "platform/http/form_data.h"
#include "platform/http/request.h"
#include "platform/http/response.h"

namespace kith::disruption {

using http::Request;
using http::Response;

void add_list_routes(access::Routes::OfRoom<Disruption>& routes);     // list_pages.cc
void add_workbook_routes(access::Routes::OfRoom<Disruption>& routes); // workbook_pages.cc
void add_step_routes(access::Routes::OfRoom<Disruption>& routes);     // step_pages.cc
void add_change_routes(access::Routes::OfRoom<Disruption>& routes);   // change_pages.cc
void add_effect_routes(access::Routes::OfRoom<Disruption>& routes);   // effect_pages.cc
// What was concluded of a step's effect: [{on, by, conclusion, words, children, counts, next, …}]
[[nodiscard]] html::Value reviews_view(
    Disruption const& room, Visit const& visit, Step const& step);

// The target of the request, which this visit may know; of one that was named, some step of it.
[[nodiscard]] Result<Thing> target_in(
    Disruption const& room, Visit const& visit, Request const& request);
// The step of the request, for an act this visitor may do to it.
[[nodiscard]] Result<Step> step_in(Visit const& visit, Request const& request, char const* act);
// One step, drawn with what was typed and refused.
struct StepTyped {
    html::Value values = html::Value::object();
    std::vector<Error> problems = {};
    std::string notice = {};
};
[[nodiscard]] Response draw_step(
    Disruption const& room, Visit const& visit, Step const& step, StepTyped const& typed);

// What a form of a step says. The day in NAME-day, -month, -year; nothing if they are empty.
[[nodiscard]] std::optional<Date> day_in(
    http::FormData const& form, std::string const& name, std::vector<Error>& problems);
void read_days(http::FormData const& form, Step& step, std::vector<Error>& problems);
void read_footing(
    Visit const& visit, http::FormData const& form, Step& step, std::vector<Error>& problems);
void read_owner(http::FormData const& form, Step& step);
[[nodiscard]] html::Value values_of(Visit const& visit, Step const& step);
// {owners, footings}: what can be chosen, for step_fields of macros.njk.
[[nodiscard]] html::Value step_choices(
    Visit const& visit, Tactic const& tactic, html::Value const& values);
[[nodiscard]] http::Status status_of(std::vector<Error> const& problems);

void look_at_what_ends(Disruption const& room, access::Gate const& gate); // round.cc

} // namespace kith::disruption
