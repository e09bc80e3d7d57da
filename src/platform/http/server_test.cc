// SPDX-License-Identifier: MIT
#include "platform/http/compress.h"
#include "platform/http/errors.h"
#include "platform/http/server.h"
#include <arpa/inet.h>
#include <atomic>
#include <condition_variable>
#include <doctest/doctest.h>
#include <mutex>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <thread>
#include <unistd.h>

namespace kith::http {

namespace {
    using namespace std::chrono_literals;

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
            must(::connect(socket_, reinterpret_cast<sockaddr const*>(&to), sizeof to) == 0,
                "connects");
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

    Response echo(Request& request)
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

    std::string get(std::string const& path, std::string const& more = {})
    {
        return "GET " + path + " HTTP/1.1\r\nHost: kith\r\n" + more + "\r\n";
    }
    bool has_status(std::string const& answer, int status)
    {
        return answer.starts_with("HTTP/1.1 " + std::to_string(status) + " ");
    }
    bool holds(std::string const& answer, std::string_view what)
    {
        return answer.find(what) != std::string::npos;
    }

    struct Running {
        explicit Running(
            ServerOptions options = {}, std::function<Response(Request&)> handler = echo)
            : server(std::move(options), std::move(handler))
        {
            server.start();
        }
        Server server;
    };
} // namespace

TEST_CASE("one connection carries several requests, also when they are sent at once")
{
    Running running;
    RawVisitor visitor(running.server);
    CHECK(holds(visitor.ask(get("/one?x=1")), "GET /one?x=1 "));
    CHECK(holds(visitor.ask(get("/two")), "GET /two "));
    visitor.say(get("/three") + "POST /four HTTP/1.1\r\nHost: k\r\nContent-Length: 3\r\n\r\nabc"
        + get("/five"));
    CHECK(holds(visitor.hear(), "GET /three "));
    CHECK(holds(visitor.hear(), "POST /four abc"));
    CHECK(holds(visitor.hear(), "GET /five "));
    CHECK(holds(visitor.ask(get("/six", "Connection: close\r\n")), "Connection: close"));
    CHECK(visitor.hears_the_end());
}

TEST_CASE("a body is read by its length or in chunks, and a form wherever it is cut")
{
    Running running;
    RawVisitor visitor(running.server);
    CHECK(holds(visitor.ask("POST / HTTP/1.1\r\nHost: k\r\nTransfer-Encoding: chunked\r\n\r\n"
                            "3\r\nabc\r\n4;x=y\r\ndefg\r\n0\r\n\r\n"),
        "POST / abcdefg"));
    std::string const parts = "--b\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n"
        + std::string(200'000, 'x') + "\r\n--b--\r\n";
    auto const head = "POST / HTTP/1.1\r\nHost: k\r\nContent-Type: multipart/form-data; "
                      "boundary=b\r\nContent-Length: "
        + std::to_string(parts.size()) + "\r\n\r\n";
    CHECK(holds(visitor.ask(head + parts), "form " + std::string(200'000, 'x')));
    CHECK(holds(
        visitor.ask(
            "POST / HTTP/1.1\r\nHost: k\r\nContent-Type: application/x-www-form-urlencoded\r\n"
            "Content-Length: 5\r\n\r\na=1+2"),
        "form 1 2"));
    visitor.say("POST / HTTP/1.1\r\nHost: k\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n");
    CHECK(visitor.hear() == "HTTP/1.1 100 Continue\r\n\r\n");
    CHECK(holds(visitor.ask("ok"), "POST / ok"));
    CHECK(has_status(
        visitor.ask(
            "POST / HTTP/1.1\r\nHost: k\r\nContent-Type: multipart/form-data; boundary=b\r\n"
            "Content-Length: 3\r\n\r\n--b"),
        400));
}

TEST_CASE("whatever has two readings is refused, and the connection ends")
{
    std::atomic<int> handled = 0;
    Running running({}, [&](Request&) {
        ++handled;
        return text("");
    });
    std::string const post = "POST / HTTP/1.1\r\nHost: k\r\n";
    std::vector<std::string> const smuggled{
        post + "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        post + "Transfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n",
        post + "Content-Length: 5\r\nContent-Length: 5\r\n\r\nabcde",
        post + "Content-Length: 5\r\nContent-Length: 6\r\n\r\nabcde",
        post + "Content-Length: 5, 5\r\n\r\nabcde",
        post + "Content-Length: +5\r\n\r\nabcde",
        post + "Content-Length: -5\r\n\r\nabcde",
        post + "Content-Length: 0x5\r\n\r\nabcde",
        post + "Content-Length: 99999999999999999999\r\n\r\n",
        post + "Content-Length : 5\r\n\r\nabcde",
        post + std::string("X: a\0b\r\n\r\n", 10),
        post + "X: a\rb\r\n\r\n",
        post + "X: a\r\n folded\r\n\r\n",
        post + "X: a\r\n\tfolded\r\n\r\n",
        post + "X y: a\r\n\r\n",
        post + ": a\r\n\r\n",
        post + "Transfer-Encoding: gzip\r\n\r\n",
        post + "Transfer-Encoding: chunked, chunked\r\n\r\n0\r\n\r\n",
        post + "Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n",
        post + "Transfer-Encoding: chunked\r\n\r\nxyz\r\n",
        post + "Transfer-Encoding: chunked\r\n\r\n3\nabc\n0\n\n",
        post + "Transfer-Encoding: chunked\r\n\r\n3\r\nabcd\r\n0\r\n\r\n",
        post + "Host: other\r\n\r\n",
        "GET / HTTP/1.1\nHost: k\n\n",
        "GET / HTTP/1.1\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: a/b\r\n\r\n",
        "GET / HTTP/2.0\r\nHost: k\r\n\r\n",
        "GET /\r\nHost: k\r\n\r\n",
        "GET  / HTTP/1.1\r\nHost: k\r\n\r\n",
        "GET /a/../b HTTP/1.1\r\nHost: k\r\n\r\n",
        "GET http://k/ HTTP/1.1\r\nHost: k\r\n\r\n",
        "HELO kith\r\n\r\n",
        std::string("\x16\x03\x01\x02\x00\x01", 6),
    };
    for (auto const& bytes : smuggled) {
        CAPTURE(bytes);
        RawVisitor visitor(running.server);
        CHECK(has_status(visitor.ask(bytes + get("/smuggled")), 400));
        CHECK(visitor.hears_the_end());
    }
    CHECK(handled == 0);
}

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

TEST_CASE("what a handler throws becomes a reference for the visitor and a line for us")
{
    std::string noted;
    std::string noted_id;
    ServerOptions options;
    options.trouble = [&](std::string const& id, std::string const& what) {
        noted_id = id;
        noted = what;
    };
    Running running(options);
    RawVisitor visitor(running.server);
    auto const answer = visitor.ask(get("/broken"));
    CHECK(has_status(answer, 500));
    CHECK(!holds(answer, "mice"));
    CHECK(noted == "the password is mice");
    CHECK(holds(answer, "Reference: " + noted_id));
    CHECK(has_status(visitor.ask(get("/")), 200)); // and the connection lives on
}

TEST_CASE("every answer carries the security headers: pages, errors, refusals and what the edge "
          "answers itself")
{
    ServerOptions options;
    options.audience = Audience::everyone;
    options.at_once = [](Request const& request) -> std::optional<Response> {
        if (request.path() == "/health")
            return text("well");
        return std::nullopt;
    };
    Running running(options);
    for (auto const& bytes :
        {get("/"), get("/broken"), get("/health"), get("/../x"), std::string("nonsense\n")}) {
        auto const answer = RawVisitor(running.server).ask(bytes);
        CAPTURE(answer);
        for (auto const* const line : {"\r\nContent-Security-Policy: default-src 'none'; ",
                 "\r\nX-Content-Type-Options: nosniff\r\n", "\r\nReferrer-Policy: no-referrer\r\n",
                 "\r\nCross-Origin-Opener-Policy: same-origin\r\n",
                 "\r\nCache-Control: no-store\r\n",
                 "\r\nCross-Origin-Resource-Policy: same-origin\r\n", "\r\nPermissions-Policy: "})
            CHECK_MESSAGE(holds(answer, line), line);
        CHECK(!holds(answer, "\r\nServer:"));
        CHECK(!holds(answer, "Strict-Transport-Security"));
    }
}

TEST_CASE("HEAD has the length of GET and no body, and a long page is packed for whoever takes it")
{
    Running running;
    RawVisitor visitor(running.server);
    visitor.say("HEAD /abc HTTP/1.1\r\nHost: k\r\n\r\n" + get("/next", "Connection: close\r\n"));
    CHECK(visitor.hears_the_end());
    auto const heard = visitor.hear();
    CHECK(holds(heard, "Content-Length: 10\r\n")); // "HEAD /abc "
    RawVisitor packed(running.server);
    auto const answer = packed.ask(get("/long", "Accept-Encoding: gzip\r\n"));
    CHECK(holds(answer, "Content-Encoding: gzip\r\n"));
    CHECK(gunzip(answer.substr(answer.find("\r\n\r\n") + 4), 2'000'000)->size() == 2'000'000);
    CHECK(packed.ask(get("/long")).size() > 2'000'000);
}

TEST_CASE("a proxy is believed only if it is listed")
{
    auto const tells = [](Request& request) {
        return text(request.peer() + (request.secure() ? " secure" : " plain"));
    };
    auto const asked = get("/", "X-Forwarded-For: 192.0.2.9\r\nX-Forwarded-Proto: https\r\n");
    Running stranger({}, tells);
    CHECK(holds(RawVisitor(stranger.server).ask(asked), "127.0.0.1 plain"));
    ServerOptions options;
    options.proxies = {"127.0.0.1"};
    Running listed(options, tells);
    auto const answer = RawVisitor(listed.server).ask(asked);
    CHECK(holds(answer, "192.0.2.9 secure"));
    CHECK(holds(answer, "Strict-Transport-Security: "));
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

TEST_CASE("the access log names the route and the account, never the address asked for")
{
    std::mutex mutex;
    std::vector<std::string> lines;
    ServerOptions options;
    options.log = [&](Served const& served) {
        std::lock_guard const lock(mutex);
        lines.push_back(write_json(served));
    };
    Running running(options, [](Request& request) {
        request.matched("/people/{person}", "person:read", {});
        request.signed_in_as("account-7");
        return text("x");
    });
    CHECK(has_status(RawVisitor(running.server).ask(get("/people/kim?name=Kim")), 200));
    CHECK(has_status(RawVisitor(running.server).ask("Kim\n"), 400));
    running.server.stop();
    REQUIRE(lines.size() == 2);
    CHECK(holds(lines[0], R"("method":"GET","route":"/people/{person}","status":200,"bytes":1,)"));
    CHECK(holds(lines[0], R"("account":"account-7")"));
    CHECK(holds(lines[1], R"("route":"","status":400)"));
    CHECK(!holds(lines[0] + lines[1], "kim"));
    CHECK(!holds(lines[0] + lines[1], "Kim"));
    CHECK(!holds(lines[0] + lines[1], "127.0.0.1"));
}

TEST_CASE("each worker starts once, and starting on a port that is taken fails at once")
{
    std::atomic<int> started = 0;
    ServerOptions options;
    options.workers = 3;
    options.on_worker_start = [&](std::size_t) { ++started; };
    Running running(options);
    while (started < 3)
        std::this_thread::sleep_for(1ms);
    ServerOptions same;
    same.port = running.server.port();
    Server second(same, echo);
    CHECK_THROWS_AS(second.start(), std::system_error);
    running.server.stop();
    CHECK(started == 3);
}

} // namespace kith::http
