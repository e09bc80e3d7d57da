// SPDX-License-Identifier: MIT
#include "contexts/peer_map_views.h"
#include "base/london.h"
#include "contexts/answers.h"
#include "contexts/clock_days.h"
#include "contexts/counts.h"
#include "contexts/part_pages.h"
#include "contexts/peer_picture.h"
#include "contexts/views.h"
#include <algorithm>
#include <fmt/core.h>
#include <map>

namespace kith::contexts {
namespace {
    using html::Value;

    void add_fact_row(Value& rows, char const* key, std::string const& text)
    {
        if (!text.empty())
            rows.push(Value::object({{"key", key}, {"texts", Value::array({text})}}));
    }

    // Where each person of the map stands in its list, from 0.
    std::map<Thing, std::size_t> places_of(
        Contexts const& room, Visit const& visit, std::vector<Member> const& members)
    {
        std::map<Thing, std::size_t> places;
        for (std::size_t i = 0; i < members.size(); ++i)
            places.emplace(room.links.seen.kept(visit, members[i].link.from), i);
        return places;
    }

    Value member_rows(Contexts const& room, Visit const& visit, Context const& context,
        std::vector<Member> const& members, bool may_keep)
    {
        auto const today = london::day_of(visit.now());
        auto const soon = today + days_of(room, "peer_map.notice", today);
        std::vector<Value> rows;
        for (auto const& one : members) {
            auto const shown = room.links.seen.show(visit, one.link.from);
            auto row = Value::object(
                {{"number", rows.size() + 1}, {"name", shown.text}, {"href", shown.href},
                    {"part", one.part}, {"strengths", one.strengths}, {"source", one.link.source},
                    {"confidence", label_of(room, "certainty", one.link.confidence)},
                    {"seen", one.link.from_day ? one.link.from_day->in_words() : ""},
                    {"leaves", one.link.expires->in_words()}, {"soon", *one.link.expires <= soon}});
            if (may_keep) {
                auto const address
                    = address_of_part(context, "group/members/" + one.link.id.write());
                row["change_href"] = address + "/change";
                row["off_href"] = address + "/off";
            }
            rows.push_back(std::move(row));
        }
        return Value::array(std::move(rows));
    }

    struct Ring {
        std::vector<std::string> names;
        std::map<Thing, std::size_t> places;
    };

    Ring ring_of(Contexts const& room, Visit const& visit, std::vector<Member> const& members)
    {
        Ring ring{{}, places_of(room, visit, members)};
        for (auto const& one : members)
            ring.names.push_back(name_of_person(room, visit, one.link.from));
        return ring;
    }

    void put_ties(Value& view, Contexts const& room, Visit const& visit, Context const& context,
        std::vector<links::Link> const& ties, Ring const& ring, bool may_keep)
    {
        PeerPicture picture{ring.names, {}};
        std::vector<Value> rows;
        for (auto const& tie : ties) {
            auto const one = ring.places.at(room.links.seen.kept(visit, tie.from));
            auto const other = ring.places.at(room.links.seen.kept(visit, tie.to));
            picture.ties.emplace_back(one, other);
            auto row = Value::object({{"text",
                                          fmt::format("{} {} and {} {}", one + 1, ring.names[one],
                                              other + 1, ring.names[other])},
                {"detail",
                    fmt::format("{}. {}: {}", label_of(room, "link_role", tie.role),
                        label_of(room, "certainty", tie.confidence), tie.source)}});
            if (may_keep)
                row["off_href"] = address_of_part(context, "group/ties/" + tie.id.write() + "/off");
            rows.push_back(std::move(row));
        }
        view["ties"] = Value::array(std::move(rows));
        view["picture"] = Value::safe(drawn(picture));
        view["has_picture"] = !drawn(picture).empty();
    }
} // namespace

std::string name_of_person(Contexts const& room, Visit const& visit, Thing const& person)
{
    return room.links.seen.show(visit, room.links.seen.kept(visit, person)).text;
}

Value map_facts_view(PeerMap const& map)
{
    auto rows = Value::array();
    add_fact_row(rows, "What it is for", map.purpose);
    add_fact_row(rows, "Who may use it", map.used_by);
    add_fact_row(
        rows, "Look at it again by", map.review_on ? map.review_on->in_words() : std::string());
    add_fact_row(rows, "Strengths of the group", map.strengths);
    add_fact_row(rows, "Why no strength is known", map.no_strengths);
    add_fact_row(rows, "What gives cause for worry", map.worries);
    return rows;
}

Value map_values(PeerMap const& map)
{
    auto values = Value::object({{"purpose", map.purpose}, {"used_by", map.used_by},
        {"strengths", map.strengths}, {"no_strengths", map.no_strengths}, {"worries", map.worries},
        {"version", map.version}});
    put_day(values, "review", map.review_on);
    return values;
}

Value member_values(Member const& member)
{
    auto const& link = member.link;
    auto values = Value::object({{"part", member.part}, {"strengths", member.strengths},
        {"source", link.source}, {"confidence", link.confidence}, {"version", link.version}});
    put_day(values, "seen", link.from_day);
    put_day(values, "expires", link.expires);
    return values;
}

Value map_view(Contexts const& room, Visit const& visit, Context const& context, PeerMap const& map)
{
    auto const members = list_members(room, visit, map);
    auto const may_keep = visit.permits("keep", map_facts(visit, context, map.id));
    auto const finished = map.status == MapStatus::finished;
    auto view = Value::object({{"facts", map_facts_view(map)}, {"finished", finished},
        {"members", member_rows(room, visit, context, members, may_keep)},
        {"others", numbers_of(room, visit, context).others_in_words()}, {"may_keep", may_keep},
        {"former", Value::each(list_former(room, visit, map), [&](FormerMember const& one) {
             return Value::object({{"name", name_of_person(room, visit, one.person)},
                 {"part", one.part}, {"why", one.why}});
         })}});
    put_ties(view, room, visit, context, list_ties(room, visit, map, members),
        ring_of(room, visit, members), may_keep);
    return view;
}

std::optional<Value> peer_map_panel(
    Contexts const& room, Visit const& visit, Context const& context)
{
    auto const map = find_map(visit, context);
    if (!map)
        return std::nullopt;
    auto const address = address_of_part(context, "group");
    if (!*map) {
        if (!visit.permits("keep", map_facts(visit, context)))
            return std::nullopt;
        return Value::object({{"title", "Peer map"},
            {"text", "There is no map of this group. One is made for a purpose, or not at all."},
            {"link", Value::object({{"href", address}, {"text", "Make a peer map"}})}});
    }
    auto const members = list_members(room, visit, **map);
    return Value::object({{"title", "Peer map"},
        {"text",
            fmt::format("For: {}. On it whom you may know: {}.{}", (*map)->purpose, members.size(),
                (*map)->status == MapStatus::finished ? "" : " It is not finished yet.")},
        {"link",
            Value::object(
                {{"href", address}, {"text", "Who is in the group, and who knows whom"}})}});
}

} // namespace kith::contexts
