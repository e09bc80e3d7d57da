// SPDX-License-Identifier: MIT
#pragma once

// What the pages of people show: plain values for the templates, made of facts.

#include "people/room.h"

namespace kith::people {

[[nodiscard]] html::Value row_of(Visit const& visit, Person const& person);
[[nodiscard]] html::Value view_of(People const& room, Visit const& visit, Person const& person);
// What is known, as rows of a summary: for the page, and for what stands now after a late save.
[[nodiscard]] html::Value details_view(People const& room, Person const& person);
[[nodiscard]] html::Value links_view(People const& room, Visit const& visit, Person const& person);
[[nodiscard]] html::Value events_view(People const& room, Visit const& visit, Person const& person);
[[nodiscard]] html::Value problems_view(std::vector<Error> const& problems); // by field
[[nodiscard]] html::Value errors_view(std::vector<Error> const& problems);   // [{text, href}]
[[nodiscard]] std::string label_of(
    People const& room, std::string_view list, std::string_view code);

} // namespace kith::people
