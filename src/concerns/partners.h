// SPDX-License-Identifier: MIT
#pragma once

// Partners asked what they already know about a concern: one request to several, each with a part
// of its own, and the rules by which it is asked, answered, asked again and closed.
//
// 1. Partners answer within hours set by urgency (clocks partner_checks.red, .amber, .green in
//    data/reference/clocks.toml), which run through nights, weekends and holidays.
// 2. Each sharing records what is shared, for what, on which lawful basis, and who was told or why
//    not (HM Government, Information sharing advice 2024).
// 3. Nobody is tasked: asking a child, a family or a colleague to find something out can make a
//    covert source (Regulation of Investigatory Powers Act 2000 section 26). We ask only for what
//    is known already.
// 4. Nothing known is an answer, and so is a refusal with its reason. What comes late is taken in.
//
// Shapes   plain values; times in UTC; answers are JSON by question name of the forms
//          concerns/partner_request and concerns/partner_answer.
// Errors   rules answer `invalid` with the field that is wrong, or `conflict`.

#include "base/ids.h"
#include "base/time.h"
#include "directory/directory.h"
#include "platform/forms/answers.h"
#include <array>
#include <optional>
#include <string>
#include <vector>

namespace kith {

[[nodiscard]] inline Thing thing(PartnerRequestId id) { return {"partner_request", id.uuid()}; }
[[nodiscard]] inline Thing thing(PartnerCheckId id) { return {"partner_check", id.uuid()}; }

} // namespace kith

namespace kith::concerns {

// A team, or an agency as a whole where it has none.
struct Partner {
    AgencyId agency = {};
    TeamId team = {};

    friend auto operator<=>(Partner const&, Partner const&) = default;
};

// "team:UUID" or "agency:UUID", as a form sends it; the agency of a team is not known from it.
[[nodiscard]] std::string write(Partner const& partner);
[[nodiscard]] std::optional<Partner> read_partner(std::string_view text);

enum class Known { not_answered, now, before, not_known, cannot_share };
[[nodiscard]] std::string_view write(Known known); // "" while nothing was answered
[[nodiscard]] Known read_known(std::string_view text);

// Who answers where an agency was asked as a whole.
inline constexpr std::array roles_for_agencies{"school lead", "safeguarding lead", "home manager",
    "agency contact", "adult safeguarding lead"};

// One partner's part.
struct PartnerCheck {
    PartnerCheckId id;
    PartnerRequestId request;
    Partner partner;
    Known known = Known::not_answered;
    bool complete = false;
    forms::Answers answers = {};
    std::optional<Instant> answered_at = {}; // the first time
    AccountId answered_by = {};              // the last time
    std::vector<Instant> chased_at = {};     // oldest first
    std::int64_t version = 0;
    Instant saved_at = {};

    [[nodiscard]] bool silent() const { return known == Known::not_answered; }
};

struct PartnerRequest {
    PartnerRequestId id;
    ConcernId concern;
    std::string urgency; // data/code_lists/urgency.csv
    Instant asked_at;
    AccountId asked_by = {};
    TeamId asking_team = {};
    Instant due_at;
    std::string due_rule; // partner_checks.red
    forms::Answers answers = {};
    std::optional<Instant> closed_at = {}; // before all had answered
    AccountId closed_by = {};
    std::string close_reason = {};
    std::int64_t version = 0;
    AgencyId owner_agency = {};
    std::vector<PartnerCheck> checks = {};

    [[nodiscard]] bool open() const { return !closed_at; }
};

// The clock of an urgency: "partner_checks.amber"; "" if there is no such urgency.
[[nodiscard]] std::string clock_of(std::string_view urgency);

// Rules 2 and 3, over what the form has read already.
[[nodiscard]] Done may_be_asked(
    forms::Answers const& answers, std::vector<directory::ListedCode> const& tasking_phrases);

// A first answer, the rest of one, or a correction. A correction of a whole answer needs its
// reason; without one it is refused in the field "correction".
struct AnswerGiven {
    PartnerCheck check;
    std::string act;    // "answer" or "correct"
    std::string reason; // why this version differs from the one before
};
[[nodiscard]] Result<AnswerGiven> answered(PartnerCheck check, forms::Answers const& answers,
    std::string const& reason, AccountId by, Instant now);

// Before all have answered, with a reason.
[[nodiscard]] Result<PartnerRequest> closed(
    PartnerRequest request, std::string const& reason, AccountId by, Instant now);

// Who has not answered, of those still asked.
[[nodiscard]] std::vector<PartnerCheck> silent_of(PartnerRequest const& request);

// "3 hours 20 minutes left", "2 days over"; in elapsed time, whatever the clocks on the wall do.
[[nodiscard]] std::string time_left_in_words(Instant due, Instant now);

} // namespace kith::concerns
