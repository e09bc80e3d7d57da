// SPDX-License-Identifier: MIT
#include "contexts/household.h"
#include "base/london.h"
#include "contexts/api_own.h"
#include "contexts/typed.h"
#include "contexts/views.h"
#include "platform/forms/drafts.h"
#include <algorithm>
#include <array>
#include <boost/json.hpp>
#include <fmt/core.h>

namespace kith::contexts {
namespace {
    using html::Value;
    using http::Request;
    using http::Response;

    constexpr std::array<char const*, 1> only_lives_there{lives_there};

    // A home that this visit may change, opened as its page would ask.
    Result<Context> home_to_change(Visit const& visit, Request const& request)
    {
        auto const id = TRY(request.id<ContextId>("context"));
        auto const facts = TRY(find_facts(visit, id));
        TRY(visit.may("change", facts));
        auto context = TRY(find(visit, id));
        if (context.kind != "HOME")
            return not_found();
        return context;
    }

    // Where those go who must say why first: nowhere if not.
    Result<std::optional<Response>> why_first(Visit const& visit, Request const& request)
    {
        auto const id = TRY(request.id<ContextId>("context"));
        auto const facts = TRY(find_facts(visit, id));
        return opens(visit, facts) ? std::optional<Response>()
                                   : std::optional(http::see_other("/contexts/" + id.write()));
    }

    Value link_form(Contexts const& room, Visit const& visit, links::TypedLink const& typed,
        std::vector<Error> const& problems)
    {
        return links::form_view(
            room.facts, london::day_of(visit.now()), typed.values, problems, only_lives_there);
    }

    Response show_household_form(Contexts const& room, Visit const& visit, Context const& context,
        links::TypedLink const& typed, std::vector<Error> const& problems = {})
    {
        auto page
            = Value::object({{"section", "/contexts"}, {"context", view_of(room, visit, context)},
                {"form", link_form(room, visit, typed, problems)}});
        if (!problems.empty())
            page["errors"] = errors_view(problems);
        return room.pages.show(visit, "contexts/household.njk", page,
            problems.empty() ? http::Status::ok : http::Status::unprocessable);
    }

    Result<Thing> person_named(Contexts const& room, Visit const& visit, std::string const& text)
    {
        auto const reference = Reference::read(text);
        if (reference && reference->kind() == 'P' && room.person_of)
            if (auto const person = room.person_of(visit, *reference))
                return room.links.seen.kept(visit, *person);
        return invalid("Nobody you may know of has this reference: check it", "reference");
    }

    // Said once: the same person once more changes nothing.
    Result<LinkId> add_to_household(Contexts const& room, Change& change, Context const& context,
        Thing const& person, links::Link link)
    {
        Visit const& visit = change;
        TRY(visit.may("change", facts_of(visit, context)));
        auto const self = thing(context.id);
        for (auto const& one : room.links.store.list_of(visit, self))
            if (one.role == lives_there
                && room.links.seen.kept(visit, one.other_end(self)) == person)
                return one.id;
        link.from = person;
        link.to = self;
        link.role = lives_there;
        link.drawn_from = self;
        auto const saved = TRY(room.links.store.save(change, link));
        return saved.id;
    }

    Result<links::Link> household_link(
        Contexts const& room, Visit const& visit, Context const& context, Request const& request)
    {
        auto const id = TRY(request.id<LinkId>("link"));
        auto const link = TRY(room.links.store.find(visit, id));
        if (link.drawn_from != thing(context.id) || link.withdrawn || link.role != lives_there)
            return not_found();
        return link;
    }

    Response show_household_end(Contexts const& room, Visit const& visit, Context const& context,
        links::Link const& link, Value const& values, std::vector<Error> const& problems = {},
        http::Status status = http::Status::ok)
    {
        auto const shown = room.links.seen.show(visit, link.other_end(thing(context.id)));
        auto page = Value::object({{"section", "/contexts"},
            {"context", view_of(room, visit, context)},
            {"link", Value::object({{"id", link.id.write()}, {"text", shown.text}})},
            {"form", Value::object({{"values", values}, {"problems", problems_view(problems)}})}});
        if (!problems.empty())
            page["errors"] = errors_view(problems);
        return room.pages.show(visit, "contexts/household_end.njk", page, status);
    }

    // The link as it will be, by what was chosen.
    Result<links::Link> ended_link(links::Link link, http::FormData const& form, Date today)
    {
        if (form.first("what") == "wrong") {
            link.withdrawn = true;
            return link;
        }
        if (form.first("what") != "ended")
            return invalid("Say whether they moved out, or never lived there", "what");
        std::vector<Error> problems;
        auto const until = links::read_last_day(form, problems);
        if (!problems.empty())
            return problems.front();
        link.until_day = until.value_or(today);
        return link;
    }
} // namespace

Result<Response> ask_household(Contexts const& room, Visit const& visit, Request const& request)
{
    auto const asks = TRY(why_first(visit, request));
    if (asks)
        return *asks;
    auto const context = TRY(home_to_change(visit, request));
    links::Link begin;
    begin.role = lives_there;
    return show_household_form(room, visit, context, links::untyped(begin));
}

Result<Response> record_household(Contexts const& room, Visit const& visit, Request const& request)
{
    auto const asks = TRY(why_first(visit, request));
    if (asks)
        return *asks;
    auto const context = TRY(home_to_change(visit, request));
    auto const form = TRY(request.form());
    auto typed = links::read_link(form, {});
    typed.values["reference"] = links::text_of(form, "reference");
    auto const person = person_named(room, visit, links::text_of(form, "reference"));
    auto problems = typed.problems;
    if (!person)
        problems.insert(problems.begin(), person.error());
    if (problems.empty()) {
        auto const added = visit.change([&](Change& change) {
            return add_to_household(room, change, context, *person, typed.link);
        });
        if (added)
            return http::see_other("/contexts/" + context.id.write() + "?said=household");
        if (added.error().code != Code::invalid)
            return added.error();
        problems.push_back(added.error());
    }
    return show_household_form(room, visit, context, typed, problems);
}

Result<Response> ask_household_end(Contexts const& room, Visit const& visit, Request const& request)
{
    auto const asks = TRY(why_first(visit, request));
    if (asks)
        return *asks;
    auto const context = TRY(home_to_change(visit, request));
    auto const link = TRY(household_link(room, visit, context, request));
    return show_household_end(room, visit, context, link, Value::object());
}

Result<Response> record_household_end(
    Contexts const& room, Visit const& visit, Request const& request)
{
    auto const asks = TRY(why_first(visit, request));
    if (asks)
        return *asks;
    auto const context = TRY(home_to_change(visit, request));
    auto const link = TRY(household_link(room, visit, context, request));
    auto const form = TRY(request.form());
    std::vector<Error> problems;
    auto const wanted = ended_link(link, form, london::day_of(visit.now()));
    auto const reason = links::text_of(form, "reason");
    if (!wanted)
        problems.push_back(wanted.error());
    if (reason.empty())
        problems.push_back(invalid("Say why the record changes", "reason"));
    if (problems.empty()) {
        auto const saved = visit.change([&](Change& change) -> Done {
            TRY(room.links.store.save(change, *wanted, reason));
            return done();
        });
        if (saved)
            return http::see_other("/contexts/" + context.id.write() + "?said=household-ended");
        if (saved.error().code != Code::invalid && saved.error().code != Code::conflict)
            return saved.error();
        problems.push_back(saved.error());
    }
    return show_household_end(
        room, visit, context, link, values_typed(form), problems, http::Status::unprocessable);
}

Result<Response> api_add_household(Contexts const& room, Visit const& visit, Request const& request)
{
    auto const id = TRY(request.id<ContextId>("context"));
    auto const facts = TRY(find_facts(visit, id));
    TRY(visit.may("change", facts));
    TRY(must_open(visit, facts));
    auto const context = TRY(home_to_change(visit, request));
    auto const sent = TRY(access::JsonFields::read(request));
    TRY(sent.only({"person", "from", "source", "confidence"}));
    auto const reference = TRY(sent.text("person"));
    auto const person = TRY(person_named(room, visit, reference));
    links::Link link;
    link.source = TRY(sent.text("source"));
    auto const confidence = TRY(sent.text("confidence"));
    if (!confidence.empty())
        link.confidence = confidence;
    auto const from = TRY(sent.text("from"));
    if (auto const day = Date::read(from))
        link.from_day = *day;
    else if (!from.empty())
        return invalid("Send a day such as 2026-03-06", "from");
    auto const key = TRY(request.idempotency_key());
    auto const asked = request.path() + "\n" + request.body();
    auto const link_id = TRY(visit.change([&](Change& change) {
        return forms::once<LinkId>(change, key, asked,
            [&] { return add_to_household(room, change, context, person, link); });
    }));
    return http::json(
        boost::json::serialize(boost::json::object{{"id", link_id.write()}, {"role", lives_there}}),
        http::Status::created);
}

} // namespace kith::contexts
