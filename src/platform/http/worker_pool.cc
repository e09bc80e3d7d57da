// SPDX-License-Identifier: MIT
#include "platform/http/worker_pool.h"

namespace kith::http {

WorkerPool::WorkerPool(
    std::size_t workers, std::size_t most_waiting, std::function<void(std::size_t)> on_start)
    : most_waiting_(most_waiting)
{
    for (std::size_t i = 0; i < workers; ++i)
        threads_.emplace_back([this, i, on_start] {
            if (on_start)
                on_start(i);
            work();
        });
}

bool WorkerPool::offer(std::function<void()> job)
{
    {
        std::lock_guard const lock(mutex_);
        if (stopping_ || waiting_.size() >= most_waiting_)
            return false;
        waiting_.push_back(std::move(job));
    }
    something_to_do_.notify_one();
    return true;
}

void WorkerPool::work()
{
    while (true) {
        std::function<void()> job;
        {
            std::unique_lock lock(mutex_);
            something_to_do_.wait(lock, [this] { return stopping_ || !waiting_.empty(); });
            if (waiting_.empty())
                return;
            job = std::move(waiting_.front());
            waiting_.pop_front();
        }
        job();
    }
}

void WorkerPool::stop()
{
    {
        std::lock_guard const lock(mutex_);
        stopping_ = true;
    }
    something_to_do_.notify_all();
    for (auto& thread : threads_)
        if (thread.joinable())
            thread.join();
}

} // namespace kith::http
