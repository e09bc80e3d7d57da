// SPDX-License-Identifier: MIT
#include "missing/views.h"
#include "base/london.h"
#include <algorithm>

namespace kith::missing {
namespace {
    using html::Value;

    Value fact(char const* key, std::string const& text)
    {
        return Value::object({{"key", key}, {"text", text}});
    }

    std::string short_label(std::string const& label) { return label.substr(0, label.find(':')); }
} // namespace

std::string address_of(EpisodeId id) { return "/missing/" + id.write(); }
std::string interview_address(EpisodeId id) { return address_of(id) + "/interview"; }

std::string label_of(Missing const& room, std::string_view list, std::string_view code)
{
    auto const found = room.facts.code(list, code);
    return found ? found->label : std::string(code);
}

std::string team_in_words(db::Connection& connection, TeamId team)
{
    auto const found = directory::find_team(connection, team);
    if (!found)
        return "A team";
    auto const agency = directory::find_agency(connection, found->agency);
    return found->name + (agency ? ", " + agency->name : "");
}

std::vector<std::string> own_duties(Visit const& visit, ReturnInterview const& one)
{
    auto const all = parties_of(visit.reading(), one.episode);
    auto const answers = std::ranges::find(all, "responsible", &Party::duty);
    std::vector<std::string> duties;
    for (auto const& party : all) {
        if (!visit.visitor().in_team(party.team))
            continue;
        if (party.duty == "responsible")
            duties.emplace_back(one.of_law()
                    ? "Your authority answers for them: it offers the return interview, and sees "
                      "that it is held within 72 hours"
                    : "Your authority answers for them: it offers them a talk");
        else if (party.duty == "host" && answers != all.end())
            duties.push_back("They live in your authority’s area, and "
                + team_in_words(visit.reading(), answers->team)
                + " sees to the return interview: ask that it is held, and see to what it tells of "
                  "your area");
        else if (party.duty == "host")
            duties.emplace_back("They live in your authority’s area, and nobody is named who "
                                "answers for them: your authority sees to the return interview");
        else if (party.duty == "police")
            duties.emplace_back("Police hold the prevention interview. The return interview is the "
                                "authority’s, and independent");
        else if (party.duty == "carer")
            duties.emplace_back("You care for them: make time and a quiet place for the return "
                                "interview. Somebody holds it who does not care for them");
    }
    return duties;
}

std::string grade_now(db::Connection& connection, EpisodeId id)
{
    auto const grades = grades_of(connection, id);
    return grades.empty() ? "" : grades.front().grade;
}

Value grade_view(Missing const& room, std::string const& grade)
{
    if (grade.empty())
        return Value::object({{"text", "Not graded yet"}, {"tone", "waiting"}});
    return Value::object({{"text", short_label(label_of(room, "missing_grade", grade))},
        {"tone",
            grade == "HIGH"         ? "urgent"
                : grade == "MEDIUM" ? "waiting"
                                    : "quiet"}});
}

Value episode_view(Missing const& room, Visit const& visit, Episode const& episode)
{
    auto const now = visit.now();
    auto const who = people::called(visit.reading(), episode.person, london::day_of(now));
    auto const until = episode.returned_at.value_or(now);
    auto const length = length_in_words(until - episode.started_at);
    auto const kind = short_label(label_of(room, "missing_kind", episode.kind));
    auto const grade = grade_now(visit.reading(), episode.id);
    auto facts = Value::array();
    if (!who.age.empty())
        facts.push(fact("Age", who.age));
    facts.push(fact(episode.still_missing() ? "For" : "Lasted", length));
    facts.push(fact("Since", london::in_words(episode.started_at)));
    if (episode.returned_at)
        facts.push(fact("Back", london::in_words(*episode.returned_at)));
    facts.push(fact("From", label_of(room, "absent_from", episode.absent_from)));
    return Value::object({{"id", episode.id.write()}, {"href", address_of(episode.id)},
        {"reference", episode.reference.write()},
        {"name", who.name.empty() ? "Somebody whose name is not known" : who.name},
        {"age", who.age}, {"person", episode.person.write()}, {"kind", kind},
        {"away", episode.away()}, {"missing", episode.still_missing()},
        {"closed", episode.closed_at.has_value()},
        {"state",
            episode.closed_at         ? "Closed"
                : episode.returned_at ? "Back"
                : episode.away()      ? "Away"
                                      : "Missing"},
        {"length", length}, {"since", london::in_words(episode.started_at)},
        {"back", episode.returned_at ? london::in_words(*episode.returned_at) : std::string()},
        {"grade", grade_view(room, grade)}, {"facts", facts},
        {"waits", waits_for_somebody(visit.reading(), episode)}, {"version", episode.version},
        {"who_can_see", "the teams that share this episode, and those who work with this person"}});
}

Value episode_row(Missing const& room, Visit const& visit, Episode const& episode)
{
    auto const view = episode_view(room, visit, episode);
    auto const text = view.get("state").text();
    auto detail = "Since " + view.get("since").text() + ", " + view.get("length").text();
    if (episode.returned_at && !episode.found_place.empty())
        detail += ". Found: " + episode.found_place;
    return Value::object({{"href", view.get("href")}, {"text", view.get("reference")},
        {"detail", detail}, {"status", text}});
}

Value results_asked(Missing const& room, Date today)
{
    auto items = Value::array({Value::object({{"value", ""}, {"text", "Choose"}})});
    for (auto const& code : room.facts.codes("offer_result", today))
        items.push(Value::object({{"value", code.code}, {"text", code.label}}));
    return items;
}

Value interview_due(Missing const&, ReturnInterview const& one, Instant now)
{
    auto const words = actions::due_in_words(one.due_at, now);
    if (!one.of_law())
        return Value::object(
            {{"text", "Offered to an adult: no time of law"}, {"state", "later"}, {"exact", ""}});
    return Value::object({{"text", words.text}, {"exact", words.exact},
        {"state", std::string(actions::name_of(words.state))}});
}

std::string interview_state_in_words(Missing const& room, ReturnInterview const& one)
{
    if (one.is_open())
        return "Open";
    return label_of(room, "interview_outcome", one.outcome);
}

} // namespace kith::missing
