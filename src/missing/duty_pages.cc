// SPDX-License-Identifier: MIT
// Who is missing now, and which return interviews are open: what a duty desk keeps on its screen.
#include "base/london.h"
#include "missing/likely.h"
#include "missing/pages.h"
#include "missing/views.h"
#include <algorithm>
#include <array>
#include <tuple>

namespace kith::missing {
namespace {
    using html::Value;
    using http::Request;

    constexpr std::size_t places_on_duty = 3;
    constexpr int refresh_seconds = 20;

    Value place_view(LikelyPlace const& place)
    {
        return Value::object({{"name", place.name}, {"href", place.href},
            {"reasons",
                Value::each(place.reasons, [](std::string const& why) { return Value(why); })}});
    }

    Value on_duty(Missing const& room, Visit const& visit, Episode const& episode)
    {
        auto view = episode_view(room, visit, episode);
        auto const given
            = forms::Answers::from_json("missing/report", episode.form_version, episode.answers);
        if (given)
            view["last_seen"] = given->text("last_seen_place");
        for (auto const& entry : log_of(visit.reading(), episode.id)) {
            if (entry.withdrawn_at || (entry.kind != "sighting" && entry.kind != "contact"))
                continue;
            view["latest"] = label_of(room, "missing_log_kind", entry.kind) + ", "
                + london::in_words(entry.at) + (entry.place.empty() ? "" : ": " + entry.place);
            break;
        }
        view["places"]
            = Value::each(likely_places(room, visit, episode, places_on_duty), place_view);
        if (waits_for_somebody(visit.reading(), episode))
            if (auto const facts = facts_of(visit, episode))
                view["may_acknowledge"] = visit.permits("acknowledge", *facts);
        auto const seen = acknowledgements_of(visit.reading(), episode.id);
        if (!seen.empty())
            view["seen_by"] = room.name_of(visit.reading(), seen.back().account) + ", "
                + london::in_words(seen.back().at);
        return view;
    }

    // What is read out, when it changes, to who listens to the page.
    std::string in_one_sentence(Visit const& visit, Listed<Episode> const& found)
    {
        auto const& now_missing = found.all;
        if (now_missing.empty())
            return "Nobody whom you may know of is missing or away now.";
        auto const unseen = std::ranges::count_if(now_missing,
            [&](Episode const& one) { return waits_for_somebody(visit.reading(), one); });
        auto told = (found.more ? "More than " : "") + std::to_string(now_missing.size())
            + (now_missing.size() == 1 ? " person is" : " people are") + " missing or away now.";
        if (unseen > 0)
            told += " Reports that nobody has said they have seen: " + std::to_string(unseen) + ".";
        return told;
    }

    Result<Response> show_duty(Missing const& room, Visit const& visit, Request const& request)
    {
        auto found = list_open(visit, Which::still_missing);
        auto& now_missing = found.all;
        auto& connection = visit.reading();
        std::ranges::stable_sort(now_missing, [&](Episode const& one, Episode const& other) {
            auto const order = [&](Episode const& episode) {
                return std::tuple(!waits_for_somebody(connection, episode),
                    urgency_of(grade_now(connection, episode.id)), episode.started_at);
            };
            return order(one) < order(other);
        });
        auto const back = list_open(visit, Which::back_not_closed);
        auto const interviews = list_open_interviews(visit);
        auto const how_many = std::to_string(interviews.all.size());
        auto const said = request.query("said");
        return room.pages.show(visit, "missing/duty.njk",
            Value::object({{"section", "/missing"},
                {"notice", said == "seen" ? "It is noted that you have seen it." : ""},
                {"refresh_seconds", refresh_seconds}, {"told", in_one_sentence(visit, found)},
                {"rows",
                    Value::each(now_missing,
                        [&](Episode const& one) { return on_duty(room, visit, one); })},
                {"back_rows",
                    Value::each(back.all,
                        [&](Episode const& one) {
                            auto row = episode_row(room, visit, one);
                            row["text"] = episode_view(room, visit, one).get("name").text() + ", "
                                + one.reference.write();
                            return row;
                        })},
                {"more_missing", found.more}, {"more_back", back.more},
                {"most_back", back.all.size()},
                {"open_interviews", interviews.more ? "more than " + how_many : how_many},
                {"now", london::in_words(visit.now())},
                {"may_report", visit.could("create", "missing_episode")},
                {"may_see_patterns", visit.could("read", "missing_patterns")},
                {"may_return", visit.could("create", "missing_return")},
                {"may_import", visit.could("create", "import")}}));
    }

    Value open_interview_view(Missing const& room, Visit const& visit, ReturnInterview const& one)
    {
        auto const who = people::called(visit.reading(), one.person, london::day_of(visit.now()));
        auto const offers = offers_of(visit.reading(), one.id);
        return Value::object({{"href", interview_address(one.episode)}, {"name", who.name},
            {"key", forms::fresh_key()}, {"age", who.age},
            {"due", interview_due(room, one, visit.now())},
            {"returned", london::in_words(one.returned_at)},
            {"team", one.team.none() ? "" : team_in_words(visit.reading(), one.team)},
            {"interviewer", one.interviewer_words}, {"offers", offers.size()},
            {"held_open", one.hold_until ? one.hold_until->in_words() : std::string()},
            {"latest",
                offers.empty() ? std::string("Not offered yet")
                               : label_of(room, "offer_result", offers.front().result) + ", "
                        + london::in_words(offers.front().at)}});
    }

    Result<Response> show_open_interviews(
        Missing const& room, Visit const& visit, Request const& request)
    {
        auto const today = london::day_of(visit.now());
        auto const said = request.query("said");
        auto const found = list_open_interviews(visit);
        return room.pages.show(visit, "missing/interviews.njk",
            Value::object(
                {{"section", "/missing"}, {"notice", said == "offered" ? "The offer is kept." : ""},
                    {"results", results_asked(room, today)},
                    {"methods", links::choices(room.facts, "interview_method", today, "phone")},
                    {"more", found.more}, {"most", found.all.size()},
                    {"rows", Value::each(found.all, [&](ReturnInterview const& one) {
                         return open_interview_view(room, visit, one);
                     })}}));
    }
} // namespace

void add_duty_routes(access::Routes::OfRoom<Missing>& routes)
{
    routes.get("/missing", "missing_episode:read", show_duty);
    routes.live("/missing/live", "missing_episode:read", "missing_episode");
    routes.get("/missing/interviews", "return_interview:read", show_open_interviews);
}

} // namespace kith::missing
