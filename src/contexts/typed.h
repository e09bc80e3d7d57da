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
[[nodiscard]] Typed untyped(Context const& stands); // before anything is typed

} // namespace kith::contexts
