// SPDX-License-Identifier: MIT
#include "platform/http/edge.h"
#include "base/result.h"
#include "platform/http/compress.h"
#include "platform/http/errors.h"
#include <boost/asio/post.hpp>
#include <boost/system/system_error.hpp>
#include <system_error>

namespace kith::http {

void Edge::start()
{
    try {
        listen();
    } catch (boost::system::system_error const& refused) {
        throw std::system_error(refused.code().value(), std::system_category(),
            "cannot listen on " + options.address + " port " + std::to_string(options.port));
    }
    workers_
        = std::make_unique<WorkerPool>(options.workers, options.queue, options.on_worker_start);
    if (options.lane_of)
        slow_workers_ = std::make_unique<WorkerPool>(
            options.slow_workers, options.slow_queue, options.on_worker_start);
    accept();
    io_thread_ = std::thread([this] { io_.run(); });
}

void Edge::listen()
{
    Tcp::endpoint const endpoint(asio::ip::make_address(options.address), options.port);
    acceptor_.open(endpoint.protocol());
    acceptor_.set_option(Tcp::acceptor::reuse_address(true));
    acceptor_.bind(endpoint);
    acceptor_.listen(asio::socket_base::max_listen_connections);
    port_ = acceptor_.local_endpoint().port();
}

void Edge::accept()
{
    acceptor_.async_accept([this](error_code const& problem, Tcp::socket socket) {
        if (!acceptor_.is_open())
            return;
        if (!problem) {
            welcome(std::move(socket));
            return accept();
        }
        patience_.expires_after(
            std::chrono::milliseconds(100)); // out of descriptors: some will be free soon
        patience_.async_wait([this](error_code const& cancelled) {
            if (!cancelled && acceptor_.is_open())
                accept();
        });
    });
}

void Edge::welcome(Tcp::socket socket)
{
    error_code problem;
    auto const peer = socket.remote_endpoint(problem);
    if (problem || here_.size() >= options.max_connections)
        return; // gone already, or one too many: the socket closes as it goes out of scope
    auto address = peer.address().to_string();
    auto& count = per_address_[address];
    if (options.max_per_address > 0 && count >= options.max_per_address && !is_proxy(address))
        return;
    ++count;
    socket.set_option(Tcp::no_delay(true), problem);
    auto const connection
        = std::make_shared<Connection>(*this, Stream(std::move(socket), tls_), std::move(address));
    here_.insert(connection.get());
    open_ = here_.size();
    connection->begin();
}

void Edge::left(Connection* connection, std::string const& address)
{
    here_.erase(connection);
    live_.left(connection);
    open_ = here_.size();
    if (auto const at = per_address_.find(address); at != per_address_.end() && --at->second == 0)
        per_address_.erase(at);
    finish_if_empty();
}

bool Edge::is_proxy(std::string const& address) const
{
    return std::find(options.proxies.begin(), options.proxies.end(), address)
        != options.proxies.end();
}

std::size_t Edge::body_limit(std::string_view path) const
{
    return options.max_body_of ? options.max_body_of(path) : options.max_body;
}

std::uint64_t Edge::file_limit(std::string_view path) const
{
    return options.max_file_of ? options.max_file_of(path) : body_limit(path);
}

std::shared_ptr<void> Edge::room_for_large()
{
    if (large_bodies_ >= options.max_large_bodies)
        return nullptr;
    ++large_bodies_;
    return {this, [](void* edge) { --static_cast<Edge*>(edge)->large_bodies_; }};
}

std::string const& Edge::date()
{
    auto const now = std::chrono::duration_cast<std::chrono::seconds>(
        std::chrono::system_clock::now().time_since_epoch())
                         .count();
    if (now != dated_)
        date_ = http_date(dated_ = now);
    return date_;
}

Response Edge::refuse(Error const& error, Request const& request) const
{
    return options.errors ? options.errors(error, request) : answer(error, request);
}

// The edge of a request: what was thrown becomes a reference for the visitor and a line for us.
Response Edge::answered_safely(Request const& request, std::function<Response()> const& make) const
{
    std::string what = "something that is no std::exception was thrown";
    auto told = error(Code::broken, "");
    try {
        auto response = make();
        compress(response, request);
        return response;
    } catch (std::exception const& thrown) {
        what = thrown.what();
        if (options.meaning)
            told = options.meaning(thrown);
    } catch (...) { // NOLINT(bugprone-empty-catch): said above
    }
    try {
        if (options.trouble)
            options.trouble(request.request_id(), what);
        return refuse(told, request);
    } catch (...) { // the page about the error is broken too
        return answer(error(Code::broken, ""), request);
    }
}

std::optional<Response> Edge::at_once(Request const& request) const
{
    bool mine = true;
    auto response = answered_safely(request, [&] {
        auto made = options.at_once ? options.at_once(request) : std::nullopt;
        mine = made.has_value();
        return mine ? std::move(*made) : Response();
    });
    if (!mine)
        return std::nullopt;
    return response;
}

Response Edge::too_busy(Request const& request) const
{
    return answered_safely(request,
        [&] { return refuse(error(Code::unavailable, ""), request).with("Retry-After", "1"); });
}

struct Edge::Leaving {
    std::shared_ptr<Connection> connection;
    std::shared_ptr<Request> request;
    Response response = {};
};

bool Edge::hand_over(std::shared_ptr<Connection> connection, std::shared_ptr<Request> request)
{
    auto const slow = options.lane_of && options.lane_of(*request) == Lane::slow;
    auto const leaving
        = std::make_shared<Leaving>(Leaving{std::move(connection), std::move(request)});
    return (slow ? slow_workers_ : workers_)->offer([this, leaving] {
        make_answer(*leaving);
        leave_after_first(leaving);
    });
}

// On a worker.
void Edge::make_answer(Leaving& leaving) const
{
    leaving.request->let_wait();
    leaving.response
        = answered_safely(*leaving.request, [&] { return handler_(*leaving.request); });
    dress(
        leaving.response, options.audience, leaving.request->secure() ? Wire::secure : Wire::plain);
}

// On a worker: what must come first is begun here, and whoever ends it sends the answer on its way.
void Edge::leave_after_first(std::shared_ptr<Leaving> const& leaving)
{
    auto const first = std::move(leaving->response.first);
    if (!first)
        return leave(leaving, nullptr);
    {
        std::lock_guard const lock(leaving_mutex_);
        ++leaving_;
    }
    auto const ended = [this, leaving](std::exception_ptr const& trouble) {
        leave(leaving, trouble);
        std::lock_guard const lock(leaving_mutex_); // told inside it: who waits may take us down
        --leaving_;
        left_.notify_all();
    };
    try {
        first(ended);
    } catch (...) {
        ended(std::current_exception());
    }
}

// From here on only what is posted holds the connection: whoever told us may keep `leaving` for
// longer than we live.
void Edge::leave(std::shared_ptr<Leaving> const& leaving, std::exception_ptr const& trouble)
{
    auto const executor = leaving->connection->executor();
    asio::post(executor, [this, connection = std::move(leaving->connection), leaving, trouble] {
        auto const& request = *leaving->request;
        if (trouble) {
            leaving->response
                = answered_safely(request, [&]() -> Response { std::rethrow_exception(trouble); });
            dress(
                leaving->response, options.audience, request.secure() ? Wire::secure : Wire::plain);
        }
        connection->answered(request, std::move(leaving->response));
    });
}

void Edge::finish_if_empty()
{
    if (!draining || !here_.empty())
        return;
    patience_.cancel();
    guard_.reset();
}

void Edge::close_all()
{
    auto const all = here_;
    for (auto* const connection : all)
        connection->close();
}

void Edge::stop()
{
    if (!io_thread_.joinable())
        return;
    asio::post(io_, [this] {
        draining = true;
        error_code ignored;
        acceptor_.close(ignored);
        patience_.expires_after(options.drain);
        patience_.async_wait([this](error_code const& cancelled) {
            if (!cancelled)
                close_all();
        });
        auto const all = here_;
        for (auto* const connection : all)
            connection->close_if_idle();
        finish_if_empty();
    });
    io_thread_.join();
    workers_->stop();
    if (slow_workers_)
        slow_workers_->stop();
    std::unique_lock lock(leaving_mutex_);
    left_.wait(lock, [this] { return leaving_ == 0; }); // they hold on to us
}

void Edge::renew(Certificate const& certificate)
{
    auto fresh = tls_context(certificate);
    asio::post(io_, [this, fresh = std::move(fresh)]() mutable { tls_ = std::move(fresh); });
}

Server::Server(ServerOptions options, std::function<Response(Request&)> handler)
    : edge_(std::make_unique<Edge>(std::move(options), std::move(handler)))
{
}
Server::~Server() { stop(); }
void Server::start() { edge_->start(); }
std::uint16_t Server::port() const { return edge_->port(); }
void Server::stop() { edge_->stop(); }
void Server::renew(Certificate const& certificate) { edge_->renew(certificate); }
std::size_t Server::connections() const { return edge_->connections(); }
std::size_t Server::streams() const { return edge_->live().open(); }
void Server::publish(std::string_view topic) { edge_->live().publish(topic); }

} // namespace kith::http
