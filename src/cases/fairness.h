// SPDX-License-Identifier: MIT
#pragma once

// Is one group of people seen, judged or left waiting otherwise than another?
//
// Children of some groups are seen as older than they are, and as responsible for what is done to
// them (adultification). No record shows that; numbers of many can. Every list and level is split
// by age, sex, ethnicity, disability, care status and district, with a rate, the interval in which
// the true rate may lie, and how many have nothing recorded.
//
// 1. Each person counts once in a list. How they are grouped is data/reference/fairness.toml.
// 2. Numbers under 5 are not told, nor what would give one away (base/small_tables.h).
// 3. A rate is told with Wilson's interval, 95 in 100 (Wilson 1927, Journal of the American
//    Statistical Association 22:209). Nothing is called significant, and nobody is scored.
// 4. Which groups there are does not depend on who is counted, and neither does their order.
//
// Shapes   plain values; rates in percent.
// Cost     one pass over the people counted. Errors   `read` names what is wrong in the file.

#include "base/small_tables.h"
#include "directory/directory.h"
#include "people/people.h"
#include <array>
#include <string>
#include <vector>

namespace kith::cases {

enum class Split { age, sex, ethnicity, disability, care, district };
inline constexpr std::array<Split, 6> all_splits{
    Split::age, Split::sex, Split::ethnicity, Split::disability, Split::care, Split::district};
[[nodiscard]] char const* title_of(Split split); // "Care status"

class FairnessGroups {
public:
    [[nodiscard]] static FairnessGroups shipped(directory::ReferenceFacts const& facts);
    [[nodiscard]] static Result<FairnessGroups> read(
        std::string_view toml, directory::ReferenceFacts const& facts);

    // In order; "Not recorded" is the last. `on` decides which districts there are.
    [[nodiscard]] std::vector<std::string> labels(Split split, Date on) const;
    // Which of them; `district` is a code, empty if it is not known.
    [[nodiscard]] std::size_t group_of(
        Split split, people::SplitBy const& person, std::string_view district, Date on) const;

private:
    struct Group {
        std::string label;
        std::set<std::string> codes; // "*": any
    };
    friend class FairnessReader;

    directory::ReferenceFacts const* facts_ = nullptr;
    std::vector<int> ages_ = {};
    std::array<std::vector<Group>, all_splits.size()> groups_ = {};
};

struct CountedPerson {
    std::array<std::size_t, all_splits.size()> groups = {};
    std::size_t outcome = 0; // of the list
};

struct Rate {
    double percent = 0, low = 0, high = 0;
};
// Rule 3; of nobody there is none.
[[nodiscard]] std::optional<Rate> rate_of(std::int64_t count, std::int64_t of);
[[nodiscard]] std::string in_words(Rate const& rate); // "31 % (21 to 44)"

struct FairnessTable {
    Split split = Split::age;
    std::vector<std::string> groups = {};
    TableTold told = {};                       // a row a group, a column an outcome
    [[nodiscard]] std::string missing() const; // "Not recorded for 12 of 58 (21 %)."
};
[[nodiscard]] std::vector<FairnessTable> tables_of(FairnessGroups const& groups,
    std::vector<CountedPerson> const& people, std::size_t outcomes, Date on);

} // namespace kith::cases
