// SPDX-License-Identifier: MIT
#pragma once

// Justice and recovery: one harm to one victim, before the law or never brought there. Pure.
//
// 1. A matter is a victim's. Whoever is suspected stands in no part of it, and it stands on no page
//    of theirs.
// 2. Its stages are one row, by `may_come`; each has a day that is not before the one before it, is
//    never edited, and is taken back with a reason while it is the last.
// 3. Of each stage that others decide the victim is told: when, by whom, how, and what they wish
//    now. Until then the agency whose matter it is has to see to it, within 5 working days, or 1
//    where they have enhanced rights. That they asked not to be told is an answer.
// 4. Of a decision not to charge or not to go on they may ask a review, within a time that runs
//    from when they were told. It is their right, and nobody here is late.
// 5. Each right, measure and help is not asked for yet, offered, taken, declined, or not for them.
//    What helps is the same where nothing is reported or prosecuted, and after court.
// 6. Of harm that an adult tells of it is asked whether a child may be at risk now.
//
// Sources  data/reference/justice.toml; clocks victims.*.
// Shapes   plain values. Errors   `invalid` with the form's field.

#include "base/reference.h"
#include "base/result.h"
#include "base/time.h"
#include "justice/ids.h"
#include "justice/law.h"
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kith::justice {

struct Matter {
    MatterId id = {};
    Reference reference = {}; // J-7KM-4QX9
    PersonId person = {};
    CaseId of_case = {};
    std::string kind = {};          // data/code_lists/matter_kind.csv
    std::string harm = {};          // data/code_lists/harm_told_of.csv
    bool enhanced = false;          // they have enhanced rights
    std::string child_at_risk = {}; // yes, no, not_known; "" where it is not asked
    AgencyId owner_agency = {};
    int form_version = 0;
    std::string answers = {}; // JSON of justice/matter
    std::int64_t version = 0; // 0: not saved yet
    AccountId created_by = {};
    Instant recorded_at = {};
    AccountId recorded_by = {};
};

enum class StageKind {
    reported,
    investigated,
    interviewed,
    bail,
    charged,
    not_charged,
    review_asked,
    review_stands,
    review_changed,
    hearing,
    trial,
    convicted,
    acquitted,
    sentenced,
    appeal,
    release
};
inline constexpr StageKind all_stages[] = {StageKind::reported, StageKind::investigated,
    StageKind::interviewed, StageKind::bail, StageKind::charged, StageKind::not_charged,
    StageKind::review_asked, StageKind::review_stands, StageKind::review_changed,
    StageKind::hearing, StageKind::trial, StageKind::convicted, StageKind::acquitted,
    StageKind::sentenced, StageKind::appeal, StageKind::release};
[[nodiscard]] std::string_view name_of(StageKind kind);     // "not_charged"
[[nodiscard]] std::string_view in_words_of(StageKind kind); // "It was decided not to charge"
[[nodiscard]] std::optional<StageKind> read_stage(std::string_view text);
[[nodiscard]] bool is_to_be_told(StageKind kind); // rule 3: others decided it

struct Telling {
    TellingId id = {};
    Date on = {};
    std::string how = {};     // data/code_lists/how_told.csv
    std::string told_by = {}; // in words
    std::string words = {};   // what was said
    std::string wishes = {};  // what they wish now, in their own words
    std::string review_rule = {};
    std::optional<Date> review_until = {}; // rule 4
    AccountId by = {};
    Instant at = {};
    std::optional<Instant> taken_back_at = {};
    std::string taken_back_because = {};
};

struct Stage {
    StageId id = {};
    StageKind kind = StageKind::reported;
    Date on = {};
    std::string words = {};
    std::string due_rule = {};
    std::optional<Date> due = {}; // by when they are told
    AccountId by = {};
    Instant at = {};
    std::optional<Instant> taken_back_at = {};
    std::string taken_back_because = {};
    std::vector<Telling> tellings = {};

    [[nodiscard]] bool told() const; // some telling stands
    [[nodiscard]] bool waits() const { return !taken_back_at && due && !told(); }
};

[[nodiscard]] std::optional<Stage> where_it_stands(std::vector<Stage> const& stages);
[[nodiscard]] bool has_stage(std::vector<Stage> const& stages, StageKind kind);
[[nodiscard]] bool may_come(std::vector<Stage> const& stages, StageKind kind);
[[nodiscard]] std::vector<StageKind> next_stages(std::vector<Stage> const& stages);
[[nodiscard]] std::vector<Error> problems_of(
    std::vector<Stage> const& stages, Stage const& wanted, Date today);
[[nodiscard]] std::vector<Error> problems_of(Stage const& stage, Telling const& wanted, Date today);

enum class OfferAnswer { not_asked, offered, taken, declined, not_for_them };
inline constexpr OfferAnswer all_offer_answers[] = {OfferAnswer::offered, OfferAnswer::taken,
    OfferAnswer::declined, OfferAnswer::not_for_them, OfferAnswer::not_asked};
[[nodiscard]] std::string_view name_of(OfferAnswer answer);
[[nodiscard]] std::string_view in_words_of(OfferAnswer answer);
[[nodiscard]] std::optional<OfferAnswer> read_offer_answer(std::string_view text);

struct Offer {
    OfferId id = {};
    std::string entitlement = {}; // a code of justice.toml
    OfferAnswer answer = OfferAnswer::offered;
    Date on = {};
    std::string words = {};
    AccountId by = {};
    Instant at = {};
    std::optional<Instant> taken_back_at = {};
    std::string taken_back_because = {};
};
// The latest that stands of that entitlement.
[[nodiscard]] std::optional<Offer> latest_of(
    std::vector<Offer> const& offers, std::string_view entitlement);
// Rule 5: does it stand on the matter's list now?
[[nodiscard]] bool applies(
    LawLine const& entitlement, Matter const& matter, std::vector<Stage> const& stages);

inline constexpr char const* told_rule = "victims.told";
inline constexpr char const* told_enhanced_rule = "victims.told_enhanced";
inline constexpr char const* review_request_rule = "victims.review_request";

} // namespace kith::justice
