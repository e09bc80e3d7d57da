// SPDX-License-Identifier: MIT
#pragma once

// Matters as pages show them. Each is given what its caller has found.

#include "justice/matter_acts.h"
#include "platform/html/value.h"

namespace kith::justice {

[[nodiscard]] std::string address_of(MatterId id); // /justice/matters/…
[[nodiscard]] std::string told_address(MatterId id, StageId stage);
// Lines of the macro work_list.
[[nodiscard]] html::Value matter_row(Justice const& room, Visit const& visit, Matter const& matter);
[[nodiscard]] html::Value to_tell_row(Justice const& room, Visit const& visit, ToTell const& one);
// [{title, on, by, words, gone, because, due, told: [{…}], told_href, href, may_take_back}]
[[nodiscard]] html::Value stages_view(
    Justice const& room, Visit const& visit, Matter const& matter, bool may_change);
// [{title, rows: [{code, label, words, source, state, said}]}]: rights, measures, help that apply.
[[nodiscard]] html::Value entitlements_view(
    Justice const& room, Visit const& visit, Matter const& matter);
// What was recorded of offers, the latest first: [{title, on, by, words, gone, because, href, …}]
[[nodiscard]] html::Value offers_view(
    Justice const& room, Visit const& visit, Matter const& matter, bool may_change);
[[nodiscard]] html::Value matter_answers_view(
    Justice const& room, Visit const& visit, Matter const& matter);
// The right to a review that runs, in words; "" where none does.
[[nodiscard]] std::string review_in_words(
    Justice const& room, Visit const& visit, std::vector<Stage> const& stages);

} // namespace kith::justice
