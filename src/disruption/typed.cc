// SPDX-License-Identifier: MIT
// What a form of a step says, and how it is shown again.
#include "base/london.h"
#include "disruption/pages.h"
#include <algorithm>
#include <fmt/core.h>

namespace kith::disruption {
namespace {
    using html::Value;

    void add_day(Value& values, std::string const& name, std::optional<Date> day)
    {
        if (!day)
            return;
        values[name + "-day"] = std::to_string(day->day());
        values[name + "-month"] = std::to_string(day->month());
        values[name + "-year"] = std::to_string(day->year());
    }
} // namespace

void read_days(http::FormData const& form, Step& step, std::vector<Error>& problems)
{
    step.starts = day_in(form, "starts", problems);
    step.expires = day_in(form, "expires", problems);
    step.review_on = day_in(form, "review", problems);
    step.starts_at = std::nullopt;
    auto const text = links::text_of(form, "starts_time");
    if (text.empty())
        return;
    auto const time = london::read_time(text);
    if (!time || !step.starts) {
        problems.push_back(
            invalid("Enter a time such as 21:30, and the day it began", "starts_time"));
        return;
    }
    auto const moment = london::moment(*step.starts, *time);
    if (moment)
        step.starts_at = *moment;
    else
        problems.push_back(invalid(moment.error().words.key, "starts_time"));
}

void read_footing(
    Visit const& visit, http::FormData const& form, Step& step, std::vector<Error>& problems)
{
    step.footing = links::text_of(form, "footing");
    auto const typed = links::text_of(form, "footing_child");
    step.footing_child = {};
    if (typed.empty())
        return;
    auto const reference = Reference::read(typed);
    auto const known
        = reference ? people::find_facts(visit, *reference) : Result<access::Facts>(not_found());
    if (known)
        step.footing_child = PersonId(known->thing.id);
    else
        problems.push_back(invalid("Nobody you may know has this reference", "footing_child"));
}

void read_owner(http::FormData const& form, Step& step)
{
    auto const id = AgencyId::read(links::text_of(form, "owner"));
    step.owner_agency = id ? *id : AgencyId();
}

Value values_of(Visit const& visit, Step const& step)
{
    auto values = Value::object({{"tactic", step.tactic}, {"owner", step.owner_agency.write()},
        {"because", step.because}, {"footing", step.footing}});
    add_day(values, "starts", step.starts);
    add_day(values, "expires", step.expires);
    add_day(values, "review", step.review_on);
    if (step.starts_at) {
        auto const time = london::time_of(*step.starts_at);
        values["starts_time"] = fmt::format("{:02}:{:02}", time.hour, time.minute);
    }
    if (!step.footing_child.none())
        if (auto const child = people::find(visit, step.footing_child))
            values["footing_child"] = child->reference.write();
    return values;
}

Value step_choices(Visit const& visit, Tactic const& tactic, Value const& values)
{
    auto const chosen = values.get("owner").text();
    auto const today = london::day_of(visit.now());
    auto const owners = Value::each(
        directory::list_agencies(visit.reading(), today), [&](directory::Agency const& one) {
            return Value::object({{"value", one.id.write()}, {"text", one.name},
                {"selected",
                    chosen.empty() ? one.id == visit.visitor().agency : one.id.write() == chosen}});
        });
    auto const footings = Value::each(tactic.hangs_on, [&](Footing const& one) {
        return Value::object({{"value", one.code}, {"text", one.words},
            {"checked", values.get("footing").text() == one.code}});
    });
    auto const hours = tactic.limit && tactic.limit->unit == LimitUnit::hours;
    return Value::object({{"owners", owners}, {"footings", footings}, {"hours", hours},
        {"limit", tactic.limit ? tactic.limit->words : std::string()}});
}

http::Status status_of(std::vector<Error> const& problems)
{
    auto const late = std::ranges::any_of(
        problems, [](Error const& one) { return one.code == Code::conflict; });
    return problems.empty() ? http::Status::ok
        : late              ? http::Status::conflict
                            : http::Status::unprocessable;
}

} // namespace kith::disruption
