// SPDX-License-Identifier: MIT
#include "platform/ledger/ledger.h"
#include "platform/ledger/record.h"
#include "platform/ledger/statements.h"
#include "platform/ledger/told.h"
#include "platform/ledger/tree.h"
#include <algorithm>
#include <stdexcept>

namespace kith::ledger {
namespace {

    constexpr std::int64_t numbered_at_once = 5000;

    db::Bytes column(Hash const& hash) { return {bytes_of(hash)}; }

    std::optional<db::Bytes> column(std::optional<Hash> const& hash)
    {
        return hash ? std::optional(column(*hash)) : std::nullopt;
    }

    std::vector<Look> looks_of(Entry const& entry, EntryId id, Instant at)
    {
        auto things = entry.looked_at;
        std::sort(things.begin(), things.end());
        things.erase(std::unique(things.begin(), things.end()), things.end());
        std::vector<Look> looks;
        for (auto const& thing : things)
            looks.push_back({at, id, thing, entry.actor.account});
        return looks;
    }

    // The tree so far. A head that is missing although entries have places was taken away: going on
    // from an empty tree would hide it.
    Frontier standing_tree(db::Connection& connection, bool& is_new)
    {
        auto const rows = connection.run(sql::find_head);
        is_new = rows.empty();
        if (is_new) {
            if (!connection.run(sql::is_any_numbered).empty())
                throw std::runtime_error("The head of the ledger is missing: nothing more is "
                                         "written. Run kith ledger verify, then restore a backup");
            return {};
        }
        auto tree = Frontier::read(rows[0].integer("size"), rows[0].bytes("frontier"));
        if (!tree || bytes_of(tree->root()) != rows[0].bytes("root"))
            throw std::runtime_error("The head of the ledger is damaged: nothing more is written. "
                                     "Run kith ledger verify, then restore a backup");
        return *tree;
    }

    bool is_sequencer(db::Connection& connection)
    {
        if (connection.kind() == db::Kind::sqlite)
            return true;
        return connection.run(sql::only_one_sequencer_postgres)[0].boolean("granted");
    }

} // namespace

EntryId append(db::Connection& connection, Keys& keys, Entry const& entry, Instant now)
{
    auto const id = EntryId::fresh();
    auto const looks = looks_of(entry, id, now);
    std::optional<std::string> sealed;
    auto const& subject = entry.subject.id.none() ? entry.thing : entry.subject;
    if (!entry.text.empty() || !entry.actor.purpose.empty())
        sealed = seal_told(connection, keys, subject, {entry.actor.purpose, entry.text});

    Record const record{.at = now,
        .id = id,
        .account = entry.actor.account,
        .agency = entry.actor.agency,
        .process = entry.actor.process,
        .act = entry.act,
        .thing = entry.thing,
        .subject = subject,
        .rule = entry.rule,
        .sealed_hash = sealed ? std::optional(sha256(*sealed)) : std::nullopt,
        .looks_hash = looks.empty() ? std::nullopt : std::optional(hash_looks(looks))};
    connection.run(sql::add_entry, now, id, record.account, record.agency, record.process,
        record.act, record.thing.kind, record.thing.id, subject.kind, subject.id, record.rule,
        sealed ? std::optional(db::Bytes{*sealed}) : std::nullopt, column(record.sealed_hash),
        column(record.looks_hash), column(content_of(record)));
    for (auto const& look : looks)
        connection.run(sql::add_look, now, id, look.thing.kind, look.thing.id, entry.actor.account);
    return id;
}

std::size_t number_entries(db::Connection& connection)
{
    if (!is_sequencer(connection))
        return 0;
    auto const waiting = connection.run(sql::list_waiting, numbered_at_once);
    if (waiting.empty())
        return 0;
    bool is_new = false;
    auto tree = standing_tree(connection, is_new);
    for (auto const& row : waiting) {
        auto const content = read_hash(row, "content");
        must(content.has_value(), "an entry waits without its content's hash");
        auto const place = tree.size() + 1;
        auto const leaf = leaf_of(place, *content);
        connection.run(sql::give_place, row.at("at"), row.at("id"), place, column(leaf));
        tree.add(leaf);
    }
    connection.run(is_new ? sql::start_head : sql::move_head, tree.size(), column(tree.root()),
        db::Bytes{tree.write()});
    return waiting.size();
}

void number_at_commit(db::Database& database)
{
    if (database.kind() == db::Kind::postgres)
        return;
    database.before_commit([](db::Connection& connection) {
        while (number_entries(connection) == numbered_at_once) { }
    });
}

Head head(db::Connection& connection)
{
    auto const rows = connection.run(sql::find_head);
    if (rows.empty())
        return {0, Frontier{}.root()};
    return {rows[0].integer("size"), read_hash(rows[0], "root").value_or(Hash{})};
}

std::size_t erase(
    db::Connection& connection, Keys& keys, Actor const& actor, Erasure const& erasure, Instant now)
{
    auto const& subject = erasure.subject;
    keys.destroy(connection, subject, now);
    auto const erased = connection.run(sql::erase_sealed, subject.kind, subject.id).changed();
    Entry entry{.actor = actor, .act = "erase", .thing = subject, .subject = subject};
    entry.actor.purpose = {}; // to seal it would make the key anew
    entry.rule = erasure.rule;
    append(connection, keys, entry, now);
    return static_cast<std::size_t>(erased);
}

std::vector<Line> lines_about(db::Connection& connection, Thing const& thing, std::size_t limit)
{
    std::vector<Line> lines;
    for (auto const& row : connection.run(sql::list_about, thing.id, thing.kind, limit))
        lines.push_back({.place = row.is_null("place") ? 0 : row.integer("place"),
            .id = row.id<EntryId>("id"),
            .at = row.instant("at"),
            .account = row.id<AccountId>("account"),
            .agency = row.id<AgencyId>("agency"),
            .process = row.text("process"),
            .act = row.text("act"),
            .rule = row.text("rule"),
            .subject = {row.text("subject_kind"), row.uuid("subject_id")},
            .sealed = row.bytes("sealed"),
            .erased = row.is_null("sealed") && !row.is_null("sealed_hash")});
    return lines;
}

std::vector<Line> lines_about(
    db::Connection& connection, Keys const& keys, Thing const& thing, std::size_t limit)
{
    auto lines = lines_about(connection, thing, limit);
    for (auto& line : lines) {
        if (line.sealed.empty())
            continue;
        if (auto told = open_told(connection, keys, line.subject, line.sealed)) {
            line.purpose = std::move(told->purpose);
            line.text = std::move(told->text);
        }
    }
    return lines;
}

} // namespace kith::ledger
