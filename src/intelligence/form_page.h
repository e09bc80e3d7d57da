// SPDX-License-Identifier: MIT
#pragma once

// A form of the desk as it is asked, refused with everything still filled in, and sent once. The
// room's own.

#include "intelligence/desk_pages.h"
#include "intelligence/desk_views.h"
#include "platform/forms/forms.h"
#include "platform/http/request.h"
#include "platform/http/response.h"

namespace kith::intelligence {

inline constexpr char const* at_the_desk = "the police's intelligence desk";

struct Sent {
    http::FormData form = {};
    forms::Reading reading = {};
    std::string key = {};
    int seen = 0;
};
[[nodiscard]] Result<Sent> sent_form(
    Intelligence const& room, http::Request const& request, char const* form);
[[nodiscard]] std::string what_was_sent(Intelligence const& room, http::Request const& request);

// Adds form, key and errors to a page. `beside`: what is wrong with inputs that are not the form's.
void put_form(Intelligence const& room, Visit const& visit, html::Value& page, char const* form,
    forms::Reading const& reading, std::string const& key, std::vector<Error> const& beside = {});
// The same of a form that asks less than is written in its file.
void put_form(Intelligence const& room, Visit const& visit, html::Value& page,
    forms::Form const& asked, forms::Reading const& reading, std::string const& key,
    std::vector<Error> const& beside);

// What was refused, back into the form. False: it is no mistake of the visitor's, and handed up.
struct Refusal {
    http::Status status = http::Status::ok;
    std::vector<Error> beside = {};
};
[[nodiscard]] std::optional<Refusal> refused(
    Intelligence const& room, char const* form, Sent& sent, Error problem);

} // namespace kith::intelligence
