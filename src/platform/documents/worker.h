// SPDX-License-Identifier: MIT
#pragma once

// A process at the other end of a pair of pipes: this program again, or (for tests) a fork of it.
//
// Cost     a process, a minute by the clock at most. Threads  one thread's.
// Errors   throws std::system_error where no process can be made.

#include "platform/documents/apart.h"
#include <chrono>
#include <string>
#include <string_view>
#include <sys/types.h>
#include <vector>

namespace kith::documents {

inline constexpr std::size_t most_answer = 24UL * 1024 * 1024;

// Ended with this.
class Worker {
public:
    // `here` is what a fork goes on with, from its end and to it.
    Worker(Apart const& apart, int (*here)(int, int), std::vector<std::string> more = {});
    Worker(Worker const&) = delete;
    Worker& operator=(Worker const&) = delete;
    ~Worker();

    // False if it takes no more: then it has an answer, or is gone.
    [[nodiscard]] bool send(std::string_view bytes);
    void sent_all();
    [[nodiscard]] std::string answer(std::size_t most = most_answer);
    [[nodiscard]] bool late() const;
    // Ended by the kernel, for using the processor too long?
    [[nodiscard]] bool used_up();

private:
    [[nodiscard]] bool ready(short what) const;
    std::chrono::steady_clock::time_point until_;
    pid_t child_ = -1;
    int end_ = -1;
};

[[nodiscard]] bool write_all(int to, std::string_view bytes);
// The next word of the line, as a number.
[[nodiscard]] bool take_number(std::string_view& line, std::size_t& number);

} // namespace kith::documents
