// SPDX-License-Identifier: MIT
#include "app/clock_words.h"
#include "base/london.h"
#include <algorithm>
#include <boost/json.hpp>
#include <fmt/core.h>

namespace kith::app {
namespace {
    namespace json = boost::json;
    constexpr std::int64_t one_second = 1'000'000;

    // Whole seconds without a fraction.
    std::string in_utc(Instant at)
    {
        auto text = at.write();
        if (at.microseconds() % one_second == 0)
            text.erase(text.find('.'), 7);
        return text;
    }

    // As London's clocks show it, with what they are ahead of UTC.
    std::string in_london(Instant at)
    {
        auto const day = london::day_of(at);
        auto const time = london::time_of(at);
        auto const wall = (std::int64_t{day.days()} * 24 + time.hour) * 60 + time.minute;
        auto const micro = at.microseconds();
        auto const whole = (micro - ((micro % one_second) + one_second) % one_second) / one_second;
        auto const seconds = ((whole % 60) + 60) % 60;
        auto const ahead = wall - (whole - seconds) / 60;
        return fmt::format("{}T{:02}:{:02}:{:02}+{:02}:{:02}", day.write(), time.hour, time.minute,
            seconds, ahead / 60, ahead % 60);
    }

    char const* basis_in_words(actions::Rule const& rule)
    {
        return rule.basis == actions::Basis::law ? "law" : "setting";
    }

    json::array notes_of(actions::Rule const& rule)
    {
        json::array notes;
        if (!rule.verified)
            notes.emplace_back("This could not be confirmed against its source");
        if (rule.whose == actions::Whose::others)
            notes.emplace_back("It is the aim of others: the team is never overdue for it");
        return notes;
    }

    json::array notes_of(RuleDue const& told)
    {
        auto notes = notes_of(told.rule);
        if (told.rule.unit != actions::Unit::working_days)
            return notes;
        auto const begins = london::day_of(told.start);
        auto const ends = london::day_of(told.due);
        auto const first = std::min(begins, ends);
        auto const last = std::max(begins, ends);
        if (first < told.holidays_known_from)
            notes.emplace_back("Bank holidays are known from " + told.holidays_known_from.in_words()
                + ": earlier ones are not counted");
        if (told.holidays_known_until < last)
            notes.emplace_back("Bank holidays are known until "
                + told.holidays_known_until.in_words() + ": later ones are not counted");
        return notes;
    }

    json::object rule_json(actions::Rule const& rule)
    {
        return {{"rule", rule.id}, {"duty", rule.duty}, {"within", rule.in_words()},
            {"amount", rule.amount}, {"unit", actions::name_of(rule.unit)},
            {"counts", rule.counts == actions::Counts::forward ? "forward" : "backward"},
            {"start", rule.start}, {"basis", basis_in_words(rule)}, {"verified", rule.verified},
            {"whose", rule.whose == actions::Whose::ours ? "ours" : "others"},
            {"source", rule.source}};
    }
} // namespace

std::string due_in_words(RuleDue const& told)
{
    auto const& rule = told.rule;
    auto text = fmt::format("{}: {}\n", rule.id, rule.duty);
    text += fmt::format(
        "Starts:  {} ({}): {}\n", london::in_words(told.start), in_utc(told.start), rule.start);
    text += fmt::format(
        "Due:     {} in London, {}\n", london::in_words(told.due), in_london(told.due));
    text += fmt::format("         {} in UTC\n", in_utc(told.due));
    text += fmt::format("Rule:    {}, {}\n", rule.in_words(), basis_in_words(rule));
    text += fmt::format("Source:  {}\n", rule.source);
    for (auto const& note : notes_of(told))
        text += fmt::format("Note:    {}\n", std::string(note.as_string()));
    return text;
}

std::string due_in_json(RuleDue const& told)
{
    auto object = rule_json(told.rule);
    object["from_utc"] = in_utc(told.start);
    object["from_london"] = in_london(told.start);
    object["due_utc"] = in_utc(told.due);
    object["due_london"] = in_london(told.due);
    object["due_in_words"] = london::in_words(told.due);
    object["notes"] = notes_of(told);
    return json::serialize(object) + "\n";
}

std::string rules_in_words(actions::Clocks const& clocks)
{
    std::string text;
    for (auto const& rule : clocks.list())
        text += fmt::format(
            "{:<31} {:<19} {:<8} {}\n", rule.id, rule.in_words(), basis_in_words(rule), rule.duty);
    return text;
}

std::string rules_in_json(actions::Clocks const& clocks)
{
    json::array rules;
    for (auto const& rule : clocks.list()) {
        auto object = rule_json(rule);
        object["notes"] = notes_of(rule);
        rules.push_back(std::move(object));
    }
    return json::serialize(json::object{{"clocks", std::move(rules)}}) + "\n";
}

} // namespace kith::app
