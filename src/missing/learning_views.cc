// SPDX-License-Identifier: MIT
#include "missing/learning_views.h"
#include "base/london.h"
#include "missing/form_page.h"
#include "missing/views.h"
#include <algorithm>

namespace kith::missing {
namespace {
    using html::Value;

    Value reads_view(Missing const& room, Visit const& visit, Learning const& learning)
    {
        auto all = Value::array();
        for (auto const& read : learning_reads_of(visit.reading(), learning.id)) {
            auto title = room.name_of(visit.reading(), read.account);
            if (!read.team.none())
                title += ", " + team_in_words(visit.reading(), read.team);
            if (read.of_version != learning.version)
                title += " (before it was written anew)";
            all.push(Value::object(
                {{"title", title}, {"when", london::in_words(read.at)}, {"text", read.said}}));
        }
        return all;
    }

    bool has_read(Visit const& visit, Learning const& learning)
    {
        auto const reads = learning_reads_of(visit.reading(), learning.id);
        return std::ranges::any_of(reads, [&](LearningRead const& one) {
            return one.of_version == learning.version && one.account == visit.visitor().account;
        });
    }
} // namespace

Value learning_view(Missing const& room, Visit const& visit, EpisodeId episode)
{
    auto const one = line_of(visit.reading(), episode);
    if (!one || one->state != InterviewState::completed)
        return {};
    auto const interview = facts_of(visit, *one);
    auto const may_write = interview && visit.permits("hold", *interview);
    auto const learning = find_learning(visit, *one);
    if (!learning) {
        // Whoever may read none of it is told nothing, whether or not it was written.
        if (!may_write)
            return {};
        return Value::object(
            {{"none_yet", true}, {"write_href", interview_address(episode) + "/learning"}});
    }
    auto view = Value::object({{"said", learning->said}, {"nothing", learning->nothing},
        {"version", learning->version}, {"kept", one->tell_home != "yes"},
        {"when",
            london::in_words(learning->recorded_at) + ", "
                + room.name_of(visit.reading(), learning->recorded_by)},
        {"reads", reads_view(room, visit, *learning)},
        {"awaited",
            Value::each(teams_to_read(visit.reading(), *one),
                [&](TeamId team) {
                    return Value(awaited_in_words(visit.reading(), *learning, team));
                })},
        {"read_href", address_of(episode) + "/learning/read"}});
    auto const facts = learning_facts_of(visit, *one, *learning);
    view["may_answer"] = !learning->nothing && facts && visit.permits("answer", *facts)
        && !has_read(visit, *learning);
    if (may_write)
        view["write_href"] = interview_address(episode) + "/learning";
    return view;
}

std::string content_for_home(Missing const& room, Visit const& visit, EpisodeId episode)
{
    auto const& visitor = visit.visitor();
    auto const cares = visitor.has("carer") || visitor.has("home manager");
    auto const one = line_of(visit.reading(), episode);
    if (!cares || !one || one->state != InterviewState::completed || one->tell_home != "part")
        return {};
    auto const parties = parties_of(visit.reading(), episode);
    if (std::ranges::none_of(
            parties, [&](Party const& party) { return visitor.in_team(party.team); }))
        return {};
    visit.looked_at(thing(one->id));
    return answers_of(room, "missing/interview", one->form_version, one->answers)
        .text("tell_home_what");
}

Value learned_before_view(Missing const& room, Visit const& visit, Episode const& episode)
{
    return Value::each(learned_before(visit, episode.person, episode.id), [&](Learned const& one) {
        auto const known = find(visit, one.episode);
        auto view = Value::object(
            {{"title", known ? known->reference.write() : std::string("An earlier time")},
                {"when",
                    one.held_at ? "Return interview, " + london::in_words(*one.held_at)
                                : std::string()},
                {"who", room.name_of(visit.reading(), one.learning.recorded_by)},
                {"text",
                    one.learning.said + (one.kept ? "\nNot to be told where they live." : "")}});
        if (known)
            view["href"] = address_of(one.episode);
        return view;
    });
}

} // namespace kith::missing
