// SPDX-License-Identifier: MIT
#include "actions/clocks.h"
#include "base/shipped.h"
#include <algorithm>
#include <array>
#include <chrono>
#include <fmt/core.h>
#include <optional>
#include <toml++/toml.h>

namespace kith::actions {
namespace {
    constexpr std::string_view clocks_path = "data/reference/clocks.toml";

    constexpr int hours_said_alone = 72;

    Error clock_refused(std::string_view id, std::string_view why)
    {
        return invalid(fmt::format("{}, clock \"{}\": {}", clocks_path, id, why));
    }

    constexpr std::array<std::string_view, 5> unit_names{
        "hours", "working_days", "days", "weeks", "months"};

    std::optional<Unit> read_unit(std::string_view word)
    {
        auto const at = std::ranges::find(unit_names, word);
        if (at == unit_names.end())
            return std::nullopt;
        return static_cast<Unit>(at - unit_names.begin());
    }

    // Two words of a rule that most leave out.
    Done read_direction(toml::table const& table, Rule& rule)
    {
        auto const counts = table["counts"].value_or(std::string("forward"));
        if (counts != "forward" && counts != "backward")
            return clock_refused(rule.id, "counts is forward or backward");
        rule.counts = counts == "forward" ? Counts::forward : Counts::backward;
        if (rule.counts == Counts::backward && rule.unit == Unit::working_days)
            return clock_refused(rule.id, "working days are counted forward");
        auto const whose = table["whose"].value_or(std::string("ours"));
        if (whose != "ours" && whose != "others")
            return clock_refused(rule.id, "whose is ours or others");
        rule.whose = whose == "ours" ? Whose::ours : Whose::others;
        return done();
    }

    Done check_keys(toml::table const& table, Rule const& rule)
    {
        constexpr std::array<std::string_view, 10> known{"id", "amount", "unit", "duty", "start",
            "basis", "source", "verified", "counts", "whose"};
        for (auto const& [key, value] : table)
            if (std::ranges::find(known, key.str()) == known.end())
                return clock_refused(
                    rule.id, fmt::format("it has an unknown word \"{}\"", key.str()));
        return done();
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
            return clock_refused(rule.id, "unit is hours, working_days, days, weeks or months");
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
        TRY(read_direction(table, rule));
        TRY(check_keys(table, rule));
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

std::string_view name_of(Unit unit) { return unit_names.at(static_cast<unsigned>(unit)); }

std::string Rule::in_words() const
{
    constexpr std::array<std::string_view, 5> things{"hour", "working day", "day", "week", "month"};
    auto words = counted(amount, things.at(static_cast<unsigned>(unit)));
    if (unit == Unit::hours && amount > hours_said_alone && amount % 24 == 0)
        words += " (" + counted(amount / 24, "day") + ")";
    return counts == Counts::backward ? words + " before" : words;
}

Result<Clocks> Clocks::read()
{
    auto clocks = TRY(read(shipped_file(clocks_path)));
    auto const built_in = TRY(read(built_in_file(clocks_path)));
    TRY(may_stand_for(clocks, built_in));
    return clocks;
}

Done may_stand_for(Clocks const& overlaid, Clocks const& built_in)
{
    for (auto const& shipped : built_in.list()) {
        if (!overlaid.has(shipped.id))
            return clock_refused(shipped.id, "it is missing, and needed");
        auto const& rule = overlaid.rule(shipped.id);
        auto const same = rule.amount == shipped.amount && rule.unit == shipped.unit
            && rule.counts == shipped.counts && rule.basis == shipped.basis;
        if (shipped.basis == Basis::law && !same)
            return clock_refused(shipped.id,
                fmt::format("the law says {}, so it is not a setting", shipped.in_words()));
    }
    return done();
}

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

Date months_after(Date day, int months)
{
    auto const count = day.year() * 12 + day.month() - 1 + months;
    auto const year = count / 12;
    auto const month = count % 12 + 1;
    for (auto last = day.day(); last > 0; --last)
        if (auto const found = Date::of(year, month, last))
            return *found;
    must(false, "a month of the years that a Date can be");
    return {};
}

Date due_on(Rule const& rule, Date start, WorkingDays const& working_days)
{
    auto const amount = rule.counts == Counts::backward ? -rule.amount : rule.amount;
    switch (rule.unit) {
    case Unit::working_days:
        return working_days.after(start, amount);
    case Unit::days:
        return start + amount;
    case Unit::weeks:
        return start + amount * 7;
    case Unit::months:
        return months_after(start, amount);
    case Unit::hours:
        break;
    }
    must(false, "hours are counted from a moment, not from a day");
    return {};
}

Instant due(Rule const& rule, Instant start, WorkingDays const& working_days)
{
    if (rule.unit == Unit::hours)
        return rule.counts == Counts::backward ? start - std::chrono::hours(rule.amount)
                                               : start + std::chrono::hours(rule.amount);
    auto const last = due_on(rule, london::day_of(start), working_days);
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

DueWords due_in_words(Rule const& rule, Instant due, Instant now)
{
    auto words = due_in_words(due, now);
    if (rule.whose == Whose::others && words.state == DueState::overdue)
        return {"Expected by " + london::day_of(due).in_words(), DueState::later, words.exact};
    return words;
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
