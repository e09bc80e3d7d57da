// SPDX-License-Identifier: MIT
// The sockets: one long file, because everything of Boost.Asio and Beast that the server uses is
// here, so that no other pays for compiling it and the server could be swapped. Callbacks, no
// coroutines: g++ 12 destroys captures of lambdas inside co_await twice.
//
// One thread runs `io_`; a Connection belongs to it, and only its request travels to a worker and
// back.
#include "base/result.h"
#include "platform/http/compress.h"
#include "platform/http/errors.h"
#include "platform/http/multipart.h"
#include "platform/http/server.h"
#include "platform/http/wire.h"
#include "platform/http/worker_pool.h"
#include <atomic>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/buffer_body.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/read.hpp>
#include <boost/system/system_error.hpp>
#include <system_error>
#include <unordered_map>
#include <unordered_set>

namespace kith::http {

namespace asio = boost::asio;
namespace beast = boost::beast;
using Tcp = asio::ip::tcp;
using boost::system::error_code;
using Clock = std::chrono::steady_clock;

namespace {
    constexpr std::size_t body_chunk = 64 * 1024;
    constexpr std::size_t kept_buffer = 8 * 1024;
    constexpr std::size_t write_chunk = 256 * 1024;
    constexpr std::chrono::seconds lingering(
        2); // for the last answer to arrive before the connection goes

    std::string own_text(boost::core::string_view text) { return {text.data(), text.size()}; }
} // namespace

class Connection;

class Edge {
public:
    Edge(ServerOptions its, std::function<Response(Request&)> handler)
        : options(std::move(its))
        , handler_(std::move(handler))
        , acceptor_(io_)
        , patience_(io_)
        , guard_(io_.get_executor())
    {
    }

    void start();
    void stop();
    [[nodiscard]] std::uint16_t port() const { return port_; }
    [[nodiscard]] std::size_t connections() const { return open_; }

    // For the connections, on the io thread.
    void left(Connection* connection, std::string const& address);
    [[nodiscard]] bool is_proxy(std::string const& address) const;
    [[nodiscard]] std::size_t body_limit(std::string_view path) const;
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
    [[nodiscard]] Response refuse(Error const& error, Request const& request) const;
    [[nodiscard]] Response answered_safely(
        Request const& request, std::function<Response()> const& make) const;

    std::function<Response(Request&)> handler_;
    asio::io_context io_{1};
    Tcp::acceptor acceptor_;
    asio::steady_timer patience_; // after a failed accept, and while draining
    asio::executor_work_guard<asio::io_context::executor_type> guard_;
    std::unordered_set<Connection*> here_;
    std::unordered_map<std::string, std::size_t> per_address_;
    std::unique_ptr<WorkerPool> workers_;
    std::thread io_thread_;
    std::atomic<std::uint16_t> port_ = 0;
    std::atomic<std::size_t> open_ = 0;
    std::int64_t dated_ = -1;
    std::string date_;
};

// One visitor's connection: waits for a request, reads it whole, has it answered, writes, and
// again.
class Connection : public std::enable_shared_from_this<Connection> {
public:
    Connection(Edge& edge, Tcp::socket socket, std::string address)
        : edge_(edge)
        , socket_(std::move(socket))
        , timer_(socket_.get_executor())
        , address_(std::move(address))
    {
    }

    void begin() { next_request(edge_.options.header_deadline); }
    void answered(Request const& request, Response response); // back from a worker
    void close_if_idle();
    void close();
    [[nodiscard]] asio::any_io_executor executor() { return socket_.get_executor(); }

private:
    using Parser = beast::http::request_parser<beast::http::buffer_body>;
    enum class State { idle, header, body, working, writing, lingering, closed };

    void within(std::chrono::milliseconds time);
    void next_request(std::chrono::milliseconds patience);
    void read_more_header();
    void look_at_header();
    void parse_header(std::size_t size);
    void copy_lines(Parser::value_type const& message);
    void prepare_body(std::string_view path);
    [[nodiscard]] After after_this() const;
    void say_continue();
    void read_body();
    void body_arrived(error_code const& problem, std::size_t got);
    [[nodiscard]] bool keep_body(std::string_view bytes);
    void ask();
    void refuse(Status status, std::string_view detail);
    void send(Response response);
    void write_some(std::size_t from);
    void written();
    void linger();

    Edge& edge_;
    Tcp::socket socket_;
    asio::steady_timer timer_;
    std::uint64_t turn_ = 0; // a timer that fires late finds another turn, and does nothing
    std::string address_;
    State state_ = State::idle;
    beast::flat_buffer buffer_;
    std::size_t looked_at_ = 0; // how much of the buffer is known to hold no end of header
    std::optional<Parser> parser_;
    std::string chunk_;
    RequestParts parts_;
    std::optional<MultipartReader> multipart_;
    After after_ = After::close;
    Response response_;
    std::string head_;
    Served served_{};
    Clock::time_point arrived_;
};

// ---- the connection ----

// All of what comes next happens within this time, however many pieces it comes in.
void Connection::within(std::chrono::milliseconds time)
{
    auto const turn = ++turn_;
    timer_.expires_after(time);
    timer_.async_wait([self = shared_from_this(), turn](error_code const& problem) {
        if (!problem && turn == self->turn_)
            self->close();
    });
}

void Connection::next_request(std::chrono::milliseconds patience)
{
    state_ = State::idle;
    looked_at_ = 0;
    parser_.reset();
    parts_ = {};
    multipart_.reset();
    after_ = After::close;
    served_ = {};
    arrived_ = Clock::now();
    within(patience);
    if (buffer_.size() == 0 && buffer_.capacity() > kept_buffer)
        buffer_ = {};       // who waits must cost little
    if (buffer_.size() > 0) // the next of several sent at once
        look_at_header();
    else
        read_more_header();
}

void Connection::read_more_header()
{
    auto const room
        = edge_.options.max_header + 1 - std::min(edge_.options.max_header, buffer_.size());
    socket_.async_read_some(buffer_.prepare(std::min<std::size_t>(room, 4096)),
        [self = shared_from_this()](error_code const& problem, std::size_t got) {
            if (problem)
                return self->close();
            self->buffer_.commit(got);
            self->look_at_header();
        });
}

void Connection::look_at_header()
{
    if (state_ == State::closed)
        return;
    if (state_ == State::idle) { // its first bytes: from here on the whole header has one deadline
        state_ = State::header;
        arrived_ = Clock::now();
        within(edge_.options.header_deadline);
    }
    auto const bytes = buffer_.cdata();
    std::string_view const seen(static_cast<char const*>(bytes.data()), bytes.size());
    auto const end = seen.find("\r\n\r\n", looked_at_ - std::min<std::size_t>(looked_at_, 3));
    auto const size = end == std::string_view::npos ? seen.size() : end + 4;
    if (has_bad_bytes(seen.substr(0, size), looked_at_))
        return refuse(Status::bad_request, "Send a well-formed HTTP/1.1 request.");
    if (size > edge_.options.max_header)
        return refuse(Status::headers_too_large, "Send fewer or shorter headers and cookies.");
    if (end != std::string_view::npos)
        return parse_header(size);
    looked_at_ = seen.size();
    read_more_header();
}

void Connection::parse_header(std::size_t size)
{
    parser_.emplace();
    parser_->eager(false);
    parser_->header_limit(static_cast<std::uint32_t>(edge_.options.max_header + 1));
    parser_->body_limit(boost::none); // set below, once the path is known
    error_code problem;
    auto const used = parser_->put(asio::buffer(buffer_.cdata().data(), size), problem);
    buffer_.consume(used);
    auto const& message = parser_->get();
    if (problem || !parser_->is_header_done()
        || (message.version() != 11 && message.version() != 10))
        return refuse(Status::bad_request, "Send a well-formed HTTP/1.1 request.");
    copy_lines(message);
    if (!is_well_framed(parts_.headers, message.version()))
        return refuse(Status::bad_request, "Send one Host, and one clear length of the body.");
    auto const sent = own_text(message.target());
    prepare_body(std::string_view(sent).substr(0, sent.find('?')));
}

void Connection::copy_lines(Parser::value_type const& message)
{
    parts_.method = read_method(own_text(message.method_string()));
    parts_.target = own_text(message.target());
    for (auto const& line : message)
        parts_.headers.add(own_text(line.name_string()), own_text(line.value()));
    parts_.peer = address_;
    parts_.id = fresh_reference();
    if (edge_.is_proxy(address_)) {
        parts_.peer = forwarded_for(parts_.headers, address_);
        parts_.wire = forwarded_wire(parts_.headers);
    }
    served_.method = parts_.method;
    served_.request_id = parts_.id;
}

void Connection::prepare_body(std::string_view path)
{
    if (parser_->is_done()) {
        after_ = after_this();
        return ask();
    }
    auto const limit = edge_.body_limit(path);
    if (parser_->content_length().value_or(0) > limit)
        return refuse(Status::payload_too_large, "Send less at once.");
    parser_->body_limit(limit);
    state_ = State::body;
    if (auto const boundary = boundary_of(parts_.headers.find("Content-Type").value_or("")))
        multipart_.emplace(*boundary);
    chunk_.resize(body_chunk);
    if (auto const expect = parts_.headers.find("Expect");
        expect && same_name(*expect, "100-continue"))
        return say_continue();
    read_body();
}

// Visitors of HTTP/1.0 get one answer a connection.
After Connection::after_this() const
{
    return parser_->keep_alive() && parser_->get().version() == 11 ? After::keep_alive
                                                                   : After::close;
}

void Connection::say_continue()
{
    static constexpr std::string_view go_on = "HTTP/1.1 100 Continue\r\n\r\n";
    within(edge_.options.write_deadline);
    asio::async_write(socket_, asio::buffer(go_on.data(), go_on.size()),
        [self = shared_from_this()](error_code const& problem, std::size_t) {
            if (problem || self->state_ == State::closed)
                return self->close();
            self->read_body();
        });
}

// 64 KiB, or the rest if that is less, within one deadline.
void Connection::read_body()
{
    within(edge_.options.body_chunk_deadline);
    parser_->get().body().data = chunk_.data();
    parser_->get().body().size = chunk_.size();
    parser_->get().body().more = true;
    beast::http::async_read(socket_, buffer_, *parser_,
        [self = shared_from_this()](error_code const& problem, std::size_t) {
            self->body_arrived(problem, self->chunk_.size() - self->parser_->get().body().size);
        });
}

void Connection::body_arrived(error_code const& problem, std::size_t got)
{
    if (state_ == State::closed)
        return;
    if (problem == beast::http::error::body_limit)
        return refuse(Status::payload_too_large, "Send less at once.");
    bool const full = problem == beast::http::error::need_buffer;
    if (problem && !full) {
        bool const malformed
            = problem.category() == make_error_code(beast::http::error::bad_chunk).category()
            && problem != beast::http::error::partial_message;
        return malformed ? refuse(Status::bad_request, "Send a well-formed HTTP/1.1 request.")
                         : close();
    }
    try {
        if (!keep_body(std::string_view(chunk_).substr(0, got)))
            return;
    } catch (std::exception const& trouble) { // no room for an upload
        if (edge_.options.trouble)
            edge_.options.trouble(parts_.id, trouble.what());
        return refuse(Status::unavailable, "Try again in a minute.");
    }
    if (!parser_->is_done())
        return read_body();
    after_ = after_this();
    chunk_ = {};
    ask();
}

bool Connection::keep_body(std::string_view bytes)
{
    if (!multipart_) {
        parts_.body.append(bytes);
        return true;
    }
    auto const fed = multipart_->feed(bytes);
    if (fed && parser_->is_done()) {
        auto form = multipart_->finish();
        if (form) {
            parts_.form = std::move(form).value();
            return true;
        }
    } else if (fed) {
        return true;
    }
    refuse(Status::bad_request, "Send a well-formed form.");
    return false;
}

// The whole request is here.
void Connection::ask()
{
    ++turn_; // no deadline while we ourselves are at work
    timer_.cancel();
    state_ = State::working;
    auto const wire = parts_.wire;
    auto read = Request::read(std::move(parts_));
    parts_ = {};
    parts_.wire = wire;
    if (!read)
        return refuse(Status::bad_request, "Ask for a plain address.");
    auto request = std::make_shared<Request>(std::move(read).value());
    auto response = edge_.at_once(*request);
    if (!response && edge_.hand_over(shared_from_this(), request))
        return;
    if (!response)
        response = edge_.too_busy(*request);
    dress(*response, edge_.options.audience, wire);
    send(std::move(*response));
}

void Connection::answered(Request const& request, Response response)
{
    if (state_ == State::closed)
        return;
    served_.route = request.route();
    served_.account = request.account();
    send(std::move(response));
}

// Before there is a request to answer: the plainest of answers, and the connection ends.
void Connection::refuse(Status status, std::string_view detail)
{
    after_ = After::close;
    auto response = text(std::string(detail) + "\n", status);
    dress(response, edge_.options.audience, parts_.wire);
    send(std::move(response));
}

void Connection::send(Response response)
{
    state_ = State::writing;
    if (edge_.draining)
        after_ = After::close;
    response_ = std::move(response);
    head_ = write_head(response_, after_, edge_.date());
    if (served_.method == Method::head || response_.status == Status::no_content
        || response_.status == Status::not_modified) {
        response_.body.clear();
        response_.lasting = {};
    }
    write_some(0);
}

// The head and the first piece, then piece by piece, each within the deadline.
void Connection::write_some(std::size_t from)
{
    within(edge_.options.write_deadline);
    auto const piece = response_.bytes().substr(from, write_chunk);
    std::array<asio::const_buffer, 2> const buffers{
        from == 0 ? asio::buffer(head_) : asio::const_buffer(),
        asio::const_buffer(piece.data(), piece.size())};
    asio::async_write(socket_, buffers,
        [self = shared_from_this(), next = from + piece.size()](
            error_code const& problem, std::size_t) {
            if (problem || self->state_ == State::closed)
                return self->close();
            if (next < self->response_.bytes().size())
                return self->write_some(next);
            self->written();
        });
}

void Connection::written()
{
    if (edge_.options.log) {
        served_.at = std::chrono::system_clock::now();
        served_.status = response_.status;
        served_.bytes = response_.bytes().size();
        served_.took
            = std::chrono::duration_cast<std::chrono::microseconds>(Clock::now() - arrived_);
        edge_.options.log(served_);
    }
    response_ = {};
    if (after_ == After::close || edge_.draining)
        return linger();
    next_request(edge_.options.keep_alive);
}

// Closing at once while bytes still come in would make the visitor's side drop our last answer.
void Connection::linger()
{
    error_code ignored;
    socket_.shutdown(Tcp::socket::shutdown_send, ignored);
    if (state_ != State::lingering) {
        state_ = State::lingering;
        within(lingering);
    }
    buffer_.clear();
    socket_.async_read_some(
        buffer_.prepare(4096), [self = shared_from_this()](error_code const& problem, std::size_t) {
            if (problem || self->state_ == State::closed)
                return self->close();
            self->linger();
        });
}

void Connection::close_if_idle()
{
    if (state_ == State::idle || state_ == State::lingering)
        close();
}

void Connection::close()
{
    if (state_ == State::closed)
        return;
    state_ = State::closed;
    ++turn_;
    timer_.cancel();
    error_code ignored;
    socket_.close(ignored);
    edge_.left(this, address_);
}

// ---- the edge ----

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
        = std::make_shared<Connection>(*this, std::move(socket), std::move(address));
    here_.insert(connection.get());
    open_ = here_.size();
    connection->begin();
}

void Edge::left(Connection* connection, std::string const& address)
{
    here_.erase(connection);
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

bool Edge::hand_over(std::shared_ptr<Connection> connection, std::shared_ptr<Request> request)
{
    return workers_->offer(
        [this, connection = std::move(connection), request = std::move(request)]() mutable {
            auto response = answered_safely(*request, [&] { return handler_(*request); });
            dress(response, options.audience, request->secure() ? Wire::secure : Wire::plain);
            auto const executor = connection->executor();
            asio::post(executor,
                [connection = std::move(connection), request = std::move(request),
                    response = std::move(response)]() mutable {
                    connection->answered(*request, std::move(response));
                });
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
}

Server::Server(ServerOptions options, std::function<Response(Request&)> handler)
    : edge_(std::make_unique<Edge>(std::move(options), std::move(handler)))
{
}
Server::~Server() { stop(); }
void Server::start() { edge_->start(); }
std::uint16_t Server::port() const { return edge_->port(); }
void Server::stop() { edge_->stop(); }
std::size_t Server::connections() const { return edge_->connections(); }

} // namespace kith::http
