// SPDX-License-Identifier: MIT
#pragma once

// May this visit know that thing?
//
// Rooms above keep people, contexts and concerns, and decide who may know each; this room asks them
// through a function that each room adds for its kind. A kind that nobody answers for is known to
// nobody.
//
// Threads  filled before anything runs, then only read.
// Cost     that of the room's own look-up: one indexed read or two. Notes no look.

#include "platform/access/visit.h"
#include <functional>
#include <map>
#include <string>

namespace kith::links {

using access::Change;
using access::Visit;

// How a page names a thing to somebody who may know it.
struct Shown {
    std::string text;
    std::string href = {}; // "" if it has no page
};

class Seen {
public:
    using Knows = std::function<bool(Visit const&, Uuid const&)>;
    using Shows = std::function<Shown(Visit const&, Uuid const&)>;
    // Which record a thing is kept as, where several were found to be one.
    using Keeps = std::function<Uuid(db::Connection&, Uuid const&)>;
    void add(std::string kind, Knows knows, Shows shows = {}, Keeps keeps = {});
    [[nodiscard]] bool may_know(Visit const& visit, Thing const& thing) const;
    // Only for what the visit may know; the word for its kind if its room has no better.
    [[nodiscard]] Shown show(Visit const& visit, Thing const& thing) const;
    // The thing itself, or the one that is kept: two links to one person then show as one. Decides
    // nothing and notes no look.
    [[nodiscard]] Thing kept(Visit const& visit, Thing const& thing) const;

private:
    struct Room {
        Knows knows;
        Shows shows;
        Keeps keeps;
    };
    std::map<std::string, Room, std::less<>> by_kind_;
};

} // namespace kith::links
