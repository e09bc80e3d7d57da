// SPDX-License-Identifier: MIT
#pragma once

// Links and events, read and written.
//
// A link or an event is handed out only if this visit may know what it was drawn from and, of a
// link, its other end; who may know what is asked of the rooms (seen.h). What is not handed out is
// not told of, by number or gap. Handing out a link is a look at its other end.
//
// Cost     a list reads at most 500 rows of one thing, and asks for each.
// Errors   `not_found`; `invalid` with the field; `conflict` if it was saved since it was read.

#include "links/link.h"
#include "links/seen.h"
#include <functional>
#include <span>
#include <string>
#include <vector>

namespace kith::links {

// Something that happened to, or at, the thing that was asked about.
struct Happened {
    Event event;
    std::string role; // data/code_lists/link_role.csv
};

struct Joined {
    Thing thing;
    std::string role;
};

// A link, or a place in an event, that was made after some moment.
struct MadeSince {
    Link link;
    std::optional<Event> event;
};

// What a room above does once something happened, in the same Change; told of new events alone.
using Heard = std::function<Done(Change&, Event const&, std::vector<Joined> const&)>;

class Store {
public:
    explicit Store(Seen const& seen) : seen_(seen) { }

    std::vector<Heard> heard = {};

    [[nodiscard]] Result<Link> find(Visit const& visit, LinkId id) const;
    // Links that stand today at either end of the thing, events' own left out; the latest first.
    // The caller has found the thing itself already.
    [[nodiscard]] std::vector<Link> list_of(Visit const& visit, Thing const& thing) const;
    // What happened, the latest first.
    [[nodiscard]] std::vector<Happened> list_events(Visit const& visit, Thing const& thing) const;

    // For a chronology, as it was known at that moment: what happened, the latest first, and links
    // also if they have ended or expired by then; none that were taken back before it. At most
    // 5,000; what they were drawn from is asked for once for each such thing.
    [[nodiscard]] std::vector<Happened> list_events_known(
        Visit const& visit, Thing const& thing, Instant known_at) const;
    [[nodiscard]] std::vector<Link> list_known(
        Visit const& visit, Thing const& thing, Instant known_at) const;

    // A new one, or the next version. Both ends, and what it was drawn from, must be the visitor's
    // to know. Gives it back as it stands.
    [[nodiscard]] Result<Link> save(
        Change& change, Link const& link, std::string const& reason = {}) const;
    [[nodiscard]] Done withdraw(Change& change, LinkId id, std::string const& reason) const;
    // With whom or what it is about, when it is new.
    [[nodiscard]] Result<Event> save(Change& change, Event const& event,
        std::vector<Joined> const& about, std::string const& reason = {}) const;

    // What a room tells of its own act, in the Change whose ledger entry tells that act: decided by
    // the room's rules, not by those of events. Seen, as all events, by who may know what it was
    // drawn from. Only new ones.
    void tell(Change& change, Event const& event, std::vector<Joined> const& about) const;
    // Whom or what the thing is found to be about later, or not to be about after all: joined to,
    // or parted from, all that was told of it. The caller has decided and recorded that.
    void join_told(Change& change, Thing const& drawn_from, Joined const& joined) const;
    void part_told(Change& change, Thing const& drawn_from, Thing const& subject,
        std::string const& reason) const;

    // One of them alone, as if it had not been told: nobody stands in it any more.
    void take_told_back(Change& change, EventId id, std::string const& reason) const;

    // A new one that a room draws from a record of its own, between whom that record is about and
    // what it names: whoever may read the record need not open the record of whom it is about. The
    // visit must know what is named; the caller has found the record, and decided and recorded
    // that.
    [[nodiscard]] Result<Link> draw(Change& change, Link const& link) const;
    // What a room drew links from has ended (the last day), or was taken back (none): so have its
    // links. The caller has decided and recorded that.
    void close_drawn(Change& change, Thing const& drawn_from, std::optional<Date> last_day,
        std::string const& reason) const;
    // The same for those of them that join one thing: they are taken back.
    void take_drawn_back(Change& change, Thing const& drawn_from, Thing const& joined,
        std::string const& reason) const;
    // Those that join one thing expire by that day, if not before.
    void shorten_drawn(
        Change& change, Thing const& drawn_from, Thing const& person, Date last_day) const;
    // The next version of a link that a room drew from a record of its own: days, role, source and
    // confidence. `conflict` if it was saved since it was read. The caller has decided and recorded
    // that.
    [[nodiscard]] Done save_drawn(
        Change& change, Link const& link, std::string const& reason) const;
    // What was made for the thing after that moment and stands, the earliest first.
    [[nodiscard]] std::vector<MadeSince> list_since(
        Visit const& visit, Thing const& thing, Instant after) const;
    // One that is about another thing after all: it is made there, and taken back here. The caller
    // has decided and recorded that.
    void move(Change& change, LinkId id, Thing const& from, Thing const& to,
        std::string const& reason) const;
    // What a room keeps beside a link, such as words about it, follows the link to where it is made
    // again: within that Change.
    using Follows = std::function<void(Change&, LinkId was, LinkId is)>;
    void when_moved(Follows follows) { follow_.push_back(std::move(follows)); }

    // Is anything joined to the thing, or was it ever? For whoever would take the thing away; what
    // was drawn from one of `but_from`, which go with it, does not count.
    [[nodiscard]] static bool is_joined(
        db::Connection& connection, Thing const& thing, std::span<Thing const> but_from = {});

private:
    [[nodiscard]] Done must_know(Visit const& visit, Link const& link) const;
    Seen const& seen_;
    std::vector<Follows> follow_ = {}; // filled before anything runs
};

} // namespace kith::links
