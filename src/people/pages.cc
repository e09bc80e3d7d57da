// SPDX-License-Identifier: MIT
// The list, one person, and who works with them.
#include "people/pages.h"
#include "base/london.h"
#include "people/fact_views.h"
#include "people/family_views.h"
#include "people/joined.h"
#include "people/same_views.h"
#include "people/since.h"
#include "people/views.h"

namespace kith::people {
namespace {
    using html::Value;
    constexpr char const* section = "/people";
    constexpr std::size_t most_events = 8;

    std::string address_of(PersonId id) { return "/people/" + id.write(); }

    std::string typed_text(http::FormData const& form, std::string_view name)
    {
        auto const text = form.first(name);
        auto const first = text.find_first_not_of(" \t\r\n");
        return first == std::string_view::npos
            ? ""
            : std::string(text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1));
    }

    Response show_list(People const& room, Visit const& visit, http::FormData const& typed = {},
        std::vector<Error> const& problems = {}, http::Status status = http::Status::ok)
    {
        auto page = Value::object({{"section", section},
            {"rows",
                Value::each(
                    list_own(visit), [&](Person const& one) { return row_of(visit, one); })},
            {"reference", typed.first("reference")}, {"purpose", typed.first("purpose")},
            {"problems", problems_view(problems)}, {"may_record", visit.could("create", "person")},
            {"may_import", visit.could("create", "import")},
            {"may_search", visit.could("search", "person_search")}, {"asks_why", asks_why(visit)},
            {"values", Value::object()}, {"find_problems", Value::object()},
            {"beside", Value::array()}});
        for (auto const& way : room.beside)
            if (auto link = way(visit))
                page["beside"].push(std::move(*link));
        if (!problems.empty())
            page["errors"] = errors_view(problems);
        return room.pages.show(visit, "people/list.njk", page, status);
    }

    char const* notice_of(std::string_view said)
    {
        return said == "recorded"  ? "The record is made."
            : said == "saved"      ? "The change is saved. What it replaced stays in the history."
            : said == "fact-added" ? "It is added, with who said it."
            : said == "fact-ended" ? "Its last day is recorded. It stays in the history."
            : said == "fact-taken-back"
            ? "It is taken back. It stays in the history, with the reason."
            : said == "involvement-ended" ? "The end is recorded."
            : said == "involvement-added" ? "They are named, and may open the record."
            : said == "joined" ? "The records are joined: all that either holds is shown here."
            : said == "kept-here"
            ? "You opened a record that is joined to this one: all that either holds is shown here."
            : said == "photograph-added" ? "The photograph is saved."
            : said == "photograph-off"
            ? "The photograph is taken off. It stays in the history, and can be put back."
            : said == "photograph-back" ? "The earlier photograph stands again."
            : said == "parted"          ? "The records are two again, each with its own."
            : said == "proposed" ? "Kept for whoever decides: the two records will be compared."
                                 : "";
    }

    links::SubjectPage subject_of(
        Visit const& visit, access::Facts const& facts, std::string reference)
    {
        PersonId const id(facts.thing.id);
        links::SubjectPage page{facts, std::move(reference), section, address_of(id), "them"};
        for (auto const record : records_of(visit.reading(), id))
            page.records.push_back(thing(record));
        return page;
    }

    Response ask_purpose(People const& room, Visit const& visit, PersonId id,
        std::string const& typed = {}, std::vector<Error> const& problems = {})
    {
        auto page = Value::object({{"section", section}, {"href", address_of(id)},
            {"purpose", typed}, {"problems", problems_view(problems)}});
        if (!problems.empty())
            page["errors"] = errors_view(problems);
        return room.pages.show(visit, "people/purpose.njk", page,
            problems.empty() ? http::Status::ok : http::Status::unprocessable);
    }

    // The first of what happened, newest first; the chronology has it all.
    Value latest(Value const& happened)
    {
        auto rows = Value::array();
        for (auto const& one : happened.items())
            if (rows.size() < most_events)
                rows.push(one);
        return rows;
    }

    // The titles of the groups in which nothing is known, nor ever was.
    Value not_known(Value const& groups)
    {
        auto titles = Value::array();
        for (auto const& group : groups.items())
            if (group.get("rows").size() == 0 && group.get("history").size() == 0)
                titles.push(group.get("title"));
        return titles;
    }

    Value panels_view(People const& room, Visit const& visit, Person const& person)
    {
        auto panels = Value::array();
        for (auto const& panel : room.panels)
            if (auto const drawn = panel(visit, person))
                panels.push(*drawn);
        return panels;
    }

    // A page of links/working.h: one that asks is for a record that opens; what was sent is decided
    // by its act.
    using WorkingPage = Result<Response> (*)(access::Pages const&, Visit const&,
        links::SubjectPage const&, links::NameOf const&, Request const&);
    enum class Asks { first, sent };
    Result<Response> working_page(
        People const& room, Visit const& visit, Request const& request, WorkingPage page, Asks asks)
    {
        auto const id = TRY(request.id<PersonId>("person"));
        auto const facts = TRY(find_facts(visit, id));
        if (asks == Asks::first && !links::purpose_stands(visit, facts))
            return http::see_other(address_of(id));
        auto const found = TRY(find(visit, id));
        return page(room.pages, visit, subject_of(visit, facts, found.reference.write()),
            room.name_of, request);
    }
} // namespace

Result<Response> show_people(People const& room, Visit const& visit, Request const&)
{
    if (!visit.could("create", "person"))
        return not_found();
    return show_list(room, visit);
}

Result<Response> find_person_page(People const& room, Visit const& visit, Request const& request)
{
    auto const form = TRY(request.form());
    auto const refused = [&](Error const& problem) {
        return show_list(room, visit, form, {problem}, http::Status::unprocessable);
    };
    auto const reference = Reference::read(form.first("reference"));
    auto const facts = reference && reference->kind() == 'P' ? find_facts(visit, *reference)
                                                             : Result<access::Facts>(not_found());
    if (!facts)
        return refused(
            invalid("No person you may know of has this reference: check it", "reference"));
    if (!links::purpose_stands(visit, *facts)) {
        auto const stated = visit.change([&](Change& change) {
            return links::state_purpose(change, *facts, typed_text(form, "purpose"));
        });
        if (!stated)
            return refused(stated.error());
    }
    return http::see_other(address_of(PersonId(facts->thing.id)));
}

Result<Response> show_person(People const& room, Visit const& visit, Request const& request)
{
    auto const id = TRY(request.id<PersonId>("person"));
    auto const facts = TRY(find_facts(visit, id));
    if (facts.thing != thing(id)) // joined to the record that is kept
        return http::see_other(address_of(PersonId(facts.thing.id)) + "?said=kept-here");
    if (!links::purpose_stands(visit, facts))
        return ask_purpose(room, visit, id);
    auto const person = TRY(find(visit, id));
    auto const known = list_facts(visit, person);
    auto const today = london::day_of(visit.now());
    auto view = view_of(room, visit, as_said(room, person, known, today));
    view["pronouns"] = pronouns(known, today);
    view["known"] = known_view(room, visit, person, known);
    view["not_known"] = not_known(view.get("known"));
    auto const happened = events_view(room, visit, person);
    auto page = Value::object({{"section", section}, {"person", view},
        {"links", links_view(room, visit, person)}, {"events", latest(happened)},
        {"earlier_events", happened.size() > most_events},
        {"working",
            links::working_view(
                visit, subject_of(visit, facts, person.reference.write()), room.name_of)},
        {"panels", panels_view(room, visit, person)}, {"family", family_box(room, visit, person)},
        {"same", same_panel(room, visit, person, facts)},
        {"may_change", visit.permits("change", facts)},
        {"takes_photographs", room.documents != nullptr},
        {"notice", notice_of(request.query("said"))}});
    auto const since = links::last_look(visit, thing(person.id));
    page["since"] = links::since_view(since,
        since ? news_of(room, visit, person, *since) : std::vector<links::News>(),
        address_of(person.id) + "/chronology");
    links::keep_look(visit, thing(person.id));
    return room.pages.show(visit, "people/person.njk", page);
}

Result<Response> say_purpose(People const& room, Visit const& visit, Request const& request)
{
    auto const id = TRY(request.id<PersonId>("person"));
    auto const form = TRY(request.form());
    auto const facts = TRY(find_facts(visit, id));
    auto const purpose = typed_text(form, "purpose");
    auto const stated = visit.change(
        [&](Change& change) { return links::state_purpose(change, facts, purpose); });
    if (!stated && stated.error().code == Code::invalid)
        return ask_purpose(room, visit, id, purpose, {stated.error()});
    if (!stated)
        return stated.error();
    return http::see_other(address_of(id));
}

Result<Response> start_working(People const&, Visit const& visit, Request const& request)
{
    auto const id = TRY(request.id<PersonId>("person"));
    auto const facts = TRY(find_facts(visit, id));
    return links::start_working(visit, subject_of(visit, facts, ""));
}

Result<Response> ask_other_working(People const& room, Visit const& visit, Request const& request)
{
    return working_page(room, visit, request, links::ask_other, Asks::first);
}

Result<Response> add_other_working(People const& room, Visit const& visit, Request const& request)
{
    return working_page(room, visit, request, links::add_other, Asks::sent);
}

Result<Response> ask_working_end(People const& room, Visit const& visit, Request const& request)
{
    return working_page(room, visit, request, links::ask_end, Asks::first);
}

Result<Response> stop_working(People const& room, Visit const& visit, Request const& request)
{
    return working_page(room, visit, request, links::stop_working, Asks::sent);
}

} // namespace kith::people
