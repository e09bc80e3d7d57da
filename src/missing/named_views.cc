// SPDX-License-Identifier: MIT
#include "missing/named_views.h"
#include "base/london.h"
#include "missing/views.h"
#include <algorithm>
#include <fmt/core.h>

namespace kith::missing {
namespace {
    using html::Value;

    std::string known_value(Thing const& known) { return known.kind + ":" + known.id.write(); }

    bool may_be_a_person(std::string_view kind) { return kind == "person" || kind == "nickname"; }
    bool may_be_a_context(std::string_view kind)
    {
        return kind == "place" || kind == "online_account" || kind == "other";
    }

    Value kind_label(Missing const& room, std::string const& kind)
    {
        return label_of(room, "named_kind", kind);
    }

    Value which_items(Missing const& room, Visit const& visit, ReturnInterview const& one,
        Candidate const& candidate, std::string const& chosen)
    {
        std::vector<Thing> known;
        if (!candidate.known.id.none())
            known.push_back(candidate.known);
        if (may_be_a_person(candidate.named.kind))
            for (auto const& around : people_around_child(room, visit, one))
                if (std::ranges::find(known, around) == known.end())
                    known.push_back(around);
        if (may_be_a_context(candidate.named.kind))
            for (auto const& named : contexts::named_in(visit, words_of(room, one)))
                if (std::ranges::find(known, thing(named.context.id)) == known.end())
                    known.push_back(thing(named.context.id));
        auto items = Value::array();
        for (auto const& each : known)
            items.push(Value::object(
                {{"value", known_value(each)}, {"text", room.links.seen.show(visit, each).text},
                    {"selected", known_value(each) == chosen}}));
        items.push(Value::object({{"value", "named"}, {"text", "Not on record: keep it as named"},
            {"selected", chosen == "named" || (chosen.empty() && candidate.known.id.none())}}));
        return items;
    }

    Value role_items(
        Missing const& room, Visit const& visit, std::string const& kind, std::string const& chosen)
    {
        auto const of = may_be_a_person(kind) ? "person" : may_be_a_context(kind) ? "context" : "";
        if (std::string_view(of).empty())
            return Value::array();
        return links::choices(
            room.facts, "link_role", london::day_of(visit.now()), chosen, roles_for(of));
    }

    std::string with_its_name(Missing const& room, Visit const& visit, actions::Action const& asked)
    {
        auto text = asked.what;
        if (auto const at = text.find(named_place_unsaid); at != std::string::npos)
            text.replace(
                at, named_place_unsaid.size(), room.links.seen.show(visit, asked.drawn_from).text);
        return text;
    }

    std::string also_in_words(std::size_t others)
    {
        if (others == 0)
            return "";
        return fmt::format(
            "Also named in {} other interview{} that you may read", others, others == 1 ? "" : "s");
    }

    std::string offered_in_words(std::vector<Date> const& days)
    {
        std::string all;
        for (auto const& day : days)
            all += (all.empty() ? "Offered as intelligence on " : ", ") + day.in_words();
        return all.empty() ? all : all + ".";
    }

    Value decided_row(Missing const& room, Visit const& visit, ReturnInterview const& one,
        InterviewNamed const& row)
    {
        auto text = std::string();
        if (row.state == NamedState::set_aside)
            text = "Set aside: " + row.because;
        else {
            // To whoever may not know what it was found to be, it is not on record.
            auto const known
                = row.thing.kind != "named_thing" && room.links.seen.may_know(visit, row.thing);
            auto const hidden = row.thing.kind != "named_thing" && !known;
            text = known ? "On record: " + room.links.seen.show(visit, row.thing).text
                         : std::string("Not on record, kept as named");
            text += ". " + label_of(room, "link_role", hidden ? named_there : row.role);
            if (auto const also = hidden
                    ? std::string()
                    : also_in_words(also_named_in(room, visit, one, row.thing));
                !also.empty())
                text += ". " + also;
        }
        return Value::object({{"id", row.id.write()}, {"kind", row.kind}, {"words", row.as_written},
            {"title", kind_label(room, row.kind).text() + ": " + row.as_written}, {"text", text},
            {"when",
                london::in_words(row.recorded_at) + ", "
                    + room.name_of(visit.reading(), row.recorded_by)}});
    }
} // namespace

std::string named_address(EpisodeId id) { return interview_address(id) + "/named"; }

Value candidates_view(
    Missing const& room, Visit const& visit, ReturnInterview const& one, NamedTyped const& typed)
{
    auto all = Value::array();
    std::size_t number = 0;
    for (auto const& candidate : candidates_of(room, visit, one)) {
        auto const mine = candidate.named.kind == typed.kind && candidate.key == typed.key;
        auto const typed_here = [&](char const* name) {
            return mine ? typed.values.get(name).text() : std::string();
        };
        auto which = typed_here("which");
        if (which.empty() && !candidate.known.id.none())
            which = known_value(candidate.known);
        auto view = Value::object({{"n", ++number}, {"kind", candidate.named.kind},
            {"key", candidate.key}, {"label", kind_label(room, candidate.named.kind)},
            {"words", candidate.named.as_written}, {"said", candidate.named.said},
            {"which", which_items(room, visit, one, candidate, which)},
            {"roles", role_items(room, visit, candidate.named.kind, typed_here("role"))},
            {"reference", typed_here("reference")}, {"reason", typed_here("reason")}});
        if (mine && !typed.problem.field.empty())
            view["errors"]
                = Value::object({{typed.problem.field.c_str(), typed.problem.words.key}});
        all.push(view);
    }
    return all;
}

Value decided_view(
    Missing const& room, Visit const& visit, ReturnInterview const& one, NamedState state)
{
    auto all = Value::array();
    for (auto const& row : named_rows_of(visit.reading(), one.id))
        if (row.state == state)
            all.push(decided_row(room, visit, one, row));
    return all;
}

Value refer_view(Missing const& room, Visit const& visit, ReturnInterview const& one)
{
    auto all = Value::array();
    for (auto const& asked : room.actions.store.list_about(visit, thing(one.id)))
        if (asked.open() && asked.drawn_from.kind == "context"
            && room.links.seen.may_know(visit, asked.drawn_from))
            all.push(Value::object({{"text", with_its_name(room, visit, asked)},
                {"href", "/concerns/new?context=" + asked.drawn_from.id.write()},
                {"action", "/actions/" + asked.id.write()}}));
    return all;
}

Value named_panel(
    Missing const& room, Visit const& visit, EpisodeId episode, ReturnInterview const& one)
{
    auto rows = Value::array();
    for (auto const& row : named_rows_of(visit.reading(), one.id))
        if (row.state == NamedState::accepted) {
            auto const view = decided_row(room, visit, one, row);
            rows.push(Value::object({{"key", view.get("title")}, {"text", view.get("text")}}));
        }
    auto const waiting = candidates_of(room, visit, one).size();
    return Value::object({{"rows", rows},
        {"waits",
            waiting == 0 ? std::string()
                         : fmt::format("{} thing{} to be accepted or set aside.", waiting,
                             waiting == 1 ? " that was named waits" : "s that were named wait")},
        {"offered",
            offered_in_words(intelligence::offered_on(room.intelligence, visit, thing(one.id)))},
        {"refer", refer_view(room, visit, one)}, {"href", named_address(episode)}});
}

} // namespace kith::missing
