// SPDX-License-Identifier: MIT
#pragma once

// The staff pages of concerns: lists, one concern, and what is done there.
//
// Errors   as the store's; a rejected form comes back filled in, with a sentence by each field.

#include "concerns/room.h"
#include "platform/http/request.h"
#include "platform/http/response.h"

namespace kith::concerns {

using http::Request;
using http::Response;

Result<Response> show_queue(Concerns const& room, Visit const& visit, Request const& request);
Result<Response> show_decided(Concerns const& room, Visit const& visit, Request const& request);
Result<Response> show_raised(Concerns const& room, Visit const& visit, Request const& request);
Result<Response> show_concern(Concerns const& room, Visit const& visit, Request const& request);
Result<Response> copy_as_text(Concerns const& room, Visit const& visit, Request const& request);
Result<Response> take_concern(Concerns const& room, Visit const& visit, Request const& request);
Result<Response> decide_concern(Concerns const& room, Visit const& visit, Request const& request);
Result<Response> write_message(Concerns const& room, Visit const& visit, Request const& request);
Result<Response> mark_messages_read(
    Concerns const& room, Visit const& visit, Request const& request);
Result<Response> ask_concern(
    Concerns const& room, Visit const& visit, Request const& request); // the form
Result<Response> raise_concern(
    Concerns const& room, Visit const& visit, Request const& request); // and its sending

// The page of a concern as it stands now, with what was typed into one of its forms and what was
// wrong with it. An error that no page can show is handed up.
Result<Response> show_concern_again(Concerns const& room, Visit const& visit, ConcernId id,
    http::FormData const& form, Error const& problem);

} // namespace kith::concerns
