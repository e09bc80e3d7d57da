// SPDX-License-Identifier: MIT
#pragma once

// What goes through the hatch, frame by frame (hatch.h says which), and the socket it goes by.
//
// Errors   `send` answers false and `receive` nothing once the other side is gone; a frame that is
//          too long counts as that.

#include <array>
#include <filesystem>
#include <optional>
#include <streambuf>
#include <string>
#include <string_view>
#include <sys/un.h>
#include <utility>

namespace kith::app {

struct Frame {
    char kind = 0;
    std::string text = {};
};
constexpr std::size_t longest_frame = std::size_t{1} << 16U;

[[nodiscard]] bool send(int connection, char kind, std::string_view text);
[[nodiscard]] std::optional<Frame> receive(int connection);

// Text written to it leaves as frames of one kind: a line at a time, or when it is flushed.
class FrameWriter : public std::streambuf {
public:
    FrameWriter(int connection, char kind) : connection_(connection), kind_(kind) { }
    FrameWriter(FrameWriter const&) = delete;
    FrameWriter& operator=(FrameWriter const&) = delete;
    ~FrameWriter() override { leave(); }

protected:
    int_type overflow(int_type character) override;
    std::streamsize xsputn(char const* text, std::streamsize size) override;
    int sync() override;

private:
    void leave();
    int connection_;
    char kind_;
    std::string waiting_;
};

class Descriptor {
public:
    explicit Descriptor(int number) : number_(number) { }
    Descriptor(Descriptor const&) = delete;
    Descriptor& operator=(Descriptor const&) = delete;
    ~Descriptor();
    [[nodiscard]] int number() const { return number_; }
    [[nodiscard]] int release() { return std::exchange(number_, -1); }

private:
    int number_;
};

// The address of a socket in a folder, however long the folder's own path is: it holds only while
// `folder`, opened, does.
[[nodiscard]] sockaddr_un address_in(Descriptor const& folder, std::string_view name);

} // namespace kith::app
