// SPDX-License-Identifier: MIT
#pragma once

// That something changed, told within a second to whoever shows it: live pages.
//
// A topic is a kind of thing ("missing_episode"). What is told is that something of it changed; no
// id, no count, no content travels, so whoever is told looks again as themselves, under their own
// permission.
//
// Rooms publish nothing. `follow` reads `changed` (platform/ledger/changed.h), to which every
// Change writes the things it records, and publishes their kinds. So it hears what was committed
// and nothing that was undone, no room can forget it, and it hears the other servers of the same
// database too. It polls: one statement over the primary key each half second, the same on both
// databases, where LISTEN/NOTIFY would want a connection of its own, kept up through failures and
// pools, and says nothing on SQLite.
//
// It counts the things of each kind in a window that reaches a minute back, and looks whether that
// same window holds more than it did: commits overtake one another, and a long one stands where it
// began. What was begun more than a minute before its commit is not told; a live page looks by
// itself now and then all the same.
//
// Cost     a row a kind in memory, whatever was written.
// Threads  `publish` and `listen` from any thread; `follow` from one at a time.
// Errors   database failures are thrown; the next round tries again.

#include "platform/access/house.h"
#include <chrono>
#include <functional>
#include <list>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

namespace kith::notify {

inline constexpr std::chrono::milliseconds follows_every{500};
inline constexpr std::chrono::seconds reads_back{60};

class Notify {
public:
    // Called on the thread that publishes. It must be quick, must not throw, and calls nothing
    // here.
    using Told = std::function<void(std::string_view topic)>;

    // Once it has gone, `told` is not called any more.
    class Listening {
    public:
        Listening(Listening&& other) noexcept : notify_(other.notify_), at_(other.at_)
        {
            other.notify_ = nullptr;
        }
        Listening(Listening const&) = delete;
        Listening& operator=(Listening const&) = delete;
        Listening& operator=(Listening&&) = delete;
        ~Listening();

    private:
        friend class Notify;
        Listening(Notify& notify, std::list<Told>::iterator at) : notify_(&notify), at_(at) { }
        Notify* notify_;
        std::list<Told>::iterator at_;
    };

    Notify() = default;
    Notify(Notify const&) = delete;
    Notify& operator=(Notify const&) = delete;

    [[nodiscard]] Listening listen(Told told); // hears every topic
    void publish(std::string_view topic);
    // Publishes the kinds of what changed since it was last called; the first time, nothing.
    void follow(db::Connection& connection, Instant now);

private:
    std::mutex mutex_;
    std::list<Told> listeners_;
    std::optional<Instant> from_;               // where the window begins
    std::map<std::string, std::int64_t> count_; // and what it held
};

// The house's round that follows; `notify` outlives it.
[[nodiscard]] Job follow_changed(Notify& notify);

} // namespace kith::notify
