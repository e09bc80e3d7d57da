// SPDX-License-Identifier: MIT
#include "imports/store.h"
#include "platform/ledger/ledger.h"
#include <chrono>

namespace kith::imports {
namespace {
    constexpr db::Sql find_one_import = {"find import", "select * from imports where id = $1"};
    constexpr db::Sql imports_of_agency = {"imports of an agency",
        "select * from imports where owner_agency = $1 and ($2 = '' or what = $2) order by "
        "staged_at desc, id limit 100"};
    constexpr db::Sql import_of_hash = {"import of a file",
        "select id from imports where owner_agency = $1 and what = $2 and file_hash = $3 and state "
        "= 'accepted' limit 1"};
    constexpr db::Sql insert_import = {"add import",
        "insert into imports (id, team, file_hash, profile, columns, state, row_count, made, "
        "perhaps_known, changed, unchanged, kept, created_by, staged_at, version, recorded_at, "
        "recorded_by, owner_agency, what, settings) values ($1, $2, $3, $4, $5, 'staged', $6, $7, "
        "$8, $9, $10, 0, $11, $12, 1, $12, $11, $13, $14, $15)"};
    constexpr db::Sql keep_import = {"keep import as it was",
        "insert into imports_was (id, team, file_hash, profile, columns, state, row_count, made, "
        "perhaps_known, changed, unchanged, kept, created_by, staged_at, version, recorded_at, "
        "recorded_by, owner_agency, superseded_at, reason, what, settings) select id, team, "
        "file_hash, profile, columns, state, row_count, made, perhaps_known, changed, unchanged, "
        "kept, created_by, staged_at, version, recorded_at, recorded_by, owner_agency, $3, $4, "
        "what, settings from imports where id = $1 and version = $2"};
    constexpr db::Sql update_import = {"save import",
        "update imports set state = $3, made = $4, perhaps_known = $5, changed = $6, unchanged = "
        "$7, kept = $8, recorded_at = $9, recorded_by = $10, version = version + 1 where id = $1 "
        "and version = $2"};
    constexpr db::Sql imports_long_staged = {"imports staged long ago",
        "select id, version, owner_agency from imports where state = 'staged' and staged_at < $1 "
        "order by staged_at limit 100"};
    constexpr db::Sql refuse_long_staged = {"refuse import staged long ago",
        "update imports set state = 'refused', recorded_at = $2, recorded_by = null, version = "
        "version + 1 where id = $1"};

    Import read_import(db::Row const& row)
    {
        Import import;
        import.id = row.id<ImportId>("id");
        import.what = row.text("what");
        import.agency = row.id<AgencyId>("owner_agency");
        import.team = row.id<TeamId>("team");
        import.file_hash = row.text("file_hash");
        import.profile = row.text("profile");
        import.columns = row.text("columns");
        import.settings = read_settings(row.text("settings"));
        import.state = read_state(row.text("state"));
        import.counts
            = {row.integer("row_count"), row.integer("made"), row.integer("perhaps_known"),
                row.integer("changed"), row.integer("unchanged"), row.integer("kept")};
        import.created_by = row.id<AccountId>("created_by");
        import.staged_at = row.instant("staged_at");
        import.decided_at = row.instant("recorded_at");
        import.version = row.integer("version");
        return import;
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

Result<Import> find_import(Visit const& visit, ImportId id, std::string_view what)
{
    auto const rows = visit.reading().run(find_one_import, id);
    if (rows.empty() || rows[0].text("what") != what)
        return not_found();
    return find_import(visit, id);
}

std::vector<Import> list_imports(Visit const& visit, AgencyId agency, std::string_view what)
{
    std::vector<Import> all;
    for (auto const row : visit.reading().run(imports_of_agency, agency, what)) {
        auto import = read_import(row);
        if (visit.see(facts_of(import)))
            all.push_back(std::move(import));
    }
    return all;
}

bool was_accepted(Visit const& visit, Import const& import)
{
    return !visit.reading()
                .run(import_of_hash, import.agency, import.what, import.file_hash)
                .empty();
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
        counts.unchanged, import.created_by, import.staged_at, import.agency, import.what,
        write_settings(import.settings));
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

std::size_t forget_staged(db::Database& database, ledger::Keys& keys, Instant now)
{
    std::size_t count = 0;
    auto const before = now - std::chrono::hours(24 * staged_is_kept_days);
    if (database.reader()->run(imports_long_staged, before).empty())
        return 0;
    database.write([&](db::Connection& connection) {
        count = 0;
        for (auto const row : connection.run(imports_long_staged, before)) {
            auto const id = row.id<ImportId>("id");
            connection.run(
                keep_import, id, row.integer("version"), now, "not accepted within 30 days");
            connection.run(refuse_long_staged, id, now);
            destroy_what_rows_say(connection, keys, id, now);
            ledger::Entry entry;
            entry.actor.process = "rounds";
            entry.actor.agency = row.id<AgencyId>("owner_agency");
            entry.act = "refuse";
            entry.thing = {"import", id.uuid()};
            entry.rule = "what is staged is kept for 30 days";
            ledger::append(connection, keys, entry, now);
            ++count;
        }
        return db::Outcome::keep;
    });
    return count;
}

} // namespace kith::imports
