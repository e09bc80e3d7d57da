// SPDX-License-Identifier: MIT
#include "concerns/acts.h"
#include "base/london.h"
#include "concerns/about_context.h"
#include "concerns/allegation_acts.h"
#include "concerns/allegation_store.h"
#include "concerns/partner_acts.h"
#include "concerns/receiving.h"
#include "concerns/told.h"
#include <algorithm>
#include <array>
#include <sodium.h>

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

    // The same page with the same words is one message; with other words it is another one.
    MessageId message_id(Uuid const& key, std::string const& body)
    {
        auto const text = key.write() + "\n" + body;
        std::array<std::uint8_t, 16> sum{};
        crypto_generichash(sum.data(), sum.size(),
            reinterpret_cast<unsigned char const*>(text.data()), text.size(), nullptr, 0);
        return MessageId(Uuid::from(sum));
    }

    // Whoever takes or decides what no team holds does so for their team, which holds it from then
    // on: else it would stand in nobody's list. Returns what the history says of it.
    std::string hold(Change& change, Concern& concern)
    {
        auto const team = concern.holding_team.none()
            ? team_of_taker(change.writing(), concern, change.visitor().teams)
            : TeamId{};
        auto const held = directory::find_team(change.writing(), team);
        if (!held)
            return "";
        concern.holding_team = team;
        if (concern.owner_agency.none())
            concern.owner_agency = held->agency;
        return "; no team held it, " + held->name + " holds it from now on";
    }

    Result<Message> message_from(
        Visit const& visit, Concern const& concern, std::string const& body, Uuid const& key)
    {
        if (body.size() > longest_staff_message)
            return invalid("Write 20,000 characters or fewer", "body");
        Message message;
        message.id = message_id(key, body);
        message.concern = concern.id;
        message.at = visit.now();
        message.direction
            = on_raisers_side(visit, concern) ? Direction::from_raiser : Direction::to_raiser;
        message.told_how = concern.channel == Channel::public_site ? "receipt" : "in_kith";
        message.by = visit.visitor().account;
        message.body = body;
        return message;
    }

    // Did the same page say just this before?
    bool says_the_same(Concerns const& room, Change& change, Concern const& concern,
        Decision const& recorded, Weighed const& weighed)
    {
        Choice const& choice = weighed.choice;
        std::set<std::string> const chosen(choice.outcomes.begin(), choice.outcomes.end());
        auto const reason_of = [&](std::string const& code) {
            auto const reason = choice.reasons.find(code);
            return reason == choice.reasons.end() ? std::string() : reason->second;
        };
        auto const same_outcomes = chosen.size() == recorded.outcomes.size()
            && std::ranges::all_of(recorded.outcomes, [&](Outcome const& one) {
                   return chosen.contains(one.code) && reason_of(one.code) == one.reason;
               });
        return same_outcomes && choice.summary == recorded.summary
            && (choice.urgency.empty() || choice.urgency == concern.urgency)
            && (weighed.reply.empty()
                || room.store.has_message(change, concern, message_id(weighed.key, weighed.reply)));
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
    tell_raised(room, change, concern);
    if (worker)
        add(change, concern, *worker);
    TRY(link_context(room, change, concern, answers));
    return concern.id;
}

Done take_up(Concerns const& room, Change& change, ConcernId id, std::string const& urgency)
{
    auto const open = TRY(room.store.find(change, id));
    auto const again = open.taken_by == change.visitor().account;
    if (again && (urgency.empty() || open.state == State::decided))
        return done();
    if (again)
        return weigh_so_far(room, change, open, urgency);
    TRY(static_cast<Visit const&>(change).may("take", facts_of(open)));
    auto reading = TRY(take(open, change.visitor().account, change.now()));
    if (!urgency.empty())
        reading = TRY(with_urgency(std::move(reading), urgency));
    auto const held = hold(change, reading);
    return room.store.save(change, reading, "take", "somebody started reading it" + held);
}

Done weigh_so_far(
    Concerns const& room, Change& change, Concern const& open, std::string const& urgency)
{
    if (open.urgency == urgency || open.state == State::decided)
        return done();
    TRY(static_cast<Visit const&>(change).may("take", facts_of(open)));
    auto weighed = TRY(with_urgency(open, urgency));
    auto const held = hold(change, weighed);
    return room.store.save(change, weighed, "take", "weighed as " + urgency + held);
}

Done record_decision(Concerns const& room, Change& change, Weighed const& weighed)
{
    auto const open = TRY(room.store.find(change, weighed.concern));
    auto const earlier = room.store.decisions(change, open);
    auto const before = std::ranges::find(earlier, DecisionId(weighed.key), &Decision::id);
    if (before != earlier.end() && says_the_same(room, change, open, *before, weighed))
        return done(); // the same form came twice
    if (before != earlier.end())
        return error(Code::conflict,
            "This page was sent before with other words, and that decision is recorded. Your words "
            "are still below: look, then record again if they are to replace it");
    TRY(static_cast<Visit const&>(change).may("decide", facts_of(open)));
    if (weighed.version != open.version)
        return error(Code::conflict,
            "Somebody changed this concern since you opened it. Your words are still below: look, "
            "then record again");
    if (!earlier.empty() && weighed.choice.summary.empty())
        return invalid("Say why you decide again", "summary");
    auto decision = TRY(decide(open, weighed.choice, outcome_codes(room, change.now()),
        change.visitor().account, change.visitor().agency, change.now()));
    decision.id = DecisionId(weighed.key);
    if (!earlier.empty())
        decision.replaces = earlier.front().id;
    if (weighed.reply.empty() && open.channel == Channel::professional)
        return invalid("Tell the referrer what was decided: they are always told", "reply");
    auto shut = decided(open, decision, weighed.choice.urgency);
    auto const held = hold(change, shut);
    TRY(room.store.save(change, shut, "decide", "a decision was recorded" + held));
    TRY(room.store.add(change, shut, decision));
    TRY(record_silences(room, change, shut, decision.id));
    tell_decided(room, change, shut, decision);
    if (!weighed.reply.empty()) {
        auto const message = TRY(message_from(change, open, weighed.reply, weighed.key));
        TRY(room.store.add(change, shut, message));
    }
    for (auto const& start : room.onward)
        TRY(start(change, shut, decision));
    return done();
}

Done send_message(
    Concerns const& room, Change& change, ConcernId id, std::string const& body, Uuid key)
{
    auto const concern = TRY(room.store.find(change, id));
    if (body.empty())
        return invalid("Write your message", "body");
    if (room.store.has_message(change, concern, message_id(key, body)))
        return done(); // the same form came twice
    auto const message = TRY(message_from(change, concern, body, key));
    TRY(room.store.add(change, concern, message));
    return done();
}

Done read_messages(Concerns const& room, Change& change, ConcernId id, std::int64_t up_to)
{
    auto const concern = TRY(room.store.find(change, id));
    auto const came
        = on_raisers_side(change, concern) ? Direction::to_raiser : Direction::from_raiser;
    if (!room.store.has_unread(change, concern, came, up_to))
        return done();
    return room.store.messages_read(change, concern, came, up_to);
}

} // namespace kith::concerns
