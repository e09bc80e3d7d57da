// SPDX-License-Identifier: MIT
#pragma once

// Every SQL statement of people.
//
// Reading takes a Visit, decides "read" over each row's facts, and notes what was handed out;
// writing takes a Change, decides the act and writes the ledger entry with it. A person whom this
// visit may not know answers as one that does not exist.
//
// Cost     a find is five indexed reads. A match reads by indexes, then each row it may hand out.
// Errors   `not_found`, `not_allowed`, `invalid` with the field, `conflict` if it was saved since
// it was read.

#include "people/person.h"
#include "platform/access/visit.h"
#include <map>
#include <set>
#include <string>
#include <vector>

namespace kith::people {

using access::Change;
using access::Visit;

[[nodiscard]] Result<Person> find(Visit const& visit, PersonId id);
[[nodiscard]] Result<Person> find(Visit const& visit, Reference const& reference);
// Whose record it is and who works with them, for a page that asks for a purpose first. Notes no
// look.
[[nodiscard]] Result<access::Facts> find_facts(Visit const& visit, PersonId id);
[[nodiscard]] Result<access::Facts> find_facts(Visit const& visit, Reference const& reference);
[[nodiscard]] bool knows(Visit const& visit, PersonId id); // notes no look
// The same facts whoever looks, for what hangs on the person and is decided by a rule of its own.
// Decides nothing.
[[nodiscard]] Result<access::Facts> facts_for_a_rule(Visit const& visit, PersonId id);
// The same of many at once, by the id that was asked; without those who are not there.
[[nodiscard]] std::map<PersonId, access::Facts> facts_for_rules(
    Visit const& visit, std::set<PersonId> const& ids);

// Whom the visitor's teams, or the visitor, work with today; by the name shown.
[[nodiscard]] std::vector<Person> list_own(Visit const& visit);

// Is somebody known already? By identifier, or by name (case, accents, hyphens and spaces do not
// count) and birth date. What was not asked for is not matched.
struct Match {
    std::vector<std::string> names = {};
    std::optional<PartialDate> birth = {};
    std::vector<Identifier> identifiers = {};
    // What is compared for likeness only (alike.h): nobody is matched by these alone.
    std::string sex = {};
    std::string postcode = {};
    std::string phone = {};
    std::optional<int> age = {}; // where no birth date is known
    bool unfinished = false;     // the last name is still being typed
    std::string reference = {};  // P-7KM-4QX9
};
[[nodiscard]] Match match_of(Person const& person); // by all that is known of them
struct KnownPerson {
    Person person;
    std::string reason; // "Same NHS number", "Same name and birth date"
};
// Those this visit may know, each once: same identifiers first.
[[nodiscard]] std::vector<KnownPerson> known(Visit const& visit, Match const& match);

// The same, decided for this visit, without noting a look: whoever shows some of them finds those.
struct KnownAs {
    PersonId person;
    std::string reason;
};
[[nodiscard]] std::vector<KnownAs> known_as(Visit const& visit, Match const& match);
// Whom the visitor recorded.
[[nodiscard]] std::vector<PersonId> recorded_by(Visit const& visit);

// Those whose full names (two words at least) the words spell, as far as this visit may know.
[[nodiscard]] std::vector<KnownPerson> named_in(Visit const& visit, std::string_view text);

// Records somebody; gives them back with id and reference. `team` works with them from today on; if
// none is named, the visitor's own first team, or the visitor.
[[nodiscard]] Result<Person> create(Change& change, Person const& person, TeamId team = {});
// Records somebody of an agency's own records, with which it comes to Kith: nobody works with them
// yet, and nobody has looked at them. Gives them back with id and reference.
[[nodiscard]] Result<Person> bring_in(Change& change, Person const& person);
// The next version. Names, identifiers and contacts without an id are added, those left out are
// withdrawn for `reason`; of a name that stands only a last day can be added.
[[nodiscard]] Result<Person> save(Change& change, Person const& person, std::string const& reason);

[[nodiscard]] access::Facts facts_of(Visit const& visit, Person const& person);

} // namespace kith::people
