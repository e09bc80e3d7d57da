// SPDX-License-Identifier: MIT
#pragma once

// Repeated items: a group of questions that is asked again for each sign, child or place. Each item
// is a small form of its own, so that it is drawn, checked and said as every form is.
//
// Shapes   an item in the answers is an object of texts by the names of its questions:
//          {"what": "…", "noticed": "2026-03", "source": "seen"}; a date that did not read stays in
//          the parts that were typed: {"noticed_day": "31", "noticed_month": "2", …}.
//          On a page its inputs are named by the group, the number from 1 and the question:
//          `signs-2-what`, `signs-2-noticed-day`. The first input of the first item has the group's
//          name as its id.

#include "platform/forms/form.h"

namespace kith::forms {

// The questions of item `number`, named as its inputs are ("signs-2-what"), conditions too.
[[nodiscard]] Form item_form(Question const& group, int number);
// An item's answers under those names, and back again.
[[nodiscard]] Answers item_answers(Question const& group, int number, Parts const& item);
[[nodiscard]] Parts item_parts(Question const& group, int number, Answers const& answers);
// Whether the item holds something that no question of the group asks.
[[nodiscard]] bool holds_stranger(Question const& group, Parts const& item);

} // namespace kith::forms
