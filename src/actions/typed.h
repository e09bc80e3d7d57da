// SPDX-License-Identifier: MIT
#pragma once

// What somebody typed about an action, read and shown again.
//
// Errors   each problem is `invalid` with the field it stands at; nothing typed is lost.

#include "actions/actions.h"
#include "platform/html/problems.h"
#include "platform/http/form_data.h"

namespace kith::actions {

struct TypedAction {
    Action action;                              // as far as it reads
    html::Value values = html::Value::object(); // as typed, by field
    std::vector<Error> problems = {};
};

// Fields: what, kind, for_agency, named (a name, or a sign-in name), due-day, due-month, due-year,
// how_we_will_know, version. `stands` gives the rest.
[[nodiscard]] TypedAction read_typed(
    Actions const& room, Visit const& visit, http::FormData const& form, Action const& stands);
// As the form looks before anything is typed.
[[nodiscard]] TypedAction untyped(Actions const& room, Visit const& visit, Action const& stands);

[[nodiscard]] html::Value typed_values(http::FormData const& form); // by field, without the token
[[nodiscard]] std::string typed_text(http::FormData const& form, std::string_view name); // trimmed
// The day in NAME-day, NAME-month and NAME-year; nothing if that is none.
[[nodiscard]] std::optional<Date> typed_day(http::FormData const& form, std::string const& name);
using html::errors_view;
using html::problems_view; // of what was refused, words by field

} // namespace kith::actions
