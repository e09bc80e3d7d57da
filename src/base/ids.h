// SPDX-License-Identifier: MIT
#pragma once

// Every kind of record that has an id, and the two ways to name one without knowing its kind at
// compile time: a Subject (a person or a context) and a Thing (anything).

#include "base/id.h"
#include <variant>

namespace kith {

using AccountId = Id<struct AccountKind>;   // who signs in
using AgencyId = Id<struct AgencyKind>;     // a council, a force, a school, a charity
using TeamId = Id<struct TeamKind>;         // people of one agency, or of several, who share work
using PersonId = Id<struct PersonKind>;     // a child or an adult
using ContextId = Id<struct ContextKind>;   // a home, peer group, school, place or online space
using ConcernId = Id<struct ConcernKind>;   // a worry somebody raised
using MessageId = Id<struct MessageKind>;   // one message between a team and who raised a concern
using DecisionId = Id<struct DecisionKind>; // what was decided about a concern
using OpeningId = Id<struct OpeningKind>;   // to whom a walled concern was opened
using EventId = Id<struct EventKind>;       // what happened
using LinkId = Id<struct LinkKind>;         // who is joined to what
using ActionId = Id<struct ActionKind>;     // what somebody must do
using ClockId = Id<struct ClockKind>;       // a due time and the rule it came from
using DraftId = Id<struct DraftKind>;       // answers not yet sent
using KeptFormId = Id<struct KeptFormKind>; // a form sent when its sign-in had ended
using EntryId = Id<struct EntryKind>;       // one entry of the ledger
using SessionId = Id<struct SessionKind>;   // one signed-in browser
using LineId = Id<struct LineKind>;         // a number to call, as administrators keep it
using DistrictMapId = Id<struct DistrictMapKind>;       // who answers for a district, from a day
using TokenId = Id<struct TokenKind>;                   // one access token
using PartnerRequestId = Id<struct PartnerRequestKind>; // asked of several partners at once
using PartnerCheckId = Id<struct PartnerCheckKind>;     // one partner's part, with its answer
using RelationshipId = Id<struct RelationshipKind>;     // who stands around somebody
using JoinId = Id<struct PersonJoinKind>;               // two records found to be of one person
using ProposalId = Id<struct PersonProposalKind>;       // two records that may be
using ImportId = Id<struct ImportKind>;                 // a file of people that was brought in
using CaseId = Id<struct CaseKind>;                     // one subject's way through
using AssessmentId = Id<struct AssessmentKind>;         // one assessment or screening of a case
using MeasurementId = Id<struct MeasurementKind>; // one use of an instrument: a survey, a sheet
using WeightingId = Id<struct WeightingKind>;     // which contexts weigh most, and why
using PlanId = Id<struct PlanKind>;               // what shall change, and who does what for it
using GoalId = Id<struct GoalKind>;               // one goal of a plan
using ReviewId = Id<struct ReviewKind>;           // before and after, and what comes next
using ConferenceId = Id<struct ConferenceKind>;   // who met about a context
using NoteId = Id<struct NoteKind>;               // a note or visit, on several records
using PromptId = Id<struct PromptKind>;           // a reason to look at a case again
using EscalationId = Id<struct EscalationKind>;   // professionals who do not agree
using SupervisionId = Id<struct SupervisionKind>; // a worker and who leads them went through a case

using AttachmentId = Id<struct AttachmentKind>; // a file that hangs on a record
using PhotographId = Id<struct PhotographKind>; // a person's photograph, from when to when

// A record of any kind: `kind` is the word the policies use ("concern", "person").
struct Thing {
    std::string kind;
    Uuid id;

    friend auto operator<=>(Thing const&, Thing const&) = default;
};

// Who or what a case can be about.
using Subject = std::variant<PersonId, ContextId>;

[[nodiscard]] inline Thing thing(PersonId id) { return {"person", id.uuid()}; }
[[nodiscard]] inline Thing thing(ContextId id) { return {"context", id.uuid()}; }
[[nodiscard]] inline Thing thing(ConcernId id) { return {"concern", id.uuid()}; }
[[nodiscard]] inline Thing thing(CaseId id) { return {"case", id.uuid()}; }
[[nodiscard]] inline Thing thing(ActionId id) { return {"action", id.uuid()}; }
[[nodiscard]] inline Thing thing(NoteId id) { return {"note", id.uuid()}; }
[[nodiscard]] inline Thing thing(AttachmentId id) { return {"attachment", id.uuid()}; }
[[nodiscard]] inline Thing thing(AccountId id) { return {"account", id.uuid()}; }
[[nodiscard]] inline Thing thing(AgencyId id) { return {"agency", id.uuid()}; }
[[nodiscard]] inline Thing thing(TeamId id) { return {"team", id.uuid()}; }
[[nodiscard]] inline Thing thing(LineId id) { return {"line", id.uuid()}; }
[[nodiscard]] inline Thing thing(DistrictMapId id) { return {"area", id.uuid()}; }
[[nodiscard]] inline Thing thing(Subject const& subject)
{
    return std::visit([](auto const& id) { return thing(id); }, subject);
}

} // namespace kith
