// SPDX-License-Identifier: MIT
#pragma once

// The published rules of the yearly return of children looked after (SSDA903), as far as they are
// about the file of children who were missing or away from placement without authorisation.
//
// 1. The year runs from 1 April to 31 March, and is called by the year it ends in.
// 2. One line is one time away. Lines of one child touch at most: one may start on the day on which
//    another ended (574).
// 3. A period of care is a run of statuses of one authority (people/care.h). What ended after 31
//    March had not ended yet in that year: 575, 577 and 580 take it as open.
// 4. Each rule says one thing. Where the published ones overlap, a line that breaks several is told
//    by the nearest: 564 for a start that is left out, 1004 for one that is no date; 581 before any
//    care, 578 after it ended.
//
// Source   the rules 564 to 586 and 1004 to 1006 of the Department for Education's SSDA903
//          validation, by the facts that github.com/data-to-insight/csc-validator-be-903 holds
//          (commit 10ad07c; lac_validator/rules/lac2022_23, in force to 2026/27). Of that range 579
//          and 582 to 584 are about adoption; 568, 569, 572, 573 and 585 are not in it.
// Shapes   lines as they stand in the file, in; breaches by number, line and what to do, out.
// Cost     a sort of the lines, and for each the few periods of its child.
// Errors   none: the function is total.

#include "base/time.h"
#include "people/people.h"
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace kith::missing {

// CHILD,DOB,MISSING,MIS_START,MIS_END: as written, days dd/mm/yyyy.
struct ReturnLine {
    std::string child = {};
    std::string birth = {};
    std::string kind = {};
    std::string start = {};
    std::string end = {};
};
[[nodiscard]] std::string write_uk(Date day);                     // 31/03/2026
[[nodiscard]] std::optional<Date> read_uk(std::string_view text); // that alone

struct ReturnYear {
    int year = 0; // 2026: to 31 March 2026
    [[nodiscard]] Date first() const;
    [[nodiscard]] Date last() const;
};
[[nodiscard]] ReturnYear return_year_of(Date day);

// What is known of a child besides the lines.
struct ChildInCare {
    std::vector<people::PeriodOfCare> care = {}; // of the authority that returns, earliest first
    std::vector<people::Placement> placements = {};
};
// What last year's file left open.
struct LeftOpen {
    std::string child;
    Date start = {};
    PersonId person = {}; // for whoever decides whether it may be told
};

struct ReturnRule {
    int number;
    std::string_view says; // what is wrong
    std::string_view mend; // what to do
};
[[nodiscard]] std::span<ReturnRule const> return_rules(); // by number
[[nodiscard]] ReturnRule const& return_rule(int number);

struct Breach {
    int rule = 0;
    std::size_t line = 0; // its place among the lines; of 576 among those left open
    friend auto operator<=>(Breach const&, Breach const&) = default;
};
// By line, then by number; those of 576 last. Of a child who is not in `children` nothing that asks
// for care is told.
[[nodiscard]] std::vector<Breach> breaches_of(ReturnYear year, std::span<ReturnLine const> lines,
    std::map<std::string, ChildInCare> const& children, std::span<LeftOpen const> left_open = {});

// Years that somebody born that day is so old; 29 February counts as the 28th in other years.
[[nodiscard]] Date birthday(Date born, int years);

} // namespace kith::missing
