// SPDX-License-Identifier: MIT
#pragma once

// Every SQL statement of concerns.
//
// Reading takes a Visit, decides "read" over each row's facts, and notes what was handed out;
// writing takes a Change, decides the act and writes the ledger entry with it. A concern that this
// visit may not know answers as one that does not exist.
//
// Cost     a find is one indexed read; the queue reads each team's open concerns, some hundreds at
// most. Errors   `not_found`, `not_allowed`, `conflict` if it was saved since it was read.

#include "base/reference.h"
#include "concerns/concern.h"
#include "concerns/signs.h"
#include "platform/access/visit.h"
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace kith::concerns {

using access::Change;
using access::Visit;

enum class Taken { now, before }; // whether an item of the inbox was new

class Store {
public:
    [[nodiscard]] Result<Concern> find(Visit const& visit, ConcernId id) const;
    [[nodiscard]] Result<Concern> find(Visit const& visit, Reference const& reference) const;

    // May the visitor read it whole? Notes no look.
    [[nodiscard]] bool knows(Visit const& visit, ConcernId id) const;

    // What the visitor's teams hold and have not decided, the most pressing first.
    [[nodiscard]] std::vector<Concern> list_open(Visit const& visit) const;
    // Decided and held by the visitor's teams, or by none; the latest first.
    [[nodiscard]] std::vector<Concern> list_decided(Visit const& visit, std::size_t limit) const;
    // What the visitor raised, or sent for a colleague, the latest first.
    [[nodiscard]] std::vector<Concern> list_raised(Visit const& visit, std::size_t limit) const;
    // What a designated officer has opened to the visitor, the latest first.
    [[nodiscard]] std::vector<Concern> list_opened(Visit const& visit, std::size_t limit) const;
    // With words that nobody has said they have read: from the raiser, of what the visitor's teams
    // or no team hold; to the raiser, of what the visitor raised.
    [[nodiscard]] std::vector<Concern> list_unread(Visit const& visit, Direction direction) const;
    // Others from the same postcode that this visit may know, the latest first.
    [[nodiscard]] std::vector<Concern> list_nearby(
        Visit const& visit, Concern const& concern, std::size_t limit) const;

    [[nodiscard]] std::vector<Decision> decisions(
        Visit const& visit, Concern const& concern) const; // latest first
    [[nodiscard]] std::vector<Message> messages(
        Visit const& visit, Concern const& concern) const; // in the order in which they came
    // One indexed row each, however long the thread has become.
    [[nodiscard]] bool has_message(Visit const& visit, Concern const& concern, MessageId id) const;
    [[nodiscard]] bool has_unread(
        Visit const& visit, Concern const& concern, Direction direction, std::int64_t up_to) const;

    // A new one. From the inbox: `before` if an item of that id is in already, and then nothing is
    // written.
    // Its reference is drawn again while another concern has it.
    [[nodiscard]] Result<Taken> add(Change& change, Concern& concern) const;
    // A version: `act` is what was done ("take", "decide", "correct"), `reason` why it differs from
    // the one before.
    [[nodiscard]] Done save(Change& change, Concern const& concern, std::string_view act,
        std::string const& reason) const;
    // To another team, by whoever may "send_on" it as it stood `before`.
    [[nodiscard]] Done hand_over(Change& change, Concern const& before, Concern const& after,
        std::string const& reason) const;
    // Facts put right, by whoever may "correct" it as it stood `before`.
    [[nodiscard]] Done correct(Change& change, Concern const& before, Concern const& after,
        std::string const& reason) const;
    // What each version replaced, the latest first.
    struct Was {
        Concern concern;
        Instant until;
        AccountId by; // who replaced it
        std::string reason;
    };
    [[nodiscard]] std::vector<Was> versions(Visit const& visit, Concern const& concern) const;
    [[nodiscard]] Done add(Change& change, Concern const& concern, Decision const& decision) const;
    [[nodiscard]] Result<Taken> add(
        Change& change, Concern const& concern, Message const& message) const;
    // Those that came one way, up to that place of the thread.
    [[nodiscard]] Done messages_read(
        Change& change, Concern const& concern, Direction direction, std::int64_t up_to) const;

    // What was noticed, as the newest version of the concern says; only of one this visit may know.
    [[nodiscard]] std::vector<Sign> signs(Visit const& visit, Concern const& concern) const;
    // People and contexts found not to be meant by it.
    [[nodiscard]] std::set<Thing> not_meant(Visit const& visit, ConcernId concern) const;
    void add_not_meant(Change& change, ConcernId concern, Thing const& subject) const;

    // For the process that lays replies out: what changed for which box.
    struct Outgoing {
        std::string id;
        ConcernId concern;
    };
    [[nodiscard]] std::vector<Outgoing> outgoing(Visit const& visit, std::size_t limit) const;
    [[nodiscard]] Done laid_out(Change& change, std::vector<Outgoing> const& done_with) const;
    // From the inbox: the concern whose raiser holds this box.
    [[nodiscard]] Result<Concern> find_by_box(Visit const& visit, std::string const& box) const;

private:
    // Its raiser has a box to read from: what they see is laid out anew.
    static void lay_out_later(Change& change, Concern const& concern);
    static void keep_signs(Change& change, Concern const& concern, std::int64_t version);
    [[nodiscard]] Done replace(
        Change& change, Concern const& concern, std::string const& reason) const;
};

[[nodiscard]] access::Facts facts_of(Concern const& concern);

// Sets `sender_leads` as it is today. The store does it with each row.
void attend_sender(Visit const& visit, Concern& concern);
// Does the visitor speak for whoever raised it: that is they, or the lead who sent it and does not
// weigh it too?
[[nodiscard]] bool on_raisers_side(Visit const& visit, Concern const& concern);

// Does a wall stand between this visit and the concern? What hangs on a concern asks, such as a
// partner's part. No look.
[[nodiscard]] bool walled_off(Visit const& visit, ConcernId id);
// What the policies decide over, also of one that this visit may not know. No look.
[[nodiscard]] std::optional<access::Facts> find_facts(Visit const& visit, ConcernId id);

} // namespace kith::concerns
