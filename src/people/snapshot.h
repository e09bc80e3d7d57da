// SPDX-License-Identifier: MIT
#pragma once

// All people's names, birth dates, postcodes, phones and numbers, in memory, to be compared with
// what somebody describes. A person is held once, with what all of their records say.
//
// `follow` fills it from the rows, in batches, and then keeps it up from `changed`
// (platform/ledger/changed.h): it reads ten seconds back each time, and whoever was away for longer
// than a day begins anew. What stands in a protected address never enters: a phone or an address
// that tells where somebody lives is kept sealed, in another table. Of their numbers it holds the
// NHS number alone: that two numbers of different schemes differ speaks neither for nor against.
//
// The weights come from a model that ships, never from what is held, so that a hidden record
// changes no figure.
//
// Cost     some hundred bytes a name; a look-up well under a millisecond.
// Threads  many may find while one follows.
// Errors   database failures are thrown; the next round tries again.

#include "people/store.h"
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace kith::people {

struct Resembling {
    PersonId person;
    std::vector<std::string> reasons = {};
    float bits = 0;
    double probability = 0;
};

struct Described;

// How two records compare: nobody's to see but through a page that was opened for both.
struct Weighed {
    PersonId person;
    float bits = 0;
    double probability = 0;
    bool forename_alike = false; // the same, a form of it, spelt alike, its initial, or swapped
    std::vector<std::string> reasons = {};
};

class Snapshot {
public:
    // Asked before somebody is compared, counted or ranked.
    using May = std::function<bool(Uuid const&)>;

    Snapshot();
    Snapshot(Snapshot const&) = delete;
    Snapshot& operator=(Snapshot const&) = delete;
    ~Snapshot();

    void follow(db::Connection& connection, Instant now);
    [[nodiscard]] std::size_t size() const; // people held
    // False until all rows were read once, after a start: those not read yet are not found.
    [[nodiscard]] bool is_whole() const;
    // The most alike first; of those equally alike in an order that tells nothing.
    [[nodiscard]] std::vector<Resembling> find(
        Match const& described, Date today, std::size_t most, May const& may) const;
    // Those like somebody on record, by all that is held of them: for the round that proposes
    // pairs, and for the page of one. Not themselves.
    [[nodiscard]] std::vector<Weighed> like(
        Described const& described, std::size_t most, May const& may) const;

private:
    struct Held;
    std::unique_ptr<Held> held_;
};

} // namespace kith::people
