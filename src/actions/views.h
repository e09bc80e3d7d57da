// SPDX-License-Identifier: MIT
#pragma once

// What the pages of actions show: plain values for the templates, made of facts.

#include "actions/actions.h"

namespace kith::actions {

// For work_list: {href, text, detail, status, due, paper}. Only its own words where no more may be
// known.
enum class Tells { about_what, the_rest }; // `the_rest` on the page of what they are about
[[nodiscard]] html::Value action_row(
    Actions const& room, Visit const& visit, Action const& action, Tells tells = Tells::about_what);
// For summary: [{key, text}].
[[nodiscard]] html::Value action_details(
    Actions const& room, Visit const& visit, Action const& action);
// For timeline: that it was asked, each version, each day that moved; the latest first.
[[nodiscard]] html::Value action_history(
    Actions const& room, Visit const& visit, Action const& action);

[[nodiscard]] std::string who_does(Actions const& room, Visit const& visit, Action const& action);
[[nodiscard]] std::string who_asked(Actions const& room, Visit const& visit, Action const& action);
[[nodiscard]] html::Value due_view(Action const& action, Instant now);
[[nodiscard]] std::string action_href(Action const& action);
[[nodiscard]] std::string about_key(Thing const& about); // "about=context&id=…", for an address

} // namespace kith::actions
