// SPDX-License-Identifier: MIT
#pragma once

// What the pages of an episode share. The room's own.

#include "missing/form_page.h"
#include "missing/pages.h"
#include "missing/store.h"
#include <string>

namespace kith::missing {

[[nodiscard]] html::Value team_items(Visit const& visit, std::string const& chosen); // of a select
[[nodiscard]] std::string about_line(
    Missing const& room, Visit const& visit, Episode const& episode); // name and reference
[[nodiscard]] FormPage page_for(Missing const& room, Visit const& visit, Episode const& episode,
    std::string const& form, std::string const& act);
// The episode, where this visit may do that to it.
[[nodiscard]] Result<Episode> episode_to(
    Visit const& visit, http::Request const& request, char const* act);
[[nodiscard]] Response see(Episode const& episode, char const* said); // its page, with a notice

void add_report_routes(access::Routes::OfRoom<Missing>& routes);
void add_form_routes(access::Routes::OfRoom<Missing>& routes);
void add_small_routes(access::Routes::OfRoom<Missing>& routes);

} // namespace kith::missing
