// SPDX-License-Identifier: MIT
#pragma once

// What is known of a person: read, added, ended, withdrawn.
//
// `person` is one that this visit was given by `find`: it may know them. What tells where they live
// is there only for a visit that may "read address", where it is protected. Writing decides
// "change" and writes the ledger entry with it; where the address is protected, why something ended
// or was withdrawn stands there alone, and with what is sealed.
//
// Cost     an indexed read for each record that is this person.
// Errors   `invalid` with the field, `not_found`, `not_allowed`, `conflict` if somebody was first.

#include "people/person_fact.h"
#include "people/store.h"

namespace kith::people {

// Of all records that are one person, oldest first; withdrawn ones too.
[[nodiscard]] std::vector<Fact> list_facts(Visit const& visit, Person const& person);
[[nodiscard]] Result<Fact> find_fact(Visit const& visit, Person const& person, Uuid const& fact);

[[nodiscard]] Result<Fact> add_fact(
    Change& change, directory::ReferenceFacts const& lists, Person const& person, Fact const& fact);
// It is no longer so. `reason` may be empty.
[[nodiscard]] Result<Fact> end_fact(Change& change, Person const& person, Fact const& fact,
    std::optional<PartialDate> const& until, std::string const& reason);
// It was never so: recorded in error.
[[nodiscard]] Result<Fact> withdraw_fact(
    Change& change, Person const& person, Fact const& fact, std::string const& reason);

// Other records that this visit may know and on which the same number stands, verified on both:
// either they are one person, or a number is wrong. By scheme and value.
struct SameNumber {
    Identifier identifier;
    Reference reference;
    PersonId person;
};
[[nodiscard]] std::vector<SameNumber> held_by_others(Visit const& visit, Person const& person);

} // namespace kith::people
