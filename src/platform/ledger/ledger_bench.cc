// SPDX-License-Identifier: MIT
// How long does the proof of a whole ledger take, and does it find a planted flip?
//
//   bench-platform-ledger [ENTRIES] [FOLDER]    1,000,000 entries, one in ten a look at two
//   records,
//                                               in an encrypted SQLite file; a FOLDER is kept, and
//                                               verified as it stands if it is there already

#include "platform/ledger/ledger.h"
#include <chrono>
#include <cstdlib>
#include <fmt/core.h>
#include <functional>
#include <sys/resource.h>

namespace kith::ledger {
namespace {

    constexpr std::int64_t entries_in_a_write = 5000;
    constexpr db::Sql plant_flip{"plant a flip",
        "update ledger set rule = 'the holding team reads its Concerns' where place = $1"};

    constexpr db::Sql take_back_flip{"take back the flip",
        "update ledger set rule = 'the holding team reads its concerns' where place = $1"};

    double seconds_of(std::function<void()> const& work)
    {
        auto const start = std::chrono::steady_clock::now();
        work();
        return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    }

    double processor_seconds()
    {
        rusage used{};
        getrusage(RUSAGE_SELF, &used);
        auto const seconds = [](timeval const& time) {
            return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
        };
        return seconds(used.ru_utime) + seconds(used.ru_stime);
    }

    void fill(db::Database& database, Keys& keys, std::int64_t entries)
    {
        auto const day = *Instant::read("2026-03-02T09:00:00Z");
        Thing const subject{"person", Uuid::fresh()};
        Entry entry{.actor = {AccountId::fresh(), AgencyId::fresh()},
            .act = "decide",
            .thing = {"concern", Uuid::fresh()},
            .subject = subject,
            .rule = "the holding team reads its concerns"};
        entry.text = std::string(120, 'w');
        for (std::int64_t made = 0; made < entries; made += entries_in_a_write)
            database.write([&](db::Connection& connection) {
                for (auto number = made; number < made + entries_in_a_write; ++number) {
                    entry.thing.id = Uuid::fresh();
                    entry.looked_at = {};
                    if (number % 10 == 0)
                        entry.looked_at = {entry.thing, {"person", Uuid::fresh()}};
                    append(connection, keys, entry, day + std::chrono::milliseconds(number));
                }
                return db::Outcome::keep;
            });
    }

    int measure(std::int64_t entries, std::filesystem::path const& folder)
    {
        auto const keys = Keys::open(folder / "keys");
        auto const database = db::open({.file = folder / "kith.db", .key = keys->database_key()});
        auto migrations = db::shipped_migrations(db::Kind::sqlite);
        std::erase_if(migrations, [](auto const& each) { return each.name != "0001_ledger"; });
        db::migrate(*database, migrations, Instant(0));
        number_at_commit(*database);
        if (head(*database->reader()).size == 0) {
            auto const filled = seconds_of([&] { fill(*database, *keys, entries); });
            fmt::print("append and number  {} entries  {:.1f} s  {:.0f}/s\n", entries, filled,
                static_cast<double>(entries) / filled);
        }

        auto const checkpoint = sign(head(*database->reader()), Instant(0), *keys);
        Verdict clean;
        auto const idle = processor_seconds();
        auto const proven = seconds_of([&] { clean = verify(*database->reader(), {checkpoint}); });
        auto const worked = processor_seconds() - idle;
        rusage used{};
        getrusage(RUSAGE_SELF, &used);
        fmt::print("verify             {} entries  {} looks  {:.1f} s ({:.1f} CPU-s)  {:.0f}/s  "
                   "{} MiB  {}\n",
            clean.entries, clean.looks, proven, worked, static_cast<double>(clean.entries) / proven,
            used.ru_maxrss / 1024, clean.problems.empty() ? "proven" : clean.problems[0]);

        auto const flipped = entries * 7 / 10;
        database->write([&](db::Connection& connection) {
            connection.run(plant_flip, flipped);
            return db::Outcome::keep;
        });
        auto const found = verify(*database->reader(), {checkpoint});
        database->write([&](db::Connection& connection) { // a folder that is kept is whole again
            connection.run(take_back_flip, flipped);
            return db::Outcome::keep;
        });
        bool const named = !found.problems.empty()
            && found.problems[0].starts_with(fmt::format("Entry {} (", flipped));
        fmt::print("planted flip       {}: {}\n", named ? "found" : "NOT FOUND",
            found.problems.empty() ? "no problem" : found.problems[0]);
        return clean.problems.empty() && clean.entries == entries && named ? 0 : 1;
    }

} // namespace
} // namespace kith::ledger

int main(int count, char** words)
{
    std::int64_t const entries = count > 1 ? std::atoll(words[1]) : 1'000'000;
    auto const given = count > 2;
    auto const folder = given
        ? std::filesystem::path(words[2])
        : std::filesystem::temp_directory_path() / fmt::format("kith-ledger-{}", entries);
    std::filesystem::create_directories(folder);
    auto const code = kith::ledger::measure(entries, folder);
    if (!given)
        std::filesystem::remove_all(folder);
    return code;
}
