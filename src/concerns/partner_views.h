// SPDX-License-Identifier: MIT
#pragma once

// What the pages about partners' knowledge show: plain values for the templates.
//
// Cost     names are indexed reads, one a partner.

#include "concerns/partner_acts.h"
#include "platform/html/value.h"
#include <string>
#include <vector>

namespace kith::concerns {

// For the page of a concern: {requests: [...], silent: "who, and who", ask_href}; each request
// {asked, urgency, due, given, partners: [{name, status, time, chased, rows, ...}], ...}.
[[nodiscard]] html::Value partners_view(
    Concerns const& room, Visit const& visit, Concern const& concern);
// [{key, text}] of what was answered to a form, empty answers left out.
[[nodiscard]] html::Value answers_view(
    Concerns const& room, forms::Answers const& answers, Instant at);
// A row of a partner's list, and the whole of one page of theirs.
[[nodiscard]] html::Value asked_row(Concerns const& room, Visit const& visit, AskedOf const& asked);
[[nodiscard]] html::Value asked_view(
    Concerns const& room, Visit const& visit, AskedOf const& asked);
// Radios: each urgency with when answers would be due, in words.
[[nodiscard]] html::Value partner_urgencies_view(
    Concerns const& room, Visit const& visit, std::string const& chosen);
// Who was silent at each of these decisions, in words; "" if nobody.
[[nodiscard]] std::string silent_in_words(
    db::Connection& connection, std::vector<Partner> const& silent);

// Lines on Home: what this visitor's team was asked, and silences that are over their time.
[[nodiscard]] std::vector<actions::Line> partner_lines(Concerns const& room, Visit const& visit);

} // namespace kith::concerns
