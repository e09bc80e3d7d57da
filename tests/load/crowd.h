// SPDX-License-Identifier: MIT
#pragma once

// Many visitors at once, each with a connection that they keep, for benches of the whole server.
//
// Every answer is read whole, made plain again if it came compressed, and held against what it must
// say: a fast wrong answer counts as wrong.
//
// Shapes   an Ask is the bytes of one request and what its answer must hold. `every` zero: each
//          connection asks again as soon as it is answered (how much can it do?). Else one request
//          falls due after each such time, whether or not the server keeps up, and what is measured
//          begins when it fell due (how long does a person wait at this rate?).
// Cost     one thread; about 10 us a request of its own, which the server lacks if cores are few.
// Errors   a connection that ends, or cannot be had, is counted and made afresh.

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace kith::load {

struct Ask {
    std::string name;
    std::string bytes;
    int status = 200;
    std::vector<std::string> says; // each must be in the answer's body or head
};

struct Crowd {
    std::uint16_t port = 0;
    std::size_t connections = 64;
    std::chrono::milliseconds lasting = std::chrono::seconds(5);
    std::chrono::microseconds every = {};
};

struct Answers {
    std::vector<std::chrono::microseconds> each; // of right answers
    std::size_t wrong = 0;                       // another status, or other words
    std::size_t refused = 0;                     // 503, asked to come again
    std::size_t broken = 0;                      // the connection ended, or could not be had
    std::chrono::duration<double> took{};
    std::string first_wrong;

    [[nodiscard]] double per_second() const;
    [[nodiscard]] double quantile_ms(double share) const; // 0 if there is none
};

[[nodiscard]] Answers visit(Crowd const& crowd, std::vector<Ask> const& asks);

} // namespace kith::load
