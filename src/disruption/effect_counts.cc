// SPDX-License-Identifier: MIT
#include "disruption/effect_counts.h"
#include "base/london.h"
#include <algorithm>
#include <array>
#include <boost/json.hpp>
#include <charconv>
#include <fmt/core.h>
#include <map>
#include <set>

namespace kith::disruption {
namespace {
    namespace json = boost::json;
    using contexts::Context;
    using directory::Month;
    using directory::RecordedCount;

    constexpr int rings_apart = 4; // two circles with their rings, each twice as wide as the circle
    constexpr std::array<std::string_view, 4> what_happens{
        "incident", "concern_raised", "seen", "went_missing"};

    bool may_be_counted_around(Context const& context)
    {
        return contexts::is_public(context) && !contexts::is_protected(context)
            && !context.address_withheld && context.point.has_value();
    }

    Result<Context> public_place(
        Visit const& visit, std::string const& typed, std::string const& field)
    {
        auto const reference = Reference::read(typed);
        auto const known = reference ? contexts::find_facts(visit, *reference)
                                     : Result<access::Facts>(not_found());
        if (!known)
            return invalid("No place that you may know has this reference", field);
        auto const found = contexts::find(visit, ContextId(known->thing.id));
        if (!found)
            return invalid("No place that you may know has this reference", field);
        if (!may_be_counted_around(*found))
            return invalid("Choose a school or public place that stands on the map: nothing is "
                           "counted around homes",
                field);
        return *found;
    }

    Result<Context> place_meant(Visit const& visit, Step const& step, std::string const& typed)
    {
        if (!typed.empty())
            return public_place(visit, typed, "place");
        if (auto own = place_of(visit, step))
            return *own;
        return invalid(
            "Name a school or public place at which it should work, by its reference", "place");
    }

    bool is_counted(EffectAsked const& asked, std::string const& kind)
    {
        return asked.kinds.empty() || std::ranges::find(asked.kinds, kind) != asked.kinds.end();
    }

    // Counts by month.
    class Tally {
    public:
        explicit Tally(EffectAsked const& asked) : asked_(asked) { }
        void add(std::vector<RecordedCount> const& all, int times = 1)
        {
            for (auto const& one : all)
                if (is_counted(asked_, one.kind))
                    by_month_[one.month.number] += times * one.count;
        }
        [[nodiscard]] std::int64_t in(int month) const
        {
            auto const found = by_month_.find(month);
            return found == by_month_.end() ? 0 : found->second;
        }
        [[nodiscard]] Around in(Halves const& halves) const
        {
            Around around;
            for (int at = 0; at < halves.months(); ++at) {
                around.before += in(halves.before_from + at);
                around.after += in(halves.after_from + at);
            }
            return around;
        }

    private:
        EffectAsked const& asked_;
        std::map<int, std::int64_t> by_month_;
    };

    // The month of what is known to have happened in one; an event known by its year alone has
    // none.
    std::optional<int> month_of(links::Event const& event)
    {
        if (event.at)
            return Month::of(london::day_of(*event.at)).number;
        if (event.day && event.day->month)
            return event.day->year * 12 + *event.day->month - 1;
        return std::nullopt;
    }

    Around own_counts(
        Disruption const& room, Visit const& visit, Context const& place, Halves const& halves)
    {
        Around around;
        std::set<EventId> counted;
        for (auto const& happened : room.links.store.list_events(visit, thing(place.id))) {
            auto const& event = happened.event;
            auto const month = month_of(event);
            if (!month || std::ranges::find(what_happens, event.kind) == what_happens.end()
                || !counted.insert(event.id).second)
                continue;
            around.before += *month >= halves.before_from && *month <= halves.before_until ? 1 : 0;
            around.after += *month >= halves.after_from && *month <= halves.after_until ? 1 : 0;
        }
        return around;
    }

    Done must_be_chosen(EffectAsked const& asked)
    {
        if (std::ranges::find(effect_months, asked.months) == std::end(effect_months))
            return invalid("Choose 3, 6 or 12 months", "months");
        if (std::ranges::find(effect_distances, asked.within) == std::end(effect_distances))
            return invalid("Choose 100, 250 or 500 metres", "within");
        return done();
    }

    json::object around_json(Around const& around)
    {
        return {{"before", around.before}, {"after", around.after}};
    }
    json::object ratio_json(Ratio const& ratio)
    {
        return {{"ratio", ratio.value}, {"low", ratio.low}, {"high", ratio.high}};
    }
} // namespace

EffectAsked read_asked(http::FormData const& sent)
{
    EffectAsked asked;
    auto const number = [&](char const* name, int usual) {
        auto const text = sent.first(name);
        int value = 0;
        std::from_chars(text.data(), text.data() + text.size(), value);
        return text.empty() ? usual : value;
    };
    asked.months = number("months", asked.months);
    asked.within = number("within", asked.within);
    asked.place = links::text_of(sent, "place");
    asked.comparison = links::text_of(sent, "comparison");
    for (auto const kind : sent.all("kind"))
        asked.kinds.emplace_back(kind);
    return asked;
}

std::optional<Date> began_on(Visit const& visit, Step const& step)
{
    auto const today = london::day_of(visit.now());
    if (!is_live(step.status) && step.status != StepStatus::expired
        && step.status != StepStatus::breached)
        return std::nullopt;
    auto const moves = moves_of(visit, step);
    for (auto const status : {StepStatus::served, StepStatus::granted, StepStatus::applied})
        for (auto const& move : moves)
            if (move.status == status && !move.taken_back_at)
                return step.starts && *step.starts <= today ? *step.starts : move.on;
    return std::nullopt;
}

std::optional<Context> place_of(Visit const& visit, Step const& step)
{
    if (step.target.kind != "context")
        return std::nullopt;
    auto found = contexts::find(visit, ContextId(step.target.id));
    if (!found || !may_be_counted_around(*found))
        return std::nullopt;
    return std::move(*found);
}

Result<Measured> measure(
    Disruption const& room, Visit const& visit, Step const& step, EffectAsked const& asked)
{
    TRY(must_be_chosen(asked));
    auto const began = began_on(visit, step);
    if (!began)
        return invalid("It has not begun: there is nothing before and after to count", "months");
    auto place = TRY(place_meant(visit, step, asked.place));
    std::optional<Context> comparison;
    if (!asked.comparison.empty()) {
        comparison = TRY(public_place(visit, asked.comparison, "comparison"));
        if (geo::metres_between(*place.point, *comparison->point) < rings_apart * asked.within)
            return invalid(
                "It is too near: what moved from one could have come to the other", "comparison");
    }
    auto& connection = visit.reading();
    auto const held = directory::months_recorded(connection);
    if (!held)
        return invalid("No police figures are loaded: ask whoever administers Kith", "months");
    auto const began_in = Month::of(*began);
    auto const halves
        = halves_of(began_in.number, asked.months, held->first.number, held->last.number);
    if (!halves)
        return invalid(fmt::format("Police figures are held from {} to {}: no month before and "
                                   "after it began is among them",
                           held->first.in_words(), held->last.in_words()),
            "months");
    if (!comparison && place.district.empty())
        return invalid("It is not known in which district the place is: name a place to compare "
                       "it with",
            "comparison");
    Month const from{halves->before_from};
    Month const until{halves->after_until};
    Tally near(asked), both(asked), elsewhere(asked);
    near.add(directory::recorded_within(connection, *place.point, asked.within, from, until));
    both.add(directory::recorded_within(connection, *place.point, 2 * asked.within, from, until));
    if (comparison) {
        elsewhere.add(
            directory::recorded_within(connection, *comparison->point, asked.within, from, until));
    } else {
        elsewhere.add(directory::recorded_in_district(connection, place.district, from, until));
        elsewhere.add(directory::recorded_within(
                          connection, *place.point, 2 * asked.within, from, until, place.district),
            -1);
    }
    auto const counted = near.in(*halves);
    auto const wide = both.in(*halves);
    Measured measured{place, comparison, *began, *halves, asked,
        effect_of(counted, {wide.before - counted.before, wide.after - counted.after},
            elsewhere.in(*halves)),
        {}, own_counts(room, visit, place, *halves), held->last};
    for (auto month = from; month <= until; month = month + 1)
        measured.months.push_back(
            {month, near.in(month.number), both.in(month.number) - near.in(month.number)});
    return measured;
}

std::vector<std::string> kinds_recorded(Visit const& visit, Measured const& measured)
{
    std::set<std::string> kinds;
    for (auto const& one : directory::recorded_in_district(visit.reading(), measured.place.district,
             {measured.halves.before_from}, {measured.halves.after_until}))
        kinds.insert(one.kind);
    return {kinds.begin(), kinds.end()};
}

std::string write(Measured const& measured)
{
    auto const& effect = measured.effect;
    json::array kinds, months;
    for (auto const& kind : measured.asked.kinds)
        kinds.emplace_back(kind);
    for (auto const& one : measured.months)
        months.push_back(
            json::object{{"month", one.month.write()}, {"near", one.near}, {"ring", one.ring}});
    json::object made{{"place", measured.place.reference.write()},
        {"comparison",
            measured.comparison ? json::value(measured.comparison->reference.write())
                                : json::value(nullptr)},
        {"began", measured.began.write()}, {"months_each", measured.halves.months()},
        {"before",
            json::array{Month{measured.halves.before_from}.write(),
                Month{measured.halves.before_until}.write()}},
        {"after",
            json::array{Month{measured.halves.after_from}.write(),
                Month{measured.halves.after_until}.write()}},
        {"within", measured.asked.within}, {"kinds", kinds}, {"near", around_json(effect.near)},
        {"ring", around_json(effect.ring)}, {"elsewhere", around_json(effect.elsewhere)},
        {"change", ratio_json(effect.change)}, {"spread", ratio_json(effect.spread)},
        {"found", name_of(effect.found)}, {"found_around", name_of(effect.found_around)},
        {"displacement", effect.quotient ? json::value(*effect.quotient) : json::value(nullptr)},
        {"known_here", around_json(measured.own)}, {"months", months}, {"told", told(effect)},
        {"told_around", told_around(effect)}, {"caution", caution},
        {"held_until", measured.held_until.write()}};
    return json::serialize(made);
}

} // namespace kith::disruption
