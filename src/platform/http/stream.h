// SPDX-License-Identifier: MIT
#pragma once

// A visitor's socket, plain or with TLS over it: one type, so that what reads and writes is
// compiled once. Only for the files of the edge: it is Boost.
//
// Threads  belongs to the io thread, as the connection that holds it.

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/ssl/stream.hpp>
#include <memory>
#include <optional>
#include <utility>

namespace kith::http {

namespace asio = boost::asio;
using Tcp = asio::ip::tcp;
using boost::system::error_code;

class Stream {
public:
    using executor_type = asio::any_io_executor;

    // With a context it speaks TLS once `shake_hands` is done, and keeps the context as long.
    Stream(Tcp::socket socket, std::shared_ptr<asio::ssl::context> context)
        : socket_(std::make_unique<Tcp::socket>(std::move(socket))), context_(std::move(context))
    {
        if (context_)
            tls_.emplace(*socket_, *context_);
    }

    [[nodiscard]] executor_type get_executor() { return socket_->get_executor(); }
    [[nodiscard]] bool is_tls() const { return tls_.has_value(); }
    [[nodiscard]] Tcp::socket& socket() { return *socket_; }

    template <class Handler>
    void shake_hands(Handler handler)
    {
        tls_->async_handshake(asio::ssl::stream_base::server, std::move(handler));
    }
    // Tells the visitor that no more comes. TLS says so in its own words first, so that nobody can
    // cut an answer short unseen.
    template <class Handler>
    void say_goodbye(Handler handler)
    {
        tls_->async_shutdown(std::move(handler));
    }

    template <class Buffers, class Handler>
    auto async_read_some(Buffers const& buffers, Handler&& handler)
    {
        if (tls_)
            return tls_->async_read_some(buffers, std::forward<Handler>(handler));
        return socket_->async_read_some(buffers, std::forward<Handler>(handler));
    }
    template <class Buffers, class Handler>
    auto async_write_some(Buffers const& buffers, Handler&& handler)
    {
        if (tls_)
            return tls_->async_write_some(buffers, std::forward<Handler>(handler));
        return socket_->async_write_some(buffers, std::forward<Handler>(handler));
    }

private:
    std::unique_ptr<Tcp::socket> socket_; // stays where it is when this moves: TLS refers to it
    std::shared_ptr<asio::ssl::context> context_;
    std::optional<asio::ssl::stream<Tcp::socket&>> tls_;
};

} // namespace kith::http
