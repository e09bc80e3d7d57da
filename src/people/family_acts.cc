// SPDX-License-Identifier: MIT
// One form for each act on somebody who stands around a person.
#include "base/london.h"
#include "people/alike.h"
#include "people/family_pages.h"
#include "people/family_typed.h"
#include "people/family_views.h"
#include "people/views.h"
#include <algorithm>

namespace kith::people {
namespace {
    using html::Value;
    constexpr std::size_t most_alike = 5;

    struct OpenedAround {
        Person person;
        Around one;
    };

    std::string back_to(PersonId id) { return "/people/" + id.write() + "/family"; }

    // For whoever may change the record, once they have said why where they must.
    Result<OpenedAround> open_around(Visit const& visit, Request const& request)
    {
        auto const id = TRY(request.id<PersonId>("person"));
        auto const which = TRY(request.id<RelationshipId>("relationship"));
        auto const facts = TRY(find_facts(visit, id));
        if (!links::purpose_stands(visit, facts))
            return error(Code::not_allowed, "Open the record first, and say why");
        TRY(visit.may("change", facts));
        auto person = TRY(find(visit, id));
        auto one = TRY(find_around(visit, person, which));
        return OpenedAround{std::move(person), std::move(one)};
    }

    struct Shown {
        std::string act; // end, withdraw, tie, part, part_end, telling
        Value values = Value::object();
        std::vector<Error> problems = {};
        http::Status status = http::Status::ok;
        Value more = Value::object();
    };

    char const* title_of(std::string const& act)
    {
        return act == "end"     ? "When it ended"
            : act == "withdraw" ? "Recorded in error"
            : act == "tie"      ? "Tie to a record"
            : act == "part"     ? "What they are to them"
                                : "Ends or is wrong";
    }

    Response show_act(People const& room, Visit const& visit, OpenedAround const& open,
        Request const& request, Shown shown)
    {
        auto page = Value::object({{"section", "/people"},
            {"person", view_of(room, visit, open.person)}, {"back", back_to(open.person.id)},
            {"action", request.path()}, {"act", shown.act}, {"title", title_of(shown.act)},
            {"one", around_row(room, visit, open.one, false)}, {"values", shown.values},
            {"problems", problems_view(shown.problems)}, {"more", shown.more}});
        if (!shown.problems.empty())
            page["errors"] = errors_view(shown.problems);
        return room.pages.show(visit,
            shown.act == "telling" ? "people/family_telling.njk" : "people/family_act.njk", page,
            shown.status);
    }

    // Records that may be of whoever is named in words.
    Value tie_view(People const& room, Visit const& visit, OpenedAround const& open)
    {
        visit.act_for("Who stands around somebody: is there a record already?");
        Match match;
        match.names = {open.one.relationship.name};
        return Value::object(
            {{"alike", Value::each(alike(room, visit, match, most_alike), [&](Alike const& one) {
                  auto row = row_of(visit, one.person);
                  row["reference"] = one.person.reference.write();
                  row["reason"] = one.reasons.empty() ? std::string() : one.reasons.front();
                  return row;
              })}});
    }

    Value parts_to_choose(People const& room, Visit const& visit, std::string const& chosen)
    {
        return Value::object({{"parts",
            links::choices(room.facts, "relationship_part", london::day_of(visit.now()), chosen)}});
    }

    Value more_of(
        People const& room, Visit const& visit, OpenedAround const& open, Shown const& shown)
    {
        if (shown.act == "tie")
            return tie_view(room, visit, open);
        if (shown.act == "part")
            return parts_to_choose(room, visit, shown.values.get("part").text());
        return Value::object();
    }

    Done tie_typed(People const& room, Visit const& visit, OpenedAround const& open,
        http::FormData const& form)
    {
        auto const reference = Reference::read(links::text_of(form, "reference"));
        auto const facts = reference && reference->kind() == 'P'
            ? find_facts(visit, *reference)
            : Result<access::Facts>(not_found());
        if (!facts)
            return invalid("No person you may know of has this reference: check it", "reference");
        return visit.change([&](Change& change) {
            return tie_relationship(room.links, change, open.person.id, open.one.relationship.id,
                PersonId(facts->thing.id));
        });
    }

    Done part_typed(People const& room, Visit const& visit, OpenedAround const& open,
        http::FormData const& form)
    {
        std::vector<Error> problems;
        auto part = read_part_form(room.facts, london::day_of(visit.now()), form, problems);
        part.relationship = open.one.relationship.id;
        if (!problems.empty())
            return problems.front();
        return visit.change([&](Change& change) { return add_part(change, open.person.id, part); });
    }

    Done end_typed(People const& room, Visit const& visit, OpenedAround const& open,
        http::FormData const& form)
    {
        std::vector<Error> problems;
        auto const until
            = read_whole_day(form, "until", problems).value_or(london::day_of(visit.now()));
        if (!problems.empty())
            return problems.front();
        return visit.change([&](Change& change) {
            return end_relationship(room.links, change, open.person.id, open.one.relationship.id,
                until, links::text_of(form, "reason"));
        });
    }

    Done done_as_typed(People const& room, Visit const& visit, OpenedAround const& open,
        std::string const& act, http::FormData const& form)
    {
        if (act == "tie")
            return tie_typed(room, visit, open, form);
        if (act == "part")
            return part_typed(room, visit, open, form);
        if (act == "end")
            return end_typed(room, visit, open, form);
        return visit.change([&](Change& change) {
            return withdraw_relationship(room.links, change, open.person.id,
                open.one.relationship.id, links::text_of(form, "reason"));
        });
    }

    char const* said_after(std::string const& act)
    {
        return act == "tie" ? "tied"
            : act == "part" ? "stated"
            : act == "end"  ? "ended"
                            : "withdrawn";
    }

    http::Status status_of(Error const& problem)
    {
        return problem.code == Code::conflict ? http::Status::conflict
                                              : http::Status::unprocessable;
    }
    bool can_be_shown(Error const& problem)
    {
        return problem.code == Code::invalid || problem.code == Code::conflict;
    }

    Result<Uuid> part_named(OpenedAround const& open, Request const& request)
    {
        auto const text = TRY(request.segment("part"));
        auto const id = Uuid::read(text);
        if (!id || std::ranges::find(open.one.parts, *id, &Part::id) == open.one.parts.end())
            return not_found();
        return *id;
    }

    Value part_view_of(People const& room, OpenedAround const& open, Uuid const& id)
    {
        auto const part = std::ranges::find(open.one.parts, id, &Part::id);
        return Value::object({{"part", label_of(room, "relationship_part", part->kind)}});
    }

    Value telling_choices(People const& room, Visit const& visit, Value const& values)
    {
        auto const today = london::day_of(visit.now());
        auto const chosen = [&](char const* list, char const* name) {
            return links::choices(room.facts, list, today, values.get(name).text());
        };
        return Value::object(
            {{"told", chosen("may_be_told", "told")}, {"wishes", chosen("telling_wish", "wish")}});
    }

    Response show_telling(People const& room, Visit const& visit, OpenedAround const& open,
        Request const& request, TypedTelling const& typed, http::Status status)
    {
        auto more = telling_choices(room, visit, typed.values);
        more["late"] = status == http::Status::conflict;
        return show_act(
            room, visit, open, request, {"telling", typed.values, typed.problems, status, more});
    }
} // namespace

Result<Response> ask_around(People const& room, Visit const& visit, Request const& request)
{
    auto const open = TRY(open_around(visit, request));
    Shown shown{request.segments().back()};
    shown.more = more_of(room, visit, open, shown);
    return show_act(room, visit, open, request, std::move(shown));
}

Result<Response> do_around(People const& room, Visit const& visit, Request const& request)
{
    auto const form = TRY(request.form());
    auto const open = TRY(open_around(visit, request));
    auto const act = request.segments().back();
    auto const acted = done_as_typed(room, visit, open, act, form);
    if (acted)
        return http::see_other(back_to(open.person.id) + "?said=" + said_after(act));
    if (!can_be_shown(acted.error()))
        return acted.error();
    Shown shown{act, links::values_of(form), {acted.error()}, status_of(acted.error())};
    shown.more = more_of(room, visit, open, shown);
    return show_act(room, visit, open, request, std::move(shown));
}

Result<Response> ask_part_end(People const& room, Visit const& visit, Request const& request)
{
    auto const open = TRY(open_around(visit, request));
    auto const part = TRY(part_named(open, request));
    return show_act(room, visit, open, request,
        {"part_end", Value::object(), {}, http::Status::ok, part_view_of(room, open, part)});
}

Result<Response> do_part_end(People const& room, Visit const& visit, Request const& request)
{
    auto const form = TRY(request.form());
    auto const open = TRY(open_around(visit, request));
    auto const part = TRY(part_named(open, request));
    auto const reason = links::text_of(form, "reason");
    std::vector<Error> problems;
    auto const until
        = read_whole_day(form, "until", problems).value_or(london::day_of(visit.now()));
    if (problems.empty()) {
        auto const& one = open.one.relationship;
        auto const acted = visit.change([&](Change& change) {
            return form.first("wrong").empty()
                ? end_part(change, open.person.id, one.id, part, until, reason)
                : withdraw_part(change, open.person.id, one.id, part, reason);
        });
        if (acted)
            return http::see_other(back_to(open.person.id) + "?said=ended");
        if (!can_be_shown(acted.error()))
            return acted.error();
        problems.push_back(acted.error());
    }
    auto const status = status_of(problems.back());
    return show_act(room, visit, open, request,
        {"part_end", links::values_of(form), problems, status, part_view_of(room, open, part)});
}

Result<Response> ask_telling(People const& room, Visit const& visit, Request const& request)
{
    auto const open = TRY(open_around(visit, request));
    auto const typed
        = untyped_telling(open.one.telling.value_or(Telling{}), london::day_of(visit.now()));
    return show_telling(room, visit, open, request, typed, http::Status::ok);
}

Result<Response> record_telling(People const& room, Visit const& visit, Request const& request)
{
    auto const form = TRY(request.form());
    auto const open = TRY(open_around(visit, request));
    Telling stands = open.one.telling.value_or(Telling{});
    stands.relationship = open.one.relationship.id;
    auto typed = read_telling_form(room.facts, london::day_of(visit.now()), form, stands);
    if (!typed.problems.empty())
        return show_telling(room, visit, open, request, typed, http::Status::unprocessable);
    auto const saved = visit.change(
        [&](Change& change) { return save_telling(change, open.person.id, typed.telling); });
    if (saved)
        return http::see_other(back_to(open.person.id) + "?said=decided");
    if (!can_be_shown(saved.error()))
        return saved.error();
    typed.problems.push_back(saved.error());
    auto const now = TRY(open_around(visit, request));
    if (saved.error().code == Code::conflict && now.one.telling)
        typed.values["version"] = now.one.telling->version; // seen now, so the next may go through
    return show_telling(room, visit, now, request, typed, status_of(saved.error()));
}

} // namespace kith::people
