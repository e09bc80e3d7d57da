// SPDX-License-Identifier: MIT
// Writes to a folder's database until it is killed, and says what it has been told is on the disk:
// the half of the kill test that dies. store_kills.py is the half that kills, counts and compares.
//
//     store-writer make FOLDER    an empty database, encrypted, with Kith's own schema
//     store-writer run FOLDER     says what it holds, then writes until it dies
//     store-writer show FOLDER    says what it holds
//     store-writer fill FOLDER    writes until the disk is full, reads, takes FOLDER/ballast away,
//                                 and writes again (full_disk.mjs)
//     store-writer bear FOLDER    writes 150 rows, tries each that is refused again, and gives up
//                                 after 20 refusals in a row (failing_disk.py)
//
// `run` and `show` open the folder as the server does and say, line by line, what is there: "holds
// WRITER NUMBER" for each writer (its rows are 1 .. NUMBER, each whole), "problem SENTENCE" for
// anything that is not as it must be, and "ready MILLISECONDS". Then four threads each write row
// after row; "acked WRITER NUMBER" leaves in one write(2) when Database::write has returned. One
// row is two halves in one table and an entry of the ledger, in one closure.
//
// `--answer-before-commit` is the planted fault: the answer leaves from inside the closure, so
// before the commit.
#include "platform/ledger/ledger.h"
#include <chrono>
#include <cstdlib>
#include <fmt/core.h>
#include <sodium.h>
#include <thread>
#include <unistd.h>
#include <vector>

namespace kith::kills {
namespace {
    namespace fs = std::filesystem;
    using Watch = std::chrono::steady_clock;

    constexpr int writers = 4;
    constexpr db::Sql integrity{"kill test: integrity", "pragma integrity_check"};
    constexpr db::Sql halves{"kill test: halves",
        "select writer, count(*) as halves, count(distinct number) as rows, max(number) as last, "
        "sum(half) as seconds "
        "from kill_test_rows group by writer"};
    constexpr db::Sql entries{
        "kill test: entries", "select count(*) as entries from ledger where act = 'kill test'"};
    constexpr db::Sql add{"kill test: add",
        "insert into kill_test_rows (id, writer, number, half) values ($1, $2, $3, $4)"};
    constexpr char const* rows_table
        = "create table kill_test_rows (id {id} primary key, writer {int} not null, number {int} "
          "not null, "
          "half {int} not null, unique (writer, number, half)) {strict}";

    enum class Answer { after_commit, before_commit };

    // One write(2) a line: what the pipe has taken stays, however the process ends.
    void say(std::string const& line)
    {
        auto const whole = line + "\n";
        if (::write(STDOUT_FILENO, whole.data(), whole.size())
            != static_cast<ssize_t>(whole.size()))
            std::_Exit(4);
    }

    struct Store {
        std::unique_ptr<ledger::Keys> keys;
        std::unique_ptr<db::Database> database;
    };

    Store open_store(fs::path const& folder)
    {
        Store store;
        fs::create_directories(folder);
        store.keys = ledger::Keys::open(folder / "keys");
        db::Where where;
        where.file = folder / "kith.db";
        where.key = store.keys->database_key();
        where.readers = 1;
        store.database = db::open(where);
        auto migrations = db::shipped_migrations(db::Kind::sqlite);
        migrations.push_back({"9999_kill_test", rows_table});
        db::migrate(*store.database, migrations, Clock().now());
        ledger::number_at_commit(*store.database);
        return store;
    }

    std::vector<int> say_what_is_held(Store const& store)
    {
        auto const lease = store.database->reader();
        if (auto const found = lease->run(integrity)[0].text("integrity_check"); found != "ok")
            say("problem integrity check: " + found);
        std::vector<int> last(writers, 0);
        std::int64_t rows = 0;
        for (auto const row : lease->run(halves)) {
            auto const writer = static_cast<std::size_t>(row.integer("writer"));
            last.at(writer) = static_cast<int>(row.integer("last"));
            rows += row.integer("rows");
            if (row.integer("rows") != row.integer("last"))
                say(fmt::format("problem writer {} has a gap below {}", writer, last[writer]));
            if (row.integer("halves") != 2 * row.integer("rows")
                || row.integer("seconds") != row.integer("rows"))
                say(fmt::format("problem writer {} has half a row", writer));
        }
        for (std::size_t writer = 0; writer < last.size(); ++writer)
            say(fmt::format("holds {} {}", writer, last[writer]));
        if (auto const told = lease->run(entries)[0].integer("entries"); told != rows)
            say(fmt::format("problem {} rows but {} entries of the ledger", rows, told));
        auto const verdict = ledger::verify(*lease, {});
        for (auto const& problem : verdict.problems)
            say("problem ledger: " + problem);
        if (verdict.waiting > 0)
            say("problem ledger: a committed entry has no place");
        return last;
    }

    void write_row(Store& store, int writer, int number, Answer answer)
    {
        static Thing const subject = thing(PersonId::fresh());
        store.database->write([&](db::Connection& connection) {
            connection.run(add, Uuid::fresh(), writer, number, 0);
            ledger::Entry entry;
            entry.actor.process = "kill test";
            entry.act = "kill test";
            entry.thing = {"concern", Uuid::fresh()};
            entry.subject = subject;
            entry.rule = "kill test";
            entry.text = "what was written";
            ledger::append(connection, *store.keys, entry, Clock().now());
            connection.run(add, Uuid::fresh(), writer, number, 1);
            if (answer == Answer::before_commit)
                say(fmt::format("acked {} {}", writer, number));
            return db::Outcome::keep;
        });
        if (answer == Answer::after_commit)
            say(fmt::format("acked {} {}", writer, number));
    }

    void write_until_killed(Store& store, std::vector<int> const& last, Answer answer)
    {
        std::vector<std::jthread> threads;
        for (int writer = 0; writer < writers; ++writer)
            threads.emplace_back([&store, &last, writer, answer] {
                for (int number = last[static_cast<std::size_t>(writer)] + 1;; ++number)
                    write_row(store, writer, number, answer);
            });
    }

    // One answer for one write: "acked", or "refused" with what the database says.
    bool writes(Store& store, int number, Answer answer = Answer::after_commit)
    {
        try {
            write_row(store, 0, number, answer);
            return true;
        } catch (db::Failure const& failure) {
            say(fmt::format("refused {} {}", number,
                failure.trouble() == db::Trouble::full ? "full" : failure.what()));
            return false;
        }
    }

    void fill(Store& store, fs::path const& folder)
    {
        constexpr int most = 1'000'000;
        int number = 1;
        while (number < most && writes(store, number))
            ++number;
        for (int again = 0; again < 20; ++again) // one may still fit
            if (writes(store, number))
                ++number;
        say_what_is_held(store);
        fs::remove(folder / "ballast");
        for (int again = 0; again < 20; ++again)
            if (writes(store, number))
                ++number;
        say("done");
    }

    void bear(Store& store, int number, Answer answer)
    {
        constexpr int rows = 150;
        constexpr int most_refusals = 20;
        auto const end = number + rows;
        for (int refused = 0; number < end && refused < most_refusals;) {
            auto const written = writes(store, number, answer);
            refused = written ? 0 : refused + 1;
            number += written ? 1 : 0;
        }
        say_what_is_held(store);
        say("done");
    }

    int run(std::vector<std::string> const& words)
    {
        auto const from = Watch::now();
        if (words.size() < 2 || sodium_init() < 0)
            throw std::runtime_error(
                "usage: store-writer make|run|show|fill|bear FOLDER [--answer-before-commit]");
        auto store = open_store(words[1]);
        auto const last = say_what_is_held(store);
        auto const took
            = std::chrono::duration_cast<std::chrono::milliseconds>(Watch::now() - from);
        say(fmt::format("ready {}", took.count()));
        auto const planted = words.size() > 2 && words[2] == "--answer-before-commit";
        auto const answer = planted ? Answer::before_commit : Answer::after_commit;
        if (words[0] == "fill")
            fill(store, words[1]);
        if (words[0] == "bear")
            bear(store, last[0] + 1, answer);
        if (words[0] == "run")
            write_until_killed(store, last, answer);
        return 0;
    }
} // namespace
} // namespace kith::kills

int main(int count, char** list)
{
    try {
        return kith::kills::run({list + 1, list + count});
    } catch (std::exception const& problem) {
        kith::kills::say(fmt::format("problem {}", problem.what()));
        return 3;
    }
}
