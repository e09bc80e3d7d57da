// SPDX-License-Identifier: MIT
#pragma once

// The listener behind `Server`: accepts, counts, hands whole requests to workers and their answers
// back. Everything of Boost.Asio and Beast is in edge, connection, live, stream and tls, so that no
// other file pays for compiling it and the server could be swapped. Callbacks, no coroutines: g++
// 12 destroys captures of lambdas inside co_await twice.
//
// Threads  one runs `io_`, and all that is not said to be a worker's.

#include "platform/http/connection.h"
#include "platform/http/live.h"
#include "platform/http/server.h"
#include "platform/http/tls.h"
#include "platform/http/worker_pool.h"
#include <atomic>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>
#include <condition_variable>
#include <exception>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>
#include <unordered_map>
#include <unordered_set>

namespace kith::http {

class Edge {
public:
    Edge(ServerOptions its, std::function<Response(Request&)> handler)
        : options(std::move(its))
        , handler_(std::move(handler))
        , tls_(options.tls ? tls_context(*options.tls) : nullptr)
        , acceptor_(io_)
        , patience_(io_)
        , guard_(io_.get_executor())
        , live_(io_, options,
              [this](std::function<void()> job) { return workers_->offer(std::move(job)); })
    {
    }

    void start();
    void stop();
    void renew(Certificate const& certificate);
    [[nodiscard]] std::uint16_t port() const { return port_; }
    [[nodiscard]] std::size_t connections() const { return open_; }
    [[nodiscard]] Live& live() { return live_; }

    // For the connections, on the io thread.
    void left(Connection* connection, std::string const& address);
    [[nodiscard]] bool is_proxy(std::string const& address) const;
    [[nodiscard]] std::size_t body_limit(std::string_view path) const;
    [[nodiscard]] std::uint64_t file_limit(std::string_view path) const;
    // Room for a large body, held until it is answered; nothing if there is none.
    [[nodiscard]] std::shared_ptr<void> room_for_large();
    [[nodiscard]] std::string const& date();
    [[nodiscard]] bool hand_over(
        std::shared_ptr<Connection> connection, std::shared_ptr<Request> request);
    [[nodiscard]] std::optional<Response> at_once(Request const& request) const;
    [[nodiscard]] Response too_busy(Request const& request) const;

    ServerOptions const options;
    bool draining = false;

private:
    void listen();
    void accept();
    void welcome(Tcp::socket socket);
    void finish_if_empty();
    void close_all();
    struct Leaving; // an answer on its way back to its connection
    void make_answer(Leaving& leaving) const;
    void leave_after_first(std::shared_ptr<Leaving> const& leaving);
    void leave(std::shared_ptr<Leaving> const& leaving, std::exception_ptr const& trouble);
    [[nodiscard]] Response refuse(Error const& error, Request const& request) const;
    [[nodiscard]] Response answered_safely(
        Request const& request, std::function<Response()> const& make) const;

    std::function<Response(Request&)> handler_;
    std::shared_ptr<asio::ssl::context> tls_; // of those who come from now on
    asio::io_context io_{1};
    Tcp::acceptor acceptor_;
    asio::steady_timer patience_; // after a failed accept, and while draining
    asio::executor_work_guard<asio::io_context::executor_type> guard_;
    Live live_;
    std::unordered_set<Connection*> here_;
    std::unordered_map<std::string, std::size_t> per_address_;
    std::unique_ptr<WorkerPool> workers_;
    std::unique_ptr<WorkerPool> slow_workers_;
    std::mutex leaving_mutex_;
    std::condition_variable left_;
    std::size_t leaving_ = 0; // answers that wait for what must come first
    std::thread io_thread_;
    std::atomic<std::uint16_t> port_ = 0;
    std::atomic<std::size_t> open_ = 0;
    std::size_t large_bodies_ = 0;
    std::int64_t dated_ = -1;
    std::string date_;
};

} // namespace kith::http
