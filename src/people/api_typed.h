// SPDX-License-Identifier: MIT
#pragma once

// A person as programs send and get them. Shapes: those that api_operations() describes.
//
// Errors   `invalid` with the field it stands at.

#include "people/joined.h"
#include "people/person_fact.h"
#include "people/room.h"
#include "platform/access/json_fields.h"

namespace kith::people {

// `invalid` with the field unless the list has the code that day.
[[nodiscard]] Done must_be_listed(directory::ReferenceFacts const& facts, Date today,
    char const* list, std::string const& code, char const* field);
// `joins` are its records; `asked_for_other` that one of them was asked for by its own id.
[[nodiscard]] std::string write_person(Person const& person, std::vector<Fact> const& facts,
    Date today, std::vector<RecordJoin> const& joins = {}, bool asked_for_other = false);
// Enough to tell whom is meant: id, reference, name, age, and why they are shown, if that is said.
struct Brief {
    Person person;
    std::string reason = {};               // the weightiest
    std::vector<std::string> reasons = {}; // all
};
[[nodiscard]] std::string write_briefs(std::vector<Brief> const& people, Date today); // a list

// What was sent, over what stands: a field left out stays as it is, names, identifiers and contacts
// are added, and those whose ids stand in "wrong" are taken off.
[[nodiscard]] Result<Person> read_sent(directory::ReferenceFacts const& facts, Date today,
    access::JsonFields const& sent, Person const& stands);
// One {scheme, value}.
[[nodiscard]] Result<Identifier> read_sent_identifier(access::JsonFields const& sent);

} // namespace kith::people
