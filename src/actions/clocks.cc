// SPDX-License-Identifier: MIT
#include "actions/clocks.h"
#include "base/shipped.h"
#include <chrono>
#include <fmt/core.h>
#include <optional>
#include <toml++/toml.h>

namespace kith::actions {
namespace {
    constexpr std::string_view clocks_path = "data/reference/clocks.toml";

    Error clock_refused(std::string_view id, std::string_view why)
    {
        return invalid(fmt::format("{}, clock \"{}\": {}", clocks_path, id, why));
    }

    std::optional<Unit> read_unit(std::string_view word)
    {
        if (word == "hours")
            return Unit::hours;
        if (word == "working_days")
            return Unit::working_days;
        if (word == "days")
            return Unit::days;
        if (word == "weeks")
            return Unit::weeks;
        return std::nullopt;
    }

    Result<Rule> read_rule(toml::table const& table)
    {
        Rule rule;
        rule.id = table["id"].value_or(std::string());
        if (rule.id.empty())
            return clock_refused("", "give it an id");
        auto const amount = table["amount"].value_or(std::int64_t{0});
        if (amount < 1 || amount > 10000)
            return clock_refused(rule.id, "amount is a whole number from 1 to 10000");
        rule.amount = static_cast<int>(amount);
        auto const unit = read_unit(table["unit"].value_or(std::string()));
        if (!unit)
            return clock_refused(rule.id, "unit is hours, working_days, days or weeks");
        rule.unit = *unit;
        auto const basis = table["basis"].value_or(std::string());
        if (basis != "law" && basis != "setting")
            return clock_refused(rule.id, "basis is law or setting");
        rule.basis = basis == "law" ? Basis::law : Basis::setting;
        rule.duty = table["duty"].value_or(std::string());
        rule.start = table["start"].value_or(std::string());
        rule.source = table["source"].value_or(std::string());
        if (rule.duty.empty() || rule.start.empty() || rule.source.empty())
            return clock_refused(rule.id, "say its duty, start and source");
        auto const verified = table["verified"].value<bool>();
        if (!verified)
            return clock_refused(rule.id, "verified is true or false");
        rule.verified = *verified;
        return rule;
    }

    // "2 hours", "1 hour"
    std::string counted(std::int64_t amount, std::string_view thing)
    {
        return fmt::format("{} {}{}", amount, thing, amount == 1 ? "" : "s");
    }

    std::string overdue_in_words(std::chrono::microseconds late)
    {
        using namespace std::chrono;
        if (late < minutes(1))
            return "Overdue";
        if (late < hours(1))
            return "Overdue by " + counted(duration_cast<minutes>(late).count(), "minute");
        if (late < hours(48))
            return "Overdue by " + counted(duration_cast<hours>(late).count(), "hour");
        return "Overdue by " + counted(duration_cast<hours>(late).count() / 24, "day");
    }
} // namespace

std::string Rule::in_words() const
{
    switch (unit) {
    case Unit::hours:
        return counted(amount, "hour");
    case Unit::working_days:
        return counted(amount, "working day");
    case Unit::days:
        return counted(amount, "day");
    case Unit::weeks:
        return counted(amount, "week");
    }
    return {};
}

Result<Clocks> Clocks::read() { return read(shipped_file(clocks_path)); }

Result<Clocks> Clocks::read(std::string_view text)
{
    toml::table file;
    try {
        file = toml::parse(text, clocks_path);
    } catch (toml::parse_error const& wrong) { // an administrator's overlay can cause it
        return invalid(fmt::format(
            "{}, line {}: {}", clocks_path, wrong.source().begin.line, wrong.description()));
    }
    Clocks clocks;
    auto const* const rules = file["clock"].as_array();
    if (!rules)
        return invalid(fmt::format("{}: begin each rule with [[clock]]", clocks_path));
    for (auto const& node : *rules) {
        if (!node.is_table())
            return invalid(fmt::format("{}: begin each rule with [[clock]]", clocks_path));
        auto rule = TRY(read_rule(*node.as_table()));
        auto const id = rule.id;
        if (!clocks.rules_.emplace(id, std::move(rule)).second)
            return clock_refused(id, "this id stands twice");
    }
    return clocks;
}

Rule const& Clocks::rule(std::string_view id) const
{
    auto const at = rules_.find(id);
    must(at != rules_.end(), "no clock has the id " + std::string(id));
    return at->second;
}

std::vector<Rule> Clocks::list() const
{
    std::vector<Rule> rules;
    for (auto const& [id, rule] : rules_)
        rules.push_back(rule);
    return rules;
}

Instant due(Rule const& rule, Instant start, WorkingDays const& working_days)
{
    if (rule.unit == Unit::hours)
        return start + std::chrono::hours(rule.amount);
    auto const first = london::day_of(start);
    auto const last = rule.unit == Unit::working_days
        ? working_days.after(first, rule.amount)
        : first + rule.amount * (rule.unit == Unit::weeks ? 7 : 1);
    return london::start_of(last + 1) - std::chrono::seconds(1);
}

DueWords due_in_words(Instant due, Instant now)
{
    auto const exact = london::in_words(due);
    if (now > due)
        return {overdue_in_words(now - due), DueState::overdue, exact};
    auto const days = london::day_of(due) - london::day_of(now);
    auto const time = london::time_of(due);
    if (days == 0)
        return {fmt::format("Due today by {:02}:{:02}", time.hour, time.minute), DueState::today,
            exact};
    if (days == 1)
        return {fmt::format("Due tomorrow by {:02}:{:02}", time.hour, time.minute), DueState::later,
            exact};
    return {"Due in " + counted(days, "day"), DueState::later, exact};
}

std::string_view name_of(DueState state)
{
    switch (state) {
    case DueState::overdue:
        return "overdue";
    case DueState::today:
        return "today";
    case DueState::later:
        return "later";
    }
    return {};
}

} // namespace kith::actions
