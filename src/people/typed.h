// SPDX-License-Identifier: MIT
#pragma once

// What somebody typed about a person, read and shown again.
//
// Errors   each problem is `invalid` with the field it stands at; nothing typed is lost.

#include "people/room.h"
#include "platform/http/form_data.h"

namespace kith::people {

struct Typed {
    Person person;                              // as far as it reads
    html::Value values = html::Value::object(); // as typed, by field
    std::vector<Error> problems = {};
};

// `stands` is the record the form is about; empty for a new one. New names, numbers and contacts
// are added to those that stand, less those that are marked as wrong.
[[nodiscard]] Typed read_typed(http::FormData const& form, Person const& stands);
// Adds a problem where a list does not have the code: it would be shown as it was sent. None given
// is none refused, and one that `stands` already may be older than its list.
void refuse_unlisted(directory::ReferenceFacts const& facts, Date today, char const* list,
    std::string const& code, char const* field, std::vector<Error>& problems,
    std::string_view stands = {});
// A problem for each code that its list does not have today, save one that stands already.
void check_codes(
    directory::ReferenceFacts const& facts, Date today, Person const& stands, Typed& typed);
// As the form looks before anything is typed.
[[nodiscard]] Typed untyped(Person const& stands);
// For people/fields.njk: {values, problems, name_kinds, name_kinds_2, name_languages, sexes,
// schemes, contact_kinds}.
[[nodiscard]] html::Value form_view(
    directory::ReferenceFacts const& facts, Date today, Typed const& typed);
// Day, month and year as far as they were filled in; no value if all are empty.
[[nodiscard]] Result<std::optional<PartialDate>> read_partial(
    http::FormData const& form, std::string const& name);

} // namespace kith::people
