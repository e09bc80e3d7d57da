// SPDX-License-Identifier: MIT
#pragma once

// Is this person already known? Holds people as they come, change and go, and answers with those
// most like what somebody typed, with any part of it missing. It says what is alike, never who.
//
// Names are found however they are spelt, as forms of one another, in each other's place, by their
// beginnings, and in another script; people also by birth date, number, way to reach them and
// postcode. The model, and how many people it presumes, are given: what is held changes no weight.
// So a person whom `may` refuses changes nothing in the answer: no order, no figure, no cut-off.
//
// Shapes   a person has rows: one for each name, with what is known beside it. An answer names a
//          person once, by the row most like what was asked. Of those equally alike, the lower id.
// Cost     a look-up some tens of microseconds to a few hundred over 1.5 million rows; a row put
//          in or taken out a few microseconds. Some 250 bytes a row.
// Threads  any number may look up while one puts in or takes out; a look-up writes nothing down.
// Memory   texts of people who went stay in the books, which nothing reads, until the next start.
// Errors   none: nothing asked, nothing found.

#include "base/id.h"
#include "engine/linkage/explain.h"
#include "engine/linkage/register.h"
#include <functional>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

namespace kith::linkage {

// May this person be known to whoever asks? Asked at most once a look-up for each person, and
// before they are compared, counted or ranked. It must not call the register.
using May = std::function<bool(Uuid const& person)>;

struct Found {
    Uuid person;
    float bits = 0;                   // for one person, against two
    double probability = 0;           // in [0, 1]
    std::vector<Reason> reasons = {}; // the weightiest first
    Pattern pattern = 0;              // the level of each field
};

// What somebody asks for.
struct Sought {
    Written written = {};
    bool unfinished = false; // a name may be the beginning of one, from two letters on
    bool any_order = false;  // nobody said which name is the forename
};
// A line as it is typed into one box: "mo", "mo kh", "kha moh 2009", "smith pr1 2ab". Its texts
// are views of the line.
[[nodiscard]] Sought read_sought(std::string_view line);

// How many people could be meant, whoever is held: about as many as live in the whole county.
inline constexpr double people_presumed = 1'500'000;

class KnownRegister {
public:
    KnownRegister(SavedModel const& model, Variants variants, double presumed = people_presumed);
    ~KnownRegister();
    KnownRegister(KnownRegister const&) = delete;
    KnownRegister& operator=(KnownRegister const&) = delete;

    void put(Uuid const& person, std::span<Written const> rows); // in place of what stood there
    void remove(Uuid const& person);                             // none: nothing happens
    [[nodiscard]] std::size_t size() const;                      // people

    // The most alike first, at most so many.
    [[nodiscard]] std::vector<Found> find(
        Sought const& sought, std::size_t most, May const& may) const;
    [[nodiscard]] std::vector<Found> find(
        Written const& asked, std::size_t most, May const& may) const
    {
        return find(Sought{.written = asked}, most, may);
    }

private:
    struct Held;
    std::unique_ptr<Held> held_;
};

} // namespace kith::linkage
