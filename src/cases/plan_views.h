// SPDX-License-Identifier: MIT
#pragma once

// What the pages of plans show: plain values for the templates, made of facts.

#include "cases/plan_acts.h"
#include "platform/http/form_data.h"

namespace kith::cases {

[[nodiscard]] std::string plan_path(CaseId id, std::string const& rest = {}); // "/cases/…/plan…"
[[nodiscard]] std::string aim_label(Cases const& room, std::string_view aim); // "The life itself"
// "Safety survey: feel safe here (%)", or the observation in words; "" where nothing is said yet.
[[nodiscard]] std::string measured_in_words(Cases const& room, Goal const& goal);
// {statement, aims, measured, baseline, target, state, advice, href, add_href, actions}
[[nodiscard]] html::Value goal_view(
    Cases const& room, Visit const& visit, CaseId of, WholePlan const& whole, Goal const& goal);
// Rules 4 and 5 of plan.h, as sentences.
[[nodiscard]] std::vector<std::string> said_of_actions(
    Cases const& room, Visit const& visit, Case const& one, WholePlan const& whole);
// Who does it, and there: "Jo Bell, youth service".
[[nodiscard]] std::string doer_in_words(
    Cases const& room, Visit const& visit, actions::Action const& action);
// [{value, text, checked, selected}] of pairs.
[[nodiscard]] html::Value plan_choices(
    std::vector<std::pair<std::string, std::string>> const& items, std::string const& chosen);
[[nodiscard]] html::Value code_choices(
    Cases const& room, std::string_view list, Date today, std::string const& chosen);
// The day in a field; today if it is empty.
[[nodiscard]] Date read_day_field(
    http::FormData const& form, char const* field, Date if_empty, std::vector<Error>& problems);
// The version that a form was read with; -1, which nothing has, where none reads.
[[nodiscard]] std::int64_t version_typed(
    http::FormData const& form, std::string_view field = "version");
// A page that was sent before and kept, then changed and sent again, is another one: the key of the
// form is emptied, so that it gets one of its own, and the refusal says so in a person's words.
void ask_with_a_fresh_key(std::string& key, Error& refusal);
[[nodiscard]] std::int64_t read_count_field(http::FormData const& form, char const* field);
// The frame of every form of a plan: case, values, problems, of_context, agreed, errors.
[[nodiscard]] html::Value plan_form_view(Cases const& room, Visit const& visit, Case const& one,
    html::Value const& values, std::vector<Error> const& problems);

} // namespace kith::cases
