// SPDX-License-Identifier: MIT
#pragma once

// Answers that do not end (Response::stream): who listens to which topic, and the beat on which
// they are told. Only for the files of the edge: it is Boost.
//
// A line says that something of its topic changed: not what, nor how much. On a fixed beat whoever
// is owed a line gets one, however often the topic was published since the last; with nothing to
// say for a while, a comment, so that whoever has gone is found out. Now and then a worker asks
// whether they still may listen; after `stream_life` each is ended, and a browser comes again by
// itself, to be asked anew who it is.
//
// What a stream tells besides: that at least one thing of the topic changed within the last beats,
// also where whoever listens may not know of that thing. So a topic is as wide as a kind of thing,
// never one record, and a page says the same by changing or not.
//
// A stream holds a connection and no worker. It has one line in flight and none queued: to whoever
// reads slowly the next is owed, and past the write deadline they are let go.
//
// Threads  belongs to the io thread, save `publish` and `open`.

#include "platform/http/response.h"
#include "platform/http/server.h"
#include <atomic>
#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <chrono>
#include <functional>
#include <memory>
#include <mutex>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>

namespace kith::http {

class Connection;

class Live {
public:
    using ToWorkers = std::function<bool(std::function<void()>)>; // false: too busy

    Live(boost::asio::io_context& io, ServerOptions const& options, ToWorkers to_workers)
        : options_(options), to_workers_(std::move(to_workers)), beat_(io)
    {
    }

    void publish(std::string_view topic);
    [[nodiscard]] std::size_t open() const { return open_; }

    // False if there are too many already, in all or of this account.
    [[nodiscard]] bool join(
        Connection& connection, std::string const& account, Response::Live const& wanted);
    void left(Connection* connection);

private:
    using Time = std::chrono::steady_clock::time_point;
    struct Listener {
        std::string topic;
        std::string account;
        std::function<bool()> still;
        Time began;
        Time told;
        Time asked;
        bool owed = false;
    };
    void wait_for_beat();
    void tell_all(Time now);
    void tell(Connection& connection, Listener& listener, Time now);
    void ask(Connection& connection, Listener& listener, Time now);

    ServerOptions const& options_;
    ToWorkers to_workers_;
    boost::asio::steady_timer beat_; // runs while somebody listens
    Time next_beat_ = {};
    std::unordered_map<Connection*, Listener> listeners_;
    std::atomic<std::size_t> open_ = 0;
    std::mutex mutex_;
    std::set<std::string, std::less<>> published_; // since the last beat
};

} // namespace kith::http
