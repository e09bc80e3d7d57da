// SPDX-License-Identifier: MIT
#include "invented/later.h"
#include "base/london.h"
#include <algorithm>
#include <iterator>

namespace kith::invented {
namespace {
    constexpr std::size_t one_in_so_many_is_worked = 10;
    constexpr double hours_between = 0.25;

    struct Filling {
        std::string first, worker;

        [[nodiscard]] std::string operator()(std::string text) const
        {
            for (auto const& [slot, value] :
                {std::pair<std::string_view, std::string_view>{"{first}", first},
                    {"{worker}", worker}})
                for (auto at = text.find(slot); at != std::string::npos; at = text.find(slot, at))
                    text.replace(at, slot.size(), value);
            return text;
        }
        [[nodiscard]] forms::Parts operator()(forms::Parts parts) const
        {
            for (auto& [name, text] : parts)
                text = (*this)(std::move(text));
            return parts;
        }
    };

    forms::Answer filled(forms::Answer const& answer, Filling const& fill)
    {
        if (auto const* const text = std::get_if<std::string>(&answer))
            return fill(*text);
        if (auto const* const blocks = std::get_if<std::vector<forms::Parts>>(&answer)) {
            std::vector<forms::Parts> all;
            for (auto const& block : *blocks)
                all.push_back(fill(block));
            return all;
        }
        return answer;
    }
} // namespace

Later::Later(std::vector<TimedAct>& plan, Ways ways, Draw draw, Span span, Most most)
    : ways_(std::move(ways)), draw_(draw), span_(span), most_(most)
{
    story_->name = "casework";
    std::vector<TimedAct> stays;
    for (auto& one : plan) {
        if (one.act.deed != Deed::work) {
            stays.push_back(std::move(one));
            continue;
        }
        auto& told = told_[one.act.concern];
        told.push_back(std::move(one));
    }
    // whoever is recorded by hand waits for nothing
    for (auto& [name, acts] : told_)
        if (acts.front().act.step == "record") {
            std::ranges::move(as_told(acts, acts.front().at), std::back_inserter(stays));
            begun_.insert(name);
        }
    plan = std::move(stays);
}

// In the order told, each after the one before.
std::vector<TimedAct> Later::as_told(std::vector<TimedAct> acts, Instant opened) const
{
    auto before = opened;
    auto earliest = opened;
    for (auto& one : acts) {
        // A child who is missing is looked for at night too (year.cc).
        one.at = std::max(one.at, one.act.hours_ago ? before : earliest);
        before = one.at;
        earliest = working_hours_after(span_.working_days, one.at, hours_between);
    }
    std::erase_if(acts, [this](TimedAct const& one) { return one.at > span_.end; });
    return acts;
}

Way const& Later::drawn(std::string_view kind, std::string_view context_kind)
{
    auto const is_short = most_ == Most::advised && draw_.below(one_in_so_many_is_worked) != 0;
    std::vector<Way const*> fitting;
    for (auto const& way : ways_.all)
        if (way.of == kind && (way.where.empty() || way.where == context_kind)
            && (!is_short || way.short_way))
            fitting.push_back(&way);
    return *draw_.pick(fitting);
}

std::vector<TimedAct> Later::of(
    std::string const& name, std::string_view kind, std::string_view context_kind, Instant opened)
{
    if (auto const told = told_.find(name); told != told_.end())
        return begun_.insert(name).second
            ? as_told(told->second, working_hours_after(span_.working_days, opened, hours_between))
            : std::vector<TimedAct>();
    std::vector<TimedAct> later;
    auto const& way = drawn(kind, context_kind);
    Filling const fill{name.substr(0, name.find(' ')), draw_.pick(ways_.workers)};
    for (auto const& step : way.acts) {
        auto const day
            = working_day_from(span_.working_days, london::day_of(opened) + step.after_days);
        TimedAct one{*london::moment(day, step.act.at), story_.get(), step.act};
        one.act.concern = name;
        one.act.actor = fill(step.act.actor);
        one.act.answers = {};
        for (auto const& [question, answer] : step.act.answers.all())
            one.act.answers.set(question, filled(answer, fill));
        later.push_back(std::move(one));
    }
    return as_told(std::move(later), opened);
}

} // namespace kith::invented
