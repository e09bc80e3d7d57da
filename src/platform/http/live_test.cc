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

namespace {
    // /live/{topic} is a stream, /as/{account}/{topic} one of somebody's, all else a page.
    Response streams_or_page(Request& request)
    {
        auto const& path = request.segments();
        if (path.size() == 3 && path[0] == "as")
            request.signed_in_as(path[1]);
        if (path[0] == "live" || path[0] == "as")
            return Response::stream(path.back());
        return text("a page of " + std::to_string(request.target().size()));
    }

    ServerOptions quick_beat()
    {
        ServerOptions options;
        options.stream_beat = 20ms;
        return options;
    }

    constexpr std::string_view a_change = "event: changed\ndata: changed\n\n";

    // Head and first words.
    std::string opened(RawVisitor& visitor, std::string const& path)
    {
        visitor.say(get(path));
        auto const head = visitor.hear();
        return head + visitor.hear_until("\n\n");
    }
    void until(std::function<bool()> const& so)
    {
        for (int i = 0; i < 2000 && !so(); ++i)
            std::this_thread::sleep_for(5ms);
        CHECK(so());
    }
    std::size_t times(std::string_view what, std::string_view in)
    {
        std::size_t found = 0;
        for (auto at = in.find(what); at != std::string_view::npos; at = in.find(what, at + 1))
            ++found;
        return found;
    }
} // namespace

TEST_CASE(
    "a stream opens with its head and no length, says nothing of what changed but that it did, "
    "and nothing of other topics")
{
    Running running(quick_beat(), streams_or_page);
    RawVisitor hears(running.server);
    RawVisitor other(running.server);
    auto const opening = opened(hears, "/live/episode");
    CHECK(has_status(opening, 200));
    CHECK(holds(opening, "\r\nContent-Type: text/event-stream\r\n"));
    CHECK(holds(opening, "\r\nCache-Control: no-store\r\n"));
    CHECK(holds(opening, "\r\nContent-Security-Policy: default-src 'none'; "));
    CHECK(holds(opening, "\r\nX-Accel-Buffering: no\r\n"));
    CHECK(holds(opening, "\r\nConnection: close\r\n"));
    CHECK(holds(opening, "\r\n\r\nretry: "));
    CHECK(!holds(opening, "Content-Length"));
    CHECK(!holds(opening, "Content-Encoding"));
    opened(other, "/live/concern");
    CHECK(running.server.streams() == 2);
    running.server.publish("episode");
    CHECK(hears.hear_until(a_change) == a_change);
    running.server.publish("concern");
    CHECK(other.hear_until(a_change) == a_change);
    running.server.publish("episode");
    CHECK(hears.hear_until(a_change) == a_change); // and nothing of the other topic before it
}

TEST_CASE("however often something changes, a stream says one line a beat")
{
    auto options = quick_beat();
    options.stream_beat = 300ms;
    Running running(options, streams_or_page);
    RawVisitor visitor(running.server);
    opened(visitor, "/live/episode");
    for (int i = 0; i < 1000; ++i)
        running.server.publish("episode");
    CHECK(visitor.hear_until(a_change) == a_change);
    running.server.stop();
    CHECK(visitor.hears_the_end());
    CHECK(times(a_change, visitor.hear()) <= 1); // where the thousand fell on either side of a beat
}

TEST_CASE("a quiet stream says that it is there, and whoever hung up is found out")
{
    auto options = quick_beat();
    options.stream_heartbeat = 40ms;
    Running running(options, streams_or_page);
    RawVisitor stays(running.server);
    opened(stays, "/live/episode");
    CHECK(stays.hear_until(":\n\n") == ":\n\n");
    CHECK(stays.hear_until(":\n\n") == ":\n\n");
    {
        RawVisitor leaves(running.server);
        opened(leaves, "/live/episode");
        CHECK(running.server.streams() == 2);
    }
    until([&] { return running.server.streams() == 1; });
    CHECK(stays.hear_until(":\n\n") == ":\n\n");
}

TEST_CASE("whoever speaks on while they are told something is let go: a stream hides no second "
          "request")
{
    std::atomic<int> handled = 0;
    Running running(quick_beat(), [&](Request& request) {
        ++handled;
        return streams_or_page(request);
    });
    RawVisitor at_once(running.server);
    at_once.say(get("/live/episode") + get("/page"));
    RawVisitor later(running.server);
    opened(later, "/live/episode");
    later.say(get("/page"));
    CHECK(later.hears_the_end());
    until([&] { return running.server.streams() <= 1; });
    running.server.publish("episode");
    CHECK(holds(at_once.hear_until(a_change), a_change));
    CHECK(handled == 2);
}

TEST_CASE("HEAD of a stream is its head, and the connection goes on")
{
    Running running(quick_beat(), streams_or_page);
    RawVisitor visitor(running.server);
    auto const head = visitor.ask("HEAD /live/episode HTTP/1.1\r\nHost: kith\r\n\r\n");
    CHECK(holds(head, "Content-Type: text/event-stream"));
    CHECK(running.server.streams() == 0);
    CHECK(holds(visitor.ask(get("/page")), "a page"));
}

TEST_CASE("past the most streams, in all or of one account, the next is refused and pages are not")
{
    auto options = quick_beat();
    options.max_streams = 5;
    options.max_streams_per_account = 2;
    Running running(options, streams_or_page);
    std::vector<std::unique_ptr<RawVisitor>> all;
    auto const comes = [&](std::string const& path) {
        all.push_back(std::make_unique<RawVisitor>(running.server));
        return all.back()->ask(get(path));
    };
    CHECK(has_status(comes("/as/ash/episode"), 200));
    CHECK(has_status(comes("/as/ash/episode"), 200));
    auto const third = comes("/as/ash/episode");
    CHECK(has_status(third, 503));
    CHECK(holds(third, "\r\nRetry-After: "));
    CHECK(holds(third, "\r\nContent-Security-Policy: "));
    CHECK(has_status(comes("/as/bea/episode"), 200));
    CHECK(has_status(comes("/live/episode"), 200));
    CHECK(has_status(comes("/live/episode"), 200));
    CHECK(has_status(comes("/as/cai/episode"), 503));
    CHECK(running.server.streams() == 5);
    CHECK(has_status(comes("/page"), 200));
    all.erase(all.begin()); // one of ash's
    until([&] { return running.server.streams() == 4; });
    CHECK(has_status(comes("/as/ash/episode"), 200));
}

TEST_CASE("two hundred streams take no worker: pages are answered beside them, and each is told")
{
    auto options = quick_beat();
    options.workers = 1;
    options.max_per_address = 0;
    Running running(options, streams_or_page);
    std::vector<std::unique_ptr<RawVisitor>> all;
    for (int i = 0; i < 200; ++i) {
        all.push_back(std::make_unique<RawVisitor>(running.server));
        REQUIRE(holds(opened(*all.back(), "/live/episode"), "retry: "));
    }
    CHECK(has_status(RawVisitor(running.server).ask(get("/page")), 200));
    running.server.publish("episode");
    std::size_t told = 0;
    for (auto const& one : all)
        told += one->hear_until(a_change) == a_change ? 1 : 0;
    CHECK(told == 200);
}

TEST_CASE("who does not read is let go, however small each line is")
{
    ServerOptions options;
    options.stream_beat = 1ms;
    options.write_deadline = 200ms;
    Running running(options, streams_or_page);
    RawVisitor silent(running.server);
    silent.keep_little();
    silent.say(get("/live/episode"));
    RawVisitor reads(running.server);
    opened(reads, "/live/episode");
    std::size_t told = 0;
    for (int i = 0; i < 60'000 && running.server.streams() > 1; ++i) {
        running.server.publish("episode");
        told += times(a_change, reads.hear_until(a_change));
    }
    CHECK(running.server.streams() == 1);
    CHECK(told > 20);
}

TEST_CASE("a stream ends at the end of its life, and at once when the server stops")
{
    auto options = quick_beat();
    options.stream_life = 100ms;
    Running running(options, streams_or_page);
    RawVisitor visitor(running.server);
    opened(visitor, "/live/episode");
    CHECK(visitor.hears_the_end());
    until([&] { return running.server.streams() == 0; });

    auto long_lived = quick_beat();
    long_lived.drain = 60s;
    Running stopping(long_lived, streams_or_page);
    std::vector<std::unique_ptr<RawVisitor>> all;
    for (int i = 0; i < 10; ++i) {
        all.push_back(std::make_unique<RawVisitor>(stopping.server));
        opened(*all.back(), "/live/episode");
    }
    std::atomic<bool> ends = false;
    std::thread publishing([&] {
        while (!ends)
            stopping.server.publish("episode");
    });
    stopping.server.stop(); // long before the drain is over, or this test takes a minute
    ends = true;
    publishing.join();
    CHECK(stopping.server.streams() == 0);
    for (auto const& one : all)
        CHECK(one->hears_the_end());
}

TEST_CASE("a stream ends once its listener may listen no more, or nobody can tell")
{
    auto options = quick_beat();
    options.stream_heartbeat = 40ms;
    std::atomic<bool> signed_in = true;
    std::atomic<bool> database = true;
    std::atomic<int> asked = 0;
    Running running(options, [&](Request& request) {
        auto answer = streams_or_page(request);
        answer.live->still = [&, whose = request.segments()[1]] {
            ++asked;
            if (whose == "broken" && !database)
                throw std::runtime_error("no database");
            return whose == "broken" || signed_in;
        };
        return answer;
    });
    RawVisitor signs_out(running.server);
    opened(signs_out, "/as/ash/episode");
    RawVisitor cannot_tell(running.server);
    opened(cannot_tell, "/as/broken/episode");
    until([&] { return asked >= 6; });
    CHECK(running.server.streams() == 2);
    signed_in = false;
    CHECK(signs_out.hears_the_end());
    until([&] { return running.server.streams() == 1; });
    database = false;
    CHECK(cannot_tell.hears_the_end());
}

} // namespace kith::http
