// SPDX-License-Identifier: MIT
#pragma once

// What the snapshot takes from the rows of one person, of all their records, and reading it: the
// room's own.
//
// Where somebody lived before tells as much as where they live now. What is sealed is not here.
//
// Cost     seven indexed reads a person; `read_described_after` reads a batch with six in all, and
//          whoever has joined records once more.

#include "people/store.h"
#include <string>
#include <vector>

namespace kith::people {

// Of all numbers, that which the engine compares.
inline constexpr std::string_view compared_scheme = "nhs_number";

struct Described {
    PersonId person;
    std::string birth = {}; // 2011-05-03, 2011-05 or 2011; empty if not known, the year if a guess
    bool birth_estimated = false;
    std::string sex = {};                // F, M or empty
    std::vector<std::string> names = {}; // of all kinds, those that stand
    std::vector<std::string> postcodes = {};
    std::vector<std::string> phones = {}; // digits alone
    std::vector<std::string> emails = {};
    std::vector<std::string> identifiers = {};
};

// Nothing where there is no such record, where it is joined to another, or withdrawn.
[[nodiscard]] std::optional<Described> read_described(db::Connection& connection, PersonId id);
// Those after `last`, by id, at most so many.
[[nodiscard]] std::vector<Described> read_described_after(
    db::Connection& connection, PersonId last, std::int64_t most);

// The postcode that stands somewhere in an address; empty if there is none.
[[nodiscard]] std::string postcode_in(std::string_view address);
// 07700 900123 and +44 7700 900123 are one; empty where no phone is meant.
[[nodiscard]] std::string phone_digits(std::string_view typed);
// How a birth date is compared: the year alone where the day is a guess.
[[nodiscard]] std::string birth_compared(std::optional<PartialDate> const& birth);

} // namespace kith::people
