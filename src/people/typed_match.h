// SPDX-License-Identifier: MIT
#pragma once

// What somebody typed to find a person, or to describe one, as it is looked up.
//
// While somebody types, what does not read yet counts as not typed; where they press a button, it
// is a mistake told beside its field.
//
// Errors   each `invalid` with the field it stands at; nothing typed is lost.

#include "people/store.h"
#include "platform/html/value.h"
#include "platform/http/form_data.h"

namespace kith::people {

// Fields name, name_2, known_as, birth-day, birth-month, birth-year, age, identifier, scheme,
// where, postcode, contact_kind, contact, sex: any of them, any missing; `before` stands before
// each ("children-1-").
[[nodiscard]] Match typed_so_far(http::FormData const& form, std::string const& before = {});

// The questions of "Find somebody": name, birth date or age, postcode, number.
struct Sought {
    Match match = {};
    html::Value values = html::Value::object();
    std::vector<Error> problems = {};
};
[[nodiscard]] Sought read_sought(http::FormData const& form);

// A number that other records know them by, whatever it is: under each scheme it could be of.
[[nodiscard]] std::vector<Identifier> numbers_of(std::string const& typed);
// "15", "about 15": whole years; nothing else.
[[nodiscard]] std::optional<int> age_of(std::string_view typed);

} // namespace kith::people
