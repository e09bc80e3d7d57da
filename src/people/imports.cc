// SPDX-License-Identifier: MIT
#include "people/imports.h"
#include "base/london.h"
#include <fmt/core.h>

namespace kith::people {
namespace {
    constexpr std::int64_t rows_at_once = 500;
    constexpr db::Sql imports_long_staged = {"imports staged long ago",
        "select id, owner_agency from imports where state = 'staged' and staged_at < $1 order by "
        "staged_at limit 100"};
    constexpr db::Sql keep_long_staged = {"keep import staged long ago",
        "insert into imports_was select id, team, file_hash, profile, columns, state, row_count, "
        "made, perhaps_known, changed, unchanged, kept, created_by, staged_at, version, "
        "recorded_at, recorded_by, owner_agency, $2, 'not accepted within 30 days' from imports "
        "where id = $1"};
    constexpr db::Sql refuse_long_staged = {"refuse import staged long ago",
        "update imports set state = 'refused', recorded_at = $2, recorded_by = null, version = "
        "version + 1 where id = $1"};

    std::string told_of(ImportCounts const& counts)
    {
        return fmt::format("{} rows: {} new, {} of them perhaps known; {} changed; {} unchanged",
            counts.rows, counts.made, counts.perhaps_known, counts.changed, counts.unchanged);
    }
} // namespace

Result<Import> stage(
    People const& room, Visit const& visit, Staging const& staging, ImportProgress const& progress)
{
    if (staging.file.trouble_count > 0)
        return invalid("Some rows cannot be read: mend them first", "file");
    Import import;
    import.id = ImportId::fresh();
    import.agency = staging.agency;
    import.team = staging.team;
    import.file_hash = staging.file_hash;
    import.profile = staging.profile;
    import.columns = columns_in_words(staging.file);
    auto const plan
        = plan_import(room, visit, staging.agency, staging.owner, staging.file.rows, progress);
    import.counts = counts_of(plan);
    return visit.change([&](Change& change) -> Result<Import> {
        TRY(change.record("create", facts_of(import), "Staged: " + told_of(import.counts)));
        auto added = add_import(change, import);
        for (auto const& row : plan)
            add_row(change, added, row);
        return added;
    });
}

Result<Import> look_again(
    People const& room, Visit const& visit, Import const& import, ImportOwner const& owner)
{
    std::vector<ImportRow> rows;
    for (std::int64_t after = 0;;) {
        auto const some = list_rows(visit, import, after, rows_at_once);
        for (auto const& one : some)
            rows.push_back(one.row);
        if (some.size() < static_cast<std::size_t>(rows_at_once))
            break;
        after = some.back().place;
    }
    auto const plan = plan_import(room, visit, import.agency, owner, rows);
    return visit.change([&](Change& change) -> Result<Import> {
        auto stands = TRY(find_import(change, import.id));
        if (stands.state != ImportState::staged)
            return error(Code::conflict, "This import is decided already");
        stands.version = import.version;
        stands.counts = counts_of(plan);
        TRY(change.record(
            "create", facts_of(stands), "Looked at again: " + told_of(stands.counts)));
        forget_rows(change, stands);
        for (auto const& row : plan)
            add_row(change, stands, row);
        return save_import(change, stands, "looked at again");
    });
}

Result<Import> refuse(Visit const& visit, Import const& import)
{
    return visit.change([&](Change& change) -> Result<Import> {
        auto stands = TRY(find_import(change, import.id));
        if (stands.state != ImportState::staged)
            return error(Code::conflict, "This import is decided already");
        TRY(change.record("refuse", facts_of(stands), "Refused; what its rows say is destroyed"));
        stands.version = import.version;
        stands.state = ImportState::refused;
        destroy_what_rows_say(change.writing(), change.keys(), stands.id, change.now());
        return save_import(change, stands, "refused");
    });
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
            connection.run(keep_long_staged, id, now);
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

} // namespace kith::people
