// SPDX-License-Identifier: MIT
#pragma once

// A process at the other end of a pair of pipes, for what shall not be done in this one. It is
// ended with this object, whatever it does, and gets neither environment nor open file.
//
// Cost     a process: some 30 ms. What is read of it is held in memory, up to `most_answer`.
// Threads  one thread each.
// Errors   the constructor throws std::system_error where no process can be made.

#include <chrono>
#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>
#include <sys/types.h>
#include <vector>

namespace kith::documents {

class Worker {
public:
    struct Task {
        std::filesystem::path program; // none: this process forks and calls `here`, for tests
        std::vector<std::string> arguments;
        int (*here)(int in, int out) = nullptr;
        std::chrono::seconds patience{60}; // by the clock
        std::size_t most_answer = 0;       // bytes
    };
    explicit Worker(Task const& task);
    Worker(Worker const&) = delete;
    Worker& operator=(Worker const&) = delete;
    ~Worker();

    // False if it takes no more: then it has an answer, or is gone.
    [[nodiscard]] bool send(std::string_view bytes);
    void sent_all();
    [[nodiscard]] std::string answer();
    [[nodiscard]] bool late() const { return std::chrono::steady_clock::now() >= until_; }
    // Ended by the kernel, for using the processor too long?
    [[nodiscard]] bool used_up();

private:
    [[nodiscard]] bool ready(short what) const;

    std::chrono::steady_clock::time_point until_;
    std::size_t most_answer_;
    pid_t child_ = -1;
    int end_ = -1;
};

// All of it, or false: for the other side of the pipe.
bool write_all(int to, std::string_view bytes);

} // namespace kith::documents
