// SPDX-License-Identifier: MIT
// The lists by kind and district, and one context.
#include "contexts/pages.h"
#include "base/london.h"
#include "contexts/around.h"
#include "contexts/chronology.h"
#include "contexts/context_fact_store.h"
#include "contexts/map.h"
#include "contexts/own_views.h"
#include "contexts/views.h"
#include <algorithm>

namespace kith::contexts {
namespace {
    using html::Value;
    constexpr char const* section = "/contexts";

    std::string address_of(ContextId id) { return "/contexts/" + id.write(); }

    Value choice(std::string const& value, std::string const& text, std::string const& chosen)
    {
        return Value::object({{"value", value}, {"text", text}, {"selected", value == chosen}});
    }

    Value filters_view(Contexts const& room, Visit const& visit, std::string const& kind,
        std::string const& district)
    {
        auto const today = london::day_of(visit.now());
        auto kinds = Value::array({choice("", "Every kind", kind)});
        for (auto const& code : room.facts.codes("context_kind", today))
            kinds.push(choice(code.code, code.label, kind));
        auto districts = Value::array({choice("", "Every district", district)});
        // Those that somebody here answers for; all of them until teams are named.
        auto const served = directory::list_served_districts(visit.reading(), today);
        for (auto const& one : room.facts.districts(today))
            if (served.empty() || std::ranges::find(served, one.code) != served.end()
                || one.code == district)
                districts.push(choice(one.code, one.name, district));
        return Value::array({Value::object({{"name", "kind"}, {"label", "Kind"}, {"items", kinds}}),
            Value::object({{"name", "district"}, {"label", "District"}, {"items", districts}})});
    }

    char const* notice_of(std::string_view said)
    {
        return said == "recorded" ? "The record is made."
            : said == "saved"     ? "The change is saved. What it replaced stays in the history."
            : said == "household" ? "They are added to the household."
            : said == "household-ended"   ? "The household is corrected."
            : said == "fact-added"        ? "It is added, with where it comes from."
            : said == "fact-ended"        ? "Its last day is recorded."
            : said == "fact-taken-back"   ? "It is taken back. It stays in the history."
            : said == "involvement-ended" ? "The end is recorded."
            : said == "involvement-added" ? "They are named, and may open the record."
                                          : "";
    }

    links::SubjectPage subject_of(access::Facts const& facts, std::string reference)
    {
        return {facts, std::move(reference), section, address_of(ContextId(facts.thing.id)), "it"};
    }

    Response ask_purpose(Contexts const& room, Visit const& visit, ContextId id,
        std::string const& typed = {}, std::vector<Error> const& problems = {})
    {
        auto page = Value::object({{"section", section}, {"href", address_of(id)},
            {"purpose", typed}, {"problems", problems_view(problems)}});
        if (!problems.empty())
            page["errors"] = errors_view(problems);
        return room.pages.show(visit, "contexts/purpose.njk", page,
            problems.empty() ? http::Status::ok : http::Status::unprocessable);
    }

    // A page of links/working.h: one that asks is for a record that opens; what was sent is decided
    // by its act.
    using WorkingPage = Result<Response> (*)(access::Pages const&, Visit const&,
        links::SubjectPage const&, links::NameOf const&, Request const&);
    enum class Asks { first, sent };
    Result<Response> working_page(Contexts const& room, Visit const& visit, Request const& request,
        WorkingPage page, Asks asks)
    {
        auto const id = TRY(request.id<ContextId>("context"));
        auto const facts = TRY(find_facts(visit, id));
        if (asks == Asks::first && !opens(visit, facts))
            return http::see_other(address_of(id));
        auto const found = TRY(find(visit, id));
        return page(
            room.pages, visit, subject_of(facts, found.reference.write()), room.name_of, request);
    }
} // namespace

Result<Response> show_contexts(Contexts const& room, Visit const& visit, Request const& request)
{
    if (!visit.could("create", "context"))
        return not_found();
    std::string const kind(request.query("kind"));
    std::string const district(request.query("district"));
    auto const listed = list(visit, kind, district);
    auto page = Value::object({{"section", section}, {"beside", Value::array()},
        {"may_import", visit.could("create", "import")},
        {"rows",
            Value::each(
                listed, [&](Context const& context) { return row_of(room, visit, context); })},
        {"map", map_of(room, visit, listed)},
        {"filters", filters_view(room, visit, kind, district)},
        {"filtered", !kind.empty() || !district.empty()}});
    for (auto const& way : room.beside)
        if (auto link = way(visit))
            page["beside"].push(std::move(*link));
    return room.pages.show(visit, "contexts/list.njk", page);
}

Result<Response> show_context(Contexts const& room, Visit const& visit, Request const& request)
{
    auto const id = TRY(request.id<ContextId>("context"));
    auto const facts = TRY(find_facts(visit, id));
    if (!opens(visit, facts))
        return ask_purpose(room, visit, id);
    auto const context = TRY(find(visit, id));
    auto const may_change = visit.permits("change", facts);
    auto const linked = linked_view(room, visit, context, may_change);
    auto page = Value::object({{"section", section}, {"context", view_of(room, visit, context)},
        {"links", linked.rows}, {"others", linked.others},
        {"events", events_view(room, visit, context)},
        {"working",
            links::working_view(visit, subject_of(facts, context.reference.write()), room.name_of)},
        {"may_change", may_change}, {"home", context.kind == "HOME"},
        {"may_raise", visit.could("create", "concern")}, {"household", linked.household},
        {"may_place",
            may_change && !context.address_withheld
                && (context.kind == "PLACE" || context.kind == "SCHOOL")},
        {"own", facts_view(room, visit, context, list_facts(visit, context), may_change)},
        {"notice", notice_of(request.query("said"))}});
    auto panels = Value::array();
    for (auto const& panel : room.panels)
        if (auto const drawn = panel(visit, context))
            panels.push(*drawn);
    page["panels"] = panels;
    page["map"] = map_of(room, visit, context);
    auto const since = links::last_look(visit, thing(id));
    page["since"] = links::since_view(since,
        since ? news_of(room, visit, context, *since) : std::vector<links::News>(),
        address_of(id) + "/chronology");
    links::keep_look(visit, thing(id));
    page["around"] = around_view(room, visit, context, request.query("within"));
    return room.pages.show(visit, "contexts/context.njk", page);
}

Result<Response> say_purpose(Contexts const& room, Visit const& visit, Request const& request)
{
    auto const id = TRY(request.id<ContextId>("context"));
    auto const form = TRY(request.form());
    auto const facts = TRY(find_facts(visit, id));
    std::string purpose(form.first("purpose"));
    if (purpose.find_first_not_of(" \t\r\n") == std::string::npos)
        purpose.clear();
    auto const stated = visit.change(
        [&](Change& change) { return links::state_purpose(change, facts, purpose); });
    if (!stated && stated.error().code == Code::invalid)
        return ask_purpose(room, visit, id, purpose, {stated.error()});
    if (!stated)
        return stated.error();
    return http::see_other(address_of(id));
}

Result<Response> start_working(Contexts const&, Visit const& visit, Request const& request)
{
    auto const id = TRY(request.id<ContextId>("context"));
    auto const facts = TRY(find_facts(visit, id));
    return links::start_working(visit, subject_of(facts, ""));
}

Result<Response> ask_other_working(Contexts const& room, Visit const& visit, Request const& request)
{
    return working_page(room, visit, request, links::ask_other, Asks::first);
}

Result<Response> add_other_working(Contexts const& room, Visit const& visit, Request const& request)
{
    return working_page(room, visit, request, links::add_other, Asks::sent);
}

Result<Response> ask_working_end(Contexts const& room, Visit const& visit, Request const& request)
{
    return working_page(room, visit, request, links::ask_end, Asks::first);
}

Result<Response> stop_working(Contexts const& room, Visit const& visit, Request const& request)
{
    return working_page(room, visit, request, links::stop_working, Asks::sent);
}

} // namespace kith::contexts
