// SPDX-License-Identifier: MIT
#pragma once

// One visitor's connection: waits for a request, reads it whole, has it answered, writes, and
// again. Only for the files of the edge: it is Boost.
//
// Threads  belongs to the io thread; only its request travels to a worker and back.

#include "platform/http/multipart.h"
#include "platform/http/request.h"
#include "platform/http/server.h"
#include "platform/http/stream.h"
#include "platform/http/wire.h"
#include <boost/asio/steady_timer.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/buffer_body.hpp>
#include <boost/beast/http/parser.hpp>
#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace kith::http {

class Connection : public std::enable_shared_from_this<Connection> {
public:
    Connection(Edge& edge, Stream stream, std::string address);

    void begin();
    void answered(Request const& request, Response response); // back from a worker
    void close_if_idle();
    void close();
    // An answer that does not end: says these words, which outlive it, unless the last ones are
    // still on their way (then false).
    [[nodiscard]] bool tell(std::string_view words);
    void tell_no_more();
    [[nodiscard]] asio::any_io_executor executor() { return stream_.get_executor(); }

private:
    using Parser = boost::beast::http::request_parser<boost::beast::http::buffer_body>;
    enum class State { idle, header, body, working, writing, telling, lingering, closed };

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
    [[nodiscard]] Response begin_to_tell(Request const& request, Response response);
    void wait_to_tell();
    void linger();
    void hear_out();
    [[nodiscard]] Wire own_wire() const { return stream_.is_tls() ? Wire::secure : Wire::plain; }

    Edge& edge_;
    Stream stream_;
    asio::steady_timer timer_;
    std::uint64_t turn_ = 0; // a timer that fires late finds another turn, and does nothing
    std::string address_;
    State state_ = State::idle;
    boost::beast::flat_buffer buffer_;
    std::size_t looked_at_ = 0; // how much of the buffer is known to hold no end of header
    bool for_json_ = false;     // who is refused takes problem+json
    std::optional<Parser> parser_;
    std::string chunk_;
    RequestParts parts_;
    std::optional<MultipartReader> multipart_;
    std::shared_ptr<void> large_; // this body's room among the large ones
    After after_ = After::close;
    Response response_;
    bool live_ = false;      // the answer being written does not end
    bool wording_ = false;   // words of it are on their way
    bool last_word_ = false; // and nothing comes after them
    std::string head_;
    Served served_{};
    std::chrono::steady_clock::time_point arrived_;
};

} // namespace kith::http
