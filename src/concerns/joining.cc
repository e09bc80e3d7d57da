// SPDX-License-Identifier: MIT
#include "concerns/joining.h"
#include <algorithm>
#include <array>
#include <set>

namespace kith::concerns {
namespace {
    constexpr std::array<char const*, 11> roles_of_people{"worry_about", "may_cause_harm", "saw_it",
        "was_there", "parent", "carer", "sibling", "relative", "friend", "partner",
        "trusted_adult"};
    constexpr std::array<char const*, 4> roles_of_contexts{
        "happened_at", "worry_about", "spends_time", "related_place"};

    // The concern, if this visitor may join things to it.
    Result<Concern> to_join(Concerns const& room, Visit const& visit, ConcernId id)
    {
        auto const concern = TRY(room.store.find(visit, id));
        TRY(visit.may("link", facts_of(concern)));
        return concern;
    }

    // A record made from an allegation would show to those behind its wall that something was said.
    Done to_make(Concerns const& room, Visit const& visit, ConcernId id)
    {
        auto const concern = TRY(to_join(room, visit, id));
        if (!may_make_records(concern))
            return error(Code::not_allowed,
                "From a worry about somebody who works with children only records that are there "
                "already are linked: a new one would show to others that something was said");
        return done();
    }
} // namespace

bool may_make_records(Concern const& concern) { return concern.route == Route::front_door; }

std::span<char const* const> roles_of(std::string_view kind)
{
    return kind == "person" ? std::span<char const* const>(roles_of_people)
                            : std::span<char const* const>(roles_of_contexts);
}

Thing subject_of(links::Link const& link)
{
    return link.from.kind == "concern" ? link.to : link.from;
}

std::vector<links::Link> links_of(Concerns const& room, Visit const& visit, ConcernId concern)
{
    auto all = room.links.store.list_of(visit, thing(concern));
    std::erase_if(all, [](links::Link const& link) {
        auto const kind = subject_of(link).kind;
        return kind != "person" && kind != "context";
    });
    std::ranges::reverse(all); // as they were made
    return all;
}

std::vector<links::Link> each_once(
    Concerns const& room, Visit const& visit, std::vector<links::Link> const& links)
{
    std::vector<links::Link> once;
    std::set<std::pair<Thing, std::string>> there;
    for (auto const& link : links)
        if (there.emplace(room.links.seen.kept(visit, subject_of(link)), link.role).second)
            once.push_back(link);
    return once;
}

Result<LinkId> link_known(Concerns const& room, Change& change, Joining const& joining)
{
    auto const concern = TRY(to_join(room, change, joining.concern));
    auto link = joining.stands;
    auto const subject = room.links.seen.kept(change, joining.subject);
    if (joining.subject.kind != "person" && joining.subject.kind != "context")
        return not_found();
    if (link.role.empty())
        return invalid("Choose what they are in this concern", "role");
    auto const roles = roles_of(joining.subject.kind);
    if (std::ranges::none_of(roles, [&](char const* role) { return link.role == role; }))
        return invalid("Choose a role that fits a person, or one that fits a place", "role");
    for (auto const& stands : links_of(room, change, concern.id))
        if (room.links.seen.kept(change, subject_of(stands)) == subject && stands.role == link.role)
            return stands.id; // the same form came twice
    link.from = subject;
    link.to = thing(concern.id);
    link.drawn_from = thing(concern.id);
    if (link.source.empty())
        link.source = "Concern " + concern.reference.write();
    TRY(change.record("link", facts_of(concern), "joined as " + link.role));
    auto const saved = TRY(room.links.store.save(change, link));
    room.links.store.join_told(change, link.drawn_from, {subject, link.role});
    return saved.id;
}

Result<PersonId> link_new(
    Concerns const& room, Change& change, Joining const& joining, people::Person const& person)
{
    TRY(to_make(room, change, joining.concern));
    auto const made = TRY(people::create(change, person));
    auto with = joining;
    with.subject = thing(made.id);
    TRY(link_known(room, change, with));
    return made.id;
}

Result<ContextId> link_new(
    Concerns const& room, Change& change, Joining const& joining, contexts::Context const& context)
{
    TRY(to_make(room, change, joining.concern));
    auto const made = TRY(contexts::create(change, context));
    auto with = joining;
    with.subject = thing(made.id);
    TRY(link_known(room, change, with));
    return made.id;
}

Done set_aside(Concerns const& room, Change& change, ConcernId id, Thing const& subject)
{
    auto const concern = TRY(to_join(room, change, id));
    if (!room.links.seen.may_know(change, subject))
        return not_found();
    TRY(change.record("link", facts_of(concern), "somebody known already is not meant"));
    room.store.add_not_meant(change, concern.id, room.links.seen.kept(change, subject));
    return done();
}

Done correct_link(Concerns const& room, Change& change, ConcernId id, links::Link const& link,
    std::string const& reason)
{
    auto const concern = TRY(to_join(room, change, id));
    auto const stands = TRY(room.links.store.find(change, link.id));
    if (stands.drawn_from != thing(concern.id) || stands.withdrawn)
        return not_found();
    if (reason.empty())
        return invalid(
            link.withdrawn ? "Say why you take this back" : "Say why this changes", "reason");
    TRY(change.record("link", facts_of(concern), link.withdrawn ? "taken back" : "corrected"));
    TRY(room.links.store.save(change, link, reason));
    auto const subject = subject_of(stands);
    auto const standing = links_of(room, change, concern.id);
    if (std::ranges::find(standing, subject, subject_of) == standing.end())
        room.links.store.part_told(change, stands.drawn_from, subject, reason);
    return done();
}

} // namespace kith::concerns
