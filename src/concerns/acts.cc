// SPDX-License-Identifier: MIT
#include "concerns/acts.h"
#include "base/london.h"
#include "concerns/allegation_acts.h"
#include "concerns/allegation_store.h"
#include "concerns/partner_acts.h"
#include "concerns/receiving.h"
#include <algorithm>

namespace kith::concerns {
namespace {
    constexpr std::size_t longest_staff_message = 20000;

    std::set<std::string> outcome_codes(Concerns const& room, Instant now)
    {
        std::set<std::string> codes;
        for (auto const& code : room.facts.codes("outcome", london::day_of(now)))
            codes.insert(code.code);
        return codes;
    }

    Result<Message> message_from(
        Visit const& visit, Concern const& concern, std::string const& body, Uuid key)
    {
        if (body.size() > longest_staff_message)
            return invalid("Write 20,000 characters or fewer", "body");
        Message message;
        message.id = MessageId(key);
        message.concern = concern.id;
        message.at = visit.now();
        message.direction
            = on_raisers_side(visit, concern) ? Direction::from_raiser : Direction::to_raiser;
        message.told_how = concern.channel == Channel::public_site ? "receipt" : "in_kith";
        message.by = visit.visitor().account;
        message.body = body;
        return message;
    }
} // namespace

Result<ConcernId> raise(Concerns const& room, Change& change, forms::Answers const& answers)
{
    return raise_for(room, change, answers, {change.visitor().account, change.visitor().agency});
}

Result<ConcernId> raise_for(
    Concerns const& room, Change& change, forms::Answers const& answers, Author const& author)
{
    auto concern = TRY(received(room, Channel::professional, answers.form(), answers.version(),
        answers.to_json(), change.now()));
    concern.raised_by = author.account;
    concern.raised_for = author.agency;
    concern.owner_agency = author.agency;
    if (author.account != change.visitor().account)
        concern.sent_by = change.visitor().account;
    attend_sender(change, concern);
    concern.district = district_of(change.writing(), concern.postcode);
    auto const today = london::day_of(change.now());
    auto worker = worker_of(answers);
    if (worker) {
        TRY(know_employer(change.writing(), *worker, today));
        take_allegation_route(room, change.writing(), concern, today);
    } else {
        concern.holding_team = team_for(change.writing(), concern, today);
    }
    TRY(room.store.add(change, concern));
    if (worker)
        add(change, concern, *worker);
    return concern.id;
}

Done take_up(Concerns const& room, Change& change, ConcernId id)
{
    auto const open = TRY(room.store.find(change, id));
    if (open.taken_by == change.visitor().account)
        return done();
    auto const reading = TRY(take(open, change.visitor().account, change.now()));
    return room.store.save(change, reading, "take", "somebody started reading it");
}

Done record_decision(Concerns const& room, Change& change, Weighed const& weighed)
{
    auto const open = TRY(room.store.find(change, weighed.concern));
    auto const earlier = room.store.decisions(change, open);
    if (std::ranges::any_of(
            earlier, [&](Decision const& one) { return one.id.uuid() == weighed.key; }))
        return done(); // the same form came twice
    TRY(static_cast<Visit const&>(change).may("decide", facts_of(open)));
    if (weighed.version != open.version)
        return error(Code::conflict,
            "Somebody changed this concern since you opened it. Your words are still below: look, "
            "then record again");
    auto decision = TRY(decide(open, weighed.choice, outcome_codes(room, change.now()),
        change.visitor().account, change.visitor().agency, change.now()));
    decision.id = DecisionId(weighed.key);
    if (!earlier.empty())
        decision.replaces = earlier.front().id;
    if (weighed.reply.empty() && open.channel == Channel::professional)
        return invalid("Tell the referrer what was decided: they are always told", "reply");
    auto const shut = decided(open, decision, weighed.choice.urgency);
    TRY(room.store.save(change, shut, "decide", "a decision was recorded"));
    TRY(room.store.add(change, shut, decision));
    TRY(record_silences(room, change, shut, decision.id));
    if (!weighed.reply.empty()) {
        auto const message = TRY(message_from(change, open, weighed.reply, Uuid::fresh()));
        TRY(room.store.add(change, shut, message));
    }
    return done();
}

Done send_message(
    Concerns const& room, Change& change, ConcernId id, std::string const& body, Uuid key)
{
    auto const concern = TRY(room.store.find(change, id));
    if (body.empty())
        return invalid("Write your message", "body");
    auto const thread = room.store.messages(change, concern);
    if (std::ranges::any_of(thread, [&](Message const& one) { return one.id.uuid() == key; }))
        return done(); // the same form came twice
    auto const message = TRY(message_from(change, concern, body, key));
    TRY(room.store.add(change, concern, message));
    return done();
}

} // namespace kith::concerns
