// SPDX-License-Identifier: MIT
#pragma once

// The same work on many pieces, by a few threads.
//
// Which thread takes which piece is chance; that a piece is done exactly once, and that all are
// done when the call returns, is not. So work whose pieces write to places of their own gives the
// same answer on any number of threads.
//
// Cost     starts and joins its threads: some 50 microseconds. Threads  one call at a time each.
// Errors   the first exception of a piece is thrown again, once every thread has stopped.

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <exception>
#include <mutex>
#include <thread>
#include <vector>

namespace kith {

[[nodiscard]] inline unsigned cores() { return std::max(1U, std::thread::hardware_concurrency()); }

// Calls work(piece, worker) for each piece in [0, pieces); worker is in [0, threads).
template <class Work>
void in_parallel(std::size_t pieces, unsigned threads, Work const& work)
{
    std::atomic<std::size_t> next = 0;
    std::mutex lock;
    std::exception_ptr problem;
    auto const run = [&](unsigned worker) {
        try {
            for (auto piece = next.fetch_add(1); piece < pieces; piece = next.fetch_add(1))
                work(piece, worker);
        } catch (...) {
            next = pieces;
            std::lock_guard const held(lock);
            if (!problem)
                problem = std::current_exception();
        }
    };
    std::vector<std::thread> others;
    for (unsigned worker = 1; worker < threads && worker < pieces; ++worker)
        others.emplace_back(run, worker);
    run(0);
    for (auto& one : others)
        one.join();
    if (problem)
        std::rethrow_exception(problem);
}

} // namespace kith
