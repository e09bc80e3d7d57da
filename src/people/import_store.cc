// SPDX-License-Identifier: MIT
#include "people/import_store.h"
#include "people/rows.h"

namespace kith::people {
namespace {
    constexpr db::Sql find_one_import = {"find import", "select * from imports where id = $1"};
    constexpr db::Sql imports_of_agency = {"imports of an agency",
        "select * from imports where owner_agency = $1 order by staged_at desc, id limit 100"};
    constexpr db::Sql import_of_hash = {"import of a file",
        "select id from imports where owner_agency = $1 and file_hash = $2 and state = 'accepted' "
        "limit 1"};
    constexpr db::Sql insert_import = {"add import",
        "insert into imports (id, team, file_hash, profile, columns, state, row_count, made, "
        "perhaps_known, changed, unchanged, kept, created_by, staged_at, version, recorded_at, "
        "recorded_by, owner_agency) values ($1, $2, $3, $4, $5, 'staged', $6, $7, $8, $9, $10, 0, "
        "$11, $12, 1, $12, $11, $13)"};
    constexpr db::Sql keep_import = {"keep import as it was",
        "insert into imports_was select id, team, file_hash, profile, columns, state, row_count, "
        "made, perhaps_known, changed, unchanged, kept, created_by, staged_at, version, "
        "recorded_at, recorded_by, owner_agency, $3, $4 from imports where id = $1 and version = "
        "$2"};
    constexpr db::Sql update_import = {"save import",
        "update imports set state = $3, made = $4, perhaps_known = $5, changed = $6, unchanged = "
        "$7, kept = $8, recorded_at = $9, recorded_by = $10, version = version + 1 where id = $1 "
        "and version = $2"};
    constexpr db::Sql own_records_of_number = {"own records of a number",
        "select distinct i.person from person_identifiers i join persons p on p.id = i.person "
        "where i.scheme = $1 and i.value = $2 and i.withdrawn_at is null and p.owner_agency = $3 "
        "order by i.person limit 20"};
    constexpr db::Sql own_records_of_name = {"own records of a name and birth date",
        "select distinct n.person from person_names n join persons p on p.id = n.person where "
        "n.folded = $1 and n.withdrawn_at is null and p.birth in ($2, $3) and p.owner_agency = $4 "
        "order by n.person limit 20"};

    ImportState read_import_state(std::string_view text)
    {
        return text == "staged"  ? ImportState::staged
            : text == "accepted" ? ImportState::accepted
            : text == "refused"  ? ImportState::refused
                                 : ImportState::undone;
    }

    Import read_import(db::Row const& row)
    {
        Import import;
        import.id = row.id<ImportId>("id");
        import.agency = row.id<AgencyId>("owner_agency");
        import.team = row.id<TeamId>("team");
        import.file_hash = row.text("file_hash");
        import.profile = row.text("profile");
        import.columns = row.text("columns");
        import.state = read_import_state(row.text("state"));
        import.counts
            = {row.integer("row_count"), row.integer("made"), row.integer("perhaps_known"),
                row.integer("changed"), row.integer("unchanged"), row.integer("kept")};
        import.created_by = row.id<AccountId>("created_by");
        import.staged_at = row.instant("staged_at");
        import.decided_at = row.instant("recorded_at");
        import.version = row.integer("version");
        return import;
    }

    std::vector<PersonId> ids_of_persons(db::Rows const& rows)
    {
        std::vector<PersonId> ids;
        for (auto const row : rows)
            ids.push_back(row.id<PersonId>("person"));
        return ids;
    }
} // namespace

access::Facts facts_of(Import const& import)
{
    access::Facts facts;
    facts.thing = {"import", import.id.uuid()};
    facts.owner = import.agency;
    facts.raised_by = import.created_by;
    facts.state = write(import.state);
    return facts;
}

Result<Import> find_import(Visit const& visit, ImportId id)
{
    auto const rows = visit.reading().run(find_one_import, id);
    if (rows.empty())
        return not_found();
    auto import = read_import(rows[0]);
    TRY(visit.see(facts_of(import)));
    return import;
}

std::vector<Import> list_imports(Visit const& visit, AgencyId agency)
{
    std::vector<Import> all;
    for (auto const row : visit.reading().run(imports_of_agency, agency)) {
        auto import = read_import(row);
        if (visit.see(facts_of(import)))
            all.push_back(std::move(import));
    }
    return all;
}

bool was_accepted(Visit const& visit, AgencyId agency, std::string const& file_hash)
{
    return !visit.reading().run(import_of_hash, agency, file_hash).empty();
}

std::vector<PersonId> own_of_number(
    db::Connection& connection, AgencyId agency, Identifier const& number)
{
    return ids_of_persons(
        connection.run(own_records_of_number, number.scheme, number.value, agency));
}

std::vector<PersonId> own_of_name(
    db::Connection& connection, AgencyId agency, std::string const& name, PartialDate const& birth)
{
    auto exact = birth;
    exact.about = false;
    auto about = exact;
    about.about = true;
    return ids_of_persons(connection.run(
        own_records_of_name, folded_name(name), exact.write(), about.write(), agency));
}

Import add_import(Change& change, Import import)
{
    import.created_by = change.visitor().account;
    import.staged_at = change.now();
    import.decided_at = change.now();
    import.version = 1;
    auto const& counts = import.counts;
    change.writing().run(insert_import, import.id, import.team, import.file_hash, import.profile,
        import.columns, counts.rows, counts.made, counts.perhaps_known, counts.changed,
        counts.unchanged, import.created_by, import.staged_at, import.agency);
    return import;
}

Result<Import> save_import(Change& change, Import import, std::string const& reason)
{
    auto const& counts = import.counts;
    change.writing().run(keep_import, import.id, import.version, change.now(), reason);
    auto const saved = change.writing().run(update_import, import.id, import.version,
        write(import.state), counts.made, counts.perhaps_known, counts.changed, counts.unchanged,
        counts.kept, change.now(), change.visitor().account);
    if (saved.changed() == 0)
        return error(
            Code::conflict, "A colleague was first: look at what stands now, then decide again");
    import.decided_at = change.now();
    ++import.version;
    return import;
}

} // namespace kith::people
