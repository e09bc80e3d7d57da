// SPDX-License-Identifier: MIT
#include "platform/http/compress.h"
#include "platform/http/raw_visitor.h"
#include "platform/http/server.h"
#include <atomic>
#include <doctest/doctest.h>
#include <thread>

namespace kith::http {

using namespace std::chrono_literals;

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

TEST_CASE("what a thrown exception means to a visitor can be said, and its text still goes to us "
          "alone")
{
    std::string noted;
    ServerOptions options;
    options.trouble = [&](std::string const&, std::string const& what) { noted = what; };
    options.meaning = [](std::exception const&) {
        return error(Code::unavailable, "Send it again in a minute");
    };
    Running running(options);
    auto const answer = RawVisitor(running.server).ask(get("/broken"));
    CHECK(has_status(answer, 503));
    CHECK(holds(answer, "Send it again in a minute"));
    CHECK(!holds(answer, "mice"));
    CHECK(noted == "the password is mice");
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
