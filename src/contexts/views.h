// SPDX-License-Identifier: MIT
#pragma once

// What the pages of contexts show: plain values for the templates, made of facts.

#include "contexts/room.h"
#include "platform/html/problems.h"

namespace kith::contexts {

[[nodiscard]] std::string label_of(
    Contexts const& room, std::string_view list, std::string_view code);
[[nodiscard]] html::Value row_of(Contexts const& room, Visit const& visit, Context const& context);
[[nodiscard]] html::Value view_of(Contexts const& room, Visit const& visit, Context const& context);
[[nodiscard]] html::Value details_view(
    Contexts const& room, Visit const& visit, Context const& context);
// Those this visit may see, and in `others` how many children stand there besides, as a sentence.
struct Linked {
    html::Value rows;
    std::string others;
    html::Value household = html::Value::array(); // of a home: who lives there
};
[[nodiscard]] Linked linked_view(
    Contexts const& room, Visit const& visit, Context const& context, bool may_change);
[[nodiscard]] html::Value events_view(
    Contexts const& room, Visit const& visit, Context const& context);
using html::errors_view;
using html::problems_view; // of what was refused, words by field

} // namespace kith::contexts
