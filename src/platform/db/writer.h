// SPDX-License-Identifier: MIT
#pragma once

// The one thread that writes to the SQLite file, and checkpoints it.
//
// Closures wait in a queue. The writer takes what is there (up to 256, or 2 ms) into one
// transaction, each closure but the first in a savepoint of its own, runs the last closure of all,
// commits and only then answers: while one commit waits for the disk, the next batch gathers. A
// closure that throws or is undone leaves no trace and does not spoil the others; a commit that
// fails fails them all.
//
// Threads  `write` may be called by any thread but the writer itself (throws std::logic_error).

#include "platform/db/sqlite_connection.h"
#include <condition_variable>
#include <deque>
#include <exception>
#include <future>
#include <mutex>
#include <thread>

namespace kith::db {

class Writer {
public:
    explicit Writer(std::unique_ptr<SqliteConnection> connection);
    Writer(Writer const&) = delete;
    Writer& operator=(Writer const&) = delete;
    ~Writer(); // what waits is written first

    void write(std::function<Outcome(Connection&)> const& body);
    // Answers at once; `then` is told on the writer's thread.
    void write_later(std::function<Outcome(Connection&)> body, Database::Then then);
    void before_commit(std::function<void(Connection&)> last);

private:
    struct Job {
        std::function<Outcome(Connection&)> body;
        Database::Then then;
        std::exception_ptr trouble = {};
    };
    using Jobs = std::vector<std::unique_ptr<Job>>;

    void work();
    std::unique_ptr<Job> wait_for_job(); // none when it is time to end
    std::unique_ptr<Job> next_job();     // none if nobody waits
    void run_batch(std::unique_ptr<Job> first);
    void fill_and_commit(Jobs& batch, std::unique_ptr<Job> first);
    bool run_one(Job& job, bool is_first); // was it kept?
    void undo_one(bool is_first);
    void undo_all(Jobs const& batch, std::exception_ptr const& trouble);
    void tidy_log();

    std::unique_ptr<SqliteConnection> connection_;
    std::function<void(Connection&)> last_;
    std::mutex mutex_;
    std::condition_variable came_;
    std::deque<std::unique_ptr<Job>> waiting_;
    bool ending_ = false;
    std::thread thread_; // last: it uses all of the above
};

} // namespace kith::db
