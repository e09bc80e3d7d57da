// SPDX-License-Identifier: MIT
#include "concerns/allegation_acts.h"
#include "base/london.h"
#include "concerns/allegation_store.h"
#include "platform/access/accounts.h"
#include <algorithm>

namespace kith::concerns {
namespace {
    constexpr char const* contact_clock = "allegation.contact";

    // It may be opened to whom it is about, and to those behind the wall for managing them.
    bool may_be_opened_to(Change& change, Concern const& concern, AccountId account)
    {
        auto const worker = find_worker(change.writing(), concern.id);
        if (!worker)
            return false;
        auto const managers = managers_of(change.writing(), *worker,
            london::day_of(concern.received_at), london::day_of(change.now()));
        return (!account.none() && account == worker->account)
            || std::ranges::find(managers, account) != managers.end();
    }
} // namespace

Done know_employer(db::Connection& connection, Worker& worker, Date today)
{
    TRY(check(worker));
    if (!worker.account.none() && !access::find_account(connection, worker.account))
        return invalid(
            "Choose one of the colleagues on the page, or none of them", "worker_account");
    if (!worker.agency.none() && !directory::find_agency(connection, worker.agency))
        return invalid("Choose one of the agencies on the page", "worker_agency");
    if (worker.agency.none())
        worker.agency = agency_named(connection, worker.employer, today);
    return done();
}

void take_allegation_route(
    Concerns const& room, db::Connection& connection, Concern& concern, Date today)
{
    concern.route = Route::allegation;
    concern.due_rule = contact_clock;
    concern.due_at = actions::due(
        room.clocks.rule(contact_clock), concern.received_at, room.facts.working_days());
    concern.holding_team = officer_team_for(connection, concern.district, today);
}

Done send_on(Concerns const& room, Change& change, SentOn const& sent_on)
{
    auto const open = TRY(room.store.find(change, sent_on.concern));
    TRY(static_cast<Visit const&>(change).may("send_on", facts_of(open)));
    if (open.route == Route::allegation)
        return error(Code::conflict, "This is with the designated officer already");
    if (sent_on.version != open.version)
        return error(Code::conflict,
            "Somebody changed this concern since you opened it. Your words are still below: look, "
            "then send it on again");
    auto worker = sent_on.worker;
    auto const today = london::day_of(change.now());
    TRY(know_employer(change.writing(), worker, today));
    if (sent_on.reason.empty())
        return invalid("Say what makes you think so", "worker_reason");
    auto onward = open;
    take_allegation_route(room, change.writing(), onward, today);
    onward.state = State::waiting;
    onward.taken_by = {};
    onward.decided_at = {};
    TRY(room.store.hand_over(change, open, onward, sent_on.reason));
    add(change, onward, worker);
    return done();
}

Done correct_worker(Concerns const& room, Change& change, ConcernId id, Worker const& typed,
    std::string const& reason)
{
    auto const concern = TRY(room.store.find(change, id));
    TRY(static_cast<Visit const&>(change).may("correct", facts_of(concern)));
    if (concern.route != Route::allegation)
        return not_found();
    auto worker = typed;
    TRY(know_employer(change.writing(), worker, london::day_of(change.now())));
    if (reason.empty())
        return invalid("Say why this is put right", "worker_reason");
    return save(change, concern, worker, reason);
}

Done open_to(Concerns const& room, Change& change, Opening const& typed)
{
    auto const concern = TRY(room.store.find(change, typed.concern));
    TRY(static_cast<Visit const&>(change).may("open", facts_of(concern)));
    auto const earlier = list_openings(change.writing(), concern.id);
    if (std::ranges::find(earlier, typed.id, &Opening::id) != earlier.end())
        return done(); // the same form came twice
    if (!may_be_opened_to(change, concern, typed.account))
        return invalid("Choose to whom you open it", "account");
    auto const today = london::day_of(change.now());
    if (std::ranges::any_of(earlier,
            [&](Opening const& one) { return one.account == typed.account && one.stands(today); }))
        return error(Code::conflict, "It is open to them already: close that first");
    if (typed.reason.empty())
        return invalid("Give the reason for opening it", "reason");
    if (typed.words.empty())
        return invalid("Write what they read", "words");
    if (typed.last_day && *typed.last_day < today)
        return invalid("Enter a last day that is not in the past, or leave it empty", "last_day");
    auto opening = typed;
    opening.opened_at = change.now();
    opening.opened_by = change.visitor().account;
    return add(change, concern, opening);
}

Done close_to(Concerns const& room, Change& change, ConcernId id, OpeningId opening,
    std::string const& because)
{
    auto const concern = TRY(room.store.find(change, id));
    TRY(static_cast<Visit const&>(change).may("open", facts_of(concern)));
    if (because.empty())
        return invalid("Say why you close it", "because_" + opening.write());
    return close(change, concern, opening, because);
}

} // namespace kith::concerns
