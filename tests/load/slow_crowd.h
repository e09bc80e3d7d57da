// SPDX-License-Identifier: MIT
#pragma once

// Visitors who hold on to a server without wanting anything of it: a third drips its header a byte
// a second, a third the body of a form, a third asks for pages and hardly reads them (a receive
// buffer of 2 KB, 256 bytes a second). Whoever is sent away comes again at once.
//
// Threads  its own, from the constructor to the destructor.

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <thread>

namespace kith::load {

class SlowCrowd {
public:
    // `page` is what the slow readers ask for: the bytes of a request.
    SlowCrowd(std::uint16_t port, std::size_t how_many, std::string page);
    SlowCrowd(SlowCrowd const&) = delete;
    SlowCrowd& operator=(SlowCrowd const&) = delete;
    ~SlowCrowd();

    [[nodiscard]] std::size_t held() const; // connections open now
    [[nodiscard]] std::size_t sent_away() const;

private:
    class Inside;
    std::unique_ptr<Inside> inside_;
    std::thread thread_;
};

} // namespace kith::load
