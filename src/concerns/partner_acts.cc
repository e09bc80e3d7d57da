// SPDX-License-Identifier: MIT
#include "concerns/partner_acts.h"
#include "base/london.h"
#include "concerns/acts.h"
#include "concerns/partner_suggestions.h"
#include <algorithm>
#include <set>

namespace kith::concerns {
namespace {
    constexpr std::size_t most_partners = 50;

    Result<std::vector<PartnerCheck>> checks_for(Concerns const& room, Change& change,
        Concern const& concern, PartnerRequest const& request, std::vector<Partner> const& partners)
    {
        if (partners.empty())
            return invalid("Choose at least one partner", "partners");
        if (partners.size() > most_partners)
            return invalid("Choose 50 partners or fewer", "partners");
        auto const& form = room.forms.form("concerns/partner_answer");
        std::vector<PartnerCheck> checks;
        std::set<Partner> chosen;
        for (auto const& partner : partners) {
            auto const known
                = known_partner(change.writing(), partner, london::day_of(change.now()));
            if (!known)
                return invalid("Choose from the partners on the page", "partners");
            if (!chosen.insert(*known).second)
                continue;
            if (!somebody_may_answer(change, concern, *known))
                return invalid("Nobody at " + name_of(change.writing(), *known)
                        + " may see this one, so nobody there could answer. Ask somebody else",
                    "partners");
            PartnerCheck check;
            check.id = PartnerCheckId::fresh();
            check.request = request.id;
            check.partner = *known;
            check.answers = forms::Answers(form.name, form.version);
            checks.push_back(std::move(check));
        }
        return checks;
    }

    bool came_before(std::vector<PartnerRequest> const& requests, Uuid const& key)
    {
        return std::ranges::any_of(
            requests, [&](PartnerRequest const& one) { return one.id.uuid() == key; });
    }
} // namespace

Result<PartnerRequestId> ask_partners(Concerns const& room, Change& change, Asking const& asking)
{
    auto const concern = TRY(room.store.find(change, asking.concern));
    PartnerRequest request;
    request.id = PartnerRequestId(asking.key);
    TRY(static_cast<Visit const&>(change).may("create", facts_of(request, concern)));
    if (came_before(room.partners.list(change, concern), asking.key))
        return request.id; // the same form came twice
    request.concern = concern.id;
    request.urgency = asking.urgency;
    request.due_rule = clock_of(asking.urgency);
    if (request.due_rule.empty())
        return invalid("Choose red, amber or green", "urgency");
    TRY(may_be_asked(
        asking.answers, room.facts.codes("tasking_phrase", london::day_of(change.now()))));
    request.asked_at = change.now();
    request.due_at = actions::due(
        room.clocks.rule(request.due_rule), request.asked_at, room.facts.working_days());
    request.asked_by = change.visitor().account;
    request.asking_team = concern.holding_team;
    request.owner_agency = change.visitor().agency;
    request.answers = asking.answers;
    request.checks = TRY(checks_for(room, change, concern, request, asking.partners));
    TRY(room.partners.add(change, concern, request));
    TRY(weigh_so_far(room, change, concern, asking.urgency));
    return request.id;
}

Done answer_partner_check(Concerns const& room, Change& change, Answering const& answering)
{
    auto asked = TRY(room.partners.find(change, answering.check));
    if (asked.check.version != answering.version
        && asked.check.answered_by == change.visitor().account
        && asked.check.answers == answering.answers)
        return done(); // the same form came twice
    if (asked.check.version != answering.version)
        return error(Code::conflict,
            "A colleague has answered since you opened this. Your words are still below: look, "
            "then send again");
    auto const said = TRY(answered(std::move(asked.check), answering.answers, answering.reason,
        change.visitor().account, change.now()));
    return room.partners.save(change, said);
}

Done chase_partners(Concerns const& room, Change& change, ConcernId concern_id,
    PartnerRequestId request_id, PartnerCheckId alone)
{
    auto const concern = TRY(room.store.find(change, concern_id));
    auto const request = TRY(room.partners.find(change, concern, request_id));
    auto silent = silent_of(request);
    if (!alone.none())
        std::erase_if(silent, [&](PartnerCheck const& check) { return check.id != alone; });
    // an impatient second press asks once
    std::erase_if(silent, [&](PartnerCheck const& check) {
        return !check.chased_at.empty()
            && change.now() - check.chased_at.back() < std::chrono::minutes(1);
    });
    if (silent.empty())
        return done();
    return room.partners.chase(change, concern, request, silent);
}

Done close_partner_request(Concerns const& room, Change& change, ConcernId concern_id,
    PartnerRequestId request_id, std::string const& reason)
{
    auto const concern = TRY(room.store.find(change, concern_id));
    auto request = TRY(room.partners.find(change, concern, request_id));
    auto const shut
        = TRY(closed(std::move(request), reason, change.visitor().account, change.now()));
    return room.partners.close(change, concern, shut);
}

std::vector<PartnerCheck> silent_partners(
    Concerns const& room, Visit const& visit, Concern const& concern)
{
    std::vector<PartnerCheck> silent;
    for (auto const& request : room.partners.list(visit, concern))
        for (auto const& check : silent_of(request))
            silent.push_back(check);
    return silent;
}

Done record_silences(
    Concerns const& room, Change& change, Concern const& concern, DecisionId decision)
{
    room.partners.add_silences(change, decision, silent_partners(room, change, concern));
    return done();
}

} // namespace kith::concerns
