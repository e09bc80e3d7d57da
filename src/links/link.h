// SPDX-License-Identifier: MIT
#pragma once

// What happened, and who is joined to what: the facts, and the rules they keep.
//
// 1. A role stands on a link, with dates and a source: never on a person. Nobody is described by a
//    label.
// 2. A link, like an event, was drawn from something (a concern, a person's record, …), and is seen
//    only by those who may see that.
// 3. A link between two people expires: being on a map of friends must not follow a child for ever
//    (csnetwork.org.uk). Whoever records it says when, within two years; left out, it is one year.
//
// Shapes   plain values; ids only, no names.
// Errors   rules answer `invalid` with the field that is wrong.

#include "base/ids.h"
#include "base/time.h"
#include <optional>
#include <string>

namespace kith::links {

struct Link {
    LinkId id = {};
    Thing from;
    Thing to;
    std::string role; // data/code_lists/link_role.csv, read from `from` to `to`
    std::optional<Date> from_day = {};
    std::optional<Date> until_day = {};
    std::string source;                  // who says so, and where: a sentence
    std::string confidence = "reported"; // data/code_lists/certainty.csv
    std::string handling = {}; // conditions on telling it on, as a sentence; empty if none
    std::optional<Date> expires = {};
    Thing drawn_from;
    bool withdrawn = false;   // taken back; its versions stay
    std::int64_t version = 0; // 0: not saved yet
    AccountId created_by = {};
    AgencyId owner_agency = {};
    Instant first_recorded_at = {}; // of list_known alone

    [[nodiscard]] bool stands_on(Date day) const; // not withdrawn, not ended, not expired
    [[nodiscard]] Thing const& other_end(Thing const& one) const;
};

struct Event {
    EventId id = {};
    std::string kind;                    // data/code_lists/event_kind.csv
    std::optional<Instant> at = {};      // if the moment is known
    std::optional<PartialDate> day = {}; // else as far as it is known
    std::string place = {};              // as said
    std::string said = {};               // what happened, in a sentence or two
    std::string source;
    std::string confidence = "reported";
    std::string handling = {};
    Thing drawn_from;
    bool withdrawn = false;
    std::int64_t version = 0;
    AccountId created_by = {};
    AgencyId owner_agency = {};
    Instant recorded_at = {};

    [[nodiscard]] std::string when_in_words() const; // "29 March 2026 at 01:40", "about May 2026"
    [[nodiscard]] Date sorting_day() const; // the latest it can be; of an unknown day, the first
};

[[nodiscard]] inline Thing thing(LinkId id) { return {"link", id.uuid()}; }
[[nodiscard]] inline Thing thing(EventId id) { return {"event", id.uuid()}; }

// Rules 1 to 3; what was left out and has a rule is filled in.
[[nodiscard]] Result<Link> checked(Link link, Date today);
[[nodiscard]] Done check(Event const& event, Instant now);

} // namespace kith::links
