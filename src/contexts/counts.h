// SPDX-License-Identifier: MIT
#pragma once

// How many children are linked to a context, for those who may not know who.
//
// 1. Counted are people linked today who are under 18, or whose age is not known; each once,
//    whatever their roles. Adults are not: a number of them would point at somebody.
// 2. A number under 5 is told as "fewer than 5", and so is none. In a table no number that is kept
//    back can be worked out (base/small_numbers.h).
// 3. The numbers are the same whoever asks. They are told in tables only to whoever may know none
// of
//    those counted: somebody who knows four of nine children could take them off each row. To
//    others only how many they may not know is told.
// 4. These are the only numbers of people of a context: the peer map, the plan that helps them and
// the
//    weightings that name it tell these and none of their own, which could be taken from these.
// 5. Each table is of the same children, in rows that do not depend on who they are: by age, sex,
// by
//    the role they were first linked in, by when that was, and by whether it weighs heavily in harm
//    for them. A home or a group of peers is
//    counted for those who open its record; a school, place or online space also for analysts.
//
// Cost     one indexed read, and two for each person linked.

#include "contexts/room.h"

namespace kith::contexts {

struct NumberRow {
    std::string label;
    std::optional<std::int64_t> number; // empty: kept back
};
struct NumberTable {
    std::string title;
    std::vector<NumberRow> rows;
};
struct Numbers {
    std::int64_t children = 0; // for `number_in_words` alone
    std::int64_t known = 0;    // how many of them this visit is shown on the context's page
    std::vector<NumberTable> tables = {}; // none if it is shown some, or they are fewer than 5

    // "Fewer than 5 children are linked whom you may not know."
    [[nodiscard]] std::string others_in_words() const;
    // That, or of all to whoever is shown none of them: "12 children are linked."
    [[nodiscard]] std::string in_words() const;
};

// May this visit be told the numbers of that context, whether or not it opens its record?
[[nodiscard]] access::Facts number_facts(Visit const& visit, Context const& context);
[[nodiscard]] Numbers numbers_of(Contexts const& room, Visit const& visit, Context const& context);
// The schools, places and online spaces, each with its number, for an analyst; by name.
struct NumberedContext {
    Context context;
    std::int64_t children = 0;
};
[[nodiscard]] std::vector<NumberedContext> list_numbered(Contexts const& room, Visit const& visit);

} // namespace kith::contexts
