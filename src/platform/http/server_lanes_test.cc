// SPDX-License-Identifier: MIT
#include "platform/http/raw_visitor.h"
#include "platform/http/server.h"
#include <atomic>
#include <doctest/doctest.h>
#include <memory>
#include <mutex>
#include <stdexcept>
#include <thread>
#include <vector>

namespace kith::http {

namespace {
    ServerOptions with_slow_lane()
    {
        ServerOptions options;
        options.slow_workers = 2;
        options.slow_queue = 3;
        options.lane_of = [](Request const& request) {
            return request.path() == "/slow" ? Lane::slow : Lane::quick;
        };
        return options;
    }
} // namespace

TEST_CASE("a lane full of slow work, and a queue full behind it, keep no quick page waiting")
{
    Barrier barrier;
    Running running(with_slow_lane(), [&](Request& request) {
        if (request.path() == "/slow")
            barrier.wait();
        return text("done");
    });
    std::vector<std::unique_ptr<RawVisitor>> slow;
    for (int i = 0; i < 2; ++i) {
        slow.push_back(std::make_unique<RawVisitor>(running.server));
        slow.back()->say(get("/slow"));
    }
    barrier.until_waiting(2); // both workers of the lane are at it
    for (int i = 0; i < 3; ++i) {
        slow.push_back(std::make_unique<RawVisitor>(running.server));
        slow.back()->say(get("/slow"));
    }
    // The queue takes three; of those who come beyond, each is told at once to come again.
    RawVisitor beyond(running.server);
    while (!has_status(beyond.ask(get("/slow")), 503)) { }
    for (int i = 0; i < 20; ++i)
        CHECK(has_status(RawVisitor(running.server).ask(get("/quick")), 200));
    barrier.open();
    for (auto const& visitor : slow)
        CHECK(has_status(visitor->hear(), 200));
}

TEST_CASE("a full quick lane leaves the slow one its own workers")
{
    Barrier barrier;
    auto options = with_slow_lane();
    options.workers = 1;
    Running running(options, [&](Request& request) {
        if (request.path() == "/quick")
            barrier.wait();
        return text("done");
    });
    RawVisitor quick(running.server);
    quick.say(get("/quick"));
    barrier.until_waiting(1);
    CHECK(has_status(RawVisitor(running.server).ask(get("/slow")), 200));
    barrier.open();
    CHECK(has_status(quick.hear(), 200));
}

TEST_CASE(
    "an answer leaves only when what must come first has ended, and holds no worker meanwhile")
{
    std::atomic<int> waiting = 0;
    std::mutex mutex;
    std::vector<Response::Told> told;
    ServerOptions options;
    options.workers = 1;
    Running running(options, [&](Request& request) {
        CHECK(request.may_wait());
        auto answer = text("seen");
        if (request.path() == "/look")
            answer.first = [&](Response::Told const& tell) {
                std::lock_guard const lock(mutex);
                told.push_back(tell);
                ++waiting;
            };
        return answer;
    });
    RawVisitor first(running.server);
    RawVisitor second(running.server);
    first.say(get("/look"));
    while (waiting < 1)
        std::this_thread::yield();
    second.say(get("/look"));
    while (waiting < 2)
        std::this_thread::yield();
    CHECK(has_status(RawVisitor(running.server).ask(get("/other")), 200)); // the one worker is free
    told[0](nullptr);
    CHECK(holds(first.hear(), "seen"));
    told[1](std::make_exception_ptr(std::runtime_error("no disk")));
    auto const refused = second.hear();
    CHECK(has_status(refused, 500));
    CHECK(!holds(refused, "seen"));
    CHECK(!holds(refused, "no disk"));
}

TEST_CASE("what must come first and throws is answered by what that means, and the page stays here")
{
    std::atomic<int> troubles = 0;
    ServerOptions options;
    options.trouble = [&](std::string const&, std::string const&) { ++troubles; };
    options.meaning
        = [](std::exception const&) { return error(Code::unavailable, "Send it again"); };
    Running running(options, [&](Request&) {
        auto answer = text("seen");
        answer.first = [](Response::Told const&) { throw std::runtime_error("no disk"); };
        return answer;
    });
    auto const answer = RawVisitor(running.server).ask(get("/"));
    CHECK(has_status(answer, 503));
    CHECK(!holds(answer, "seen"));
    CHECK(!holds(answer, "no disk"));
    CHECK(troubles == 1);
}

} // namespace kith::http
