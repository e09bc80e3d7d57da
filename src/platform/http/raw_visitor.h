// SPDX-License-Identifier: MIT
#pragma once

// For tests of the server: a visitor who writes raw bytes to a socket, and a server on a free port.
//
// Errors   a visitor who hears nothing for ten seconds hears "".

#include "base/result.h"
#include "platform/http/server.h"
#include <arpa/inet.h>
#include <array>
#include <condition_variable>
#include <mutex>
#include <netinet/in.h>
#include <poll.h>
#include <stdexcept>
#include <string>
#include <string_view>
#include <sys/socket.h>
#include <unistd.h>
#include <utility>

namespace kith::http {

// A visitor with nothing between them and the wire. Reading gives up after ten seconds of
// silence.
class RawVisitor {
public:
    explicit RawVisitor(Server const& server)
        : socket_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0))
    {
        sockaddr_in to{};
        to.sin_family = AF_INET;
        to.sin_port = htons(server.port());
        to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        must(
            ::connect(socket_, reinterpret_cast<sockaddr const*>(&to), sizeof to) == 0, "connects");
    }
    ~RawVisitor() { ::close(socket_); }
    RawVisitor(RawVisitor const&) = delete;
    RawVisitor& operator=(RawVisitor const&) = delete;

    void say(std::string_view bytes) const
    {
        while (!bytes.empty()) {
            auto const sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
            if (sent <= 0)
                return; // the server has hung up: what it said can still be read
            bytes.remove_prefix(static_cast<std::size_t>(sent));
        }
    }

    // One response, head and body; "" once the server has closed.
    std::string hear()
    {
        while (true) {
            if (auto const end = heard_.find("\r\n\r\n"); end != std::string::npos) {
                auto const size = end + 4 + body_size(heard_.substr(0, end + 2));
                if (heard_.size() >= size) {
                    auto const one = heard_.substr(0, size);
                    heard_.erase(0, size);
                    return one;
                }
            }
            if (!hear_more())
                return std::exchange(heard_, {});
        }
    }
    // What comes until these words, and they.
    std::string hear_until(std::string_view words)
    {
        while (heard_.find(words) == std::string::npos)
            if (!hear_more())
                return std::exchange(heard_, {});
        auto const size = heard_.find(words) + words.size();
        auto const until = heard_.substr(0, size);
        heard_.erase(0, size);
        return until;
    }
    // The kernel keeps little of what this visitor has not read.
    void keep_little() const
    {
        int const few = 1;
        ::setsockopt(socket_, SOL_SOCKET, SO_RCVBUF, &few, sizeof few);
    }
    bool hears_the_end()
    {
        while (hear_more()) { }
        return ended_;
    }
    void hang_up() const { ::shutdown(socket_, SHUT_RDWR); }
    std::string ask(std::string_view bytes)
    {
        say(bytes);
        return hear();
    }

private:
    static std::size_t body_size(std::string const& head)
    {
        auto const at = head.find("\r\nContent-Length: ");
        return at == std::string::npos ? 0 : std::stoul(head.substr(at + 18));
    }
    bool hear_more()
    {
        pollfd waiting{socket_, POLLIN, 0};
        if (::poll(&waiting, 1, 10'000) != 1)
            return false;
        std::array<char, 4096> bytes{};
        auto const got = ::recv(socket_, bytes.data(), bytes.size(), 0);
        ended_ = got <= 0;
        if (got > 0)
            heard_.append(bytes.data(), static_cast<std::size_t>(got));
        return got > 0;
    }

    int socket_;
    std::string heard_;
    bool ended_ = false;
};

// Handlers wait before it until it is opened.
class Barrier {
public:
    void wait()
    {
        std::unique_lock lock(mutex_);
        ++waiting_;
        changed_.notify_all();
        changed_.wait(lock, [this] { return open_; });
    }
    void until_waiting(int how_many)
    {
        std::unique_lock lock(mutex_);
        changed_.wait(lock, [&] { return waiting_ >= how_many; });
    }
    void open()
    {
        std::lock_guard const lock(mutex_);
        open_ = true;
        changed_.notify_all();
    }

private:
    std::mutex mutex_;
    std::condition_variable changed_;
    int waiting_ = 0;
    bool open_ = false;
};

inline Response echo(Request& request)
{
    if (request.path() == "/broken")
        throw std::runtime_error("the password is mice");
    if (request.path() == "/long")
        return page(std::string(2'000'000, 'x'));
    if (auto const form = request.form())
        return text("form " + std::string(form->first("a")));
    return text(
        std::string(write(request.method())) + " " + request.target() + " " + request.body());
}

inline std::string get(std::string const& path, std::string const& more = {})
{
    return "GET " + path + " HTTP/1.1\r\nHost: kith\r\n" + more + "\r\n";
}
inline bool has_status(std::string const& answer, int status)
{
    return answer.starts_with("HTTP/1.1 " + std::to_string(status) + " ");
}
inline bool holds(std::string const& answer, std::string_view what)
{
    return answer.find(what) != std::string::npos;
}

struct Running {
    explicit Running(ServerOptions options = {}, std::function<Response(Request&)> handler = echo)
        : server(std::move(options), std::move(handler))
    {
        server.start();
    }
    Server server;
};

} // namespace kith::http
