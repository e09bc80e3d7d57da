// SPDX-License-Identifier: MIT
#pragma once

// Who stands around a person: family, carers, friends and peers, and adults they know.
//
// 1. One statement joins two people and is read from both ends: "mother" from one, "son, daughter
//    or child" from the other. It has dates, a source, how sure it is, and in whose words.
// 2. The other is on record, or is named in words alone until somebody ties them to a record.
// 3. What somebody is to a child beyond that stands on the relationship, never on the person, with
//    who stated it: that they hold parental responsibility (Children Act 1989 section 3), care for
//    them day to day, are trusted by the child, are called in an emergency. Whom a child trusts is
//    the child's own choice, in their words.
// 4. Being on a map of friends must not follow a child for ever (csnetwork.org.uk, peer mapping):
//    what is said of friends and peers lapses after a year unless it is said again.
//
// Shapes   plain values. Kinds, groups and inverses: data/code_lists/relationship_kind.csv.
// Errors   rules answer `invalid` with the field that is wrong.

#include "base/ids.h"
#include "base/time.h"
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kith::people {

// What the code list says of a kind beyond its label.
struct KindOfRelationship {
    std::string code;
    std::string inverse;   // the kind as it is read from the other end
    std::string group;     // data/code_lists/relationship_group.csv
    std::string link_role; // data/code_lists/link_role.csv; "" where the inverse has it
};

class RelationshipKinds {
public:
    // Every row of the list that ships or is overlaid; throws if one names what is not there.
    [[nodiscard]] static RelationshipKinds const& shipped();
    [[nodiscard]] KindOfRelationship const* find(std::string_view code) const;
    [[nodiscard]] std::string inverse_of(std::string_view code) const; // the same, of an unknown
    [[nodiscard]] std::string group_of(std::string_view code) const;

private:
    std::map<std::string, KindOfRelationship, std::less<>> by_code_;
};

// Is the kind one by which two children of one parent are recorded?
[[nodiscard]] bool is_parent(std::string_view kind);
[[nodiscard]] bool is_brother_or_sister(std::string_view kind);

struct Part {
    Uuid id = {};
    RelationshipId relationship = {};
    PersonId about = {};   // the child
    std::string kind;      // data/code_lists/relationship_part.csv
    std::string words;     // of the child, where it is their choice: "why I trust them"
    std::string stated_by; // who says so
    std::string source = {};
    std::optional<Date> from = {};
    std::optional<Date> until = {}; // the last day
    Instant recorded_at = {};

    [[nodiscard]] bool stands_on(Date day) const;
};

struct Relationship {
    RelationshipId id = {};
    PersonId person = {};   // whose page it was said on
    std::string kind;       // what the other is to them
    PersonId other = {};    // none: named in words alone
    std::string name = {};  // in words
    std::string reach = {}; // how to reach whoever is named in words: sealed at rest
    bool reach_withheld = false;
    std::optional<Date> from = {};
    std::optional<Date> until = {};     // the last day
    std::optional<Date> lapses = {};    // rule 4
    std::string certainty = "reported"; // data/code_lists/certainty.csv
    std::string source = {};            // who told this, or where it stands
    std::string said_by = {};           // in whose words
    std::string words = {};             // what they said
    std::string end_reason = {};
    AgencyId owner_agency = {};
    AccountId recorded_by = {};
    Instant recorded_at = {};
    std::optional<Instant> ended_at = {};
    std::optional<Instant> tied_at = {};

    [[nodiscard]] bool stands_on(Date day) const; // not ended, not lapsed, not ruled out
};

[[nodiscard]] inline Thing thing(RelationshipId id) { return {"relationship", id.uuid()}; }

// Rules 1, 2 and 4; what was left out and has a rule is filled in.
[[nodiscard]] Result<Relationship> checked(Relationship relationship, Date today);
[[nodiscard]] Done check(Part const& part, Date today); // rule 3

} // namespace kith::people
