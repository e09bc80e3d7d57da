// SPDX-License-Identifier: MIT
#include "missing/named_context.h"
#include "base/london.h"
#include <algorithm>
#include <array>
#include <fmt/core.h>

namespace kith::missing {
namespace {
    constexpr char const* context_rule = "missing.context";

    AgencyId agency_of_team(Change& change, ReturnInterview const& one)
    {
        auto const team = directory::find_team(change.writing(), one.team);
        return team ? team->agency : change.visitor().agency;
    }

    std::string in_order(int number)
    {
        constexpr std::array words{"First", "Second", "Third", "Fourth", "Fifth", "Sixth"};
        auto const at = static_cast<std::size_t>(number - 1);
        return at < words.size() ? words[at] : fmt::format("Number {}:", number);
    }

    // Rule 4: the most interviews that name it in so many days, of which one is this interview's
    // day; 0 where that interview does not name it.
    int most_naming_around(
        Missing const& room, Change& change, ReturnInterviewId interview, Thing const& context)
    {
        std::vector<Date> held;
        std::optional<Date> mine;
        for (auto const& named : held_interviews_naming(change.writing(), context))
            if (room.links.seen.may_know(change, thing(named.interview))) {
                held.push_back(london::day_of(named.held_at));
                if (named.interview == interview)
                    mine = held.back();
            }
        int most = 0;
        for (auto const& first : held) {
            auto const in_window = [&](Date const& day) {
                return day - first >= 0 && day - first <= room.names_context.days;
            };
            if (mine && in_window(*mine))
                most = std::max(most, static_cast<int>(std::ranges::count_if(held, in_window)));
        }
        return most;
    }
} // namespace

Done ask_no_more(Missing const& room, Change& change, Thing const& context)
{
    for (auto const& asked : room.actions.store.list_drawn_from(change, context)) {
        if (asked.due_rule != context_rule || !asked.open()
            || asked.about.kind != thing(ReturnInterviewId()).kind
            || most_naming_around(room, change, ReturnInterviewId(asked.about.id), context)
                >= room.names_context.interviews
            || !room.actions.store.permits(change, "withdraw", asked.id))
            continue;
        TRY(room.actions.store.finish(change, asked.id, asked.version,
            actions::ActionState::withdrawn,
            fmt::format("It is undone that an interview names it: fewer than {} do in {} days",
                room.names_context.interviews, room.names_context.days)));
    }
    return done();
}

Done ask_to_refer(
    Missing const& room, Change& change, ReturnInterview const& one, Thing const& context)
{
    auto const count = most_naming_around(room, change, one.id, context);
    if (count < room.names_context.interviews || !room.actions.may_ask(change, thing(one.id)))
        return done();
    for (auto const& before :
        room.actions.store.asked_before_from(change.writing(), context, context_rule))
        if (before.state == actions::ActionState::open)
            return done();
    actions::Action refer;
    refer.about = thing(one.id);
    refer.drawn_from = context;
    // Its name is not kept here: whoever may not know it reads the action too.
    refer.what = fmt::format("{} return interview in {} days that names {}. Refer it?",
        in_order(count), room.names_context.days, named_place_unsaid);
    refer.kind = "changes_context";
    refer.for_agency = agency_of_team(change, one);
    refer.named_in_words = "Missing from home coordinator";
    refer.due = actions::due_on(
        room.clocks.rule(context_rule), london::day_of(change.now()), room.facts.working_days());
    refer.due_rule = context_rule;
    refer.how_we_will_know = "A concern about it was raised, or it is written down why not";
    TRY(room.actions.store.save(change, refer));
    return done();
}

std::size_t also_named_in(
    Missing const& room, Visit const& visit, ReturnInterview const& one, Thing const& named)
{
    std::size_t others = 0;
    for (auto const& in : held_interviews_naming(visit.reading(), named))
        if (in.interview != one.id && room.links.seen.may_know(visit, thing(in.interview)))
            ++others;
    return others;
}

} // namespace kith::missing
