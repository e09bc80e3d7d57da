// SPDX-License-Identifier: MIT
#pragma once

// Who and where, on the page of a concern and on pages of its own: linking whom or what is known,
// making a record out of the concern's words, correcting a link and taking it back.
//
// Errors   as the acts' (joining.h); a rejected form comes back filled in.

#include "concerns/joining.h"
#include "concerns/pages.h"
#include "concerns/views.h"

namespace kith::concerns {

// {linked, named, may_link, form, href}: for concerns/who.njk.
[[nodiscard]] html::Value who_view(Concerns const& room, Visit const& visit, Concern const& concern,
    std::vector<Named> const& named, Typed const& typed);

Result<Response> link_somebody(Concerns const& room, Visit const& visit, Request const& request);
Result<Response> not_meant(Concerns const& room, Visit const& visit, Request const& request);
Result<Response> ask_new_person(Concerns const& room, Visit const& visit, Request const& request);
Result<Response> make_new_person(Concerns const& room, Visit const& visit, Request const& request);
Result<Response> ask_new_context(Concerns const& room, Visit const& visit, Request const& request);
Result<Response> make_new_context(Concerns const& room, Visit const& visit, Request const& request);
Result<Response> ask_link(Concerns const& room, Visit const& visit, Request const& request);
Result<Response> change_link(Concerns const& room, Visit const& visit, Request const& request);

} // namespace kith::concerns
