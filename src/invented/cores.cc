// SPDX-License-Identifier: MIT
#include "invented/cores.h"
#include <algorithm>
#include <atomic>
#include <exception>
#include <mutex>
#include <thread>
#include <vector>

namespace kith::invented {

void on_all_cores(std::size_t count, std::function<void(std::size_t)> const& body)
{
    constexpr unsigned most = 4; // each hash takes 64 MiB
    std::atomic<std::size_t> next = 0;
    std::exception_ptr first;
    std::mutex mutex;
    auto const work = [&] {
        try {
            for (auto i = next++; i < count; i = next++)
                body(i);
        } catch (...) {
            std::lock_guard const lock(mutex);
            if (!first)
                first = std::current_exception();
        }
    };
    std::vector<std::thread> threads;
    for (auto i = std::clamp(std::thread::hardware_concurrency(), 1U, most); i > 0; --i)
        threads.emplace_back(work);
    for (auto& thread : threads)
        thread.join();
    if (first)
        std::rethrow_exception(first);
}

} // namespace kith::invented
