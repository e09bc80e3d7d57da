// SPDX-License-Identifier: MIT
#pragma once

// One school of the register that `kith load` took in, by its number or its whole name.
//
// Open data: any visit may know it. Where no register is loaded nothing is found, and what was
// typed stands by itself.
//
// Cost     one indexed read by number; one pass over the schools by name.
// Errors   none.

#include "platform/db/db.h"
#include <optional>
#include <string>
#include <string_view>

namespace kith::directory {

struct RegisteredSchool {
    std::int64_t urn = 0; // unique reference number, of the Department for Education
    std::string name;
    std::string town;
    std::string postcode = {};
    std::string phase = {}; // the register's words: "Secondary"
    std::optional<std::int64_t> lowest_age = {};
    std::optional<std::int64_t> highest_age = {};
};

[[nodiscard]] std::optional<RegisteredSchool> find_school(
    db::Connection& connection, std::int64_t urn);
// The one school that is open under this name, whatever the case of ASCII letters; none if several
// are.
[[nodiscard]] std::optional<RegisteredSchool> school_named(
    db::Connection& connection, std::string_view name);

} // namespace kith::directory
