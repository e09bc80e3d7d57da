// SPDX-License-Identifier: MIT
#pragma once

// Protected addresses: the store in which they lie sealed. The room's own, save `seal_protected`.
//
// Where a person's address is protected, every way to reach them that tells where they live (rule 4
// of person.h) is a row of protected_contacts, sealed with that person's own key, and no row of
// person_contacts; so are those taken back. A row is opened for a visit that may "read address",
// and to be put back in clear by a change that ends the protection.
//
// So it is with what is known of where they live (fact_rows.h). Where one of several records that
// are one person is protected, the person is.
//
// Cost     one indexed read, and the opening of each row.
// Errors   none: what was erased or damaged is not there. Database failures are thrown.

#include "people/person.h"
#include "platform/access/visit.h"
#include <string>

namespace kith::people {

[[nodiscard]] bool is_protected(db::Connection& connection, PersonId record);
// Is one of the records that are this person? Or one of those beside the one that is kept?
[[nodiscard]] bool any_protected(db::Connection& connection, PersonId kept);
[[nodiscard]] bool joined_protected(db::Connection& connection, PersonId kept);
// Adds those that stand, for a visit that may read them; else says that they are withheld.
// `records` are all of the person, each with its own key.
void read_protected(access::Visit const& visit, access::Facts const& facts,
    std::vector<PersonId> const& records, Person& person);
void add_protected(access::Change& change, PersonId person, ContactDetail const& contact);
// False if it is not among them.
bool withdraw_protected(access::Change& change, ContactDetail const& contact, std::string reason);
// The protection begins: what stood in clear is sealed, and stands in clear no more. Or it ends.
void begin_protection(access::Change& change, PersonId person);
void end_protection(access::Change& change, PersonId person);

// At the start of a program that writes: seals, in one write, what an earlier version of Kith left
// in clear. Nothing is written where there is nothing. Gives back of how many people.
std::size_t seal_protected(db::Database& database, ledger::Keys& keys, Instant now);

} // namespace kith::people
