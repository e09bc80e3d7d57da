// SPDX-License-Identifier: MIT
// A thousand ways to change history, each inside a write that is undone again.
#include "platform/ledger/ledger.h"
#include "platform/ledger/ledgers_test.h"
#include "platform/ledger/tree.h"
#include <algorithm>
#include <doctest/doctest.h>
#include <fmt/core.h>
#include <random>

namespace kith::ledger {
namespace {

    using Draw = std::mt19937;
    constexpr std::int64_t entries_made = 24;

    constexpr db::Sql read_entry{"read entry", "select * from ledger where place = $1"};
    constexpr db::Sql read_looks{"read looks", "select * from looks order by entry, thing_id"};
    constexpr db::Sql remove_entry{"remove entry", "delete from ledger where place = $1"};
    constexpr db::Sql move_entry{"move entry", "update ledger set place = $2 where place = $1"};
    constexpr db::Sql cut_tail{"cut tail", "delete from ledger where place > $1"};
    constexpr db::Sql cut_looks{
        "cut looks", "delete from looks where entry not in (select id from ledger)"};
    constexpr db::Sql read_leaves{"read leaves", "select leaf from ledger order by place"};
    constexpr db::Sql set_head{
        "set head", "update ledger_head set size = $1, root = $2, frontier = $3"};
    constexpr db::Sql drop_head{"drop head", "delete from ledger_head"};
    constexpr db::Sql forge_entry{"forge entry",
        "insert into ledger (at, id, place, process, act, thing_kind, subject_kind, rule, content, "
        "leaf) select at, $2, $3, process, act, thing_kind, subject_kind, rule, content, leaf from "
        "ledger where place = $1"};
    constexpr db::Sql take_text{
        "take text away", "update ledger set sealed = null where place = 2"};
    constexpr db::Sql remove_look{
        "remove look", "delete from looks where entry = $1 and thing_id = $2"};
    constexpr db::Sql forge_look{"forge look",
        "insert into looks (at, entry, thing_kind, thing_id, account) "
        "select at, id, 'person', $2, account from ledger where place = $1"};

    struct ColumnOf {
        char const* name;
        db::Sql change;
    };
    constexpr ColumnOf entry_columns[] = {
        {"at", {"at", "update ledger set at = $1 where place = $2"}},
        {"id", {"id", "update ledger set id = $1 where place = $2"}},
        {"account", {"account", "update ledger set account = $1 where place = $2"}},
        {"agency", {"agency", "update ledger set agency = $1 where place = $2"}},
        {"process", {"process", "update ledger set process = $1 where place = $2"}},
        {"act", {"act", "update ledger set act = $1 where place = $2"}},
        {"thing_kind", {"thing_kind", "update ledger set thing_kind = $1 where place = $2"}},
        {"thing_id", {"thing_id", "update ledger set thing_id = $1 where place = $2"}},
        {"subject_kind", {"subject_kind", "update ledger set subject_kind = $1 where place = $2"}},
        {"subject_id", {"subject_id", "update ledger set subject_id = $1 where place = $2"}},
        {"rule", {"rule", "update ledger set rule = $1 where place = $2"}},
        {"sealed", {"sealed", "update ledger set sealed = $1 where place = $2"}},
        {"sealed_hash", {"sealed_hash", "update ledger set sealed_hash = $1 where place = $2"}},
        {"looks_hash", {"looks_hash", "update ledger set looks_hash = $1 where place = $2"}},
        {"content", {"content", "update ledger set content = $1 where place = $2"}},
        {"leaf", {"leaf", "update ledger set leaf = $1 where place = $2"}},
    };
    constexpr ColumnOf look_columns[] = {
        {"at", {"look at", "update looks set at = $1 where entry = $2 and thing_id = $3"}},
        {"entry", {"look entry", "update looks set entry = $1 where entry = $2 and thing_id = $3"}},
        {"thing_kind",
            {"look kind", "update looks set thing_kind = $1 where entry = $2 and thing_id = $3"}},
        {"thing_id",
            {"look id", "update looks set thing_id = $1 where entry = $2 and thing_id = $3"}},
        {"account",
            {"look account", "update looks set account = $1 where entry = $2 and thing_id = $3"}},
    };

    std::size_t below(Draw& draw, std::size_t limit) { return draw() % limit; }
    std::int64_t any_place(Draw& draw, std::int64_t size = entries_made)
    {
        return 1 + static_cast<std::int64_t>(below(draw, static_cast<std::size_t>(size)));
    }
    bool is_id(std::string_view column)
    {
        return column == "id" || column == "account" || column == "agency" || column == "entry"
            || column.ends_with("_id");
    }

    std::string with_one_bit_flipped(std::string bytes, Draw& draw, int bits)
    {
        auto& byte = bytes[below(draw, bytes.size())];
        auto const bit = 1 << below(draw, static_cast<std::size_t>(bits));
        byte = static_cast<char>(byte ^ bit);
        return bytes;
    }

    // The value with one bit of one byte flipped. What a column's own type would refuse (a NUL in
    // text, a day that is none) is drawn again, or changed by the least that the type can tell.
    db::Value with_a_flip(db::Value const& value, ColumnOf const& column, db::Kind kind, Draw& draw)
    {
        std::string_view const name = column.name;
        if (auto const* bytes = std::get_if<db::Bytes>(&value))
            return db::Bytes{with_one_bit_flipped(bytes->held, draw, 8)};
        auto const* text = std::get_if<std::string>(&value);
        if (!text) // null
            return is_id(name) ? db::to_value(Uuid::fresh()) : db::Value{db::Bytes{"x"}};
        if (text->empty())
            return "x";
        if (kind == db::Kind::postgres && name == "at")
            return db::to_value(*Instant::read(*text) + std::chrono::microseconds(1));
        if (kind == db::Kind::postgres && is_id(name)) {
            auto bytes = Uuid::read(*text)->bytes();
            bytes[15] = static_cast<std::uint8_t>(bytes[15] ^ (1 << below(draw, 8)));
            return db::to_value(Uuid::from(bytes));
        }
        for (;;) {
            auto changed = with_one_bit_flipped(*text, draw, 7);
            if (changed.find('\0') == std::string::npos)
                return changed;
        }
    }

    struct World {
        tests::Folder folder;
        std::unique_ptr<Keys> keys = Keys::open(folder.path() / "keys");
        std::vector<Checkpoint> checkpoints = {};
    };

    // Some entries with words, some without, some looks; half of them under a first checkpoint.
    void fill(db::Database& database, World& world)
    {
        auto const day = *Instant::read("2026-03-02T09:00:00Z");
        for (int half = 0; half < 2; ++half) {
            database.write([&](db::Connection& connection) {
                for (int number = 0; number < entries_made / 2; ++number) {
                    Entry entry{.actor = {AccountId::fresh(), AgencyId::fresh()},
                        .act = "look",
                        .thing = {"concern", Uuid::fresh()},
                        .subject = {"person", Uuid::fresh()},
                        .rule = "the holding team reads its concerns"};
                    if (number % 3 == 0)
                        entry.looked_at = {entry.thing, {"person", Uuid::fresh()}};
                    if (number % 4 != 0)
                        entry.text = "what was said";
                    if (number % 5 == 0)
                        entry.actor = {.process = "inbox"};
                    append(connection, *world.keys, entry, day + std::chrono::seconds(number));
                }
                number_entries(connection);
                return db::Outcome::keep;
            });
            world.checkpoints.push_back(sign(head(*database.reader()), day, *world.keys));
        }
    }

    // What a tampering must be found by: some problem begins with these words ("" if any will do).
    using Expected = std::string;
    using Tampering = Expected (*)(db::Connection&, Draw&);

    Expected flip_a_column(db::Connection& connection, Draw& draw)
    {
        auto const place = any_place(draw);
        auto const& column = entry_columns[below(draw, std::size(entry_columns))];
        auto const before = connection.run(read_entry, place)[0].at(column.name);
        connection.run(column.change, with_a_flip(before, column, connection.kind(), draw), place);
        return fmt::format("Entry {} (", place);
    }

    Expected take_an_entry_away(db::Connection& connection, Draw& draw)
    {
        auto const place = any_place(draw);
        connection.run(remove_entry, place);
        return fmt::format("Entry {} is missing", place);
    }

    Expected swap_two_places(db::Connection& connection, Draw& draw)
    {
        auto const one = any_place(draw);
        auto const other = one % entries_made + 1;
        connection.run(move_entry, one, entries_made + 1);
        connection.run(move_entry, other, one);
        connection.run(move_entry, entries_made + 1, other);
        return fmt::format("Entry {} (", one);
    }

    Expected move_one_place(db::Connection& connection, Draw& draw)
    {
        auto const place = any_place(draw);
        connection.run(move_entry, place, entries_made + any_place(draw));
        return fmt::format("Entry {} is missing", place);
    }

    // With the head made to fit: only a checkpoint tells of it.
    Expected cut_the_tail(db::Connection& connection, Draw& draw)
    {
        auto const left = any_place(draw, entries_made - 1);
        connection.run(cut_tail, left);
        connection.run(cut_looks);
        Frontier tree;
        for (auto const row : connection.run(read_leaves))
            tree.add(*hash_of(row.bytes("leaf")));
        connection.run(
            set_head, tree.size(), db::Bytes{bytes_of(tree.root())}, db::Bytes{tree.write()});
        CHECK(verify(connection, {}).problems == std::vector<std::string>{});
        return "The checkpoint of ";
    }

    Expected cut_the_head(db::Connection& connection, Draw&)
    {
        connection.run(drop_head);
        return "The ledger's head is missing";
    }

    Expected change_the_head(db::Connection& connection, Draw& draw)
    {
        Frontier tree;
        for (auto const row : connection.run(read_leaves))
            tree.add(*hash_of(row.bytes("leaf")));
        auto const what = below(draw, 3);
        auto root = bytes_of(tree.root());
        auto frontier = tree.write();
        (what == 0 ? root : frontier) = with_one_bit_flipped(what == 0 ? root : frontier, draw, 8);
        connection.run(set_head, what == 2 ? any_place(draw, entries_made - 1) : entries_made,
            db::Bytes{root}, db::Bytes{frontier});
        return what == 0 ? "The root of " : what == 1 ? "The frontier " : "Entry ";
    }

    Expected put_an_entry_in(db::Connection& connection, Draw& draw)
    {
        connection.run(forge_entry, any_place(draw), Uuid::fresh(), entries_made + 1);
        return fmt::format("Entry {} (", entries_made + 1);
    }

    Expected change_a_look(db::Connection& connection, Draw& draw)
    {
        auto const looks = connection.run(read_looks);
        auto const look = looks[below(draw, looks.size())];
        auto const& column = look_columns[below(draw, std::size(look_columns))];
        auto const changed = with_a_flip(look.at(column.name), column, connection.kind(), draw);
        connection.run(column.change, changed, look.at("entry"), look.at("thing_id"));
        return "Entry ";
    }

    Expected take_a_look_away(db::Connection& connection, Draw& draw)
    {
        auto const looks = connection.run(read_looks);
        auto const look = looks[below(draw, looks.size())];
        connection.run(remove_look, look.at("entry"), look.at("thing_id"));
        return "Entry ";
    }

    Expected put_a_look_in(db::Connection& connection, Draw& draw)
    {
        auto const place = any_place(draw);
        connection.run(forge_look, place, Uuid::fresh());
        return fmt::format("Entry {} (", place);
    }

    constexpr Tampering tamperings[]
        = {flip_a_column, flip_a_column, flip_a_column, flip_a_column, take_an_entry_away,
            swap_two_places, move_one_place, cut_the_tail, cut_the_head, change_the_head,
            put_an_entry_in, change_a_look, change_a_look, take_a_look_away, put_a_look_in};

} // namespace

TEST_CASE("a thousand tamperings are all found, and the entry is named")
{
    on_both_ledgers([](db::Database& database) {
        World world;
        fill(database, world);
        CHECK(verify(*database.reader(), world.checkpoints).problems == std::vector<std::string>{});
        Draw draw(9162);
        int found = 0;
        for (int number = 0; number < 1000; ++number) {
            database.write([&](db::Connection& connection) {
                auto const kind = static_cast<std::size_t>(number) % std::size(tamperings);
                auto const expected = tamperings[kind](connection, draw);
                auto const verdict = verify(connection, world.checkpoints);
                bool const named = std::any_of(verdict.problems.begin(), verdict.problems.end(),
                    [&](auto const& problem) { return problem.starts_with(expected); });
                CHECK_MESSAGE(named,
                    "tampering " << number << " of kind " << kind
                                 << " must be found by: " << expected);
                found += named ? 1 : 0;
                return db::Outcome::undo;
            });
        }
        CHECK(found == 1000);
        CHECK(verify(*database.reader(), world.checkpoints).problems == std::vector<std::string>{});
    });
}

TEST_CASE("sealed text that is taken away is found unless an entry tells of a lawful erasure")
{
    on_both_ledgers([](db::Database& database) {
        World world;
        fill(database, world);
        database.write([&](db::Connection& connection) {
            connection.run(take_text);
            return db::Outcome::keep;
        });
        auto const verdict = verify(*database.reader(), {});
        REQUIRE(verdict.problems.size() == 1);
        CHECK(verdict.problems[0].starts_with("Entry 2 ("));
        CHECK(verdict.problems[0].ends_with("no entry tells of a lawful erasure"));
    });
}

} // namespace kith::ledger
