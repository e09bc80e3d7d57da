// SPDX-License-Identifier: MIT
#pragma once

// What somebody typed about a context, read and shown again.
//
// Errors   each problem is `invalid` with the field it stands at; nothing typed is lost.

#include "contexts/context.h"
#include "links/links.h"
#include "platform/html/value.h"
#include "platform/http/form_data.h"
#include <vector>

namespace kith::contexts {

struct Typed {
    Context context;                            // as far as it reads
    html::Value values = html::Value::object(); // as typed, by field
    std::vector<Error> problems = {};
};

// `stands` is the record the form is about; empty for a new one.
[[nodiscard]] Typed read_typed(http::FormData const& form, Context const& stands);
// Before anything is typed; where it is said to be of another kind, asked as that.
[[nodiscard]] Typed untyped(Context const& stands, std::string_view kind = {});
// A field that the form does not ask for stays as it stands.

// What the school register that is loaded says of a school's number, where nothing is typed; or its
// number, where one open school has that name.
void complete_school(db::Connection& connection, Context& context);

// A day as far as it is known, in the fields NAME-day, NAME-month, NAME-year and NAME-about.
[[nodiscard]] Result<std::optional<PartialDate>> read_partial_day(
    http::FormData const& form, std::string const& name);
// What was typed, by field.
[[nodiscard]] html::Value values_typed(http::FormData const& form);

} // namespace kith::contexts
