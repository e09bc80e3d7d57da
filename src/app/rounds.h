// SPDX-License-Identifier: MIT
#pragma once

// The house's jobs, each on a thread of its own, until `stop`.

#include "platform/access/house.h"
#include <condition_variable>
#include <mutex>
#include <thread>
#include <vector>

namespace kith::app {

class Rounds {
public:
    Rounds(std::vector<Job> const& jobs, access::Gate const& gate);
    Rounds(Rounds const&) = delete;
    Rounds& operator=(Rounds const&) = delete;
    ~Rounds();
    void stop(); // waits for the runs in hand

private:
    void run(Job const& job, access::Gate const& gate);
    std::mutex mutex_;
    std::condition_variable wake_;
    bool stopping_ = false;
    std::vector<std::thread> threads_;
};

} // namespace kith::app
