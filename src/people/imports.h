// SPDX-License-Identifier: MIT
#pragma once

// Files of people that an agency brings in: who a row is about, what is made of it, and how that is
// taken back. Staging, accepting and undoing are those of all lists (imports/acts.h).
//
// 1. A row is somebody on record, surely, only if it carries the agency's own number of theirs, or
//    another number that was verified, or that this agency gave, and the same whole birth date; and
//    only a record that the agency answers for. All others are new people.
// 2. A new person who may be somebody known is a record of their own, proposed for "the same
//    person?": a person decides. Nothing is ever joined here.
// 3. Who brings files in looks for candidates among those they may know. The command line, which
//    may open no record, among those its agency answers for.
// 4. New people are involved with the team that is named; without one, with whoever accepts.
// 5. Undoing withdraws people it made whom nobody has touched since, and takes back what it changed
//    where nobody has saved since. The others stay, and are listed.
//
// Cost     some ten indexed reads a row; some twenty statements a new person.

#include "people/import_file.h"
#include "people/import_store.h"
#include "people/room.h"

namespace kith::people {

class PeopleList final : public imports::Kind {
public:
    explicit PeopleList(People const& room) : Kind(room.pages, room.name_of), room_(room) { }

    [[nodiscard]] imports::Words const& words() const override;
    [[nodiscard]] imports::Fields fields() const override;
    [[nodiscard]] Result<imports::File> read(Visit const& visit, Import const& head,
        std::string text, imports::Mapping const& asked) const override;
    [[nodiscard]] std::vector<imports::StagedRow> plan(Visit const& visit, Import const& head,
        std::vector<imports::Row> const& rows, imports::Progress const& progress) const override;
    [[nodiscard]] std::unique_ptr<imports::Bringing> bringing(
        Change& change, Import const& import) const override;
    [[nodiscard]] Result<std::string> take_back(Change& change, Import const& import,
        imports::StagedRow const& row, std::string const& why) const override;
    [[nodiscard]] std::string said(
        Visit const& visit, Import const& import, imports::Row const& row) const override;
    [[nodiscard]] std::optional<std::string> reference(
        Visit const& visit, Thing const& thing) const override;
    [[nodiscard]] html::Value link(Visit const& visit, Thing const& thing) const override;
    [[nodiscard]] bool may_open(Visit const& visit, Thing const& thing) const override;
    [[nodiscard]] std::vector<imports::Pair> pairs(
        Visit const& visit, Import const& import) const override;
    [[nodiscard]] std::string about(imports::File const& file) const override;

private:
    People const& room_;
};

// For lists that are about people and more (cases): the same rules.
struct FoundInList {
    std::optional<PersonId> surely = {};
    std::vector<imports::Candidate> candidates = {};
};
[[nodiscard]] FoundInList find_in_list(People const& room, Visit const& visit, AgencyId agency,
    Person const& said, imports::Owner const& owner);
// By Kith's own reference: a record this visit may know, or that the list's agency answers for.
[[nodiscard]] std::optional<PersonId> record_of_reference(
    Visit const& visit, AgencyId agency, Reference const& reference);
// Of a record that a list may bring in: for acts of rooms above that follow from the list.
[[nodiscard]] Result<access::Facts> facts_for_list(Visit const& visit, PersonId id);
// A new record of the list's agency, in the Change that accepts the import.
[[nodiscard]] Result<PersonId> record_from_list(
    Change& change, Import const& import, Person said, std::size_t row);
// Why a record that an import made stays; empty if nobody has touched it. What was told of it from
// any of `drawn_from` does not count.
[[nodiscard]] std::string why_record_stays(
    Change& change, Import const& import, PersonId id, std::span<Thing const> drawn_from = {});
[[nodiscard]] Done withdraw_from_list(
    Change& change, Import const& import, PersonId id, std::string const& why);

} // namespace kith::people
