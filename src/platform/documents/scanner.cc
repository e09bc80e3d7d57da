// SPDX-License-Identifier: MIT
#include "platform/documents/scanner.h"
#include <arpa/inet.h>
#include <array>
#include <cerrno>
#include <charconv>
#include <cstring>
#include <netinet/in.h>
#include <optional>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

namespace kith::documents {
namespace {
    using namespace std::string_view_literals;
    constexpr auto local = "unix:"sv;
    constexpr auto loopback = "127.0.0.1:"sv;
    constexpr int patience_in_seconds = 30;
    constexpr std::size_t most_of_a_reply = 4096;

    std::optional<std::uint16_t> port_of(std::string_view address)
    {
        if (!address.starts_with(loopback))
            return std::nullopt;
        address.remove_prefix(loopback.size());
        std::uint16_t port = 0;
        auto const* const end = address.data() + address.size();
        auto const [stop, wrong] = std::from_chars(address.data(), end, port);
        if (wrong != std::errc{} || stop != end || port == 0)
            return std::nullopt;
        return port;
    }

    class ClamdConnection {
    public:
        explicit ClamdConnection(std::string const& address)
        {
            if (auto const port = port_of(address))
                open_port(*port);
            else
                open_path(address.substr(local.size()));
        }
        ClamdConnection(ClamdConnection const&) = delete;
        ClamdConnection& operator=(ClamdConnection const&) = delete;
        ~ClamdConnection()
        {
            if (socket_ >= 0)
                ::close(socket_);
        }
        [[nodiscard]] bool is_there() const { return there_; }
        [[nodiscard]] bool send(std::string_view bytes)
        {
            while (there_ && !bytes.empty()) {
                auto const went = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
                if (went < 0 && errno == EINTR)
                    continue;
                there_ = went > 0;
                if (there_)
                    bytes.remove_prefix(static_cast<std::size_t>(went));
            }
            return there_;
        }
        [[nodiscard]] std::string answer()
        {
            std::string text;
            std::array<char, 512> room{};
            while (text.size() < most_of_a_reply && text.find('\0') == std::string::npos) {
                auto const came = ::recv(socket_, room.data(), room.size(), 0);
                if (came < 0 && errno == EINTR)
                    continue;
                if (came <= 0)
                    break;
                text.append(room.data(), static_cast<std::size_t>(came));
            }
            return text.substr(0, text.find('\0'));
        }

    private:
        void open(int family)
        {
            socket_ = ::socket(family, SOCK_STREAM | SOCK_CLOEXEC, 0);
            timeval const patience{patience_in_seconds, 0};
            ::setsockopt(socket_, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience);
            ::setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
        }
        void open_port(std::uint16_t port)
        {
            open(AF_INET);
            sockaddr_in at{};
            at.sin_family = AF_INET;
            at.sin_port = htons(port);
            at.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
            there_ = ::connect(socket_, reinterpret_cast<sockaddr const*>(&at), sizeof at) == 0;
        }
        void open_path(std::string const& path)
        {
            sockaddr_un at{};
            if (path.size() >= sizeof at.sun_path)
                return;
            open(AF_UNIX);
            at.sun_family = AF_UNIX;
            std::memcpy(static_cast<char*>(at.sun_path), path.c_str(), path.size() + 1);
            there_ = ::connect(socket_, reinterpret_cast<sockaddr const*>(&at), sizeof at) == 0;
        }
        int socket_ = -1;
        bool there_ = false;
    };

    // A length in front of each piece, the most telling byte first.
    std::string length_of(std::string_view piece)
    {
        auto const size = static_cast<std::uint32_t>(piece.size());
        std::string length;
        for (unsigned shift = 24; shift < 32; shift -= 8)
            length.push_back(static_cast<char>(size >> shift & 0xFFU));
        return length;
    }
} // namespace

std::string_view write(Scan scan)
{
    switch (scan) {
    case Scan::none_asked:
        return "none asked";
    case Scan::clean:
        return "clean";
    case Scan::refused:
        return "refused";
    case Scan::waits:
        break;
    }
    return "waits";
}

Scan read_scan(std::string_view text)
{
    for (auto const scan : {Scan::none_asked, Scan::clean, Scan::refused})
        if (text == write(scan))
            return scan;
    return Scan::waits;
}

bool is_scanner_address(std::string_view address)
{
    return port_of(address) || (address.starts_with(local) && address.substr(5).starts_with('/'));
}

Scan scan_with(std::string const& address, Source const& source)
{
    if (address.empty())
        return Scan::none_asked;
    ClamdConnection clamd(address);
    if (!clamd.is_there() || !clamd.send("zINSTREAM\0"sv))
        return Scan::waits;
    for (auto piece = source(); !piece.empty(); piece = source())
        if (!clamd.send(length_of(piece)) || !clamd.send(piece))
            return Scan::waits;
    if (!clamd.send("\0\0\0\0"sv))
        return Scan::waits;
    auto const answer = clamd.answer();
    return answer == "stream: OK"    ? Scan::clean
        : answer.ends_with(" FOUND") ? Scan::refused
                                     : Scan::waits;
}

} // namespace kith::documents
