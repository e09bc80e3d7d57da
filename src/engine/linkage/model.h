// SPDX-License-Identifier: MIT
#pragma once

// What was learned of how records of one person differ, and how strangers happen to agree.
//
// m is how often two records of one person fall into a level, u how often two strangers do, where
// neither is silent. Members of one household are a third kind: of one surname, at one address, now
// and then of one birth date (twins), and otherwise strangers. A frequency says how common a value
// is: that two share the surname Smith tells less than that they share Entwistle.
//
// Source   I. P. Fellegi and A. B. Sunter, JASA 64 (1969) 1183-1210; the third kind: W. E. Winkler
//          (1993) and M. D. Larsen and D. B. Rubin, JASA 96 (2001) 32-41.

#include "engine/linkage/block.h"
#include "engine/linkage/compare.h"
#include <algorithm>
#include <array>
#include <vector>

namespace kith::linkage {

using Levels = std::array<double, level_count>;

// How often each value occurs, of those that are there.
struct Frequency {
    std::vector<std::uint32_t> counts = {}; // by value
    double total = 0;
    double average = 0; // of a saved model, whose rare values were left out; 0: work it out
    [[nodiscard]] double same() const; // how often two drawn at random are the same
};

// The fields whose commonness counts, in this order.
enum class Counted : std::uint8_t {
    forename,
    surname,
    birth,
    postcode,
    birth_place,
    occupation,
    house,
    street
};
inline constexpr std::size_t counted_count = 8;

struct Model {
    std::array<Levels, field_count> m = {};
    std::array<Levels, field_count> u = {};
    Levels household_birth = {};     // as u, between members of one household
    double households = 0;           // pairs of one household for each pair of one person
    double matches_per_record = 0.5; // pairs of one person for each record
    std::array<Frequency, counted_count> frequencies = {};
    Crowded crowded = {};
};

// How much more often two of one household share a field than strangers do, where two records of
// one person do so `ratio` times as often: as often for surname and address, a phone in one case of
// four, an e-mail address in one of sixteen. That these differ says nothing about a household.
[[nodiscard]] constexpr double at_home(Field field, double ratio)
{
    auto const share = field == Field::phone ? 1.0 / 4 : field == Field::email ? 1.0 / 16 : 0.0;
    return share == 0.0 ? ratio : std::max(1.0, ratio * share);
}

// A birth date's number, the same everywhere; 0 for one that is not whole or no day of a calendar.
[[nodiscard]] Value value_of_birth(Birth const& birth);
// How many values of each kind the records hold.
[[nodiscard]] std::array<Frequency, counted_count> count_values(
    People const& people, unsigned threads);

// A model as it is kept in a file. Values that few records hold are left out, so that a file names
// nobody: a value that is not there counts as rare.
inline constexpr std::uint32_t kept_from = 5;
inline constexpr std::size_t kept_count = 6; // of Counted: those that scoring asks for
struct SavedModel {
    std::array<Levels, field_count> m = {};
    std::array<Levels, field_count> u = {};
    Levels household_birth = {};
    double households = 0;
    double matches_per_record = 0;
    struct Common {
        std::vector<std::pair<std::string, std::uint32_t>> values = {}; // by text
        double total = 0;
        double average = 0;
        double others = 1; // how many records hold a value that is not named here
    };
    std::array<Common, kept_count> common = {};
    Crowded crowded = {};
};
[[nodiscard]] SavedModel saved(Model const& model, People const& people);

// What is usual of numbers and ways to reach somebody, where few or none were met. Said by us, not
// learned. A number is issued to one person, and now and then to two, or mistyped; a telephone or
// an address is shared within a household, and changes.
struct UsualNumber {
    Field field;
    Levels m; // missing, same, close, different
    Levels u;
};
inline constexpr std::array usual_numbers
    = {UsualNumber{Field::identifier, {0, 0.95, 0.02, 0.03}, {0, 1e-7, 1e-6, 0.9999989}},
        UsualNumber{Field::phone, {0, 0.7, 0.05, 0.25}, {0, 2e-6, 2e-5, 0.999978}},
        UsualNumber{Field::email, {0, 0.8, 0.04, 0.16}, {0, 1e-6, 1e-6, 0.999998}}};
// Of a model written where nobody's number was known: it stands there as if one stranger in three
// held the same.
void give_usual_numbers(std::array<Levels, field_count>& m, std::array<Levels, field_count>& u);

// Only the most common values of each kind keep their own figure, and no key of a block: enough to
// look people up, in a small file, and not to link large files with. Where hardly any two records
// held a number or a way to reach somebody, nothing was learned of it: what is usual stands there.
inline constexpr std::size_t kept_for_look_ups = 2400;
void keep_for_look_ups(SavedModel& model);
// The model over other records: their values find their frequencies by text.
[[nodiscard]] Model applied(SavedModel const& saved, People const& people);

} // namespace kith::linkage
