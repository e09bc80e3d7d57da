// SPDX-License-Identifier: MIT
#pragma once

// The listener: sockets in, requests read and checked, handlers on a pool of workers, answers out.
//
// One thread does all reading, writing and timing out; handlers are plain synchronous functions
// on `workers` threads, fed by a bounded queue. Whoever comes when it is full gets 503 with
// Retry-After at once. What is slow by its nature (Lane::slow) has workers and a queue of its own.
// With a certificate all of this is spoken over TLS. A slow visitor costs a little memory and no
// worker: a handler runs only when the whole request is here. An answer that does not end
// (Response::stream) holds a connection and no worker either: platform/http/live.h.
//
// What is refused before any handler runs: Content-Length beside Transfer-Encoding or twice,
// a length that is not digits, NUL, a bare CR or LF, a missing or doubled Host, a Transfer-Encoding
// other than chunked, folded headers (all 400, and the connection ends: RFC 9112 §§2.2, 3.2, 5.2,
// 6.1-6.3), headers over `max_header` (431), a body over `max_body` (413).
//
// Threads  `start` and `stop` from one thread; `port` after `start`; `publish` from any. The
// handler, `at_once` and `errors` are
//          called from several threads at once;
//          `log` only from the io thread, and it must not throw.
// Errors   the constructor throws BadCertificate; `start` throws std::system_error if the address
//          cannot be had. An exception out of a handler, or out of what must come before its answer
//          (Response::first), is a 500 with a reference, or what `meaning` makes of it; its text
//          goes to `trouble`, never to the visitor.

#include "platform/http/certificate.h"
#include "platform/http/request.h"
#include "platform/http/response.h"
#include "platform/http/router.h"
#include "platform/http/security.h"
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kith::http {

// One line of the access log: ids and patterns only; no name, query, address or user agent.
struct Served {
    std::chrono::system_clock::time_point at;
    std::string request_id;
    Method method;
    std::string route; // the pattern, "/concerns/{concern}"; "" where no route was found
    Status status;
    std::size_t bytes;
    std::chrono::microseconds took;
    std::string account; // an id; "" if nobody is signed in
};
[[nodiscard]] std::string write_json(Served const& served); // one line, without its end

struct ServerOptions {
    std::string address = "127.0.0.1";
    std::uint16_t port = 0; // 0: any that is free
    std::size_t workers = 4;
    std::size_t queue = 512;
    std::size_t slow_workers = 2; // the slow lane: few threads and a queue of their own
    std::size_t slow_queue = 64;
    std::function<Lane(Request const&)> lane_of = {}; // on the io thread; empty: all are quick
    std::optional<Certificate> tls = {};              // empty: plain, for a proxy on this machine
    Audience audience = Audience::staff;
    std::vector<std::string> proxies
        = {}; // addresses whose X-Forwarded-For and -Proto are believed

    std::size_t max_header = 16 * 1024;
    std::uint64_t max_body = 1024 * 1024;
    std::function<std::uint64_t(std::string_view path)> max_body_of
        = {}; // where some paths take more
    // Of one file of a form; the rest of a larger one is thrown away as it arrives (Upload).
    std::function<std::uint64_t(std::string_view path)> max_file_of = {};
    // Of those on paths that take more than four times `max_body`: who comes when so many are on
    // their way gets 503, so that strangers cannot fill the disk.
    std::size_t max_large_bodies = 16;
    std::size_t max_connections = 10'000;
    std::size_t max_per_address = 64; // 0: no cap; addresses in `proxies` have none

    std::chrono::milliseconds header_deadline = std::chrono::seconds(10); // for all of the header
    std::chrono::milliseconds body_chunk_deadline = std::chrono::seconds(20); // for each 64 KiB
    std::chrono::milliseconds keep_alive = std::chrono::seconds(60);
    std::chrono::milliseconds write_deadline = std::chrono::seconds(30);
    std::chrono::milliseconds drain
        = std::chrono::seconds(20); // how long `stop` waits for what is in flight

    std::size_t max_streams = 200; // Response::stream; who comes beyond it gets 503
    // Browsers open six connections to a site of HTTP/1.1: some must be left for pages.
    std::size_t max_streams_per_account = 3;
    std::chrono::milliseconds stream_beat = std::chrono::seconds(1); // one line each, at most
    std::chrono::milliseconds stream_heartbeat
        = std::chrono::seconds(15); // a line to say we are there; asks whether they still may
    std::chrono::milliseconds stream_life
        = std::chrono::minutes(15); // then they come again, and are asked who they are

    std::function<std::optional<Response>(Request const&)> at_once
        = {};              // on the io thread: assets, health
    ErrorPage errors = {}; // pages for 500 and 503
    std::function<void(std::size_t worker)> on_worker_start = {}; // in each worker's own thread
    std::function<void(Served const&)> log = {};                  // empty: no access log at all
    std::function<void(std::string const& request_id, std::string const& what)> trouble
        = {}; // exceptions
    std::function<Error(std::exception const&)> meaning
        = {}; // what a visitor is told of an exception; empty: that we broke
};

class Edge; // all of Boost is in edge.h, and what that includes

class Server {
public:
    Server(ServerOptions options, std::function<Response(Request&)> handler);
    ~Server(); // stops
    Server(Server const&) = delete;
    Server& operator=(Server const&) = delete;

    void start();                             // listening when it returns
    [[nodiscard]] std::uint16_t port() const; // the one it has
    void stop(); // no more visitors; finishes those in flight; then returns
    [[nodiscard]] std::size_t connections() const; // open now
    [[nodiscard]] std::size_t streams() const;     // of these, answers that do not end
    // Something of this topic changed: whoever streams it is told at the next beat (any thread).
    void publish(std::string_view topic);
    // What visitors who come from now on are shown (any thread); those who are here keep theirs.
    // Throws BadCertificate, and goes on with the old one.
    void renew(Certificate const& certificate);

private:
    std::unique_ptr<Edge> edge_;
};

} // namespace kith::http
