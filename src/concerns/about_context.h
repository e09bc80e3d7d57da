// SPDX-License-Identifier: MIT
#pragma once

// A concern raised from the page of a place, school, group, home or online space: no child need be
// named. The form begins with what the record says, and what is sent stands linked to it.
//
// 1. Only a context that the raiser may know; another answers as if none had been named.
// 2. A protected address is not put into the form: a concern is read by more people.
// 3. It is linked as long as the form still names it; not on the allegation route, whose concerns
//    are for fewer people to know of.
//
// Errors   as the stores'; whoever may not join things raises the concern without a link.

#include "concerns/room.h"
#include "platform/forms/answers.h"
#include "platform/html/value.h"
#include "platform/http/form_data.h"

namespace kith::concerns {

inline constexpr char const* about_context_answer = "about_context"; // beside the form's questions

// The answers a form begins with; unchanged where `id` names nothing that the visit may know.
[[nodiscard]] forms::Answers begun_about(
    access::Visit const& visit, forms::Answers answers, std::string_view id);
// The form carries it along.
void take_context(http::FormData const& sent, forms::Answers& answers);
// {id, text}; undefined if there is none.
[[nodiscard]] html::Value about_context_view(
    access::Visit const& visit, forms::Answers const& answers);
// In the Change that raised it.
[[nodiscard]] Done link_context(Concerns const& room, access::Change& change,
    Concern const& concern, forms::Answers const& answers);

} // namespace kith::concerns
