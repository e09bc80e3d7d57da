// SPDX-License-Identifier: MIT
#pragma once

// Every SQL statement of imports.
//
// Reading takes a Visit and decides "read" over the import's facts; writing takes the Change of an
// act that the caller has recorded.
//
// Cost     a list of 100 imports; rows by their place, as many as are asked for.
// Errors   `not_found`; `conflict` if it was saved since it was read.

#include "people/import.h"
#include "platform/access/visit.h"

namespace kith::people {

using access::Change;
using access::Visit;

[[nodiscard]] access::Facts facts_of(Import const& import);
[[nodiscard]] Thing rows_of_import(ImportId id); // whose key seals what the rows say

[[nodiscard]] Result<Import> find_import(Visit const& visit, ImportId id);
[[nodiscard]] std::vector<Import> list_imports(Visit const& visit, AgencyId agency); // newest first
[[nodiscard]] bool was_accepted(Visit const& visit, AgencyId agency, std::string const& file_hash);
// Rows behind `after`, at most so many.
[[nodiscard]] std::vector<StagedRow> list_rows(
    Visit const& visit, Import const& import, std::int64_t after, std::int64_t most);
[[nodiscard]] std::vector<StagedRow> list_kept(Visit const& visit, Import const& import);

struct AlikeRow {
    std::int64_t place = 0;
    PersonId made = {};
    PersonId other = {};
    std::string why = {};
};
[[nodiscard]] std::vector<AlikeRow> list_alike(Visit const& visit, Import const& import);

[[nodiscard]] ImportOwner import_owner(db::Connection& connection, AgencyId agency);
// Those this visit may know. Whoever staged the file may have known others.
[[nodiscard]] std::vector<ImportCandidate> candidates_known(
    Visit const& visit, StagedRow const& row);

// What a record that this visit may know, or bring up to date, is called; nothing of what it says.
[[nodiscard]] std::optional<std::string> reference_of_own(Visit const& visit, PersonId id);

// Records that the agency answers for, by number or by name and birth date.
[[nodiscard]] std::vector<PersonId> own_of_number(
    db::Connection& connection, AgencyId agency, Identifier const& number);
[[nodiscard]] std::vector<PersonId> own_of_name(
    db::Connection& connection, AgencyId agency, std::string const& name, PartialDate const& birth);

[[nodiscard]] Import add_import(Change& change, Import import); // version 1
// The next version.
[[nodiscard]] Result<Import> save_import(Change& change, Import import, std::string const& reason);
void add_row(Change& change, Import const& import, StagedRow const& row);
void forget_rows(Change& change, Import const& import); // all of them, to be staged anew
void set_person(Change& change, Import const& import, StagedRow const& row); // and its version
void set_kept(Change& change, Import const& import, StagedRow const& row);
void add_alike(Change& change, Import const& import, AlikeRow const& alike);
void destroy_what_rows_say(
    db::Connection& connection, ledger::Keys& keys, ImportId id, Instant now);

enum class ValueAct { added, ended };
void add_value(
    Change& change, Import const& import, PersonId person, Uuid const& value, ValueAct act);
[[nodiscard]] std::vector<Uuid> list_values(
    Change& change, Import const& import, PersonId person, ValueAct act);
// As they were before that version.
[[nodiscard]] std::optional<Person> person_before(
    Change& change, PersonId person, std::int64_t version);
// What of the record ended by the import: to be put back.
[[nodiscard]] std::vector<Name> names_by_id(Change& change, std::vector<Uuid> const& ids);
[[nodiscard]] std::vector<Identifier> numbers_by_id(Change& change, std::vector<Uuid> const& ids);
// All rows of the record are withdrawn, and nobody finds it any more.
void withdraw_record(
    Change& change, Import const& import, PersonId person, std::string const& reason);

struct ImportProfile {
    std::string name;
    ImportMapping mapping;
};
[[nodiscard]] Result<ImportMapping> find_profile(
    Visit const& visit, AgencyId agency, std::string const& name);
[[nodiscard]] std::vector<std::string> list_profiles(Visit const& visit, AgencyId agency);
[[nodiscard]] Done save_profile(Change& change, AgencyId agency, ImportProfile const& profile);

} // namespace kith::people
