// SPDX-License-Identifier: MIT
#pragma once

// Which names are forms of one another: "Bill" of "William", "Mohammed" of "Muhammad".
//
// Two names are variants if they are forms of one name; a form of a form is not followed, so that
// "Sam" meets "Samuel" and "Samantha", and these two do not meet.
//
// Shapes   a text of lines "name,form": data/reference/name_variants.csv. The engine is given it.
// Cost     a record's names are looked up once each. Threads  safe once read.
// Errors   none: a line without a comma is passed over.

#include "engine/linkage/record.h"
#include <string>
#include <string_view>
#include <unordered_map>

namespace kith::linkage {

class Variants {
public:
    Variants() = default;
    explicit Variants(std::string_view lines);
    // The names it is a form of, itself among them if it has forms; at most eight, ascending.
    [[nodiscard]] std::array<std::uint16_t, 8> roots(std::string_view folded) const;

private:
    void add(std::string_view form, std::uint16_t root);
    std::unordered_map<std::string, std::array<std::uint16_t, 8>> roots_;
};

void give_roots(Name& name, std::array<std::uint16_t, 8> const& roots);
[[nodiscard]] bool variants_of_one(Name const& left, Name const& right);

} // namespace kith::linkage
