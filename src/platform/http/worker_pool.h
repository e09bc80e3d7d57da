// SPDX-License-Identifier: MIT
#pragma once

// Threads that take jobs from one bounded queue, oldest first.
//
// Threads  `offer` from any thread. `stop` lets what is queued be done, then joins; later offers
// are refused. Errors   a job must not throw: whatever it can meet it answers itself.

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace kith::http {

class WorkerPool {
public:
    WorkerPool(
        std::size_t workers, std::size_t most_waiting, std::function<void(std::size_t)> on_start);
    ~WorkerPool() { stop(); }
    WorkerPool(WorkerPool const&) = delete;
    WorkerPool& operator=(WorkerPool const&) = delete;

    [[nodiscard]] bool offer(std::function<void()> job); // false if the queue is full
    void stop();

private:
    void work();

    std::size_t const most_waiting_;
    std::mutex mutex_;
    std::condition_variable something_to_do_;
    std::deque<std::function<void()>> waiting_;
    bool stopping_ = false;
    std::vector<std::thread> threads_;
};

} // namespace kith::http
