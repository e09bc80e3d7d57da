// SPDX-License-Identifier: MIT
#pragma once

// Every SQL statement about what partners were asked and answered.
//
// The team that holds the concern reads a request whole, through the concern that it has found; a
// partner reads its own part. Each is decided by data/policies/partners.toml and noted as a look;
// each write goes into the ledger with it.
//
// Cost     a request is four indexed reads. Errors   as the store of concerns.

#include "concerns/concern.h"
#include "concerns/partners.h"
#include "platform/access/visit.h"
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace kith::concerns {

using access::Change;
using access::Visit;

// A partner's own part with the request it belongs to, which here holds no other part.
struct AskedOf {
    PartnerRequest request;
    PartnerCheck check;
};

class PartnerStore {
public:
    // Of a concern that this visit has found, the latest first; empty if it may not read them.
    [[nodiscard]] std::vector<PartnerRequest> list(
        Visit const& visit, Concern const& concern) const;
    [[nodiscard]] Result<PartnerRequest> find(
        Visit const& visit, Concern const& concern, PartnerRequestId id) const;

    [[nodiscard]] Result<AskedOf> find(Visit const& visit, PartnerCheckId id) const;
    // What the visitor's teams and agency were asked and have not answered whole, due first.
    [[nodiscard]] std::vector<AskedOf> list_to_answer(Visit const& visit) const;
    // What they answered, or was closed before: the latest first.
    [[nodiscard]] std::vector<AskedOf> list_answered(Visit const& visit, std::size_t limit) const;

    // Undecided concerns of the visitor's teams, or of none, where a partner is silent beyond its
    // time. Which of them the visit may read, the store of concerns decides.
    [[nodiscard]] std::vector<ConcernId> with_silences_over(Visit const& visit) const;

    [[nodiscard]] Done add(
        Change& change, Concern const& concern, PartnerRequest const& request) const;
    [[nodiscard]] Done close(
        Change& change, Concern const& concern, PartnerRequest const& request) const;
    [[nodiscard]] Done save(
        Change& change, AnswerGiven const& said) const; // `conflict` if it moved on
    [[nodiscard]] Done chase(Change& change, Concern const& concern, PartnerRequest const& request,
        std::vector<PartnerCheck> const& silent) const;

    // Who had not answered when it was decided.
    void add_silences(
        Change& change, DecisionId decision, std::vector<PartnerCheck> const& silent) const;
    [[nodiscard]] std::map<DecisionId, std::vector<Partner>> silences(
        Visit const& visit, Concern const& concern) const;
};

// Is there anybody at that partner today who is not kept from the concern by its wall? A partner
// nobody works for yet counts: somebody may come.
[[nodiscard]] bool somebody_may_answer(
    Visit const& visit, Concern const& concern, Partner const& partner);

[[nodiscard]] access::Facts facts_of(PartnerRequest const& request, Concern const& concern);
[[nodiscard]] access::Facts facts_of(
    Visit const& visit, PartnerCheck const& check, ConcernId concern);

} // namespace kith::concerns
