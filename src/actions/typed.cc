// SPDX-License-Identifier: MIT
#include "actions/typed.h"
#include "actions/naming.h"
#include "base/london.h"
#include "platform/http/csrf.h"
#include <algorithm>
#include <array>
#include <fmt/core.h>

namespace kith::actions {
namespace {
    using html::Value;
    constexpr std::array<std::string_view, 6> in_order_of_form{
        "what", "kind", "for_agency", "named", "due", "how_we_will_know"};

    // Whoever is named: an account if one has that name, else the words.
    void read_named(Visit const& visit, std::string const& typed, TypedAction& read)
    {
        auto& action = read.action;
        auto const account = account_of(visit, action.for_agency, typed);
        if (!account)
            read.problems.push_back(account.error());
        action.named = account ? *account : AccountId();
        action.named_in_words = action.named.none() ? typed : "";
    }
} // namespace

Value typed_values(http::FormData const& form)
{
    auto values = Value::object();
    for (auto const& [name, value] : form.pairs())
        if (name != http::csrf_field)
            values[name] = value;
    return values;
}

std::string typed_text(http::FormData const& form, std::string_view name)
{
    auto const text = form.first(name);
    auto const first = text.find_first_not_of(" \t\r\n");
    return first == std::string_view::npos
        ? ""
        : std::string(text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1));
}

std::optional<Date> typed_day(http::FormData const& form, std::string const& name)
{
    auto const day = Date::read(fmt::format("{}-{}-{}", typed_text(form, name + "-year"),
        typed_text(form, name + "-month"), typed_text(form, name + "-day")));
    return day ? std::optional(*day) : std::nullopt;
}

TypedAction read_typed(
    Actions const& room, Visit const& visit, http::FormData const& form, Action const& stands)
{
    TypedAction read{stands, typed_values(form)};
    auto& action = read.action;
    action.what = typed_text(form, "what");
    action.kind = typed_text(form, "kind");
    action.how_we_will_know = typed_text(form, "how_we_will_know");
    action.version = std::atoll(std::string(form.first("version")).c_str());
    auto const agency = AgencyId::read(typed_text(form, "for_agency"));
    action.for_agency = agency ? *agency : AgencyId();
    read_named(visit, typed_text(form, "named"), read);
    auto const today = london::day_of(visit.now());
    auto const due = typed_day(form, "due");
    if (due && *due != stands.due)
        action.due_rule.clear(); // chosen by hand now
    action.due = due.value_or(today);
    if (!due)
        read.problems.push_back(invalid("Enter the day by which it is due", "due"));
    if (!action.kind.empty() && !room.facts.lists("action_kind", action.kind, today)
        && action.kind != stands.kind)
        read.problems.push_back(invalid("Choose what kind of action it is", "kind"));
    for (auto const& problem : problems_of(action, today))
        if (std::ranges::find(read.problems, problem.field, &Error::field) == read.problems.end())
            read.problems.push_back(problem);
    std::ranges::stable_sort(read.problems, {}, [](Error const& problem) {
        return std::ranges::find(in_order_of_form, problem.field) - in_order_of_form.begin();
    });
    return read;
}

TypedAction untyped(Actions const& room, Visit const& visit, Action const& stands)
{
    TypedAction read{stands};
    auto const named
        = stands.named.none() ? stands.named_in_words : room.name_of(visit.reading(), stands.named);
    read.values = Value::object({{"what", stands.what}, {"kind", stands.kind},
        {"for_agency", stands.for_agency.none() ? "" : stands.for_agency.write()}, {"named", named},
        {"how_we_will_know", stands.how_we_will_know}, {"version", stands.version}});
    if (stands.version != 0) {
        read.values["due-day"] = stands.due.day();
        read.values["due-month"] = stands.due.month();
        read.values["due-year"] = stands.due.year();
    }
    return read;
}

} // namespace kith::actions
