// SPDX-License-Identifier: MIT
#pragma once

// What the pages of a context's parts share (its guardians, its peer map, its numbers): the way in,
// and the frame each is drawn in.
//
// Errors   `not_found` for a context that this visit may not know; `not_allowed` where it must say
//          why first.

#include "contexts/pages.h"
#include "contexts/room.h"

namespace kith::contexts {

// The context that the request names, once its record opens to this visit.
[[nodiscard]] Result<Context> opened(Visit const& visit, Request const& request);

// {section, context (reference, name, href, who_can_see), href}.
[[nodiscard]] html::Value part_page(Context const& context);
// What was typed and what is wrong with it, on such a page.
void put_typed(html::Value& page, html::Value const& values, std::vector<Error> const& problems);
// Is this for the form to say, rather than for a page of its own?
[[nodiscard]] bool is_for_the_form(Error const& problem);
[[nodiscard]] http::Status status_of_refused(Error const& problem);
// What was typed for something that is gone since the form was opened, to be copied: nothing typed
// is lost. It says the same of what never was.
[[nodiscard]] Response show_not_saved(access::Pages const& pages, Visit const& visit,
    Context const& context, std::string const& back, char const* why, http::FormData const& form);
[[nodiscard]] std::string address_of_part(Context const& context, std::string_view part);

} // namespace kith::contexts
