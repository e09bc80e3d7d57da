// SPDX-License-Identifier: MIT
#include "platform/ledger/sequencer.h"
#include "platform/ledger/checkpoint.h"

namespace kith::ledger {

Sequencer::Sequencer(Needs needs) : needs_(std::move(needs)) { }

Sequencer::~Sequencer() { stop(); }

void Sequencer::start()
{
    must(!thread_.joinable(), "a sequencer is started once");
    stopping_ = false;
    thread_ = std::thread([this] { run(); });
}

void Sequencer::stop()
{
    if (!thread_.joinable())
        return;
    {
        std::lock_guard const lock(mutex_);
        stopping_ = true;
    }
    wake_.notify_all();
    thread_.join();
}

std::optional<std::filesystem::path> Sequencer::settle()
{
    number();
    return write_checkpoint();
}

// Rounds go by the machine's steady clock: the Clock of the program may be moved along.
void Sequencer::run()
{
    auto due = std::chrono::steady_clock::now() + needs_.checkpoint_every;
    std::unique_lock lock(mutex_);
    while (!wake_.wait_for(lock, needs_.round, [this] { return stopping_; })) {
        lock.unlock();
        attempt([this] { number(); });
        if (std::chrono::steady_clock::now() >= due) {
            attempt([this] { write_checkpoint(); });
            due = std::chrono::steady_clock::now() + needs_.checkpoint_every;
        }
        lock.lock();
    }
    lock.unlock();
    attempt([this] { settle(); });
}

void Sequencer::attempt(std::function<void()> const& work)
{
    try {
        work();
    } catch (std::exception const& failure) {
        needs_.report(failure.what());
    }
}

void Sequencer::number()
{
    if (needs_.database.kind() == db::Kind::sqlite)
        return; // its writer numbers entries before each commit
    std::size_t numbered = 0;
    do {
        needs_.database.write([&](db::Connection& connection) {
            numbered = number_entries(connection);
            return numbered > 0 ? db::Outcome::keep : db::Outcome::undo;
        });
    } while (numbered > 0);
}

std::optional<std::filesystem::path> Sequencer::write_checkpoint()
{
    auto const now = needs_.clock.now();
    auto const standing = head(*needs_.database.reader());
    if (standing.size == 0)
        return {};
    auto file = keep_checkpoint(standing, now, needs_.keys, needs_.checkpoints);
    if (file)
        thin_checkpoints(needs_.checkpoints, now);
    return file;
}

} // namespace kith::ledger
