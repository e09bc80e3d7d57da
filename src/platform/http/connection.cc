// SPDX-License-Identifier: MIT
#include "platform/http/connection.h"
#include "base/result.h"
#include "platform/http/edge.h"
#include "platform/http/errors.h"
#include <array>
#include <boost/asio/write.hpp>
#include <boost/beast/http/read.hpp>

namespace kith::http {

namespace beast = boost::beast;
using Clock = std::chrono::steady_clock;

namespace {
    constexpr std::size_t body_chunk = 64 * 1024;
    constexpr std::size_t kept_buffer = 8 * 1024;
    constexpr std::size_t write_chunk = 256 * 1024;
    constexpr std::chrono::seconds lingering(
        2); // for the last answer to arrive before the connection goes

    std::string own_text(boost::core::string_view text) { return {text.data(), text.size()}; }
} // namespace

Connection::Connection(Edge& edge, Stream stream, std::string address)
    : edge_(edge)
    , stream_(std::move(stream))
    , timer_(stream_.get_executor())
    , address_(std::move(address))
{
}

void Connection::begin()
{
    if (!stream_.is_tls())
        return next_request(edge_.options.header_deadline);
    within(edge_.options.header_deadline);
    stream_.shake_hands([self = shared_from_this()](error_code const& problem) {
        if (problem || self->state_ == State::closed)
            return self->close();
        self->next_request(self->edge_.options.header_deadline);
    });
}

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
    for_json_ = false;
    parts_ = {};
    parts_.wire = own_wire();
    multipart_.reset();
    large_.reset();
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
    stream_.async_read_some(buffer_.prepare(std::min<std::size_t>(room, 4096)),
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
    auto const bad = has_bad_bytes(seen.substr(0, size), looked_at_);
    if (bad || size > edge_.options.max_header)
        for_json_ = begins_for_json(seen);
    if (bad)
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
    auto const& message = parser_->get();
    if (problem || !parser_->is_header_done()
        || (message.version() != 11 && message.version() != 10)) {
        for_json_ = begins_for_json({static_cast<char const*>(buffer_.cdata().data()), size});
        return refuse(Status::bad_request, "Send a well-formed HTTP/1.1 request.");
    }
    buffer_.consume(used);
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
    for_json_ = wants_json(parts_.target, parts_.headers.find("Accept").value_or(""));
    parts_.peer = address_;
    parts_.wire = own_wire();
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
    // Few of those that are large are taken at once; what says that it is not need not wait.
    auto const not_large = 4 * edge_.options.max_body;
    if (limit > not_large && parser_->content_length().value_or(limit) > not_large) {
        large_ = edge_.room_for_large();
        if (!large_)
            return refuse(Status::unavailable,
                "Many files are being sent just now. Try again in a "
                "minute.");
    }
    parser_->body_limit(limit);
    state_ = State::body;
    if (auto const boundary = boundary_of(parts_.headers.find("Content-Type").value_or("")))
        multipart_.emplace(*boundary, edge_.file_limit(path));
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
    asio::async_write(stream_, asio::buffer(go_on.data(), go_on.size()),
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
    beast::http::async_read(stream_, buffer_, *parser_,
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
    if (response.live && served_.method != Method::head)
        response = begin_to_tell(request, std::move(response));
    send(std::move(response));
}

// Before there is a request to answer: the plainest of answers, and the connection ends.
void Connection::refuse(Status status, std::string_view detail)
{
    after_ = After::close;
    auto response = for_json_ ? problem(status, detail) : text(std::string(detail) + "\n", status);
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
    asio::async_write(stream_, buffers,
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
    if (live_ && !edge_.draining)
        return wait_to_tell();
    if (after_ == After::close || edge_.draining)
        return linger();
    next_request(edge_.options.keep_alive);
}

// Closing at once while bytes still come in would make the visitor's side drop our last answer.
void Connection::linger()
{
    state_ = State::lingering;
    within(lingering);
    if (!stream_.is_tls())
        return hear_out();
    stream_.say_goodbye([self = shared_from_this()](error_code const&) {
        if (self->state_ != State::closed)
            self->hear_out();
    });
}

void Connection::hear_out()
{
    error_code ignored;
    stream_.socket().shutdown(Tcp::socket::shutdown_send, ignored);
    buffer_.clear();
    stream_.socket().async_read_some(
        buffer_.prepare(4096), [self = shared_from_this()](error_code const& problem, std::size_t) {
            if (problem || self->state_ == State::closed)
                return self->close();
            self->hear_out();
        });
}

void Connection::close_if_idle()
{
    if (state_ == State::telling)
        return tell_no_more();
    if (state_ == State::idle || state_ == State::lingering)
        close();
}

void Connection::close()
{
    if (state_ == State::closed)
        return;
    state_ = State::closed;
    large_.reset();
    ++turn_;
    timer_.cancel();
    error_code ignored;
    stream_.socket().close(ignored);
    edge_.left(this, address_);
}

} // namespace kith::http
