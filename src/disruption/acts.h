// SPDX-License-Identifier: MIT
#pragma once

// What pages and programs do with steps, each whole inside one Change.
//
// Errors   `invalid` with the form's field; `conflict` where somebody was first; as the stores'.

#include "disruption/parts_store.h"
#include "disruption/room.h"

namespace kith::disruption {

// What a target is: its word among tactics', its district, when it was born. For a target that the
// caller has decided this visit may know; notes no look.
struct TargetFacts {
    std::string word = {}; // "place"; "" where no tactic is for such a thing
    std::string district = {};
    std::optional<PartialDate> birth = {};
    std::string age_fact = {}; // where their age is known, and no day of birth
};
[[nodiscard]] Result<TargetFacts> target_facts(Visit const& visit, Thing const& target);
// With what is known of it as far as this visit may read that.
[[nodiscard]] Result<Situation> situation_of(Visit const& visit, Thing const& target);
[[nodiscard]] std::string label_of_fact(Disruption const& room, std::string_view code);
[[nodiscard]] Options options_for(
    Disruption const& room, Visit const& visit, Situation const& situation);

// Rule 4 of step.h, and when the step ends as it is. `invalid` where its footing does not stand.
[[nodiscard]] Result<std::optional<Ending>> ending_for(
    Disruption const& room, db::Connection& connection, Step const& step, Date today);
// The same where a footing may have ended: the round of the day's.
[[nodiscard]] Lasting lasting_of(
    Disruption const& room, db::Connection& connection, Step const& step, Date today);

// All that is wrong with a new step, or with a correction of the one that `stands`: what that rests
// on may be left as it is by whoever may not know the child, and when it has ended.
[[nodiscard]] std::vector<Error> problems_with(Disruption const& room, Visit const& visit,
    Step const& step, std::optional<Step> const& stands = {});
[[nodiscard]] Result<Step> consider(Disruption const& room, Change& change, Step wanted);
[[nodiscard]] Result<Step> correct(
    Disruption const& room, Change& change, Step wanted, std::string const& reason);

struct MoveTyped {
    StepStatus status = StepStatus::considered;
    Date on = {};
    std::string why = {};
};
[[nodiscard]] Result<Step> move(Disruption const& room, Change& change, StepId id,
    std::int64_t version, MoveTyped const& typed);
// The last entry was wrong: the one before it stands again.
[[nodiscard]] Result<Step> take_back(Disruption const& room, Change& change, StepId id,
    StepMoveId entry, std::string const& because);

[[nodiscard]] Done answer(Disruption const& room, Change& change, StepId id,
    StepAnswers const& answers, std::string const& because);
[[nodiscard]] Result<Uuid> set_condition(Change& change, StepId id, std::string const& words);
[[nodiscard]] Done drop_condition(
    Change& change, StepId id, Uuid const& condition, std::string const& because);
[[nodiscard]] Result<Uuid> link_child(
    Change& change, StepId id, std::string const& reference, std::string const& because);
[[nodiscard]] Done unlink_child(
    Change& change, StepId id, Uuid const& child, std::string const& because);

[[nodiscard]] Result<TargetFactId> tick(Disruption const& room, Change& change, Thing const& target,
    std::string const& code, std::string const& where_from);
[[nodiscard]] Done untick(
    Change& change, Thing const& target, TargetFactId fact, std::string const& because);
// A phone, a vehicle, an account: the thing, with the fact that it is used in the harm.
[[nodiscard]] Result<Thing> name_target(Disruption const& room, Change& change,
    std::string const& kind, std::string const& as_written, std::string const& where_from);
inline constexpr char const* named_target_kinds[]
    = {"phone", "vehicle", "online_account", "bank_account"};

} // namespace kith::disruption
