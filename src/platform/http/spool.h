// SPDX-License-Identifier: MIT
#pragma once

// Bytes as they arrive: in memory while few, in a file without a name once they are many. The file
// is gone when the Spool is, also if the program is killed; and what is in it is sealed as it is
// written, with a key that this Spool alone has and never writes (XChaCha20), so that the disk of a
// machine that was carried off holds nothing to be read.
//
// Errors   throws std::system_error when the disk will not take them.
// Threads  written by one; `read` is safe from several.

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace kith::http {

class Spool {
public:
    static constexpr std::size_t kept_in_memory = 64 * 1024;

    Spool() = default;
    ~Spool();
    Spool(Spool const&) = delete;
    Spool& operator=(Spool const&) = delete;

    void append(std::string_view bytes);
    [[nodiscard]] std::uint64_t size() const { return size_; }
    [[nodiscard]] bool on_disk() const { return file_ >= 0; }
    [[nodiscard]] std::string read(std::uint64_t from, std::size_t most) const; // fewer at the end
    [[nodiscard]] std::string read_all() const { return read(0, size_); }

private:
    void write_out(std::string_view bytes);
    void turn(std::uint64_t from, std::string& bytes) const; // plain to sealed, and back
    std::string memory_;
    std::uint64_t size_ = 0;
    std::uint64_t written_ = 0;
    std::array<unsigned char, 32> key_{}; // drawn when the file is made
    int file_ = -1;
};

} // namespace kith::http
