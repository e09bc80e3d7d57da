// SPDX-License-Identifier: MIT
#include "platform/http/raw_visitor.h"
#include "platform/http/server.h"
#include <atomic>
#include <doctest/doctest.h>
#include <memory>
#include <thread>
#include <vector>

namespace kith::http {

using namespace std::chrono_literals;

TEST_CASE("a header that is too long is 431, a body that is too long 413, and neither is handled")
{
    std::atomic<int> handled = 0;
    ServerOptions options;
    options.max_body = 1000;
    options.max_body_of = [](std::string_view path) { return path == "/large" ? 100'000U : 1000U; };
    Running running(options, [&](Request& request) {
        ++handled;
        return text(std::to_string(request.body().size()));
    });
    CHECK(has_status(
        RawVisitor(running.server).ask(get("/", "X: " + std::string(17'000, 'x') + "\r\n")), 431));
    CHECK(has_status(RawVisitor(running.server).ask("GET /" + std::string(17'000, 'x')), 431));
    CHECK(has_status(RawVisitor(running.server)
                         .ask("POST / HTTP/1.1\r\nHost: k\r\nContent-Length: 1001\r\n\r\n"),
        413));
    CHECK(has_status(
        RawVisitor(running.server)
            .ask("POST / HTTP/1.1\r\nHost: k\r\nTransfer-Encoding: chunked\r\n\r\n400\r\n"
                + std::string(1024, 'x') + "\r\n0\r\n\r\n"),
        413));
    CHECK(handled == 0);
    RawVisitor visitor(running.server);
    CHECK(has_status(visitor.ask(get("/", "X: " + std::string(15'000, 'x') + "\r\n")), 200));
    CHECK(holds(visitor.ask("POST /large HTTP/1.1\r\nHost: k\r\nContent-Length: 99999\r\n\r\n"
                    + std::string(99'999, 'x')),
        "99999"));
}

TEST_CASE("only so many large bodies are on their way at once, and each makes room when answered")
{
    ServerOptions options;
    options.max_body = 1000;
    options.max_body_of = [](std::string_view path) { return path == "/large" ? 100'000U : 1000U; };
    options.max_large_bodies = 2;
    Running running(options, [](Request&) { return text("handled"); });
    std::string const head = "POST /large HTTP/1.1\r\nHost: k\r\nContent-Length: 5000\r\n\r\n";
    std::string const rest(4999, 'x');
    RawVisitor first(running.server);
    RawVisitor second(running.server);
    CHECK(has_status(first.ask(head + "a" + rest), 200)); // answered: it takes no room any more
    first.say(head + "a");
    second.say(head + "a");
    while (!has_status(RawVisitor(running.server).ask(head + "a" + rest), 503))
        std::this_thread::yield();                 // until both have been read
    for (auto const* const path : {"/", "/large"}) // what says that it is short waits for no room
        CHECK(has_status(RawVisitor(running.server)
                             .ask(std::string("POST ") + path
                                 + " HTTP/1.1\r\nHost: k\r\nContent-Length: 3\r\n\r\nabc"),
            200));
    CHECK(has_status(
        RawVisitor(running.server)
            .ask("POST /large HTTP/1.1\r\nHost: k\r\nTransfer-Encoding: chunked\r\n\r\n"),
        503)); // it does not say how long it is
    CHECK(has_status(second.ask(rest), 200));
    while (!has_status(RawVisitor(running.server).ask(head + "a" + rest), 200))
        std::this_thread::yield();
    CHECK(has_status(first.ask(rest), 200));
}

TEST_CASE("what is refused on the wire is problem+json to a program, and plain text to others")
{
    ServerOptions options;
    options.max_body = 1000;
    Running running(options, [](Request&) { return text("handled"); });
    auto const asked = [&](std::string const& bytes, int status) {
        auto const answer = RawVisitor(running.server).ask(bytes);
        CHECK_MESSAGE(has_status(answer, status), bytes.substr(0, 60));
        return answer;
    };
    auto const is_problem = [](std::string const& answer, std::string_view status) {
        return holds(answer, "Content-Type: application/problem+json")
            && holds(answer, "\"status\":" + std::string(status));
    };
    std::string const many(17'000, 'x');
    CHECK(is_problem(asked(get("/api/v1/x", "X: " + many + "\r\n"), 431), "431"));
    CHECK(is_problem(asked("GET /api/v1/" + many, 431), "431"));
    CHECK(is_problem(
        asked("POST /api/v1/x HTTP/1.1\r\nHost: k\r\nContent-Length: 1001\r\n\r\n", 413), "413"));
    CHECK(is_problem(asked("POST /api/v1/x HTTP/1.1\r\nHost: k\r\nTransfer-Encoding: "
                           "chunked\r\n\r\n400\r\n"
                             + std::string(1024, 'x') + "\r\n0\r\n\r\n",
                         413),
        "413"));
    CHECK(is_problem(asked("GET /api/v1/x HTTP/1.1\r\n\r\n", 400), "400")); // no Host
    CHECK(is_problem(asked("GET /api/v1/%zz HTTP/1.1\r\nHost: k\r\n\r\n", 400), "400"));
    CHECK(is_problem(asked("GET /api/v1/x HTTP/9.9\r\nHost: k\r\n\r\n", 400), "400"));
    CHECK(is_problem(
        asked("GET /%zz HTTP/1.1\r\nHost: k\r\nAccept: application/json\r\n\r\n", 400), "400"));
    CHECK_FALSE(is_problem(asked("GET /%zz HTTP/1.1\r\nHost: k\r\n\r\n", 400), "400"));
}

TEST_CASE("whoever is slow with the header, the body, the next request or reading is let go")
{
    ServerOptions options;
    options.header_deadline = options.body_chunk_deadline = options.keep_alive
        = options.write_deadline = 200ms;
    Running running(options);
    RawVisitor silent(running.server);
    RawVisitor half(running.server);
    half.say("GET / HTTP/1.1\r\nHo");
    RawVisitor no_body(running.server);
    no_body.say("POST / HTTP/1.1\r\nHost: k\r\nContent-Length: 5\r\n\r\nab");
    RawVisitor done_once(running.server);
    CHECK(has_status(done_once.ask(get("/")), 200));
    RawVisitor not_reading(running.server);
    for (int i = 0; i < 10; ++i) // 20 MB: more than the kernel keeps for anybody
        not_reading.say(get("/long"));
    CHECK(silent.hears_the_end());
    CHECK(half.hears_the_end());
    CHECK(no_body.hears_the_end());
    CHECK(done_once.hears_the_end());
    while (running.server.connections() > 0)
        std::this_thread::sleep_for(10ms);
    CHECK(running.server.connections() == 0);
}

TEST_CASE("dripping a header does not win time: the deadline is for all of it")
{
    ServerOptions options;
    options.header_deadline = 200ms;
    Running running(options);
    RawVisitor visitor(running.server);
    std::atomic<bool> closed = false;
    std::thread dripping([&] {
        while (!closed) {
            visitor.say("x");
            std::this_thread::sleep_for(20ms);
        }
    });
    CHECK(visitor.hears_the_end());
    closed = true;
    dripping.join();
}

TEST_CASE("fifty slow visitors do not stop the next one")
{
    ServerOptions options;
    options.workers = 1;
    Running running(options);
    std::vector<std::unique_ptr<RawVisitor>> slow;
    for (int i = 0; i < 50; ++i) {
        slow.push_back(std::make_unique<RawVisitor>(running.server));
        slow.back()->say(i % 2 == 0 ? "GET / HTTP/1.1\r\nHo"
                                    : "POST / HTTP/1.1\r\nHost: k\r\nContent-Length: 9\r\n\r\na");
    }
    CHECK(has_status(RawVisitor(running.server).ask(get("/")), 200));
}

TEST_CASE("when the queue is full the next visitor is told to come again")
{
    Barrier barrier;
    ServerOptions options;
    options.workers = 1;
    options.queue = 1;
    std::atomic<int> seen = 0; // by the thread that fills the queue
    options.at_once = [&](Request const&) {
        ++seen;
        return std::optional<Response>();
    };
    Running running(options, [&](Request& request) {
        barrier.wait();
        return text(request.path());
    });
    RawVisitor in_hand(running.server);
    in_hand.say(get("/first"));
    barrier.until_waiting(1);
    RawVisitor waiting(running.server);
    waiting.say(get("/second"));
    while (seen < 2)
        std::this_thread::sleep_for(1ms);
    RawVisitor late(running.server);
    auto const answer = late.ask(get("/third"));
    CHECK(has_status(answer, 503));
    CHECK(holds(answer, "Retry-After: 1\r\n"));
    CHECK(holds(answer, "Content-Security-Policy: default-src 'none'"));
    barrier.open();
    CHECK(holds(in_hand.hear(), "/first"));
    CHECK(holds(waiting.hear(), "/second"));
    CHECK(holds(late.ask(get("/fourth")), "/fourth")); // turned away, not thrown out
}

TEST_CASE("stopping finishes what is in flight, closes who waits, and takes nobody new")
{
    Barrier barrier;
    Running running({}, [&](Request& request) {
        if (request.path() == "/slow")
            barrier.wait();
        return text(request.path());
    });
    RawVisitor idle(running.server);
    CHECK(has_status(idle.ask(get("/")), 200));
    RawVisitor in_flight(running.server);
    in_flight.say(get("/slow"));
    barrier.until_waiting(1);
    std::thread stopping([&] { running.server.stop(); });
    CHECK(idle.hears_the_end());
    barrier.open();
    auto const answer = in_flight.hear();
    CHECK(has_status(answer, 200));
    CHECK(holds(answer, "Connection: close"));
    CHECK(in_flight.hears_the_end());
    in_flight.hang_up();
    stopping.join();
    CHECK_THROWS(RawVisitor(running.server));
}

TEST_CASE("a request that never ends does not keep the server from stopping")
{
    ServerOptions options;
    options.drain = 100ms;
    Running running(options);
    RawVisitor half(running.server);
    half.say("POST / HTTP/1.1\r\nHost: k\r\nContent-Length: 5\r\nExpect: 100-continue\r\n\r\n");
    CHECK(holds(half.hear(), "100 Continue"));
    running.server.stop();
    CHECK(half.hears_the_end());
}

TEST_CASE(
    "one address has so many connections and no more, all together so many, and a proxy has no cap")
{
    ServerOptions options;
    options.max_per_address = 2;
    auto const third_is_served = [](ServerOptions const& its) {
        Running running(its);
        RawVisitor first(running.server);
        RawVisitor second(running.server);
        CHECK(has_status(first.ask(get("/")), 200));
        CHECK(has_status(second.ask(get("/")), 200));
        return has_status(RawVisitor(running.server).ask(get("/")), 200);
    };
    CHECK(!third_is_served(options));
    options.proxies = {"127.0.0.1"};
    CHECK(third_is_served(options));
    options.max_connections = 2;
    CHECK(!third_is_served(options));
}

} // namespace kith::http
