// SPDX-License-Identifier: MIT
// Who is on a peer map, and who knows whom: one short form for each act.
#include "base/london.h"
#include "contexts/part_pages.h"
#include "contexts/peer_map_pages.h"
#include "contexts/peer_map_views.h"
#include "contexts/peer_maps.h"
#include <algorithm>
#include <set>

namespace kith::contexts {
namespace {
    using html::Value;
    constexpr std::size_t most_offered = 60; // more are found by their reference

    struct OpenMap {
        Context context;
        PeerMap map;
    };

    // The map that stands, for whoever keeps it.
    Result<OpenMap> open_map(Visit const& visit, Request const& request)
    {
        auto context = TRY(opened(visit, request));
        auto const map = TRY(find_map(visit, context));
        TRY(visit.may("keep", map_facts(visit, context)));
        if (!map)
            return not_found();
        return OpenMap{std::move(context), *map};
    }

    constexpr char const* map_is_gone = "The map has ended since you opened the form.";
    constexpr char const* member_is_gone
        = "They are not on the map any more: somebody took them off, or they left by themselves.";
    constexpr char const* tie_is_gone = "That is not on the map any more.";

    // Where something is gone since the form was opened, what was typed is shown; to whoever keeps
    // the map, so that it tells nobody else anything.
    Result<Response> kept_or(Contexts const& room, Visit const& visit, Request const& request,
        Error const& problem, char const* why)
    {
        auto const context = TRY(opened(visit, request));
        auto const map = TRY(find_map(visit, context));
        if (problem.code != Code::not_found || !visit.permits("keep", map_facts(visit, context)))
            return problem;
        auto const form = TRY(request.form());
        return show_not_saved(room.pages, visit, context, address_of_part(context, "group"),
            map ? why : map_is_gone, form);
    }

    struct PartForm {
        std::string act; // "add", "change", "off", "tie", "tie-off"
        Value values = Value::object();
        std::vector<Error> problems = {};
        Value more = Value::object();
    };

    char const* part_title(std::string const& act)
    {
        return act == "add"   ? "Put somebody on the map"
            : act == "change" ? "Seen again, or other words"
            : act == "off"    ? "Off the map"
            : act == "tie"    ? "How two know each other"
                              : "Not so, or not any more";
    }

    Response show_part_form(Contexts const& room, Visit const& visit, OpenMap const& open,
        Request const& request, PartForm form)
    {
        auto page = part_page(open.context);
        put_typed(page, form.values, form.problems);
        page["href"] = address_of_part(open.context, "group");
        page["action"] = request.path();
        page["usual"] = room.clocks.rule("peer_map.member").in_words();
        page["act"] = form.act;
        page["title"] = part_title(form.act);
        page["more"] = form.more;
        page["certainties"] = links::choices(room.facts, "certainty", london::day_of(visit.now()),
            form.values.get("confidence").text().empty() ? "reported"
                                                         : form.values.get("confidence").text());
        auto const late = !form.problems.empty() && form.problems.back().code == Code::conflict;
        page["late"] = late;
        return room.pages.show(visit, "contexts/peer_member.njk", page,
            form.problems.empty() ? http::Status::ok : status_of_refused(form.problems.back()));
    }

    // Those whom the visitor, or their teams, work with and who are not on the map.
    Value people_to_choose(
        Contexts const& room, Visit const& visit, OpenMap const& open, std::string const& chosen)
    {
        std::set<Thing> on_map;
        for (auto const& one : list_members(room, visit, open.map))
            on_map.insert(room.links.seen.kept(visit, one.link.from));
        auto items = Value::array({Value::object({{"value", ""}, {"text", "Choose"}})});
        auto const own = links::subjects_of(
            visit.reading(), visit.visitor(), "person", london::day_of(visit.now()));
        if (own.size() > most_offered)
            return Value::array();
        for (auto const& id : own) {
            auto const person = room.links.seen.kept(visit, {"person", id});
            if (on_map.contains(person) || !room.links.seen.may_know(visit, person))
                continue;
            on_map.insert(person); // several records of one person
            auto const value = person.id.write();
            items.push(
                Value::object({{"value", value}, {"text", room.links.seen.show(visit, person).text},
                    {"selected", value == chosen}}));
        }
        return items;
    }

    Value member_choices(
        Contexts const& room, Visit const& visit, OpenMap const& open, std::string const& chosen)
    {
        auto items = Value::array({Value::object({{"value", ""}, {"text", "Choose"}})});
        for (auto const& one : list_members(room, visit, open.map)) {
            auto const value = one.link.id.write();
            items.push(Value::object(
                {{"value", value}, {"text", name_of_person(room, visit, one.link.from)},
                    {"selected", value == chosen}}));
        }
        return items;
    }

    Value more_to_add(
        Contexts const& room, Visit const& visit, OpenMap const& open, Value const& values)
    {
        return Value::object(
            {{"people", people_to_choose(room, visit, open, values.get("person").text())}});
    }

    Value more_to_tie(
        Contexts const& room, Visit const& visit, OpenMap const& open, Value const& values)
    {
        return Value::object({{"ones", member_choices(room, visit, open, values.get("one").text())},
            {"others", member_choices(room, visit, open, values.get("other").text())},
            {"roles",
                links::choices(room.facts, "link_role", london::day_of(visit.now()),
                    values.get("role").text(), tie_roles)}});
    }

    // By the list, or else by the reference of their record.
    Thing person_answered(Contexts const& room, Visit const& visit, Answers& answers)
    {
        if (auto const text = answers.line("person"); !text.empty()) {
            auto const id = PersonId::read(text);
            if (id && room.links.seen.may_know(visit, thing(*id)))
                return thing(*id);
        }
        auto const text = answers.line("reference");
        auto const reference = Reference::read(text);
        if (reference && reference->kind() == 'P' && room.person_of)
            if (auto const person = room.person_of(visit, *reference))
                return *person;
        answers.refuse(text.empty()
                ? invalid("Choose who it is, or enter the reference of their record", "reference")
                : invalid("No person you may know of has this reference: check it", "reference"));
        return {};
    }

    Value who_is_meant(Contexts const& room, Visit const& visit, Member const& member)
    {
        return Value::object(
            {{"name", name_of_person(room, visit, member.link.from)}, {"part", member.part},
                {"source", member.link.source}, {"leaves", member.link.expires->in_words()}});
    }
} // namespace

Result<Response> ask_member(Contexts const& room, Visit const& visit, Request const& request)
{
    auto const open = TRY(open_map(visit, request));
    return show_part_form(room, visit, open, request,
        {"add", Value::object(), {}, more_to_add(room, visit, open, Value::object())});
}

Result<Response> record_member(Contexts const& room, Visit const& visit, Request const& request)
{
    auto const found = open_map(visit, request);
    if (!found)
        return kept_or(room, visit, request, found.error(), map_is_gone);
    auto const& open = *found;
    auto const form = TRY(request.form());
    auto answers = Answers::of(form);
    auto member = read_member_answers(room, london::day_of(visit.now()), answers, {});
    member.link.from = person_answered(room, visit, answers);
    auto problems = answers.problems();
    if (problems.empty()) {
        auto const added = visit.change(
            [&](Change& change) { return add_member(room, change, open.context, member); });
        if (added)
            return http::see_other(address_of_part(open.context, "group") + "?said=added");
        if (!is_for_the_form(added.error()))
            return added.error();
        problems.push_back(added.error());
    }
    auto const values = links::values_of(form);
    return show_part_form(room, visit, open, request,
        {"add", values, problems, more_to_add(room, visit, open, values)});
}

Result<Response> ask_member_change(Contexts const& room, Visit const& visit, Request const& request)
{
    auto const open = TRY(open_map(visit, request));
    auto const id = TRY(request.id<LinkId>("member"));
    auto const member = TRY(find_member(room, visit, open.context, id));
    return show_part_form(room, visit, open, request,
        {"change", member_values(member), {}, who_is_meant(room, visit, member)});
}

Result<Response> change_member(Contexts const& room, Visit const& visit, Request const& request)
{
    auto const found = open_map(visit, request);
    if (!found)
        return kept_or(room, visit, request, found.error(), map_is_gone);
    auto const& open = *found;
    auto const id = TRY(request.id<LinkId>("member"));
    auto const form = TRY(request.form());
    auto const standing = find_member(room, visit, open.context, id);
    if (!standing)
        return kept_or(room, visit, request, standing.error(), member_is_gone);
    auto const& stands = *standing;
    auto answers = Answers::of(form);
    auto member = read_member_answers(room, london::day_of(visit.now()), answers, stands);
    member.link.version = answers.version();
    auto const reason = answers.line("reason");
    auto problems = answers.problems();
    if (problems.empty()) {
        auto const saved = visit.change([&](Change& change) {
            return save_member(room, change, open.context, member, reason);
        });
        if (saved)
            return http::see_other(address_of_part(open.context, "group") + "?said=renewed");
        if (!is_for_the_form(saved.error()))
            return saved.error();
        problems.push_back(saved.error());
    }
    auto const still = find_member(room, visit, open.context, id);
    if (!still)
        return kept_or(room, visit, request, still.error(), member_is_gone);
    auto const& now = *still;
    auto values = links::values_of(form);
    if (problems.back().code == Code::conflict)
        values["version"] = now.link.version; // seen now, so the next save may go through
    return show_part_form(
        room, visit, open, request, {"change", values, problems, who_is_meant(room, visit, now)});
}

Result<Response> ask_member_off(Contexts const& room, Visit const& visit, Request const& request)
{
    auto const open = TRY(open_map(visit, request));
    auto const id = TRY(request.id<LinkId>("member"));
    auto const member = TRY(find_member(room, visit, open.context, id));
    return show_part_form(room, visit, open, request,
        {"off", Value::object(), {}, who_is_meant(room, visit, member)});
}

Result<Response> take_member_off(Contexts const& room, Visit const& visit, Request const& request)
{
    auto const found = open_map(visit, request);
    if (!found)
        return kept_or(room, visit, request, found.error(), map_is_gone);
    auto const& open = *found;
    auto const id = TRY(request.id<LinkId>("member"));
    auto const form = TRY(request.form());
    auto const standing = find_member(room, visit, open.context, id);
    if (!standing)
        return kept_or(room, visit, request, standing.error(), member_is_gone);
    auto const& member = *standing;
    auto const off = visit.change([&](Change& change) {
        return take_off(room, change, open.context, id, links::text_of(form, "reason"));
    });
    if (off)
        return http::see_other(address_of_part(open.context, "group") + "?said=off");
    if (!is_for_the_form(off.error()))
        return off.error();
    return show_part_form(room, visit, open, request,
        {"off", links::values_of(form), {off.error()}, who_is_meant(room, visit, member)});
}

Result<Response> ask_tie(Contexts const& room, Visit const& visit, Request const& request)
{
    auto const open = TRY(open_map(visit, request));
    return show_part_form(room, visit, open, request,
        {"tie", Value::object(), {}, more_to_tie(room, visit, open, Value::object())});
}

Result<Response> record_tie(Contexts const& room, Visit const& visit, Request const& request)
{
    auto const found = open_map(visit, request);
    if (!found)
        return kept_or(room, visit, request, found.error(), map_is_gone);
    auto const& open = *found;
    auto const form = TRY(request.form());
    auto answers = Answers::of(form);
    auto const tie = read_tie_answers(room, london::day_of(visit.now()), answers);
    auto const one = LinkId::read(answers.line("one"));
    auto const other = LinkId::read(answers.line("other"));
    if (!one)
        answers.refuse(invalid("Choose somebody on the map", "one"));
    if (!other)
        answers.refuse(invalid("Choose somebody on the map", "other"));
    auto problems = answers.problems();
    if (problems.empty()) {
        auto const added = visit.change(
            [&](Change& change) { return add_tie(room, change, open.context, *one, *other, tie); });
        if (added)
            return http::see_other(address_of_part(open.context, "group") + "?said=tied");
        if (!is_for_the_form(added.error()))
            return added.error();
        problems.push_back(added.error());
    }
    auto const values = links::values_of(form);
    return show_part_form(room, visit, open, request,
        {"tie", values, problems, more_to_tie(room, visit, open, values)});
}

namespace {
    // The tie as a sentence, once it is found to be of this map.
    Result<Value> tie_meant(
        Contexts const& room, Visit const& visit, OpenMap const& open, LinkId id)
    {
        auto const members = list_members(room, visit, open.map);
        for (auto const& tie : list_ties(room, visit, open.map, members))
            if (tie.id == id)
                return Value::object({{"name",
                    name_of_person(room, visit, tie.from) + " and "
                        + name_of_person(room, visit, tie.to)}});
        return not_found();
    }
} // namespace

Result<Response> ask_tie_off(Contexts const& room, Visit const& visit, Request const& request)
{
    auto const open = TRY(open_map(visit, request));
    auto const id = TRY(request.id<LinkId>("tie"));
    auto const meant = TRY(tie_meant(room, visit, open, id));
    return show_part_form(room, visit, open, request, {"tie-off", Value::object(), {}, meant});
}

Result<Response> drop_tie(Contexts const& room, Visit const& visit, Request const& request)
{
    auto const found = open_map(visit, request);
    if (!found)
        return kept_or(room, visit, request, found.error(), map_is_gone);
    auto const& open = *found;
    auto const id = TRY(request.id<LinkId>("tie"));
    auto const form = TRY(request.form());
    auto const standing = tie_meant(room, visit, open, id);
    if (!standing)
        return kept_or(room, visit, request, standing.error(), tie_is_gone);
    auto const& meant = *standing;
    auto const off = visit.change([&](Change& change) {
        return take_tie_off(room, change, open.context, id, links::text_of(form, "reason"));
    });
    if (off)
        return http::see_other(address_of_part(open.context, "group") + "?said=tie-off");
    if (!is_for_the_form(off.error()))
        return off.error();
    return show_part_form(
        room, visit, open, request, {"tie-off", links::values_of(form), {off.error()}, meant});
}

} // namespace kith::contexts
