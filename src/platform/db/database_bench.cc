// SPDX-License-Identifier: MIT
// How many changes a second reach the disk, and how long one row by its id takes to find.
//
//   bench-platform-db [CHANGES]      SQLite, encrypted, in the folder for temporary files; and, if
//                                    KITH_TEST_POSTGRES is set, PostgreSQL as scripts/postgres
//                                    started it (which does not wait for the disk)
//
// A change is three inserts, as an entity, its ledger entry and a look are. The answer is right if
// every acknowledged row is found, once, after the database was closed and opened again.
#include "platform/db/db.h"
#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <fmt/core.h>
#include <fstream>
#include <thread>
#include <unistd.h>

namespace {

using namespace kith;
using Watch = std::chrono::steady_clock;

constexpr char const* tables
    = "create table notes (id {id} primary key, words {text} not null) {strict}";
constexpr db::Sql add_note{"add note", "insert into notes (id, words) values ($1, $2)"};
constexpr db::Sql find_note{"find note", "select words from notes where id = $1"};
constexpr db::Sql count_notes{"count notes", "select count(*) as n from notes"};
constexpr std::size_t notes_in_change = 3;

struct Measure {
    double changes_a_second = 0;
    double middle_in_ms = 0; // half of all changes were answered by then
    double late_in_ms = 0;   // 99 of 100
    std::vector<Uuid> acknowledged = {};
};

double since(Watch::time_point start, double unit)
{
    return std::chrono::duration<double>(Watch::now() - start).count() * unit;
}

void change_often(db::Database& database, int changes, std::vector<double>& waits,
    std::vector<Uuid>& acknowledged)
{
    for (int i = 0; i < changes; ++i) {
        auto const start = Watch::now();
        std::array<Uuid, notes_in_change> const ids{Uuid::fresh(), Uuid::fresh(), Uuid::fresh()};
        database.write([&](db::Connection& connection) {
            for (auto const& id : ids)
                connection.run(add_note, id, "seen at the bus stop by the library, at about four");
            return db::Outcome::keep;
        });
        waits.push_back(since(start, 1e3));
        acknowledged.insert(acknowledged.end(), ids.begin(), ids.end());
    }
}

Measure measure_changes(db::Database& database, int writers, int changes)
{
    auto const many = static_cast<std::size_t>(writers);
    std::vector<std::vector<double>> waits(many);
    std::vector<std::vector<Uuid>> acknowledged(many);
    std::vector<std::thread> threads;
    auto const start = Watch::now();
    for (std::size_t i = 0; i < many; ++i)
        threads.emplace_back(
            [&, i] { change_often(database, changes / writers, waits[i], acknowledged[i]); });
    for (auto& each : threads)
        each.join();
    auto const seconds = since(start, 1);

    Measure measure;
    std::vector<double> all;
    for (std::size_t i = 0; i < many; ++i) {
        all.insert(all.end(), waits[i].begin(), waits[i].end());
        auto const& ids = acknowledged[i];
        measure.acknowledged.insert(measure.acknowledged.end(), ids.begin(), ids.end());
    }
    std::sort(all.begin(), all.end());
    measure.changes_a_second = static_cast<double>(all.size()) / seconds;
    measure.middle_in_ms = all[all.size() / 2];
    measure.late_in_ms = all[all.size() * 99 / 100];
    return measure;
}

// Micro-seconds for one row by its id; and how many of the rows were there.
double measure_finding(db::Database& database, std::vector<Uuid> const& ids, std::size_t& found)
{
    auto const connection = database.reader();
    auto const start = Watch::now();
    for (auto const& id : ids)
        found += connection->run(find_note, id).size();
    return since(start, 1e6) / static_cast<double>(ids.size());
}

bool bench(std::string const& title, db::Where const& where, int changes)
{
    std::vector<Uuid> acknowledged;
    fmt::print(
        "{}\n{:>8} {:>12} {:>10} {:>10}\n", title, "writers", "changes/s", "p50 ms", "p99 ms");
    {
        auto const database = db::open(where);
        db::migrate(*database, {{"0001_notes", tables}}, Instant());
        for (auto const writers : {1, 16, 64}) {
            auto const measure
                = measure_changes(*database, writers, writers == 1 ? changes / 10 : changes);
            fmt::print("{:>8} {:>12.0f} {:>10.2f} {:>10.2f}\n", writers, measure.changes_a_second,
                measure.middle_in_ms, measure.late_in_ms);
            acknowledged.insert(
                acknowledged.end(), measure.acknowledged.begin(), measure.acknowledged.end());
        }
    }
    auto const database = db::open(where);
    std::size_t found = 0;
    auto const finding = measure_finding(*database, acknowledged, found);
    auto const counted = database->reader()->run(count_notes)[0].integer("n");
    auto const right
        = found == acknowledged.size() && counted == static_cast<std::int64_t>(acknowledged.size());
    fmt::print("one row by id: {:.1f} us; {} acknowledged, {} found, {} in all: {}\n\n", finding,
        acknowledged.size(), found, counted, right ? "right" : "WRONG");
    return right;
}

bool bench_sqlite(int changes)
{
    auto const folder
        = std::filesystem::temp_directory_path() / ("kith-bench-" + std::to_string(::getpid()));
    std::filesystem::create_directory(folder);
    auto const right = bench("SQLite, encrypted, each commit on the disk",
        {.file = folder / "kith.db", .key = std::string(32, 'k')}, changes);
    std::filesystem::remove_all(folder);
    return right;
}

bool bench_postgres(char const* folder, int changes)
{
    std::string address;
    std::ifstream file(std::filesystem::path(folder) / "connection");
    std::getline(file, address);
    auto const name = "kith_bench_" + std::to_string(::getpid());
    auto const tell = [&](std::string const& command) {
        auto const server = db::open({.postgres = address});
        auto const connection = server->reader();
        connection->script("set default_transaction_read_only to off");
        connection->script(command);
    };
    tell("create database " + name);
    auto const right = bench("PostgreSQL, 8 connections that write, disk not waited for",
        {.postgres = address + " dbname=" + name}, changes);
    tell("drop database " + name);
    return right;
}

} // namespace

int main(int argc, char** argv)
{
    auto const changes = argc > 1 ? std::max(640, std::atoi(argv[1])) : 20'000;
    auto right = bench_sqlite(changes);
    if (auto const* folder = std::getenv("KITH_TEST_POSTGRES"))
        right = bench_postgres(folder, changes) && right;
    return right ? 0 : 1;
}
