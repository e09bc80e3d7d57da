// SPDX-License-Identifier: MIT
#include "platform/ledger/changed.h"
#include "platform/notify/notify.h"
#include "world/databases.h"
#include <chrono>
#include <doctest/doctest.h>
#include <string>

namespace kith::notify {
namespace {
    using namespace std::chrono_literals;

    // One server that follows, and whoever writes beside it.
    struct Followed {
        explicit Followed(db::Database& at) : database(at) { follow(); }
        void note(std::string const& kind, std::chrono::seconds ago = 0s, int how_many = 1)
        {
            database.write([&](db::Connection& connection) {
                for (int i = 0; i < how_many; ++i)
                    ledger::note_changed(connection, {kind, Uuid::fresh()}, now - ago);
                return db::Outcome::keep;
            });
        }
        // What is told by the next round, `later`.
        std::string follow(std::chrono::milliseconds later = 500ms)
        {
            now = now + later;
            told.clear();
            notify.follow(*database.reader(), now);
            return told;
        }

        db::Database& database;
        Instant now = *Instant::read("2026-03-03T09:00:00Z");
        std::string told;
        Notify notify;
        Notify::Listening heard
            = notify.listen([this](std::string_view topic) { told.append(topic).append(" "); });
    };
    void in_followed(void (*body)(Followed&))
    {
        tests::on_both_databases([&](db::Database& database) {
            Followed followed(database);
            body(followed);
        });
    }
} // namespace

TEST_CASE("what was committed is told by its kind, once, however much it was")
{
    in_followed([](Followed& all) {
        CHECK(all.follow().empty());
        all.note("episode", 0s, 40);
        all.note("concern");
        CHECK(all.follow() == "concern episode ");
        CHECK(all.follow().empty());
        all.note("episode");
        CHECK(all.follow() == "episode ");
    });
}

TEST_CASE("what stood there before, and what was undone, is not told")
{
    in_followed([](Followed& all) {
        all.note("episode");
        Notify another; // a server that starts now
        std::string heard;
        auto const listening = another.listen([&](std::string_view topic) { heard.append(topic); });
        another.follow(*all.database.reader(), all.now);
        CHECK(heard.empty());
        all.follow();
        all.database.write([&](db::Connection& connection) {
            ledger::note_changed(connection, {"episode", Uuid::fresh()}, all.now);
            return db::Outcome::undo;
        });
        CHECK(all.follow().empty());
    });
}

TEST_CASE("what was begun before others and committed after them is told, up to a minute")
{
    in_followed([](Followed& all) {
        all.follow(10min);
        all.note("episode");
        CHECK(all.follow() == "episode ");
        all.note("episode", 55s);
        CHECK(all.follow() == "episode ");
        all.note("episode", 65s); // said in the header: too late
        CHECK(all.follow().empty());
    });
}

TEST_CASE("what goes out of the window takes nothing with it: the next change is told")
{
    in_followed([](Followed& all) {
        all.note("episode", 0s, 5);
        CHECK(all.follow() == "episode ");
        for (int i = 0; i < 9; ++i) // 63 seconds
            CHECK(all.follow(7s).empty());
        all.note("episode");
        CHECK(all.follow() == "episode ");
        CHECK(all.follow(2h).empty());
        all.note("episode");
        CHECK(all.follow() == "episode ");
    });
}

TEST_CASE("a clock that is set back goes on from there")
{
    in_followed([](Followed& all) {
        all.note("episode");
        CHECK(all.follow() == "episode ");
        CHECK(all.follow(-24h).empty());
        all.note("episode");
        CHECK(all.follow() == "episode ");
        CHECK(all.follow().empty());
    });
}

TEST_CASE("two servers of one database hear of what either writes")
{
    in_followed([](Followed& all) {
        Followed beside(all.database);
        all.note("episode");
        CHECK(all.follow() == "episode ");
        CHECK(beside.follow() == "episode ");
    });
}

} // namespace kith::notify
