// SPDX-License-Identifier: MIT
// Closing a case, with all that is told of it then, and opening it again.
#include "base/london.h"
#include "cases/case_desk.h"
#include "cases/case_desk_page.h"
#include <algorithm>
#include <array>

namespace kith::cases {
namespace {
    using html::Value;

    struct ClosingText {
        char const* field;
        std::string Closure::*text;
    };
    constexpr std::array<ClosingText, 8> closing_texts = {{{"reason", &Closure::reason},
        {"why", &Closure::why}, {"life-changed", &Closure::life_changed},
        {"contexts-changed", &Closure::contexts_changed}, {"who-keeps", &Closure::who_keeps},
        {"way-back", &Closure::way_back}, {"own-view", &Closure::own_view},
        {"override", &Closure::override_reason}}};

    bool keeps_open(std::vector<Blocked> const& all)
    {
        return std::ranges::any_of(all, [](Blocked const& what) { return !what.informs; });
    }

    Value blocked_view(std::vector<Blocked> const& all, bool informs)
    {
        auto rows = Value::array();
        for (auto const& what : all)
            if (what.informs == informs)
                rows.push(Value::object({{"text", what.text}, {"href", what.href}}));
        return rows;
    }

    bool may_close_over(Visit const& visit, Case const& one)
    {
        auto const facts = facts_of(visit, one);
        return facts && visit.permits("override", *facts);
    }

    Response closing_page(
        Cases const& room, Visit const& visit, Case const& one, DeskTyped const& typed)
    {
        auto const keeps = blocked(room, visit, one);
        auto missing = Value::array();
        for (auto const& way : ways_on(room, visit, one))
            if (way.move.act == "close")
                missing = Value::each(way.missing, [](Missing const& what) {
                    return Value::object({{"text", what.text}, {"href", what.href}});
                });
        auto const more = Value::object(
            {{"keeps", blocked_view(keeps, false)}, {"informs", blocked_view(keeps, true)},
                {"missing", missing}, {"may_override", may_close_over(visit, one)},
                {"reasons",
                    links::choices(room.facts, "case_close_reason", london::day_of(visit.now()),
                        typed.values.get("reason").text())}});
        return show_desk(room, visit, one, "cases/desk_close.njk", typed, more);
    }

    // Nothing to type here: it says what is about to happen, and carries what was typed.
    Response closing_over_page(
        Cases const& room, Visit const& visit, Case const& one, http::FormData const& form)
    {
        auto sent = Value::array();
        for (auto const& [name, text] : form.pairs())
            if (name != "csrf" && name != "act" && name != "sure")
                sent.push(Value::object({{"name", name}, {"value", text}}));
        auto const more = Value::object({{"keeps", blocked_view(blocked(room, visit, one), false)},
            {"sent", sent}, {"reason", links::text_of(form, "override")}});
        return show_desk(room, visit, one, "cases/desk_close_over.njk", desk_typed(form), more);
    }

    Closure read_closure(
        Visit const& visit, http::FormData const& form, CaseId id, std::vector<Error>& problems)
    {
        Closure closure;
        closure.of = id;
        for (auto const& [field, text] : closing_texts)
            closure.*text = links::text_of(form, field);
        closure.on = day_in(form, "on", problems).value_or(london::day_of(visit.now()));
        return closure;
    }

    Response reopening_page(
        Cases const& room, Visit const& visit, Case const& one, DeskTyped const& typed)
    {
        return show_desk(room, visit, one, "cases/desk_reopen.njk", typed);
    }
} // namespace

Result<Response> ask_closing(Cases const& room, Visit const& visit, Request const& request)
{
    auto const one = TRY(case_to(visit, request, "close"));
    if (!one.is_open())
        return http::see_other(address_of(one.id));
    return closing_page(room, visit, one, {});
}

Result<Response> record_closing(Cases const& room, Visit const& visit, Request const& request)
{
    auto const one = TRY(case_to(visit, request, "close"));
    auto const form = TRY(request.form());
    auto typed = desk_typed(form);
    if (form.first("act") == "back") // from the page that asks whether they are sure
        return closing_page(room, visit, one, typed);
    auto const closure = read_closure(visit, form, one.id, typed.problems);
    if (!typed.problems.empty())
        return closing_page(room, visit, one, typed);
    auto const whole = checked(closure, one.of_context(), london::day_of(visit.now()));
    if (whole && one.is_open() && form.first("sure").empty() && !closure.override_reason.empty()
        && version_in(form) == one.version && may_close_over(visit, one)
        && keeps_open(blocked(room, visit, one)))
        return closing_over_page(room, visit, one, form);
    auto const closed = visit.change(
        [&](Change& change) { return close_case(room, change, version_in(form), closure); });
    return after_act(visit, one.id, closed, form, "closed",
        [&room](Visit const& again, Case const& stands, DeskTyped const& as_typed) {
            return closing_page(room, again, stands, as_typed);
        });
}

Result<Response> ask_reopening(Cases const& room, Visit const& visit, Request const& request)
{
    auto const one = TRY(case_to(visit, request, "reopen"));
    if (one.is_open())
        return http::see_other(address_of(one.id));
    return reopening_page(room, visit, one, {});
}

Result<Response> record_reopening(Cases const& room, Visit const& visit, Request const& request)
{
    auto const one = TRY(case_to(visit, request, "reopen"));
    auto const form = TRY(request.form());
    auto const opened = visit.change([&](Change& change) {
        return reopen(room, change, one.id, version_in(form), links::text_of(form, "because"));
    });
    return after_act(visit, one.id, opened, form, "reopened",
        [&room](Visit const& again, Case const& stands, DeskTyped const& as_typed) {
            return reopening_page(room, again, stands, as_typed);
        });
}

} // namespace kith::cases
