// SPDX-License-Identifier: MIT
#pragma once

// Every SQL statement of lists that are brought in, their rows, and their profiles.
//
// Reading takes a Visit and decides "read" over the import's facts; writing takes the Change of an
// act that the caller has recorded.
//
// Cost     a list of 100 imports; rows by their place, as many as are asked for.
// Errors   `not_found`; `conflict` if it was saved since it was read.

#include "imports/import.h"
#include "platform/access/visit.h"
#include "platform/ledger/keys.h"
#include <optional>

namespace kith::imports {

using access::Change;
using access::Visit;

[[nodiscard]] access::Facts facts_of(Import const& import);
[[nodiscard]] Thing rows_of_import(ImportId id); // whose key seals what the rows say

[[nodiscard]] Result<Import> find_import(Visit const& visit, ImportId id);
// One of another kind is not found.
[[nodiscard]] Result<Import> find_import(Visit const& visit, ImportId id, std::string_view what);
// Newest first; of every kind where none is named.
[[nodiscard]] std::vector<Import> list_imports(
    Visit const& visit, AgencyId agency, std::string_view what = {});
[[nodiscard]] bool was_accepted(Visit const& visit, Import const& import);
// Rows behind `after`, at most so many.
[[nodiscard]] std::vector<StagedRow> list_rows(
    Visit const& visit, Import const& import, std::int64_t after, std::int64_t most);
[[nodiscard]] std::vector<StagedRow> list_kept(Visit const& visit, Import const& import);
// All of them, some hundred at a time; stops at the first error.
[[nodiscard]] Done each_row(
    Visit const& visit, Import const& import, std::function<Done(StagedRow&)> const& take);

[[nodiscard]] Import add_import(Change& change, Import import); // version 1
// The next version.
[[nodiscard]] Result<Import> save_import(Change& change, Import import, std::string const& reason);
void add_row(Change& change, Import const& import, StagedRow const& row);
void forget_rows(Change& change, Import const& import); // all of them, to be staged anew
void set_things(Change& change, Import const& import, StagedRow const& row); // and its version
void set_said(Change& change, Import const& import, StagedRow const& row);   // what lies sealed
void set_kept(Change& change, Import const& import, StagedRow const& row);
void destroy_what_rows_say(
    db::Connection& connection, ledger::Keys& keys, ImportId id, Instant now);

// Refuses what was staged 30 days ago and more; how many.
inline constexpr std::int64_t staged_is_kept_days = 30;
std::size_t forget_staged(db::Database& database, ledger::Keys& keys, Instant now);

struct Profile {
    std::string name;
    Mapping mapping;
};
[[nodiscard]] Result<Mapping> find_profile(Visit const& visit, AgencyId agency,
    std::string_view what, Fields fields, std::string const& name);
[[nodiscard]] std::vector<std::string> list_profiles(
    Visit const& visit, AgencyId agency, std::string_view what);
[[nodiscard]] Done save_profile(
    Change& change, AgencyId agency, std::string_view what, Fields fields, Profile const& profile);

} // namespace kith::imports
