// SPDX-License-Identifier: MIT
#pragma once

// What somebody must do: which agency, who there, by when, and how we will know.
//
// 1. An action hangs on a thing, a case, a context or a concern, and is known to whoever may know
//    that; the person it names knows the action's own words besides.
// 2. It names its agency, and a person there: an account, or somebody in words who does not sign
//    in.
// 3. It has a day by which it is due, and says how we will know that it worked.
// 4. It ends as done, as not done and why, or is withdrawn and why. Nothing is deleted.
//
// Shapes   `drawn_from` is the thing itself where nothing else asked for it.
// Errors   rules answer `invalid` with the field that is wrong.

#include "base/ids.h"
#include "base/time.h"
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kith::actions {

enum class ActionState { open, done, not_done, withdrawn };

struct Action {
    ActionId id = {};
    Thing about = {};      // what it hangs on: decides who may know it
    Thing drawn_from = {}; // what asked for it: a goal, a conference, …
    std::string what = {}; // in words; shown beyond its own page only to who may know `about`
    std::string kind = {}; // data/code_lists/action_kind.csv
    AgencyId for_agency = {};
    AccountId named = {};            // one of these two
    std::string named_in_words = {}; // somebody who does not sign in
    Date due = {};
    std::string due_rule = {}; // id of a clock; "" if the day was chosen by hand
    std::string how_we_will_know = {};
    ActionState state = ActionState::open;
    std::string result = {}; // what came of it, or why it was not done or withdrawn
    std::optional<Date> finished_on = {};
    std::int64_t version = 0; // 0: not saved yet
    AccountId created_by = {};
    AgencyId owner_agency = {};
    Instant recorded_at = {};
    TeamId asked_by = {}; // the team that asked; if none is given, the first of whoever saves it

    [[nodiscard]] bool open() const { return state == ActionState::open; }
    [[nodiscard]] bool overdue(Date today) const { return open() && due < today; }
    // Without a due moment of its own: the last second of its day in London.
    [[nodiscard]] Instant due_at() const;
};

inline constexpr std::size_t longest_reason = 4'000; // of a result too

// The rules; what was typed comes back tidied, or the first thing that is wrong with it. A new one
// is due today or later.
[[nodiscard]] Result<Action> checked(Action action, Date today);
// One that is given another day than it `stands` with is due today or later too.
[[nodiscard]] Done check_moved(Action const& wanted, Action const& stands, Date today);
// All that is wrong with it, for a form that shows each beside its field.
[[nodiscard]] std::vector<Error> problems_of(Action const& action, Date today);

[[nodiscard]] std::string_view name_of(ActionState state);     // "not_done"
[[nodiscard]] std::string_view in_words_of(ActionState state); // "Not done"
[[nodiscard]] Result<ActionState> read_action_state(std::string_view word);

} // namespace kith::actions
