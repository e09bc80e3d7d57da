// SPDX-License-Identifier: MIT
#pragma once

// One look-up: who could be meant is gathered with the most that they could weigh, and looked at in
// that order until nobody left can stand among the first. So the answer is that of comparing
// everybody gathered, and whoever may not be known is passed over before they count for anything.
//
// Gathered are rows whose forename and surname are both alike (in either order; or the one that was
// typed), rows of the same birth date (day and month swapped too), of the same number or way to
// reach them, and of the same postcode.
//
// Threads  a Room belongs to one look-up at a time. Errors  none.

#include "engine/linkage/known_register.h"
#include "engine/linkage/known_typed.h"

namespace kith::linkage {

// A row that could be meant.
struct KnownCandidate {
    float bound;
    std::uint32_t lot;
    std::uint32_t row;
    std::uint32_t reading;
};

// What a look-up works on, kept for the next.
struct LookRoom {
    std::array<ComparedNames, 4> names = {};
    std::vector<KnownCandidate> candidates = {};
    std::unordered_map<std::uint32_t, bool> may = {}; // by person
};

class Look {
public:
    Look(KnownRows const& rows, GivenModel const& model, LookRoom& room, Sought const& sought);
    ~Look();
    Look(Look const&) = delete;
    Look& operator=(Look const&) = delete;
    [[nodiscard]] std::vector<Found> answer(std::size_t most, May const& may);

private:
    // One way to understand what was typed: which name is which.
    struct Reading {
        TypedRecord typed = {};
        ComparedNames* forenames = nullptr;
        ComparedNames* surnames = nullptr;
        std::array<float, level_count> birth_parts = {};
        float besides = 0;
    };
    // What a surname gives to every row that has it.
    struct OfSurname {
        unsigned level = 0;
        float part = 0;
        Value common = 0;
        std::array<float, level_count> households = {};
        std::uint32_t known_households = 0;
    };
    struct Best {
        float bits;
        std::uint32_t person;
        std::uint32_t row;
        std::uint32_t reading;
    };

    void add_reading(Written const& written, bool unfinished);
    void gather(std::uint32_t at);
    void gather_by_names(std::uint32_t at, bool any_order);
    void gather_by_one_name(std::uint32_t at);
    void gather_swapped(std::uint32_t at);
    void gather_born(std::uint32_t at);
    void gather_by_number(std::uint32_t at);
    [[nodiscard]] float bound(
        Reading const& reading, OfSurname& surname, float forename, Birth const& birth) const;
    [[nodiscard]] float forename_part(Reading const& reading, Value forename) const;
    [[nodiscard]] OfSurname of_surname(ComparedName const* one) const;
    void push(std::uint32_t at, KnownEntry const& entry, float bound);
    [[nodiscard]] bool comes_before(Best const& left, Best const& right) const;
    [[nodiscard]] bool can_still_enter(KnownCandidate const& one) const;
    void consider(KnownCandidate const& one, std::size_t most, May const& may);
    [[nodiscard]] Found told(Best const& best, People& texts) const;

    KnownRows const& rows_;
    GivenModel const& model_;
    LookRoom& room_;
    bool any_order_;
    std::vector<Reading> readings_ = {};
    std::vector<Best> best_ = {};
};

} // namespace kith::linkage
