// SPDX-License-Identifier: MIT
// The columns of an agency's lists, kept under a name.
#include "imports/store.h"

namespace kith::imports {
namespace {
    constexpr db::Sql find_import_profile = {"find import profile",
        "select * from import_profiles where owner_agency = $1 and name = $2"};
    constexpr db::Sql import_profiles_of = {"import profiles of an agency",
        "select name from import_profiles where owner_agency = $1 and what = $2 order by name "
        "limit 200"};
    constexpr db::Sql insert_import_profile = {"add import profile",
        "insert into import_profiles (id, name, mapping, created_by, version, recorded_at, "
        "recorded_by, owner_agency, what) values ($1, $2, $3, $4, 1, $5, $4, $6, $7)"};
    constexpr db::Sql keep_import_profile = {"keep import profile as it was",
        "insert into import_profiles_was (id, name, mapping, created_by, version, recorded_at, "
        "recorded_by, owner_agency, superseded_at, reason, what) select id, name, mapping, "
        "created_by, version, recorded_at, recorded_by, owner_agency, $2, 'saved anew', what from "
        "import_profiles where id = $1"};
    constexpr db::Sql update_import_profile = {"save import profile",
        "update import_profiles set mapping = $2, recorded_at = $3, recorded_by = $4, version = "
        "version + 1 where id = $1"};
} // namespace

Result<Mapping> find_profile(Visit const& visit, AgencyId agency, std::string_view what,
    Fields fields, std::string const& name)
{
    auto const rows = visit.reading().run(find_import_profile, agency, name);
    if (rows.empty() || rows[0].text("what") != what)
        return invalid("No profile has this name: save one with its columns first", "profile");
    return read_kept_mapping(fields, rows[0].text("mapping"));
}

std::vector<std::string> list_profiles(Visit const& visit, AgencyId agency, std::string_view what)
{
    std::vector<std::string> names;
    for (auto const row : visit.reading().run(import_profiles_of, agency, what))
        names.push_back(row.text("name"));
    return names;
}

Done save_profile(
    Change& change, AgencyId agency, std::string_view what, Fields fields, Profile const& profile)
{
    constexpr std::size_t longest_name = 60;
    if (profile.name.empty() || profile.name.size() > longest_name)
        return invalid("Give the profile a name of 60 characters or fewer", "save_profile");
    auto const who = change.visitor().account;
    auto const mapping = write_mapping(fields, profile.mapping);
    auto const stands = change.writing().run(find_import_profile, agency, profile.name);
    if (!stands.empty() && stands[0].text("what") != what)
        return invalid(
            "A profile of another kind of list has that name: choose another", "save_profile");
    access::Facts facts;
    facts.thing = {"import", stands.empty() ? Uuid::fresh() : stands[0].uuid("id")};
    facts.owner = agency;
    TRY(change.record("create", facts, "The columns of a file are kept as a profile"));
    if (stands.empty()) {
        change.writing().run(insert_import_profile, facts.thing.id, profile.name, mapping, who,
            change.now(), agency, what);
        return done();
    }
    change.writing().run(keep_import_profile, facts.thing.id, change.now());
    change.writing().run(update_import_profile, facts.thing.id, mapping, change.now(), who);
    return done();
}

} // namespace kith::imports
