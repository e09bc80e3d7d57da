// SPDX-License-Identifier: MIT
// Opening a case, of a person or a context alike; from a concern, if one led here.
#include "base/london.h"
#include "cases/case_desk_page.h"
#include <algorithm>

namespace kith::cases {
namespace {
    using html::Value;

    // Whom or what the case is to be about, and the concern that led here.
    struct NewCase {
        Thing subject;
        Thing from = {};
        std::string subject_href = {};
    };

    Result<access::Facts> facts_of_new(Visit const& visit, Thing const& subject)
    {
        if (subject.kind == "person")
            return people::find_facts(visit, PersonId(subject.id));
        return contexts::find_facts(visit, ContextId(subject.id));
    }

    Result<NewCase> new_case_of(Cases const& room, Visit const& visit, http::FormData const& sent)
    {
        auto const person = Uuid::read(sent.first("person"));
        auto const context = Uuid::read(sent.first("context"));
        if (!person && !context)
            return not_found();
        NewCase wanted;
        wanted.subject = room.links.seen.kept(
            visit, person ? Thing{"person", *person} : Thing{"context", *context});
        TRY(facts_of_new(visit, wanted.subject));
        if (auto const concern = Uuid::read(sent.first("concern"))) {
            wanted.from = {"concern", *concern};
            if (!room.links.seen.may_know(visit, wanted.from))
                return not_found();
        }
        wanted.subject_href = (person ? "/people/" : "/contexts/") + wanted.subject.id.write();
        return wanted;
    }

    // Does the record open without saying why, or was that said?
    bool opens_for_a_case(Visit const& visit, Thing const& subject)
    {
        auto const facts = facts_of_new(visit, subject);
        return facts
            && (subject.kind == "person" ? links::purpose_stands(visit, *facts)
                                         : contexts::opens(visit, *facts));
    }

    TeamId team_chosen(
        Cases const& room, Visit const& visit, NewCase const& wanted, DeskTyped const& typed)
    {
        auto const chosen = TeamId::read(typed.values.get("team").text());
        if (chosen)
            return *chosen;
        Opening opening;
        opening.subject = wanted.subject;
        opening.from = wanted.from;
        return suggested_team(room, visit, opening);
    }

    std::optional<concerns::Concern> concern_of_new(
        Cases const& room, Visit const& visit, NewCase const& wanted)
    {
        if (wanted.from.kind != "concern")
            return std::nullopt;
        auto const found = room.concerns.store.find(visit, ConcernId(wanted.from.id));
        return found ? std::optional(*found) : std::nullopt;
    }

    Value from_view(Cases const& room, Visit const& visit, NewCase const& wanted)
    {
        auto const concern = concern_of_new(room, visit, wanted);
        if (!concern)
            return {};
        return Value::object({{"text", "Concern " + concern->reference.write()},
            {"href", "/concerns/" + concern->id.write()}, {"id", concern->id.write()},
            {"received", london::in_words(concern->received_at)}});
    }

    Response new_case_page(
        Cases const& room, Visit const& visit, NewCase const& wanted, DeskTyped const& typed = {})
    {
        auto const shown = room.links.seen.show(visit, wanted.subject);
        auto const team = team_chosen(room, visit, wanted, typed);
        auto const worker = AccountId::read(typed.values.get("worker").text());
        auto const of_person = wanted.subject.kind == "person";
        auto page = Value::object({{"section", of_person ? "/people" : "/contexts"},
            {"subject",
                Value::object({{"text", shown.text}, {"href", wanted.subject_href},
                    {"kind", wanted.subject.kind}, {"id", wanted.subject.id.write()}})},
            {"of_person", of_person}, {"from", from_view(room, visit, wanted)},
            {"values", typed.values}, {"problems", problems_view(typed.problems)},
            {"harms", harm_choices(room, london::day_of(visit.now()), typed.strands)},
            {"teams", team_choices(room, visit, team)}, {"team", team.write()},
            {"workers", worker_choices(room, visit, team, worker ? *worker : AccountId())}});
        for (auto const& one : list_of(visit, wanted.subject))
            if (one.is_open())
                page["open"] = case_row(room, visit, one);
        if (!typed.problems.empty())
            page["errors"] = errors_view(typed.problems);
        return room.pages.show(visit, "cases/desk_open.njk", page,
            typed.late                   ? http::Status::conflict
                : typed.problems.empty() ? http::Status::ok
                                         : http::Status::unprocessable);
    }

    Opening read_opening(Cases const& room, Visit const& visit, NewCase const& wanted,
        http::FormData const& form, DeskTyped& typed)
    {
        Opening opening;
        opening.subject = wanted.subject;
        opening.from = wanted.from;
        opening.strands = typed.strands;
        opening.because = links::text_of(form, "because");
        if (auto const team = TeamId::read(form.first("team")))
            opening.team = *team;
        if (auto const worker = AccountId::read(form.first("worker")))
            opening.worker = *worker;
        auto const day = day_in(form, "referred", typed.problems);
        auto const concern = concern_of_new(room, visit, wanted);
        if (concern && (!day || *day == london::day_of(concern->received_at)))
            opening.referred_at = concern->received_at;
        else if (day && *day != london::day_of(visit.now()))
            opening.referred_at = london::start_of(*day);
        for (auto const& code : opening.strands)
            if (!room.facts.lists("harm", code, london::day_of(visit.now())))
                typed.problems.push_back(invalid("Choose from the list", "strands"));
        return opening;
    }
} // namespace

Result<Response> ask_case(Cases const& room, Visit const& visit, Request const& request)
{
    if (!visit.could("create", "case"))
        return not_found();
    auto const wanted = TRY(new_case_of(room, visit, request.query()));
    if (!opens_for_a_case(visit, wanted.subject)) // its page asks why first
        return http::see_other(wanted.subject_href);
    TRY(opens_by_hand(visit, wanted.subject, wanted.from));
    return new_case_page(room, visit, wanted);
}

Result<Response> open_new_case(Cases const& room, Visit const& visit, Request const& request)
{
    if (!visit.could("create", "case"))
        return not_found();
    auto const form = TRY(request.form());
    auto const wanted = TRY(new_case_of(room, visit, form));
    if (!opens_for_a_case(visit, wanted.subject))
        return http::see_other(wanted.subject_href);
    TRY(opens_by_hand(visit, wanted.subject, wanted.from));
    auto typed = desk_typed(form);
    if (form.first("act") == "team") // who works in the team that was chosen
        return new_case_page(room, visit, wanted, typed);
    auto const opening = read_opening(room, visit, wanted, form, typed);
    if (!typed.problems.empty())
        return new_case_page(room, visit, wanted, typed);
    auto const made
        = visit.change([&](Change& change) { return open_case(room, change, opening); });
    if (made)
        return http::see_other(address_of(made->id) + "?said=opened");
    if (made.error().code != Code::invalid && made.error().code != Code::conflict)
        return made.error();
    typed.problems.push_back(made.error());
    typed.late = made.error().code == Code::conflict;
    return new_case_page(room, visit, wanted, typed);
}

} // namespace kith::cases
