// SPDX-License-Identifier: MIT
#pragma once

// What is done with a matter: rules and store together, in one Change.
//
// Errors   `invalid` with the form's field; `conflict`; `not_found`; `not_allowed`.

#include "justice/acts.h"
#include "justice/matter_store.h"

namespace kith::justice {

inline constexpr char const* matter_form = "justice/matter";

void read_answers(forms::Answers const& answers, Matter& matter); // its typed columns
[[nodiscard]] std::vector<Error> problems_with(Visit const& visit, Matter const& matter);
[[nodiscard]] Result<Matter> begin_matter(Change& change, Matter wanted);
[[nodiscard]] Result<Matter> correct_matter(
    Change& change, Matter wanted, std::string const& reason);

// Starts the clock by which they are told, where others decided it.
[[nodiscard]] Result<Stage> reach_stage(
    Justice const& room, Change& change, MatterId id, Stage wanted);
[[nodiscard]] Result<Telling> tell_victim(
    Justice const& room, Change& change, MatterId id, StageId stage, Telling wanted);
[[nodiscard]] Result<Offer> record_offer(
    Justice const& room, Change& change, MatterId id, Offer wanted);
// Of stages the last; of tellings and offers any that stands.
[[nodiscard]] Done take_matter_part_back(Justice const& room, Change& change, MatterId id,
    MatterPart part, Uuid const& of, std::string const& because);

// Those of the visitor's agency of which the victim is to be told.
struct ToTell {
    Matter matter;
    Stage stage;
};
[[nodiscard]] std::vector<ToTell> list_to_tell(Visit const& visit);

} // namespace kith::justice
