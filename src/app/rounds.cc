// SPDX-License-Identifier: MIT
#include "app/rounds.h"
#include <cstdio>
#include <fmt/core.h>

namespace kith::app {

Rounds::Rounds(std::vector<Job> const& jobs, access::Gate const& gate)
{
    for (auto const& job : jobs)
        threads_.emplace_back([this, &job, &gate] { run(job, gate); });
}

Rounds::~Rounds() { stop(); }

void Rounds::stop()
{
    {
        std::lock_guard const lock(mutex_);
        stopping_ = true;
    }
    wake_.notify_all();
    for (auto& thread : threads_)
        if (thread.joinable())
            thread.join();
}

void Rounds::run(Job const& job, access::Gate const& gate)
{
    std::unique_lock lock(mutex_);
    while (!stopping_) {
        lock.unlock();
        try {
            job.run(gate);
        } catch (std::exception const& problem) { // the next round tries again
            fmt::print(stderr, "kith: {}: {}\n", job.name, problem.what());
        }
        lock.lock();
        wake_.wait_for(lock, job.every, [this] { return stopping_; });
    }
}

} // namespace kith::app
