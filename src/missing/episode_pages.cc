// SPDX-License-Identifier: MIT
// One episode: its page, and its print.
#include "base/london.h"
#include "missing/acts.h"
#include "missing/answered.h"
#include "missing/episode_parts.h"
#include "missing/form_page.h"
#include "missing/learning_views.h"
#include "missing/likely.h"
#include "missing/pages.h"
#include "missing/return_correct.h"
#include "missing/returns.h"
#include "missing/views.h"
#include "platform/html/problems.h"
#include <array>

namespace kith::missing {
namespace {
    using html::Value;
    using http::Request;
    using http::Status;

    Value grades_view(Missing const& room, Visit const& visit, EpisodeId id)
    {
        return Value::each(grades_of(visit.reading(), id), [&](Grade const& grade) {
            auto text = grade.because;
            if (!grade.low_because.empty())
                text += "\nWhy low, although exploitation is known or suspected: "
                    + grade.low_because;
            return Value::object({{"title", label_of(room, "missing_grade", grade.grade)},
                {"when", london::in_words(grade.at)}, {"who", grade.graded_by}, {"text", text}});
        });
    }

    Value log_view(Missing const& room, Visit const& visit, EpisodeId id, bool may_log)
    {
        return Value::each(log_of(visit.reading(), id), [&](LogEntry const& entry) {
            auto view = Value::object({{"title",
                                           label_of(room, "missing_log_kind", entry.kind)
                                               + (entry.place.empty() ? "" : ": " + entry.place)},
                {"when", london::in_words(entry.at)},
                {"who", room.name_of(visit.reading(), entry.recorded_by)}, {"text", entry.said}});
            if (entry.withdrawn_at) {
                view["title"] = view.get("title").text() + " (taken back)";
                view["text"] = "Taken back by " + room.name_of(visit.reading(), entry.withdrawn_by)
                    + ": " + entry.withdrawn_because;
            } else if (may_log)
                view["href"] = address_of(id) + "/log/" + entry.id.write();
            return view;
        });
    }

    Value interview_line(Missing const& room, Visit const& visit, Episode const& episode)
    {
        auto const one = line_of(visit.reading(), episode.id);
        if (!one)
            return {};
        auto view = Value::object({{"state", interview_state_in_words(room, *one)},
            {"open", one->is_open()}, {"due", interview_due(room, *one, visit.now())},
            {"team", one->team.none() ? "" : team_in_words(visit.reading(), one->team)},
            {"unseen_to", one->is_open() && one->team.none()},
            {"offers", offers_of(visit.reading(), one->id).size()}});
        if (may_read(visit, *one))
            view["href"] = interview_address(episode.id);
        view["content"] = content_for_home(room, visit, episode.id);
        if (one->is_open())
            view["duties"] = Value::each(
                own_duties(visit, *one), [](std::string const& duty) { return Value(duty); });
        return view;
    }

    Value prevention_view(Missing const& room, Visit const& visit, EpisodeId id)
    {
        return Value::each(
            prevention_interviews_of(visit.reading(), id), [&](PreventionInterview const& held) {
                auto rows = Value::array();
                auto const add = [&rows](char const* key, std::string const& text) {
                    if (!text.empty())
                        rows.push(Value::object({{"key", key}, {"text", text}}));
                };
                add("When", london::in_words(held.held_at));
                add("Held by", held.held_by);
                add("What they said, in their words", held.said);
                add("Harm, or a crime against them", held.harm);
                add("What happens next", held.next);
                add("Recorded by", room.name_of(visit.reading(), held.recorded_by));
                return Value::object({{"rows", rows}});
            });
    }

    Value companions_view(Missing const& room, Visit const& visit, EpisodeId id)
    {
        auto all = Value::array();
        for (auto const other : together_with(visit.reading(), id))
            if (auto const one = find(visit, other)) {
                auto row = episode_row(room, visit, *one);
                row["text"] = about_line(room, visit, *one);
                all.push(row);
            }
        return all;
    }

    Value history_view(Visit const& visit, EpisodeId id)
    {
        return Value::each(versions_of(visit, id), [](EpisodeWas const& was) {
            return Value::object({{"until", london::in_words(was.until)}, {"reason", was.reason},
                {"since", london::in_words(was.one.started_at)},
                {"back",
                    was.one.returned_at ? london::in_words(*was.one.returned_at)
                                        : std::string("not back")}});
        });
    }

    Value notice_of(std::string_view said)
    {
        constexpr std::array<std::pair<std::string_view, char const*>, 16> notices{
            {{"reported", "It is reported. The teams that share it see it now."},
                {"returned", "They are back. The 72 hours of the return interview run."},
                {"graded", "The grade is kept."}, {"logged", "It is kept."},
                {"logged-before",
                    "It is kept. It lies before they went: if that is not so, take it back."},
                {"seen", "It is noted that you have seen it."},
                {"read", "It is noted that you have read what was learned."},
                {"reported-back",
                    "It is reported, with their return. The 72 hours of the return interview run "
                    "from that."},
                {"shared-no-more", "They share it no longer. What they wrote stays."},
                {"shared", "The team shares it now."}, {"together", "The two episodes are joined."},
                {"put-right", "It is put right. What it said before is kept."},
                {"closed", "The episode is closed."}, {"opened", "The episode is open again."},
                {"not-back", "They count as missing still."},
                {"prevention", "The prevention interview is kept."}}};
        for (auto const& [word, text] : notices)
            if (word == said)
                return text;
        return "";
    }

    Value page_of(Missing const& room, Visit const& visit, Episode const& one)
    {
        auto const facts = facts_of(visit, one).value();
        auto const sharing = parties_of(visit.reading(), one.id);
        auto const may = [&](char const* act) { return visit.permits(act, facts); };
        auto page
            = Value::object({{"section", "/missing"}, {"episode", episode_view(room, visit, one)},
                {"report", given(room, visit, "missing/report", one.form_version, one.answers)},
                {"grades", grades_view(room, visit, one.id)},
                {"log", log_view(room, visit, one.id, may("log"))},
                {"together", companions_view(room, visit, one.id)},
                {"prevention", prevention_view(room, visit, one.id)},
                {"history", history_view(visit, one.id)},
                {"parties",
                    Value::each(sharing,
                        [&](Party const& party) {
                            auto row = Value::object(
                                {{"key", label_of(room, "missing_duty", party.duty)},
                                    {"text", team_in_words(visit.reading(), party.team)}});
                            if (may("share no more") && !shares_by_duty(one, party, sharing)) {
                                row["change"] = "No longer share";
                                row["hidden"] = "with " + team_in_words(visit.reading(), party.team)
                                    + ": " + label_of(room, "missing_duty", party.duty);
                                row["href"] = address_of(one.id) + "/share/" + party.id.write();
                            }
                            return row;
                        })},
                {"parties_ended",
                    Value::each(parties_ended(visit.reading(), one.id),
                        [&](Party const& party) {
                            return Value(team_in_words(visit.reading(), party.team) + " ("
                                + label_of(room, "missing_duty", party.duty) + "), from "
                                + london::in_words(party.recorded_at) + " to "
                                + london::in_words(*party.ended_at) + ": " + party.ended_because
                                + " (" + room.name_of(visit.reading(), party.ended_by) + ")");
                        })},
                {"seen",
                    Value::each(acknowledgements_of(visit.reading(), one.id),
                        [&](Acknowledgement const& seen) {
                            return Value(room.name_of(visit.reading(), seen.account) + ", "
                                + london::in_words(seen.at));
                        })},
                {"may_log", may("log") && !one.closed_at}, {"may_grade", may("grade")},
                {"may_return", may("return")}, {"may_change", may("change")},
                {"may_close", may("close")}, {"may_acknowledge", may("acknowledge")}});
        if (one.returned_at)
            page["returned"]
                = given(room, visit, "missing/return", one.return_version, one.return_answers);
        else
            page["places"]
                = Value::each(likely_places(room, visit, one), [](LikelyPlace const& place) {
                      return Value::object({{"name", place.name}, {"href", place.href},
                          {"reasons", Value::each(place.reasons, [](std::string const& why) {
                               return Value(why);
                           })}});
                  });
        // The plan made before goes to those who look for them, and only while they are missing.
        if (auto const plan = plan_of(visit.reading(), one.person); plan && one.still_missing())
            page["plan"] = given(room, visit, "missing/plan", plan->form_version, plan->answers);
        if (one.still_missing()) // and so does their photograph
            if (auto const face = people::standing_photograph(visit, one.person))
                page["photograph"] = Value::object({{"href", documents::file_path(face->file)},
                    {"src", documents::small_picture_path(face->file)},
                    {"large", documents::picture_path(face->file)}});
        page["interview"] = interview_line(room, visit, one);
        page["learning"] = learning_view(room, visit, one.id);
        if (one.still_missing())
            page["learned_before"] = learned_before_view(room, visit, one);
        if (people::knows(visit, one.person)) {
            page["person_href"] = "/people/" + one.person.write();
            page["all_href"] = "/people/" + one.person.write() + "/missing";
        }
        if (auto const panel = actions::panel_about(room.actions, visit, thing(one.id)))
            page["actions"] = *panel;
        if (one.closed_at)
            page["closed_because"] = one.closed_because;
        // It tells of their legal status: that is for who may know their record.
        if (may("change") && people::knows(visit, one.person))
            page["for_return"]
                = Value::each(told_of_episode(visit.reading(), one, london::day_of(visit.now())),
                    [](ReturnRule const& rule) {
                        return Value::object({{"rule", rule.number},
                            {"says", std::string(rule.says)}, {"mend", std::string(rule.mend)}});
                    });
        return page;
    }

    Result<Response> show_episode(Missing const& room, Visit const& visit, Request const& request)
    {
        auto const id = TRY(request.id<EpisodeId>("episode"));
        auto const one = TRY(find(visit, id));
        auto page = page_of(room, visit, one);
        auto const said = request.query("said");
        page["notice"] = notice_of(said);
        if (auto const owed = line_of(visit.reading(), id);
            (said == "returned" || said == "reported-back") && owed) {
            if (!owed->covered_by.none())
                page["notice"] = "It is reported, with their return. They went missing again after "
                                 "that: the return interview that is still to come speaks of both "
                                 "times.";
            else if (!owed->of_law())
                page["notice"]
                    = "They are back. A talk may be offered to them: no time of law runs.";
        }
        return room.pages.show(visit, "missing/episode.njk", page);
    }

    Result<Response> print_episode(Missing const& room, Visit const& visit, Request const& request)
    {
        auto const id = TRY(request.id<EpisodeId>("episode"));
        auto const one = TRY(find(visit, id));
        auto page = page_of(room, visit, one);
        page["printed"] = london::in_words(visit.now());
        return room.pages.show(visit, "missing/episode_print.njk", page);
    }
} // namespace

void add_episode_routes(access::Routes::OfRoom<Missing>& routes)
{
    add_report_routes(routes);
    add_form_routes(routes);
    add_small_routes(routes);
    add_return_again_routes(routes);
    std::string const one = "/missing/{episode}";
    routes.get(one, "missing_episode:read", show_episode);
    routes.get(one + "/print", "missing_episode:read", print_episode);
}

} // namespace kith::missing
