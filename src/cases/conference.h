// SPDX-License-Identifier: MIT
#pragma once

// A context conference: those with reach into a context agree what shall change there.
//
// 1. It is about the context, led for welfare and chaired by social care; no child is named in it
//    (csnetwork.org.uk; unnamed.h).
// 2. A draft saves with anything in it. To be held it needs its day, its chair, who came, what the
//    context is like now, a goal, a decision, the young people's views or why there are none and
//    how they were gathered, and a next step. That nobody disagreed is said by leaving dissent
//    empty.
// 3. Once held it is corrected only with a reason; what was written before stays.
// 4. Goals are positive statements about the context; goals and next steps are what a plan starts
//    from.
//
// Shapes   lists as they were typed, one to a line; `came_of`, `steps_of` and the rest read them.
// Errors   rules answer `invalid` with the field that is wrong, naming the line.

#include "base/ids.h"
#include "base/time.h"
#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kith::cases {

struct Conference {
    ConferenceId id = {};
    CaseId of = {};
    std::optional<Date> day = {};
    std::string place = {};
    std::string chair = {};     // "Eastmoor Council, exploitation team manager, Imran Siddle"
    std::string came = {};      // one to a line: agency, role, and a name if they like
    std::string absent = {};    // invited, and not there: the same
    std::string now_like = {};  // what the context is like now, from its assessment
    std::string goals = {};     // one to a line
    std::string decisions = {}; // one to a line
    std::string dissent = {};   // one to a line: who, a colon, why
    std::string views = {};     // young people's, in their words
    std::string views_how = {}; // how these were gathered, or why there are none
    std::string guardians = {}; // who can help there, and how
    std::string steps = {};     // one to a line: what; who; by when
    std::optional<Instant> held_at = {}; // when it was recorded as held; none: a draft
    std::int64_t version = 0;            // it was read at; 0: not saved yet
    AccountId created_by = {};
    AgencyId owner_agency = {};
    Instant recorded_at = {};

    [[nodiscard]] bool is_held() const { return held_at.has_value(); }
};

// Each text of it, in the order shown: for the form, the page and programs alike.
struct ConferenceText {
    char const* name;
    std::string Conference::*text;
    char const* label;
    char const* hint;
    int rows; // 1: one line
};
extern std::array<ConferenceText, 12> const conference_texts;

struct Present {
    std::string agency;
    std::string role;
    std::string name = {}; // only of those who wish it
};
struct Dissent {
    std::string who;
    std::string why;
};
struct NextStep {
    std::string what;
    std::string who;
    std::optional<Date> by = {};
};
[[nodiscard]] std::vector<std::string> lines_of(std::string_view text); // without empty ones
[[nodiscard]] Result<std::vector<Present>> present_in(
    std::string_view text, std::string_view field);
[[nodiscard]] Result<std::vector<Dissent>> dissent_in(std::string_view text);
[[nodiscard]] Result<std::vector<NextStep>> steps_in(std::string_view text);

// Everything that keeps it from being held: each with its field.
[[nodiscard]] std::vector<Error> missing_to_hold(Conference const& one, Date today);

} // namespace kith::cases
