// SPDX-License-Identifier: MIT
#include "app/frames.h"
#include "base/result.h"
#include <algorithm>
#include <cerrno>
#include <fmt/format.h>
#include <sys/socket.h>
#include <unistd.h>

namespace kith::app {
namespace {
    constexpr std::size_t head_size = 5;

    bool receive_all(int connection, char* into, std::size_t size)
    {
        while (size > 0) {
            auto const came = ::recv(connection, into, size, 0);
            if (came < 0 && errno == EINTR)
                continue;
            if (came <= 0)
                return false;
            into += came;
            size -= static_cast<std::size_t>(came);
        }
        return true;
    }
} // namespace

bool send(int connection, char kind, std::string_view text)
{
    std::string frame(head_size, '\0');
    frame[0] = kind;
    for (std::size_t i = 1; i < head_size; ++i)
        frame[i] = static_cast<char>((text.size() >> (8 * (i - 1))) & 0xFFU);
    frame += text;
    for (std::string_view left = frame; !left.empty();) {
        auto const went = ::send(connection, left.data(), left.size(), MSG_NOSIGNAL);
        if (went < 0 && errno == EINTR)
            continue;
        if (went < 0)
            return false;
        left.remove_prefix(static_cast<std::size_t>(went));
    }
    return true;
}

std::optional<Frame> receive(int connection)
{
    std::array<char, head_size> head{};
    if (!receive_all(connection, head.data(), head.size()))
        return std::nullopt;
    std::size_t size = 0;
    for (std::size_t i = head_size - 1; i >= 1; --i)
        size = size << 8U | static_cast<unsigned char>(head[i]);
    if (size > longest_frame)
        return std::nullopt;
    Frame frame{head[0], std::string(size, '\0')};
    if (!receive_all(connection, frame.text.data(), size))
        return std::nullopt;
    return frame;
}

FrameWriter::int_type FrameWriter::overflow(int_type character)
{
    if (traits_type::eq_int_type(character, traits_type::eof()))
        return traits_type::not_eof(character);
    auto const one = traits_type::to_char_type(character);
    xsputn(&one, 1);
    return character;
}

std::streamsize FrameWriter::xsputn(char const* text, std::streamsize size)
{
    waiting_.append(text, static_cast<std::size_t>(size));
    if (waiting_.ends_with('\n') || waiting_.size() > longest_frame / 2)
        leave();
    return size;
}

int FrameWriter::sync()
{
    leave();
    return 0;
}

void FrameWriter::leave()
{
    for (std::string_view left = waiting_; !left.empty();) {
        auto const part = left.substr(0, longest_frame);
        if (!send(connection_, kind_, part))
            break; // nobody reads it any more; the work goes on until it asks
        left.remove_prefix(part.size());
    }
    waiting_.clear();
}

Descriptor::~Descriptor()
{
    if (number_ >= 0)
        ::close(number_);
}

sockaddr_un address_in(Descriptor const& folder, std::string_view name)
{
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    auto const path = fmt::format("/proc/self/fd/{}/{}", folder.number(), name);
    must(path.size() < sizeof address.sun_path, "the socket has a short name");
    std::ranges::copy(path, std::begin(address.sun_path));
    return address;
}

} // namespace kith::app
