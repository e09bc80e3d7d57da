// SPDX-License-Identifier: MIT
#pragma once

// A worry somebody raised: the facts, and the rules by which it is heard, weighed and decided.
//
// 1. Children's social care decides on a referral within one working day of receiving it, and tells
//    the referrer (Working Together to Safeguard Children 2023; rule "concern.decision").
// 2. What was told to the referrer is recorded: what, when, to whom.
// 3. A decision not to act is a record like any other, and needs its reason.
// 4. Whoever raised it anonymously reads one of a few fixed words, never what is known or was done:
//    the reader may be the person who harms.
//
// Shapes   plain values; times in UTC.
// Errors   rules answer `invalid` with the field that is wrong.

#include "base/ids.h"
#include "base/reference.h"
#include "base/time.h"
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace kith::concerns {

enum class Channel { public_site, professional };
enum class State { waiting, reading, decided };
enum class SafeNow { yes, no, not_known };
// The ordinary way, or that of a worry about somebody who works with children (allegation.h).
enum class Route { front_door, allegation };

struct Concern {
    ConcernId id;
    Reference reference;
    Channel channel = Channel::public_site;
    Route route = Route::front_door;
    State state = State::waiting;
    Instant received_at;
    Instant due_at;
    std::string due_rule = "concern.decision";
    std::string urgency
        = {}; // RED, AMBER, GREEN (data/code_lists/urgency.csv); empty until somebody weighs it
    SafeNow safe_now = SafeNow::not_known;
    std::set<std::string> about
        = {}; // data/code_lists/concern_about.csv: "child", "place", …; harms are sets too
    std::string district = {}; // ONS code, if the place is known
    std::string postcode = {};
    TeamId holding_team = {};
    AccountId taken_by = {};  // who is reading it
    AccountId raised_by = {}; // a professional
    AgencyId raised_for = {}; // and the agency they raised it for
    AccountId sent_by = {};   // the safeguarding lead who sent it for them, if one did
    std::string form = {};
    int form_version = 0;
    std::string language = "en";
    std::string answers = "{}"; // JSON by question name
    std::string box = {};       // where the raiser's receipt finds replies
    std::string box_key = {};   // the public half, base64
    std::string inbox_id = {};
    std::optional<Instant> read_at = {};
    std::optional<Instant> decided_at = {};
    std::int64_t version = 0;
    AgencyId owner_agency = {};

    // For whoever read it, filled by the store: does a wall stand between them and it, and to whom
    // has the officer opened it?
    bool walled = false;
    std::vector<AccountId> opened_to = {};
    bool sender_leads = false; // whoever sent it leads in that agency today, and so follows it
};

struct Outcome {
    std::string code; // data/code_lists/concern_outcome.csv
    std::string reason;
};

struct Decision {
    DecisionId id;
    ConcernId concern;
    Instant at;
    AccountId by;
    AgencyId agency;
    std::string summary;
    std::vector<Outcome> outcomes;
    DecisionId replaces = {};
};

enum class Direction { to_raiser, from_raiser };

struct Message {
    MessageId id;
    ConcernId concern;
    Instant at;
    Direction direction = Direction::to_raiser;
    std::string told_how
        = "receipt"; // data/code_lists/told_how.csv: by receipt, in Kith, by phone, …
    AccountId by = {};
    std::string body;
    std::string inbox_id = {};
    std::optional<Instant> read_at = {}; // when somebody on the other side said they had read it
    std::int64_t place = 0;              // in the thread; given by the store
};

// What a triage worker chose, before the rules have seen it.
struct Choice {
    std::vector<std::string> outcomes = {};
    std::map<std::string, std::string> reasons = {}; // by outcome
    std::string summary = {};                        // of the whole; needed to decide again
    std::string urgency = {};
};

// The words an outside reader may see. The order is that of the work.
enum class Status { received, being_read, finished };

[[nodiscard]] Status status_of(Concern const& concern);
[[nodiscard]] std::string_view write(Status status); // "received", "being_read", "finished"
[[nodiscard]] std::string_view write(Channel channel);
[[nodiscard]] std::string_view write(Route route);
[[nodiscard]] std::string_view write(State state);
[[nodiscard]] std::string_view write(SafeNow safe);
[[nodiscard]] std::string_view write(Direction direction);
[[nodiscard]] Channel read_channel(std::string_view text);
[[nodiscard]] Route read_route(std::string_view text);
[[nodiscard]] State read_state(std::string_view text);
[[nodiscard]] SafeNow read_safe_now(std::string_view text);
[[nodiscard]] Direction read_direction(std::string_view text);

// Somebody opens it to weigh it: from then on the raiser's status says so. Taking it again changes
// nothing.
[[nodiscard]] Result<Concern> take(Concern concern, AccountId by, Instant now);

// How urgent it looks so far; it orders the queue. `invalid` unless it is red, amber or green.
[[nodiscard]] Result<Concern> with_urgency(Concern concern, std::string const& urgency);

// Rules 1 and 3. `known_outcomes` are the codes that stand on the day.
[[nodiscard]] Result<Decision> decide(Concern const& concern, Choice const& choice,
    std::set<std::string> const& known_outcomes, AccountId by, AgencyId agency, Instant now);
[[nodiscard]] Concern decided(
    Concern concern, Decision const& decision, std::string const& urgency);

// The order of the queue: not safe now, then by urgency, then by what is due first.
[[nodiscard]] bool more_pressing(Concern const& one, Concern const& other);

} // namespace kith::concerns
