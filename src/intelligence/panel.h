// SPDX-License-Identifier: MIT
#pragma once

// A box on the page of a person, a context, a case or a concern: what was shared with this visitor
// about it, under the tightest handling of it all, and the way to tell the desk. What is told there
// comes into a record in no other way. The way is a plain link: of what a submission is drawn from
// nothing stands in an address.

#include "intelligence/room.h"
#include "platform/html/value.h"
#include <optional>

namespace kith::intelligence {

// {title, text, rows, link}; nothing for who is shown nothing and may tell nothing. A case is about
// its subject.
[[nodiscard]] std::optional<html::Value> panel_about(
    Intelligence const& room, Visit const& visit, Thing const& subject);

} // namespace kith::intelligence
