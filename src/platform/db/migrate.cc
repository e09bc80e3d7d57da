// SPDX-License-Identifier: MIT
#include "base/shipped.h"
#include "platform/db/type_words.h"
#include <algorithm>
#include <array>
#include <map>
#include <sodium.h>

namespace kith::db {

namespace {
    constexpr char const* make_table = "create table if not exists migrations (name {text} primary "
                                       "key, hash {text} not null, at {instant} not null) {strict}";
    constexpr Sql list_run{"migrations: list", "select name, hash from migrations"};
    constexpr Sql add_run{
        "migrations: add", "insert into migrations (name, hash, at) values ($1, $2, $3)"};
    constexpr Sql loose_tables{"migrations: loose tables",
        "select name from pragma_table_list where schema = 'main' and type = 'table' and strict = "
        "0 "
        "and name not like 'sqlite@_%' escape '@'"};

    std::string hash_of(std::string_view text)
    {
        std::array<unsigned char, crypto_hash_sha256_BYTES> hash{};
        crypto_hash_sha256(
            hash.data(), reinterpret_cast<unsigned char const*>(text.data()), text.size());
        std::array<char, 2 * crypto_hash_sha256_BYTES + 1> hex{};
        return sodium_bin2hex(hex.data(), hex.size(), hash.data(), hash.size());
    }

    [[noreturn]] void refuse_database(std::string const& sentence)
    {
        throw Failure(Trouble::unreadable, sentence);
    }

    using Runs = std::map<std::string, std::string>; // name, hash

    // PostgreSQL: `lock table` comes before the first look, else a serializable transaction looks
    // at what was there before it waited. SQLite has but one writer.
    void lock_migrations(Connection& connection)
    {
        if (connection.kind() == Kind::postgres)
            connection.script("lock table migrations in exclusive mode");
    }

    Runs runs_of(Connection& connection)
    {
        Runs runs;
        for (auto const row : connection.run(list_run))
            runs[row.text("name")] = row.text("hash");
        return runs;
    }

    void expect_ours(Runs const& runs, std::vector<Migration> const& migrations)
    {
        for (auto const& [name, hash] : runs) {
            auto const ours = std::find_if(migrations.begin(), migrations.end(),
                [&](Migration const& each) { return each.name == name; });
            if (ours == migrations.end())
                refuse_database("This database has had the migration " + name
                    + ", which this Kith does not know. Use the Kith that made it, or a newer "
                      "one.");
            if (hash_of(ours->text) != hash)
                refuse_database("The migration " + name
                    + " has changed since this database had it. Put its text back, and write what "
                      "is new as a migration of its own.");
        }
    }

    void expect_known_words(Migration const& migration)
    {
        if (auto const word = unknown_word(migration.text))
            throw Failure(Trouble::wrong,
                "The migration " + migration.name + " holds " + *word
                    + ", which stands for no type. See migrations/README.md.");
    }

    void expect_strict(Connection& connection, Migration const& migration)
    {
        if (connection.kind() != Kind::sqlite)
            return;
        if (auto const loose = connection.run(loose_tables); !loose.empty())
            throw Failure(Trouble::wrong,
                "The migration " + migration.name + " makes the table " + loose[0].text("name")
                    + " without {strict} at its end.");
    }

    void make_migrations_table(Database& database)
    {
        auto const make = [&] {
            database.write([&](Connection& connection) {
                connection.script(with_types(make_table, connection.kind()));
                return Outcome::keep;
            });
        };
        try {
            make();
        } catch (Failure const& failure) { // two servers at once: PostgreSQL lets both try
            if (failure.trouble() != Trouble::unique)
                throw;
            make();
        }
    }
} // namespace

std::vector<Migration> shipped_migrations(Kind kind)
{
    std::string_view const own = kind == Kind::sqlite ? ".sqlite.sql" : ".postgres.sql";
    std::string_view const other = kind == Kind::sqlite ? ".postgres.sql" : ".sqlite.sql";
    constexpr std::string_view folder = "migrations/";
    std::vector<Migration> found;
    for (auto const& file : shipped(folder)) {
        std::string_view const path = file.path;
        if (!path.ends_with(".sql") || path.ends_with(other))
            continue;
        auto const ending = path.ends_with(own) ? own.size() : std::string_view(".sql").size();
        auto const name = path.substr(folder.size(), path.size() - folder.size() - ending);
        found.push_back({std::string(name), std::string(file.bytes)});
    }
    std::sort(found.begin(), found.end(),
        [](Migration const& a, Migration const& b) { return a.name < b.name; });
    return found;
}

void migrate(Database& database, std::vector<Migration> const& migrations, Instant now)
{
    for (auto const& migration : migrations)
        expect_known_words(migration);
    make_migrations_table(database);
    auto const before = runs_of(*database.reader());
    expect_ours(before, migrations);
    for (auto const& migration : migrations)
        if (!before.contains(migration.name))
            database.write([&](Connection& connection) {
                lock_migrations(connection);
                auto const runs = runs_of(connection);
                expect_ours(runs, migrations);
                if (runs.contains(migration.name)) // another server was first
                    return Outcome::undo;
                connection.script(with_types(migration.text, connection.kind()));
                expect_strict(connection, migration);
                connection.run(add_run, migration.name, hash_of(migration.text), now);
                return Outcome::keep;
            });
}

} // namespace kith::db
