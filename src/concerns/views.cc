// SPDX-License-Identifier: MIT
#include "concerns/views.h"
#include "base/london.h"
#include "concerns/allegation_store.h"
#include "concerns/partner_views.h"
#include <algorithm>
#include <fmt/core.h>

namespace kith::concerns {
namespace {
    using html::Value;

    std::string label_of(Concerns const& room, std::string_view list, std::string_view code)
    {
        auto const listed = room.facts.code(list, code);
        return listed ? listed->label : std::string(code);
    }

    Value status_tag(Concern const& concern)
    {
        switch (concern.state) {
        case State::waiting:
            return Value::object({{"text", "New"}, {"tone", "new"}});
        case State::reading:
            return Value::object({{"text", "Being read"}, {"tone", "waiting"}});
        case State::decided:
            return Value::object({{"text", "Decided"}, {"tone", "done"}});
        }
        return {};
    }

    Value due_view(Concern const& concern, Instant now)
    {
        if (concern.state == State::decided)
            return {};
        auto const words = actions::due_in_words(concern.due_at, now);
        return Value::object({{"text", words.text},
            {"state", std::string(actions::name_of(words.state))}, {"exact", words.exact}});
    }

    Value fact(char const* key, std::string text)
    {
        return Value::object({{"key", key}, {"text", std::move(text)}});
    }

    std::string safe_in_words(SafeNow safe)
    {
        switch (safe) {
        case SafeNow::yes:
            return "Yes";
        case SafeNow::no:
            return "No";
        case SafeNow::not_known:
            return "Not known";
        }
        return {};
    }

    std::string raised_by_in_words(Concerns const& room, Visit const& visit, Concern const& concern)
    {
        if (concern.channel == Channel::public_site)
            return "Somebody on the public page";
        auto const agency = directory::find_agency(visit.reading(), concern.raised_for);
        return room.name_of(visit.reading(), concern.raised_by)
            + (agency ? ", " + agency->name : "")
            + (concern.sent_by.none() ? ""
                                      : ". Sent by their safeguarding lead, "
                        + room.name_of(visit.reading(), concern.sent_by));
    }

    std::string who_sees(Visit const& visit, Concern const& concern)
    {
        if (concern.route == Route::allegation)
            return "the designated officer’s team. Whoever raised it sees where it stands and the "
                   "messages. The person it is about and their managers see nothing until the "
                   "officer opens it to them";
        if (concern.holding_team.none())
            return "every front door, because no team holds it yet";
        auto const team = directory::find_team(visit.reading(), concern.holding_team);
        auto const name = team ? team->name : "the team that holds it";
        return concern.channel == Channel::professional
            ? fmt::format(
                "{}. Whoever raised it{} sees where it stands and the messages, not your notes",
                name, concern.sent_by.none() ? "" : ", and the safeguarding lead who sent it,")
            : fmt::format("{}. Whoever raised it sees only a plain status and the messages", name);
    }
} // namespace

std::string title_of(Concerns const& room, Concern const& concern)
{
    std::string title
        = concern.route == Route::allegation ? "Somebody who works with children" : "";
    for (auto const& kind : concern.about) {
        auto label = label_of(room, "concern_about", kind);
        if (!title.empty() && !label.empty() && label[0] >= 'A' && label[0] <= 'Z')
            label[0] = static_cast<char>(label[0] - 'A' + 'a');
        title += (title.empty() ? "" : ", ") + label;
    }
    return title.empty() ? "A worry" : title;
}

Value row_of(Concerns const& room, Visit const& visit, Concern const& concern)
{
    auto detail
        = fmt::format("{} · {}", concern.reference.write(), london::in_words(concern.received_at));
    auto const district = room.facts.district(concern.district, london::day_of(visit.now()));
    if (district)
        detail += " · " + district->name;
    if (!concern.sent_by.none() && concern.sent_by == visit.visitor().account)
        detail += " · sent for a colleague";
    if (!concern.urgency.empty() && concern.state != State::decided)
        detail += concern.urgency == "RED" ? " · red"
            : concern.urgency == "AMBER"   ? " · amber"
                                           : " · green";
    auto row = Value::object({{"href", "/concerns/" + concern.id.write()},
        {"text", title_of(room, concern)}, {"detail", detail}, {"status", status_tag(concern)},
        {"due", due_view(concern, visit.now())}});
    if (concern.safe_now == SafeNow::no && concern.state != State::decided)
        row["status"] = Value::object({{"text", "Not safe now"}, {"tone", "urgent"}});
    return row;
}

Value view_of(Concerns const& room, Visit const& visit, Concern const& concern)
{
    auto facts = Value::array({fact("Received", london::in_words(concern.received_at)),
        fact("Raised by", raised_by_in_words(room, visit, concern)),
        fact("Safe now", safe_in_words(concern.safe_now))});
    auto view = Value::object({{"reference", concern.reference.write()},
        {"title", title_of(room, concern)}, {"href", "/concerns/" + concern.id.write()},
        {"facts", facts}, {"status", status_tag(concern)}, {"due", due_view(concern, visit.now())},
        {"version", concern.version},
        {"not_safe", concern.safe_now == SafeNow::no && concern.state != State::decided},
        {"who_can_see", who_sees(visit, concern)}});
    auto const anonymous = concern.channel == Channel::public_site;
    view["who_said"] = anonymous ? "As typed on the public page" : "As typed by the referrer";
    view["reply_label"]
        = anonymous ? "Tell whoever raised it (optional)" : "Tell the referrer what was decided";
    view["message_hint"] = anonymous
        ? "They read it with their receipt. Never say whether anybody is known to you, or what was "
          "done: the reader may "
          "be the person who harms."
        : "They read it here, signed in. Say what happens next and who to contact.";
    return view;
}

Value unread_view(Concerns const& room, Visit const& visit, Concern const& concern)
{
    std::int64_t count = 0;
    std::int64_t seen = 0;
    auto const came
        = on_raisers_side(visit, concern) ? Direction::to_raiser : Direction::from_raiser;
    for (auto const& message : room.store.messages(visit, concern)) {
        seen = std::max(seen, message.place);
        count += message.direction == came && !message.read_at ? 1 : 0;
    }
    return Value::object({{"count", count}, {"seen", seen}});
}

Value thread_view(Concerns const& room, Visit const& visit, Concern const& concern)
{
    auto const mine_is_team = !on_raisers_side(visit, concern);
    return Value::each(room.store.messages(visit, concern), [&](Message const& message) {
        auto const from_team = message.direction == Direction::to_raiser;
        auto const who = from_team                    ? room.name_of(visit.reading(), message.by)
            : concern.channel == Channel::public_site ? std::string("Whoever raised it")
                                                      : room.name_of(visit.reading(), message.by);
        auto const fresh = from_team != mine_is_team && !message.read_at;
        return Value::object(
            {{"who", who}, {"when", london::in_words(message.at) + (fresh ? " · new" : "")},
                {"place", message.place}, {"fresh", fresh}, {"text", message.body},
                {"mine", from_team == mine_is_team}});
    });
}

Value decisions_view(Concerns const& room, Visit const& visit, Concern const& concern,
    std::vector<Decision> const& decisions)
{
    auto const silences = room.partners.silences(visit, concern);
    return Value::each(decisions, [&](Decision const& decision) {
        auto rows = Value::each(decision.outcomes, [&](Outcome const& outcome) {
            return Value::object(
                {{"key", label_of(room, "outcome", outcome.code)}, {"text", outcome.reason}});
        });
        if (auto const silent = silences.find(decision.id); silent != silences.end())
            rows.push(Value::object({{"key", "Partners who had not answered"},
                {"text", silent_in_words(visit.reading(), silent->second)}}));
        return Value::object({{"by", room.name_of(visit.reading(), decision.by)},
            {"when", london::in_words(decision.at)}, {"summary", decision.summary},
            {"rows", rows}});
    });
}

Value route_view(Concerns const& room, Concern const& concern)
{
    auto const district
        = room.facts.district(concern.district, london::day_of(concern.received_at));
    if (!district)
        return {};
    return Value::object(
        {{"text", fmt::format("{} exploitation team, {}", district->team, district->area)},
            {"reason",
                fmt::format("The postcode {} lies in {}, which {} serves{}.", concern.postcode,
                    district->name, district->team,
                    district->standing.verified ? ""
                                                : " (unverified: ask before you rely on it)")}});
}

Value key_of(Value const& typed)
{
    return typed.has("key") ? typed.get("key") : Value(Uuid::fresh().write());
}

std::string lead_line(Concerns const&, Visit const& visit) { return directory::lead_line(visit); }

std::string lead_line(Concerns const& room, Visit const& visit, Concern const& concern)
{
    return concern.route == Route::allegation ? "" : lead_line(room, visit);
}

std::string lead_line_beside(Visit const& visit, ConcernId concern)
{
    auto const today = london::day_of(visit.now());
    auto leads = directory::list_leads(visit.reading(), visit.visitor().agency, today);
    auto const behind = behind_wall(visit.reading(), concern, today);
    std::erase_if(leads, [&](directory::Lead const& lead) {
        return std::ranges::find(behind, lead.account) != behind.end();
    });
    return directory::lead_line(visit, leads);
}

} // namespace kith::concerns
