// SPDX-License-Identifier: MIT
#pragma once

// The pages of the allegation route: sending a report on, whom it is about, to whom it is opened.
//
// Errors   as the store's; a rejected form comes back filled in.

#include "concerns/allegation.h"
#include "concerns/pages.h"
#include "concerns/views.h"
#include "platform/http/form_data.h"

namespace kith::concerns {

Result<Response> ask_allegation(Concerns const& room, Visit const& visit, Request const& request);
Result<Response> send_allegation_on(
    Concerns const& room, Visit const& visit, Request const& request);
Result<Response> correct_allegation(
    Concerns const& room, Visit const& visit, Request const& request);
Result<Response> open_allegation(Concerns const& room, Visit const& visit, Request const& request);
Result<Response> close_allegation(Concerns const& room, Visit const& visit, Request const& request);

// What somebody reads to whom it was opened.
Response show_opened(Concerns const& room, Visit const& visit, Concern const& concern);

// For the page of one concern: whom it is about [{key, text}]; undefined for other concerns.
[[nodiscard]] html::Value worker_view(
    Concerns const& room, Visit const& visit, Concern const& concern);

// Which colleague is meant? Takes the choice from the form that was sent, and tells what to ask.
void take_colleague(http::FormData const& sent, forms::Answers& answers);
// {items, error}: colleagues of the name that was written, with "none of them"; undefined if there
// are none, or it is not about somebody who works with children.
[[nodiscard]] html::Value colleagues_view(
    Visit const& visit, forms::Answers const& answers, std::string const& problem);
[[nodiscard]] Done check_colleague(Visit const& visit, forms::Answers const& answers);

} // namespace kith::concerns
