// SPDX-License-Identifier: MIT
#pragma once

// The pages of people of concern.

#include "disruption/of_concern_acts.h"
#include "disruption/pages.h"

namespace kith::disruption {

void add_of_concern_routes(access::Routes::OfRoom<Disruption>& routes); // of_concern_pages.cc
void add_of_concern_act_routes(
    access::Routes::OfRoom<Disruption>& routes); // of_concern_act_pages.cc
void add_of_concern_form_routes(access::Routes::OfRoom<Disruption>& routes); // of_concern_form.cc

// The record of the request, for an act this visitor may do to it.
[[nodiscard]] Result<OfConcern> of_concern_in(
    Visit const& visit, Request const& request, char const* act);
[[nodiscard]] Response draw_of_concern(
    Disruption const& room, Visit const& visit, OfConcern const& one, StepTyped const& typed);

inline constexpr char const* of_concern_form = "disruption/of_concern";
[[nodiscard]] OfConcernDetails details_of(forms::Answers const& answers);
[[nodiscard]] forms::Answers answers_of(Disruption const& room, OfConcernDetails const& details);

} // namespace kith::disruption
