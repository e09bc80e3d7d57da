// SPDX-License-Identifier: MIT
#pragma once

// What the pages of cases show: plain values for the templates, made of facts.

#include "cases/acts.h"
#include "platform/html/problems.h"

namespace kith::cases {

[[nodiscard]] std::string address_of(CaseId id); // "/cases/…"
[[nodiscard]] std::string label_of(Cases const& room, std::string_view list, std::string_view code);
// How the subject is named to this visitor, who may know it: {text, href}.
[[nodiscard]] links::Shown subject_shown(Cases const& room, Visit const& visit, Case const& one);
// {reference, href, subject {text, href}, of_context, stage, level, strands, team, worker, facts
// (of the identity bar), due, who_can_see, version, open}
[[nodiscard]] html::Value case_view(Cases const& room, Visit const& visit, Case const& one);
// A row of a list of cases, as the macro work_list draws it.
[[nodiscard]] html::Value case_row(Cases const& room, Visit const& visit, Case const& one);
// The stages as a list, with where the case stands: [{label, does, state}]; state is "past" (it was
// there since it was opened, or opened again), "passed_by", "here" or "later".
[[nodiscard]] html::Value stages_view(Cases const& room, Visit const& visit, Case const& one);
[[nodiscard]] html::Value due_view(Instant due, Instant now); // for the macro `due`
using html::errors_view;
using html::problems_view; // of what was refused, words by field

} // namespace kith::cases
