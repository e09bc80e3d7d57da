// SPDX-License-Identifier: MIT
#pragma once

// What the pages of concerns show: plain values for the templates, made of facts.
//
// Cost     a name is one indexed read.

#include "concerns/room.h"
#include "platform/html/problems.h"
#include "platform/html/value.h"
#include <string>
#include <vector>

namespace kith::concerns {

// What somebody typed that has to be shown again, and what is wrong with it.
struct Typed {
    html::Value values = html::Value::object();
    std::vector<Error> problems = {};
    std::vector<std::string> outcomes = {};
};

[[nodiscard]] std::string title_of(
    Concerns const& room, Concern const& concern); // "A child and a place"
[[nodiscard]] html::Value row_of(Concerns const& room, Visit const& visit, Concern const& concern);
[[nodiscard]] html::Value view_of(Concerns const& room, Visit const& visit, Concern const& concern);
[[nodiscard]] html::Value given_view(
    Concerns const& room, Concern const& concern); // as answers_view
[[nodiscard]] html::Value answers_view(Concerns const& room, forms::Answers const& answers,
    Date day); // [{question, text, own_words, items}]
[[nodiscard]] html::Value unread_view(Concerns const& room, Visit const& visit,
    Concern const& concern); // {count, seen}: how many came anew, and the last place of the thread
[[nodiscard]] html::Value thread_view(
    Concerns const& room, Visit const& visit, Concern const& concern);
[[nodiscard]] html::Value decisions_view(Concerns const& room, Visit const& visit,
    Concern const& concern, std::vector<Decision> const& decisions);
[[nodiscard]] html::Value route_view(
    Concerns const& room, Concern const& concern); // undefined if no place is known
using html::errors_view;
using html::problems_view; // of what was refused, words by field
// Of idempotency: the one a form was sent with, else a fresh one.
[[nodiscard]] html::Value key_of(html::Value const& typed);
[[nodiscard]] std::string lead_line(
    Concerns const& room, Visit const& visit); // "speak to your safeguarding lead"
// The same on a page of one concern: empty for an allegation, whose wall a lead may be behind.
[[nodiscard]] std::string lead_line(
    Concerns const& room, Visit const& visit, Concern const& concern);
// The same for a partner, who is not told what the concern is: without a lead behind its wall.
[[nodiscard]] std::string lead_line_beside(Visit const& visit, ConcernId concern);

} // namespace kith::concerns
