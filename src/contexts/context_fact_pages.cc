// SPDX-License-Identifier: MIT
#include "contexts/context_fact_pages.h"
#include "base/london.h"
#include "contexts/context_fact_store.h"
#include "contexts/own_views.h"
#include "contexts/typed.h"
#include "contexts/views.h"
#include <algorithm>

namespace kith::contexts {
namespace {
    using html::Value;
    using http::Request;
    using http::Response;

    std::string page_of_context(Context const& context)
    {
        return "/contexts/" + context.id.write();
    }

    // A context that the visitor may change; where they must say why first, nothing.
    Result<std::optional<Context>> context_to_add_to(Visit const& visit, Request const& request)
    {
        auto const id = TRY(request.id<ContextId>("context"));
        auto const facts = TRY(find_facts(visit, id));
        TRY(visit.may("change", facts));
        if (!opens(visit, facts))
            return std::optional<Context>();
        auto found = TRY(find(visit, id));
        return std::optional(std::move(found));
    }

    Result<Response> back_to_say_why(Request const& request)
    {
        auto const id = TRY(request.id<ContextId>("context"));
        return http::see_other("/contexts/" + id.write());
    }

    Result<ContextFactKind const*> fact_kind_asked(Request const& request, Context const& context)
    {
        auto const name = TRY(request.segment("kind"));
        auto const* const kind = find_fact_kind(name, context.kind);
        if (!kind)
            return not_found();
        return kind;
    }

    Value fact_kind_view(
        Contexts const& room, Date today, ContextFactKind const& kind, Value const& values)
    {
        return Value::object({{"kind", kind.kind}, {"label", kind.label},
            {"question", kind.question}, {"hint", kind.hint}, {"words", kind.words},
            {"number", kind.number}, {"reach", kind.reach}, {"from", kind.from},
            {"until", kind.until}, {"needs_source", kind.needs_source},
            {"certainties",
                kind.asks_certainty
                    ? links::choices(room.facts, "certainty", today, values.get("certainty").text())
                    : Value()},
            {"codes", links::choices(room.facts, kind.list, today, values.get("code").text())}});
    }

    Response show_fact_form(Contexts const& room, Visit const& visit, Context const& context,
        ContextFactKind const& kind, Value const& values, std::vector<Error> const& problems = {})
    {
        auto page = Value::object({{"section", "/contexts"},
            {"context", view_of(room, visit, context)},
            {"kind", fact_kind_view(room, london::day_of(visit.now()), kind, values)},
            {"form", Value::object({{"values", values}, {"problems", problems_view(problems)}})}});
        if (!problems.empty())
            page["errors"] = errors_view(problems);
        return room.pages.show(visit, "contexts/fact.njk", page,
            problems.empty() ? http::Status::ok : http::Status::unprocessable);
    }

    ContextFact typed_context_fact(
        http::FormData const& form, ContextFactKind const& kind, std::vector<Error>& problems)
    {
        ContextFact fact;
        fact.kind = kind.kind;
        fact.code = form.first("code");
        fact.words = form.first("words");
        fact.number = form.first("number");
        fact.reach = form.first("reach");
        fact.source = form.first("source");
        fact.certainty = form.first("certainty");
        for (auto const& [name, day] :
            {std::pair("from", &fact.from), std::pair("until", &fact.until)}) {
            auto read = read_partial_day(form, name);
            if (read)
                *day = *read;
            else
                problems.push_back(read.error());
        }
        return fact;
    }

    Response show_fact_end(Contexts const& room, Visit const& visit, Context const& context,
        ContextFact const& fact, Value const& values, std::vector<Error> const& problems = {},
        http::Status status = http::Status::ok)
    {
        auto const& kind = kind_of(fact);
        auto page = Value::object({{"section", "/contexts"},
            {"context", view_of(room, visit, context)},
            {"fact",
                Value::object({{"label", kind.label}, {"text", fact_in_words(room, fact)},
                    {"detail", fact_detail(room, fact)}, {"id", fact.id.write()},
                    {"may_end", kind.ends && !fact.ended_at}})},
            {"form", Value::object({{"values", values}, {"problems", problems_view(problems)}})}});
        if (!problems.empty())
            page["errors"] = errors_view(problems);
        return room.pages.show(visit, "contexts/fact_end.njk", page, status);
    }

    Result<ContextFact> fact_of_page(
        Visit const& visit, Context const& context, Request const& request)
    {
        auto const id = TRY(request.id<Uuid>("fact"));
        auto const all = list_facts(visit, context);
        auto const found = std::ranges::find(all, id, &ContextFact::id);
        if (found == all.end() || found->withdrawn_at)
            return not_found();
        return *found;
    }

    Result<ContextFact> done_to_context_fact(
        Change& change, Context const& context, ContextFact const& fact, http::FormData const& form)
    {
        auto const reason = links::text_of(form, "reason");
        if (form.first("what") == "ended") {
            auto const until = TRY(read_partial_day(form, "until"));
            return end_fact(change, context, fact, until, reason);
        }
        if (form.first("what") == "wrong")
            return withdraw_fact(change, context, fact, reason);
        return invalid("Say whether it is no longer so, or never was", "what");
    }
} // namespace

Result<Response> ask_context_fact(Contexts const& room, Visit const& visit, Request const& request)
{
    auto const context = TRY(context_to_add_to(visit, request));
    if (!context)
        return back_to_say_why(request);
    auto const* const kind = TRY(fact_kind_asked(request, *context));
    return show_fact_form(room, visit, *context, *kind, Value::object());
}

Result<Response> record_context_fact(
    Contexts const& room, Visit const& visit, Request const& request)
{
    auto const context = TRY(context_to_add_to(visit, request));
    if (!context)
        return back_to_say_why(request);
    auto const* const kind = TRY(fact_kind_asked(request, *context));
    auto const form = TRY(request.form());
    std::vector<Error> problems;
    auto const fact = typed_context_fact(form, *kind, problems);
    if (problems.empty()) {
        auto const added = visit.change(
            [&](Change& change) { return add_fact(change, room.facts, *context, fact); });
        if (added)
            return http::see_other(page_of_context(*context) + "?said=fact-added");
        if (added.error().code != Code::invalid)
            return added.error();
        problems.push_back(added.error());
    }
    return show_fact_form(room, visit, *context, *kind, values_typed(form), problems);
}

Result<Response> ask_context_fact_end(
    Contexts const& room, Visit const& visit, Request const& request)
{
    auto const context = TRY(context_to_add_to(visit, request));
    if (!context)
        return back_to_say_why(request);
    auto const fact = TRY(fact_of_page(visit, *context, request));
    return show_fact_end(room, visit, *context, fact, Value::object());
}

Result<Response> record_context_fact_end(
    Contexts const& room, Visit const& visit, Request const& request)
{
    auto const context = TRY(context_to_add_to(visit, request));
    if (!context)
        return back_to_say_why(request);
    auto const fact = TRY(fact_of_page(visit, *context, request));
    auto const form = TRY(request.form());
    auto const done = visit.change(
        [&](Change& change) { return done_to_context_fact(change, *context, fact, form); });
    if (done)
        return http::see_other(page_of_context(*context)
            + (form.first("what") == "ended" ? "?said=fact-ended" : "?said=fact-taken-back"));
    auto const late = done.error().code == Code::conflict;
    if (done.error().code != Code::invalid && !late)
        return done.error();
    return show_fact_end(room, visit, *context, fact, values_typed(form), {done.error()},
        late ? http::Status::conflict : http::Status::unprocessable);
}

} // namespace kith::contexts
