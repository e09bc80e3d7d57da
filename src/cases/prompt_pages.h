// SPDX-License-Identifier: MIT
#pragma once

// The pages of prompts, and what they add to the room: a box on the case, lines on Home, and what
// asks for a look: a further concern about the same subject, a move of home or school, a context
// that changed. For whoever leads a team: what each kind changed, and its retiring.
//
// Errors   as the store's; a form comes back as it was typed.

#include "cases/prompt.h"
#include "cases/room.h"
#include "platform/http/request.h"
#include "platform/http/response.h"

namespace kith::cases {

using http::Request;
using http::Response;

void join_prompts(House& house, Cases& room);
void add_prompt_api(House& house, Cases const& room); // prompt_api.cc

Result<Response> show_prompts(Cases const& room, Visit const& visit, Request const& request);
Result<Response> ask_prompt(Cases const& room, Visit const& visit, Request const& request);
Result<Response> take_prompt(Cases const& room, Visit const& visit, Request const& request);

// prompt_kinds.cc
Result<Response> show_prompt_kinds(Cases const& room, Visit const& visit, Request const& request);
Result<Response> ask_prompt_kind(Cases const& room, Visit const& visit, Request const& request);
Result<Response> take_prompt_kind(Cases const& room, Visit const& visit, Request const& request);

// {id, on, waits, href, reasons [{text, href}], changes, because, by, at}
[[nodiscard]] html::Value prompt_view(
    Cases const& room, Visit const& visit, Case const& one, Prompt const& prompt);

} // namespace kith::cases
