// SPDX-License-Identifier: MIT
#include "platform/db/shelves_test.h"
#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <mutex>
#include <set>
#include <thread>

namespace kith::db {

using namespace shelves;

namespace {
    // Lets those who come wait for one another, but not for ever: on SQLite there is one writer,
    // and who comes second comes later.
    class MeetingPoint {
    public:
        void wait_for(int others)
        {
            std::unique_lock lock(mutex_);
            ++here_;
            came_.notify_all();
            came_.wait_for(lock, std::chrono::milliseconds(300), [&] { return here_ >= others; });
        }

    private:
        std::mutex mutex_;
        std::condition_variable came_;
        int here_ = 0;
    };

    void in_threads(int how_many, std::function<void(int)> const& act)
    {
        std::vector<std::thread> threads;
        threads.reserve(static_cast<std::size_t>(how_many));
        for (int i = 0; i < how_many; ++i)
            threads.emplace_back([&act, i] { act(i); });
        for (auto& each : threads)
            each.join();
    }
} // namespace

TEST_CASE("of 3,200 writes by 16 threads each is there, and none twice")
{
    on_both([](Database& database) {
        std::mutex mutex;
        std::set<std::string> acknowledged;
        in_threads(16, [&](int thread) {
            for (int i = 0; i < 200; ++i) {
                auto const label = std::to_string(thread) + "-" + std::to_string(i);
                put_shelf(database, label);
                std::lock_guard const lock(mutex);
                acknowledged.insert(label);
            }
        });
        auto const found = labels(database);
        CHECK(acknowledged.size() == 3'200);
        CHECK(found.size() == 3'200);
        CHECK((std::set<std::string>(found.begin(), found.end()) == acknowledged));
    });
}

TEST_CASE("of two who each leave because the other stays, one stays")
{
    on_both([](Database& database) {
        database.write([&](Connection& connection) {
            auto const shelf = Uuid::fresh();
            connection.run(add_shelf, shelf, "on call");
            for (auto const* who : {"Ada", "Ben"})
                connection.run(add_jar, Uuid::fresh(), shelf, who, 1);
            return Outcome::keep;
        });
        MeetingPoint both_have_looked;
        in_threads(2, [&](int thread) {
            auto tries = 0;
            database.write([&](Connection& connection) {
                auto const on_call = connection.run(sum_amounts)[0].integer("total");
                if (++tries == 1)
                    both_have_looked.wait_for(2);
                if (on_call == 2)
                    connection.run(set_amount, thread == 0 ? "Ada" : "Ben", 0);
                return Outcome::keep;
            });
        });
        CHECK(database.reader()->run(sum_amounts)[0].integer("total") == 1);
    });
}

TEST_CASE("nobody who reads sees half a write")
{
    on_both([](Database& database) {
        database.write([&](Connection& connection) {
            auto const shelf = Uuid::fresh();
            connection.run(add_shelf, shelf, "one");
            connection.run(add_jar, Uuid::fresh(), shelf, "left", 100);
            connection.run(add_jar, Uuid::fresh(), shelf, "right", 0);
            return Outcome::keep;
        });
        std::atomic<bool> over = false;
        std::atomic<int> looks = 0;
        std::atomic<int> halves = 0;
        std::thread looking([&] {
            while (!over || looks == 0) {
                auto const total = database.reader()->run(sum_amounts)[0].integer("total");
                halves += total == 100 ? 0 : 1;
                ++looks;
            }
        });
        for (int moved = 1; moved <= 100; ++moved)
            database.write([&](Connection& connection) {
                connection.run(set_amount, "left", 100 - moved);
                connection.run(set_amount, "right", moved);
                return Outcome::keep;
            });
        over = true;
        looking.join();
        CHECK(looks > 0);
        CHECK(halves == 0);
    });
}

TEST_CASE("what was written is seen by whoever looks after the answer")
{
    on_both([](Database& database) {
        auto const held = database.reader(); // taken before, as a visit does
        for (int i = 1; i <= 50; ++i) {
            put_shelf(database, std::to_string(i));
            CHECK(held->run(count_shelves)[0].integer("n") == i);
        }
    });
}

TEST_CASE("one closure that fails does not spoil those that were written with it")
{
    on_both([](Database& database) {
        put_shelf(database, "taken");
        MeetingPoint all_are_here; // so that on SQLite they share a batch
        std::atomic<int> refused = 0;
        in_threads(9, [&](int thread) {
            auto const label = thread % 3 == 0 ? "good " + std::to_string(thread) : "taken";
            try {
                database.write([&](Connection& connection) {
                    if (thread == 0)
                        all_are_here.wait_for(2); // nobody else comes: the others queue meanwhile
                    connection.run(add_shelf, Uuid::fresh(), "half of " + std::to_string(thread));
                    if (thread % 3 == 1)
                        throw std::runtime_error("changed my mind");
                    connection.run(add_shelf, Uuid::fresh(), label);
                    return Outcome::keep;
                });
            } catch (std::runtime_error const&) {
                ++refused;
            }
        });
        CHECK(refused == 6);
        CHECK(labels(database)
            == std::vector<std::string>{
                "good 0", "good 3", "good 6", "half of 0", "half of 3", "half of 6", "taken"});
    });
}

TEST_CASE("when every connection that reads is lent, the next waits for one to come back")
{
    tests::at_both_places(
        [](Where const& place) {
            auto where = place;
            where.readers = 2;
            auto const database = open(where);
            make_tables(*database);
            std::atomic<int> reading = 0;
            std::atomic<int> most = 0;
            in_threads(8, [&](int) {
                for (int i = 0; i < 25; ++i) {
                    auto const lease = database->reader();
                    auto const now = ++reading;
                    auto seen = most.load();
                    while (seen < now && !most.compare_exchange_weak(seen, now)) { }
                    (void)lease->run(count_shelves);
                    --reading;
                }
            });
            CHECK(most <= 2);
            CHECK(most >= 1);
        },
        tests::Start::empty);
}

} // namespace kith::db
