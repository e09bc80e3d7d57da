// SPDX-License-Identifier: MIT
// Recording a context, and changing what is recorded.
#include "base/london.h"
#include "contexts/own_views.h"
#include "contexts/pages.h"
#include "contexts/typed.h"
#include "contexts/views.h"
#include <algorithm>

namespace kith::contexts {
namespace {
    using html::Value;

    // The kinds that it might be instead, each with where its questions are.
    Value other_kinds(
        Contexts const& room, Visit const& visit, Context const* stands, std::string const& chosen)
    {
        auto const base = stands ? "/contexts/" + stands->id.write() + "/change?kind="
                                 : std::string("/contexts/new?kind=");
        auto kinds = Value::array();
        for (auto const& code : room.facts.codes("context_kind", london::day_of(visit.now())))
            if (code.code != chosen)
                kinds.push(Value::object({{"text", code.label}, {"href", base + code.code}}));
        return kinds;
    }

    bool is_kind(Contexts const& room, Visit const& visit, std::string_view kind)
    {
        auto const codes = room.facts.codes("context_kind", london::day_of(visit.now()));
        return std::ranges::any_of(codes, [&](auto const& one) { return one.code == kind; });
    }

    // What it is decides what is asked, so that is asked first.
    Response choose_kind(Contexts const& room, Visit const& visit, bool refused)
    {
        auto page = Value::object({{"section", "/contexts"},
            {"kinds",
                links::choices(room.facts, "context_kind", london::day_of(visit.now()), "")}});
        if (refused) {
            std::vector<Error> const problems{invalid("Choose what it is", "kind")};
            page["problems"] = problems_view(problems);
            page["errors"] = errors_view(problems);
        }
        return room.pages.show(visit, "contexts/choose_kind.njk", page,
            refused ? http::Status::unprocessable : http::Status::ok);
    }

    Response show_form(Contexts const& room, Visit const& visit, Typed const& typed,
        Context const* stands, std::vector<KnownContext> const& already, http::Status status)
    {
        auto page = Value::object({{"section", "/contexts"}, {"values", typed.values},
            {"problems", problems_view(typed.problems)},
            {"form",
                form_view(room, visit, stands ? *stands : Context{}, typed.values, typed.problems)},
            {"kinds", other_kinds(room, visit, stands, typed.values.get("kind").text())},
            {"late", status == http::Status::conflict},
            {"already", Value::each(already, [&](KnownContext const& one) {
                 auto row = row_of(room, visit, one.context);
                 row["reason"] = one.reason;
                 return row;
             })}});
        if (stands)
            page["context"] = view_of(room, visit, *stands);
        if (!typed.problems.empty())
            page["errors"] = errors_view(typed.problems);
        return room.pages.show(visit, "contexts/record.njk", page, status);
    }
} // namespace

Result<Response> ask_context(Contexts const& room, Visit const& visit, Request const& request)
{
    if (!visit.could("create", "context"))
        return not_found();
    std::string const kind(request.query("kind"));
    if (!is_kind(room, visit, kind))
        return choose_kind(room, visit, request.query("chosen") == "yes" || !kind.empty());
    Context begin;
    begin.kind = kind;
    return show_form(room, visit, untyped(begin), nullptr, {}, http::Status::ok);
}

Result<Response> record_context(Contexts const& room, Visit const& visit, Request const& request)
{
    auto const form = TRY(request.form());
    auto typed = read_typed(form, {});
    complete_school(visit.reading(), typed.context);
    if (!is_kind(room, visit, typed.context.kind))
        return choose_kind(room, visit, true);
    auto const tidied = checked(typed.context, london::day_of(visit.now()));
    if (!tidied)
        typed.problems.push_back(tidied.error());
    if (!typed.problems.empty())
        return show_form(room, visit, typed, nullptr, {}, http::Status::unprocessable);
    visit.act_for("Recording a context: is there a record already?");
    auto const already = known(visit, {tidied->name, tidied->postcode, tidied->point});
    if (!already.empty() && form.first("another").empty()) {
        typed.problems.push_back(invalid(
            "There may be a record already: open it, or say that this is another", "another"));
        return show_form(room, visit, typed, nullptr, already, http::Status::unprocessable);
    }
    auto const made = visit.change([&](Change& change) { return create(change, *tidied); });
    if (!made && made.error().code == Code::invalid) {
        typed.problems.push_back(made.error());
        return show_form(room, visit, typed, nullptr, already, http::Status::unprocessable);
    }
    if (!made)
        return made.error();
    return http::see_other("/contexts/" + made->id.write() + "?said=recorded");
}

Result<Response> ask_change(Contexts const& room, Visit const& visit, Request const& request)
{
    auto const id = TRY(request.id<ContextId>("context"));
    auto const facts = TRY(find_facts(visit, id));
    if (!opens(visit, facts))
        return http::see_other("/contexts/" + id.write());
    TRY(visit.may("change", facts));
    auto const context = TRY(find(visit, id));
    auto const asked = request.query("kind");
    return show_form(room, visit, untyped(context, is_kind(room, visit, asked) ? asked : ""),
        &context, {}, http::Status::ok);
}

Result<Context> save_and_tell(
    Contexts const& room, Change& change, Context const& wanted, std::string const& reason)
{
    auto const stood = TRY(find(change, wanted.id));
    auto saved = TRY(save(change, wanted, reason));
    for (auto const& tell : room.changed)
        TRY(tell(change, stood, saved));
    return saved;
}

Result<Response> change_context(Contexts const& room, Visit const& visit, Request const& request)
{
    auto const id = TRY(request.id<ContextId>("context"));
    auto const facts = TRY(find_facts(visit, id));
    if (!opens(visit, facts))
        return http::see_other("/contexts/" + id.write());
    TRY(visit.may("change", facts));
    auto const form = TRY(request.form());
    auto const stands = TRY(find(visit, id));
    auto typed = read_typed(form, stands);
    complete_school(visit.reading(), typed.context);
    auto const reason = links::text_of(form, "reason");
    if (reason.empty())
        typed.problems.push_back(invalid("Say why the record changes", "reason"));
    if (!typed.problems.empty())
        return show_form(room, visit, typed, &stands, {}, http::Status::unprocessable);
    auto const saved = visit.change(
        [&](Change& change) { return save_and_tell(room, change, typed.context, reason); });
    if (saved)
        return http::see_other("/contexts/" + id.write() + "?said=saved");
    if (saved.error().code != Code::invalid && saved.error().code != Code::conflict)
        return saved.error();
    auto const late = saved.error().code == Code::conflict;
    typed.problems.push_back(saved.error());
    auto const now_stands = TRY(find(visit, id));
    if (late) {
        typed.values["version"] = now_stands.version; // seen now, so the next save may go through
        if (is_protected(now_stands))
            typed.values["tells_where"] = "yes"; // which they may not have known: asked again
    }
    return show_form(room, visit, typed, &now_stands, {},
        late ? http::Status::conflict : http::Status::unprocessable);
}

} // namespace kith::contexts
