// SPDX-License-Identifier: MIT
#include "platform/db/writer.h"
#include <chrono>

namespace kith::db {

namespace {
    constexpr std::size_t most_in_batch = 256;
    constexpr auto longest_batch = std::chrono::milliseconds(2);
    constexpr auto idle = std::chrono::milliseconds(500);
    constexpr int pages_to_tidy = 1'000;   // 4 MB: copy back what nobody reads any more
    constexpr int pages_too_many = 20'000; // 80 MB: wait a moment for readers, then cut
    constexpr int moment_in_ms = 50;
} // namespace

Writer::Writer(std::unique_ptr<SqliteConnection> connection)
    : connection_(std::move(connection)), thread_([this] { work(); })
{
}

Writer::~Writer()
{
    {
        std::lock_guard const lock(mutex_);
        ending_ = true;
    }
    came_.notify_one();
    thread_.join();
}

void Writer::before_commit(std::function<void(Connection&)> last)
{
    std::lock_guard const lock(mutex_);
    last_ = std::move(last);
}

void Writer::write(std::function<Outcome(Connection&)> const& body)
{
    must(std::this_thread::get_id() != thread_.get_id(), "write was called from inside a write");
    auto const promise = std::make_shared<std::promise<void>>();
    auto answer = promise->get_future();
    write_later([&body](Connection& connection) { return body(connection); },
        [promise](std::exception_ptr const& trouble) {
            if (trouble)
                promise->set_exception(trouble);
            else
                promise->set_value();
        });
    answer.get();
}

void Writer::write_later(std::function<Outcome(Connection&)> body, Database::Then then)
{
    auto job = std::make_unique<Job>();
    job->body = std::move(body);
    job->then = std::move(then);
    {
        std::lock_guard const lock(mutex_);
        waiting_.push_back(std::move(job));
    }
    came_.notify_one();
}

void Writer::work()
{
    while (auto job = wait_for_job()) {
        run_batch(std::move(job));
        tidy_log();
    }
}

std::unique_ptr<Writer::Job> Writer::wait_for_job()
{
    std::unique_lock lock(mutex_);
    auto const come = [&] { return ending_ || !waiting_.empty(); };
    while (!come()) {
        if (connection_->pages_in_log() == 0) {
            came_.wait(lock, come);
        } else if (!came_.wait_for(lock, idle, come)) {
            lock.unlock();
            connection_->checkpoint(true, 0);
            lock.lock();
        }
    }
    lock.unlock();
    return next_job();
}

std::unique_ptr<Writer::Job> Writer::next_job()
{
    std::lock_guard const lock(mutex_);
    if (waiting_.empty())
        return nullptr;
    auto job = std::move(waiting_.front());
    waiting_.pop_front();
    return job;
}

void Writer::run_batch(std::unique_ptr<Job> first)
{
    Jobs batch;
    try {
        fill_and_commit(batch, std::move(first));
    } catch (...) {
        undo_all(batch, std::current_exception());
    }
    for (auto const& job : batch)
        job->then(std::exchange(job->trouble, nullptr));
}

void Writer::fill_and_commit(Jobs& batch, std::unique_ptr<Job> first)
{
    auto const until = std::chrono::steady_clock::now() + longest_batch;
    auto any_kept = false;
    batch.push_back(std::move(first));
    connection_->unspoil();
    connection_->control("begin immediate");
    for (;;) {
        any_kept = run_one(*batch.back(), batch.size() == 1) || any_kept;
        if (batch.size() >= most_in_batch || std::chrono::steady_clock::now() >= until)
            break;
        auto next = next_job();
        if (!next)
            break;
        batch.push_back(std::move(next));
    }
    if (!any_kept) {
        connection_->control("rollback");
        return;
    }
    if (last_) {
        last_(*connection_);
        connection_->expect_unspoiled();
    }
    connection_->control("commit");
}

// The first of a batch needs no savepoint: nothing stands before it, and to undo it is to begin
// anew. So a large change, which mostly comes alone, is spared SQLite's copy of each page for going
// back to one, which each of its statements would walk through to its end.
bool Writer::run_one(Job& job, bool is_first)
{
    if (!is_first)
        connection_->control("savepoint one");
    try {
        auto const outcome = job.body(*connection_);
        connection_->expect_unspoiled();
        if (outcome == Outcome::keep) {
            if (!is_first)
                connection_->control("release one");
            return true;
        }
    } catch (...) {
        job.trouble = std::current_exception();
    }
    undo_one(is_first);
    return false;
}

void Writer::undo_one(bool is_first)
{
    connection_->unspoil();
    if (!connection_->in_transaction()) // a full or failing disk: SQLite has undone it all
        throw Failure(Trouble::lost, "The change could not be written. Try again.");
    connection_->control(is_first ? "rollback" : "rollback to one");
    connection_->control(is_first ? "begin immediate" : "release one");
}

void Writer::undo_all(Jobs const& batch, std::exception_ptr const& trouble)
{
    for (auto const& job : batch)
        if (!job->trouble)
            job->trouble = trouble;
    connection_->unspoil();
    try {
        if (connection_->in_transaction())
            connection_->control("rollback");
    } catch (Failure const&) { // NOLINT(bugprone-empty-catch): the jobs have their answer; the
    }                          // next `begin` fails if this connection is of no more use
}

void Writer::tidy_log()
{
    auto const pages = connection_->pages_in_log();
    if (pages >= pages_too_many)
        connection_->checkpoint(true, moment_in_ms);
    else if (pages >= pages_to_tidy)
        connection_->checkpoint(false, 0);
}

} // namespace kith::db
