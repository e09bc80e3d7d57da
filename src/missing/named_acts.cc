// SPDX-License-Identifier: MIT
#include "missing/named_acts.h"
#include "base/london.h"
#include "missing/named_context.h"
#include <algorithm>
#include <array>

namespace kith::missing {
namespace {
    constexpr int days_a_link_stands = 365;
    constexpr char const* accepted_in_error = "Accepted in error";
    constexpr std::size_t longest_name = 200;
    constexpr std::array roles_of_person{
        named_there, "was_with_them", "knows", "friend", "may_cause_harm"};
    constexpr std::array roles_of_context{named_there, "went_there", "spends_time"};
    constexpr std::array roles_of_thing{named_there};

    // The interview, where this visit may hold it and it was held.
    Result<ReturnInterview> held_one(Change& change, EpisodeId episode)
    {
        auto const one = TRY(find_interview(change, episode));
        if (one.state != InterviewState::completed)
            return error(Code::conflict, "The interview was not held: nothing is named in it");
        return one;
    }

    Done record_naming(Change& change, ReturnInterview const& one, std::string const& said)
    {
        auto const facts = TRY(facts_of(change, one));
        return change.record("hold", facts, said);
    }

    std::optional<InterviewNamed> row_with(
        db::Connection& connection, ReturnInterviewId interview, NamedDecision const& decision)
    {
        for (auto& row : named_rows_of(connection, interview))
            if (row.kind == decision.kind && row.key == decision.key)
                return std::move(row);
        return std::nullopt;
    }

    Done check_naming(
        Missing const& room, Change& change, std::string const& kind, std::string const& as_written)
    {
        if (!room.facts.lists("named_kind", kind, london::day_of(change.now())))
            return invalid("Choose what was named", "kind");
        if (is_blank(as_written))
            return invalid("Write it as it was named", "words");
        return done();
    }
    Done check_length(std::string const& as_written)
    {
        if (as_written.size() > longest_name)
            return invalid("Write the name alone, in 200 characters or fewer", "words");
        return done();
    }

    InterviewNamed row_for(
        Change& change, ReturnInterview const& one, NamedDecision const& decision)
    {
        if (auto stands = row_with(change.writing(), one.id, decision))
            return *stands;
        InterviewNamed fresh;
        fresh.interview = one.id;
        fresh.kind = decision.kind;
        fresh.as_written = decision.as_written;
        fresh.key = decision.key;
        return fresh;
    }

    // The link of this row alone; where it was made again since, of a record joined to another, the
    // one there, unless another row stands on it.
    void take_link_back(
        Missing const& room, Change& change, ReturnInterview const& one, InterviewNamed const& row)
    {
        auto const& seen = room.links.seen;
        if (links::take_one_drawn_back(change, row.link, accepted_in_error))
            return;
        auto const kept = seen.kept(change, row.thing);
        for (auto const& other : named_rows_of(change.writing(), one.id))
            if (other.id != row.id && other.state == NamedState::accepted
                && seen.kept(change, other.thing) == kept)
                return;
        room.links.store.take_drawn_back(change, thing(one.id), kept, accepted_in_error);
    }

} // namespace

std::span<char const* const> roles_for(std::string_view kind)
{
    if (kind == "person")
        return roles_of_person;
    if (kind == "context")
        return roles_of_context;
    return roles_of_thing;
}

Done add_named(Missing const& room, Change& change, EpisodeId episode, std::string const& kind,
    std::string const& as_written)
{
    auto const one = TRY(held_one(change, episode));
    TRY(check_naming(room, change, kind, as_written));
    TRY(check_length(as_written));
    NamedDecision const added{kind, as_written, key_of(kind, as_written), {}, {}, {}};
    if (row_with(change.writing(), one.id, added))
        return error(Code::conflict, "It stands here already");
    TRY(record_naming(change, one, "Something else was named"));
    auto row = row_for(change, one, added);
    row.by_hand = true;
    TRY(save_named_row(change, row, ""));
    return done();
}

Done accept_named(
    Missing const& room, Change& change, EpisodeId episode, NamedDecision const& decision)
{
    auto const one = TRY(held_one(change, episode));
    TRY(check_naming(room, change, decision.kind, decision.as_written));
    TRY(check_length(decision.as_written));
    auto row = row_for(change, one, decision);
    if (row.state == NamedState::accepted)
        return error(Code::conflict, "Somebody accepted this already");
    auto const child = thing(people::kept_of(change.writing(), one.person));
    auto known = decision.known;
    if (!known.id.none()) {
        known = room.links.seen.kept(change, known);
        if (!room.links.seen.may_know(change, known))
            return invalid("Choose somebody or something that you may know", "which");
        if (known == child)
            return invalid("That is the child whose interview this is", "which");
        for (auto const& other : named_rows_of(change.writing(), one.id))
            if (other.state == NamedState::accepted
                && room.links.seen.kept(change, other.thing) == known)
                return error(Code::conflict,
                    "It is accepted already, as “" + other.as_written + "”: set this one aside");
    }
    TRY(record_naming(change, one, "Accepted: " + decision.as_written));
    if (known.id.none())
        known = thing(links::named_as(change, decision.kind, decision.as_written).id);
    auto const role = decision.role.empty() || known.kind == "named_thing"
        ? std::string(named_there)
        : decision.role;
    auto const roles = roles_for(known.kind);
    if (std::ranges::none_of(roles, [&](char const* allowed) { return role == allowed; }))
        return invalid("Choose what joins them", "role");
    links::Link link;
    link.from = child;
    link.to = known;
    link.role = role;
    link.source = "Return interview, held on "
        + london::day_of(one.ended_at.value_or(change.now())).in_words();
    link.confidence = "told_by_child";
    if (one.tell_home != "yes")
        link.handling = "Not to be told where they live";
    link.expires = london::day_of(change.now()) + days_a_link_stands;
    link.drawn_from = thing(one.id);
    auto const drawn = room.links.store.draw(change, link);
    if (!drawn)
        return invalid("Choose somebody or something that you may know", "which");
    row.state = NamedState::accepted;
    row.thing = known;
    row.link = drawn->id;
    row.role = role;
    row.because.clear();
    TRY(save_named_row(change, row, "Accepted"));
    if (known.kind == "context")
        TRY(ask_to_refer(room, change, one, known));
    return done();
}

Done set_named_aside(
    Missing const& room, Change& change, EpisodeId episode, NamedDecision const& decision)
{
    auto const one = TRY(held_one(change, episode));
    TRY(check_naming(room, change, decision.kind, decision.as_written));
    if (is_blank(decision.reason))
        return invalid("Say why it is set aside", "reason");
    auto row = row_for(change, one, decision);
    if (row.state != NamedState::waits)
        return error(Code::conflict, "Somebody decided about this already");
    TRY(record_naming(change, one, "Set aside: " + decision.as_written));
    row.state = NamedState::set_aside;
    row.because = decision.reason;
    TRY(save_named_row(change, row, decision.reason));
    return done();
}

Done take_named_back(Missing const& room, Change& change, EpisodeId episode, InterviewNamedId id)
{
    auto const one = TRY(held_one(change, episode));
    auto row = find_named_row(change.writing(), one.id, id);
    if (!row)
        return not_found();
    if (row->state == NamedState::waits)
        return error(Code::conflict, "Somebody undid this already");
    TRY(record_naming(change, one, "Undone: " + row->as_written));
    auto const was = row->state == NamedState::accepted ? row->thing : Thing();
    if (!was.id.none())
        take_link_back(room, change, one, *row);
    row->state = NamedState::waits;
    row->thing = {};
    row->link = {};
    row->role.clear();
    row->because.clear();
    TRY(save_named_row(change, *row, "Undone"));
    if (was.kind == "context")
        TRY(ask_no_more(room, change, was));
    return done();
}

} // namespace kith::missing
