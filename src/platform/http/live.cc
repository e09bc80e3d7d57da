// SPDX-License-Identifier: MIT
#include "platform/http/live.h"
#include "platform/http/edge.h"
#include <algorithm>
#include <boost/asio/post.hpp>
#include <boost/asio/write.hpp>
#include <fmt/core.h>

namespace kith::http {
namespace {
    constexpr std::string_view changed = "event: changed\ndata: changed\n\n";
    constexpr std::string_view still_here = ":\n\n";
    constexpr int small_send_buffer = 4096; // whoever does not read is soon found out

    // When to come again after the end, in milliseconds; not all at once.
    std::string opening(std::size_t nth)
    {
        return fmt::format("retry: {}\n\n", 2000 + 370 * (nth % 10));
    }
} // namespace

void Live::publish(std::string_view topic)
{
    if (open_ == 0)
        return;
    std::lock_guard const lock(mutex_);
    if (!published_.contains(topic))
        published_.emplace(topic);
}

bool Live::join(Connection& connection, std::string const& account, Response::Live const& wanted)
{
    auto const theirs = std::ranges::count_if(listeners_,
        [&](auto const& one) { return !account.empty() && one.second.account == account; });
    if (listeners_.size() >= options_.max_streams
        || static_cast<std::size_t>(theirs) >= options_.max_streams_per_account)
        return false;
    auto const now = std::chrono::steady_clock::now();
    listeners_[&connection] = {wanted.topic, account, wanted.still, now, now, now};
    open_ = listeners_.size();
    if (listeners_.size() == 1) {
        next_beat_ = now;
        wait_for_beat();
    }
    return true;
}

void Live::left(Connection* connection)
{
    if (listeners_.erase(connection) == 0)
        return;
    open_ = listeners_.size();
    if (listeners_.empty())
        beat_.cancel();
}

void Live::wait_for_beat()
{
    auto const now = std::chrono::steady_clock::now();
    while (next_beat_ <= now) // what was slept through is not made up for
        next_beat_ += options_.stream_beat;
    beat_.expires_at(next_beat_);
    beat_.async_wait([this](boost::system::error_code const& cancelled) {
        if (cancelled || listeners_.empty())
            return;
        tell_all(std::chrono::steady_clock::now());
        wait_for_beat();
    });
}

void Live::tell_all(Time now)
{
    std::set<std::string, std::less<>> topics;
    {
        std::lock_guard const lock(mutex_);
        topics.swap(published_);
    }
    for (auto at = listeners_.begin(); at != listeners_.end();) {
        auto& [connection, listener] = *at++;
        listener.owed = listener.owed || topics.contains(listener.topic);
        tell(*connection, listener, now);
    }
}

void Live::tell(Connection& connection, Listener& listener, Time now)
{
    if (now - listener.began >= options_.stream_life)
        return connection.tell_no_more();
    auto const quiet = now - listener.told >= options_.stream_heartbeat;
    if ((listener.owed || quiet) && connection.tell(listener.owed ? changed : still_here)) {
        listener.owed = false;
        listener.told = now;
    }
    if (listener.still && now - listener.asked >= options_.stream_heartbeat)
        ask(connection, listener, now);
}

// A worker asks; only what it posts back holds the connection, for that belongs to the io thread.
// Where nobody can tell whether they still may, they may not.
void Live::ask(Connection& connection, Listener& listener, Time now)
{
    listener.asked = now;
    auto const accepted = to_workers_(
        [listening = connection.shared_from_this(), still = listener.still]() mutable {
            bool may = false;
            try {
                may = still();
            } catch (std::exception const&) {
                may = false;
            }
            auto const executor = listening->executor();
            asio::post(executor, [listening = std::move(listening), may] {
                if (!may)
                    listening->tell_no_more();
            });
        });
    if (!accepted) // too busy: at the next beat
        listener.asked -= options_.stream_heartbeat;
}

// What a connection does meanwhile.

Response Connection::begin_to_tell(Request const& request, Response response)
{
    auto const secure = request.secure() ? Wire::secure : Wire::plain;
    if (edge_.draining || !edge_.live().join(*this, request.account(), *response.live)) {
        auto refused = text(
            "Too many pages are live just now. Look again in a minute.\n", Status::unavailable)
                           .with("Retry-After", "60");
        dress(refused, edge_.options.audience, secure);
        return refused;
    }
    error_code ignored;
    stream_.socket().set_option(Tcp::socket::send_buffer_size(small_send_buffer), ignored);
    response.body = opening(edge_.live().open());
    response.live->still = nullptr;
    live_ = true;
    after_ = After::close; // its end is that of the connection
    return response;
}

// Whoever speaks now, or hangs up, listens no more. Nothing is read: it only shows that they are
// there.
void Connection::wait_to_tell()
{
    state_ = State::telling;
    ++turn_;
    timer_.cancel();
    buffer_ = {};
    parser_.reset();
    stream_.socket().async_wait(
        Tcp::socket::wait_read, [self = shared_from_this()](error_code const&) {
            if (self->state_ == State::telling)
                self->close();
        });
}

bool Connection::tell(std::string_view words)
{
    if (state_ != State::telling || wording_)
        return false;
    wording_ = true;
    within(edge_.options.write_deadline);
    asio::async_write(stream_, asio::buffer(words.data(), words.size()),
        [self = shared_from_this()](error_code const& problem, std::size_t) {
            self->wording_ = false;
            if (problem || self->state_ != State::telling)
                return self->close();
            if (self->last_word_)
                return self->linger();
            ++self->turn_; // no deadline until the next
            self->timer_.cancel();
        });
    return true;
}

void Connection::tell_no_more()
{
    if (state_ != State::telling)
        return;
    last_word_ = true;
    if (!wording_)
        linger();
}

} // namespace kith::http
