// SPDX-License-Identifier: MIT
#include "missing/patterns_person.h"
#include "base/london.h"
#include "missing/companions.h"
#include "missing/form_page.h"
#include "missing/patterns_places.h"
#include "missing/views.h"
#include "platform/html/problems.h"
#include "platform/words/fold.h"
#include <algorithm>
#include <array>
#include <fmt/core.h>
#include <tuple>

namespace kith::missing {
namespace {
    using html::Value;
    constexpr std::size_t most_bars = 24;

    std::vector<Instant> starts_of(std::vector<Episode> const& all)
    {
        std::vector<Instant> moments;
        for (auto const& one : all)
            moments.push_back(one.started_at);
        return moments;
    }
    std::vector<Instant> returns_of(std::vector<Episode> const& all)
    {
        std::vector<Instant> moments;
        for (auto const& one : all)
            if (one.returned_at)
                moments.push_back(*one.returned_at);
        return moments;
    }
    std::vector<Length> each_length(std::vector<Episode> const& all, Instant now)
    {
        std::vector<Length> each;
        for (auto const& one : all)
            each.push_back(one.returned_at.value_or(now) - one.started_at);
        return each;
    }

    std::string short_day(Date day)
    {
        auto const words = day.in_words(); // "3 March 2026"
        auto const month = words.find(' ') + 1;
        return words.substr(0, month + 3);
    }

    Value lengths_view(std::vector<Episode> const& all, Instant now)
    {
        std::vector<Bar> bars;
        std::vector<std::vector<std::string>> rows;
        for (auto const& one : all) {
            auto const length = one.returned_at.value_or(now) - one.started_at;
            auto const words = length_in_words(length);
            if (bars.size() < most_bars)
                bars.push_back({short_day(london::day_of(one.started_at)),
                    static_cast<double>(length.count()), words, one.still_missing()});
            rows.push_back({one.reference.write(), london::in_words(one.started_at),
                one.returned_at ? london::in_words(*one.returned_at) : "Not back yet", words});
        }
        auto view = table_view({"Episode", "Start", "Back", "Hours that passed"}, rows);
        view["svg"] = Value::safe(
            drawn_bars("lengths", "How long each time lasted", bars, BarLabels::narrow));
        if (all.size() > most_bars)
            view["more"] = fmt::format("Drawn are the {} latest; the table has all.", most_bars);
        auto const lengths = lengths_of(each_length(all, now));
        view["facts"]
            = Value::array({fact_view("Halfway (median)", length_in_words(lengths.median)),
                fact_view("The longest", length_in_words(lengths.longest)),
                fact_view("All together", length_in_words(lengths.total)),
                fact_view("Longer than 24 hours", std::to_string(lengths.over_a_day))});
        return view;
    }

    // Where they should have been, if it is a known place; where they live counts where the visit
    // may read it and it is not protected.
    std::optional<KnownPlace> left_from(
        Missing const& room, PlacesKnown& places, people::Person const& person, Episode const& one)
    {
        auto const named = answers_of(room, "missing/report", one.form_version, one.answers)
                               .text("absent_from_words");
        if (auto place = places.find(named); place && place->point)
            return place;
        auto const lives_there = one.absent_from == "home" || one.absent_from == "own_home";
        if (!lives_there || person.protected_address || person.addresses_withheld)
            return std::nullopt;
        for (auto const& contact : person.contacts)
            if (contact.kind == "address")
                if (auto place = places.find(people::postcode_in(contact.value))) {
                    place->name = "Home, as it is recorded today";
                    return place;
                }
        return std::nullopt;
    }

    Value distances_view(Missing const& room, Visit const& visit, people::Person const& person,
        std::vector<Episode> const& all)
    {
        PlacesKnown places(visit, !person.protected_address);
        std::vector<Bar> bars;
        std::vector<std::vector<std::string>> rows;
        int back = 0;
        for (auto const& one : all) {
            if (!one.returned_at || one.found_by == "self")
                continue;
            ++back;
            auto const from = left_from(room, places, person, one);
            auto const to = places.find(one.found_place);
            if (!from || !to || !to->point)
                continue;
            auto const metres = geo::metres_between(*from->point, *to->point);
            auto const words = distance_in_words(metres);
            if (bars.size() < most_bars)
                bars.push_back({short_day(london::day_of(one.started_at)), metres, words});
            rows.push_back({one.reference.write(), from->name, to->name, words});
        }
        auto view = table_view({"Episode", "From", "Found", "Straight line"}, rows);
        view["svg"] = Value::safe(drawn_bars(
            "distances", "How far from where they left they were found", bars, BarLabels::narrow));
        auto const without = back - static_cast<int>(rows.size());
        view["said"] = back == 0
            ? std::string("Nobody found them yet, or they came back themselves.")
            : without == 0
            ? fmt::format(
                "Somebody found them {}, and both places are known.", times_in_words(back))
            : fmt::format("Somebody found them {}. Of {} of these one place or both are not known, "
                          "and no distance is told.",
                times_in_words(back), without);
        return view;
    }

    struct CountedPlace {
        std::string written;
        int found = 0;
        int seen = 0;
        [[nodiscard]] std::string said() const
        {
            std::string words;
            if (found > 0)
                words = "found " + times_in_words(found);
            if (seen > 0)
                words += (words.empty() ? "seen " : ", seen ") + times_in_words(seen);
            return words;
        }
    };

    // Something of their own record that has a day, and is not of the times themselves.
    struct Candidate {
        std::string id;
        Date day;
        std::string text;
    };

    std::optional<Date> whole_day(std::optional<PartialDate> const& day)
    {
        return day && day->day && !day->about ? std::optional(day->first()) : std::nullopt;
    }

    void add_events(Missing const& room, Visit const& visit, people::Person const& person,
        std::vector<Candidate>& all)
    {
        constexpr std::size_t longest_said = 60;
        for (auto const record : people::records_of(visit.reading(), person.id))
            for (auto const& [event, role] : room.links.store.list_events(visit, thing(record))) {
                auto const day
                    = event.at ? std::optional(london::day_of(*event.at)) : whole_day(event.day);
                if (!day || event.kind == "went_missing" || event.kind == "returned"
                    || event.kind == "return_interview")
                    continue;
                auto text = day->in_words() + ": " + label_of(room, "event_kind", event.kind);
                if (!event.said.empty() && event.said.size() <= longest_said)
                    text += ", " + event.said;
                all.push_back({event.id.write(), *day, text});
            }
    }

    // Where they learn, their legal status, and that they moved; never where to.
    void add_facts(Missing const& room, Visit const& visit, people::Person const& person,
        std::vector<Candidate>& all)
    {
        for (auto const& fact : people::list_facts(visit, person)) {
            auto const* const kind = people::find_fact_kind(fact.kind);
            auto const day = whole_day(fact.from);
            if (!kind || !day || fact.withdrawn_at)
                continue;
            auto text = day->in_words() + ": " + std::string(kind->label);
            if (kind->group == people::FactGroup::addresses)
                text += ", a move";
            else if (kind->group != people::FactGroup::education
                && kind->group != people::FactGroup::status)
                continue;
            else if (!fact.code.empty())
                text += ", " + label_of(room, kind->list, fact.code);
            all.push_back({fact.id.write(), *day, text});
        }
    }

    std::vector<Candidate> candidates_of(
        Missing const& room, Visit const& visit, people::Person const& person)
    {
        std::vector<Candidate> all;
        add_events(room, visit, person, all);
        add_facts(room, visit, person, all);
        std::ranges::sort(all, [](Candidate const& one, Candidate const& other) {
            return std::tie(other.day, one.text, one.id) < std::tie(one.day, other.text, other.id);
        });
        auto const [first, last] = std::ranges::unique(all, {}, &Candidate::id);
        all.erase(first, last);
        return all;
    }

    Value around_view(Missing const& room, Visit const& visit, people::Person const& person,
        std::vector<Episode> const& all, PersonPatternsAsked const& asked)
    {
        auto view = Value::object({{"candidates", Value::array()}, {"days", Value::array()}});
        for (auto const days : {30, 60, 90})
            view["days"].push(Value::object({{"value", days},
                {"text", fmt::format("{} days", days)}, {"selected", days == asked.around}}));
        auto const candidates = candidates_of(room, visit, person);
        Candidate const* chosen = nullptr;
        for (auto const& one : candidates) {
            auto const is_chosen = one.id == asked.event;
            chosen = is_chosen ? &one : chosen;
            view["candidates"].push(
                Value::object({{"value", one.id}, {"text", one.text}, {"selected", is_chosen}}));
        }
        if (!chosen)
            return view;
        auto const around
            = around_day(starts_of(all), chosen->day, asked.around, london::day_of(visit.now()));
        view["chosen"] = chosen->text;
        view["svg"] = Value::safe(drawn_around("around", around));
        auto facts = Value::array({fact_view(fmt::format("In the {} days before", around.days),
                                       std::to_string(around.before)),
            fact_view("On the day itself", std::to_string(around.on_the_day)),
            fact_view(
                fmt::format("In the {} days after", around.days), std::to_string(around.after))});
        view["facts"] = facts;
        if (around.days_passed < around.days)
            view["not_over"] = fmt::format("Of the {} days after, {} {} passed.", around.days,
                around.days_passed, around.days_passed == 1 ? "has" : "have");
        std::vector<std::vector<std::string>> rows;
        for (auto const& one : all) {
            auto const away = london::day_of(one.started_at) - chosen->day;
            if (away < -around.days || away > around.days)
                continue;
            rows.push_back(
                {away == 0 ? std::string("The day itself")
                           : fmt::format("{} {} {}", std::abs(away),
                               std::abs(away) == 1 ? "day" : "days", away < 0 ? "before" : "after"),
                    one.reference.write(), london::in_words(one.started_at),
                    label_of(room, "absent_from", one.absent_from)});
        }
        auto const table = table_view({"When", "Episode", "Start", "From"}, rows);
        view["head"] = table.get("head");
        view["rows"] = table.get("rows");
        return view;
    }
} // namespace

PersonPatternsAsked person_patterns_asked(http::Request const& request)
{
    PersonPatternsAsked asked;
    asked.days = days_asked(request.query("from"), request.query("to"));
    asked.event = request.query("event");
    auto const days = request.query("days");
    asked.around = days == "60" ? 60 : days == "90" ? 90 : 30;
    return asked;
}

PlacesOfEpisodes places_of(Missing const&, Visit const& visit, people::Person const& person,
    std::vector<Episode> const& all)
{
    std::map<std::string, CountedPlace> counted; // by the folded text
    auto const at = [&](std::string const& text) -> CountedPlace* {
        auto const key = words::folded(text);
        if (key.empty() || key == "not known" || key == "nobody knows")
            return nullptr;
        auto& one = counted[key];
        if (one.written.empty())
            one.written = text;
        return &one;
    };
    for (auto const& one : all) {
        if (one.returned_at && one.found_by != "self") // they came back: nobody found them
            if (auto* const place = at(one.found_place))
                ++place->found;
        for (auto const& entry : log_of(visit.reading(), one.id))
            if (entry.kind == "sighting" && !entry.withdrawn_at)
                if (auto* const place = at(entry.place))
                    ++place->seen;
    }
    // Two ways to write one known place are one place.
    PlacesKnown known(visit, !person.protected_address);
    struct Told {
        std::optional<KnownPlace> place;
        CountedPlace count;
    };
    std::map<std::string, Told> by_place;
    for (auto const& [key, count] : counted) {
        auto const place = known.find(count.written);
        auto& told = by_place[place ? "known " + place->href + " " + place->name : key];
        told.place = place;
        if (told.count.written.empty())
            told.count.written = count.written;
        told.count.found += count.found;
        told.count.seen += count.seen;
    }
    std::vector<Told> in_order;
    for (auto& [key, told] : by_place)
        in_order.push_back(std::move(told));
    std::ranges::stable_sort(in_order, [](Told const& one, Told const& other) {
        return std::tuple(-one.count.found, -one.count.seen)
            < std::tuple(-other.count.found, -other.count.seen);
    });
    PlacesOfEpisodes places;
    for (auto const& told : in_order)
        if (told.place)
            places.known.push_back({*told.place, told.count.said()});
        else
            places.unknown.push_back(told.count.written + ": " + told.count.said());
    return places;
}

std::vector<std::string> patterns_in_short(Visit const& visit, std::vector<Episode> const& all)
{
    std::vector<std::string> sentences;
    auto const lengths = lengths_of(each_length(all, visit.now()));
    if (all.empty())
        return sentences;
    sentences.push_back(fmt::format("{} in all; halfway (median) {}, the longest {}, together {}.",
        all.size() == 1 ? "One time" : fmt::format("{} times", all.size()),
        length_in_words(lengths.median), length_in_words(lengths.longest),
        length_in_words(lengths.total)));
    if (auto const often = most_often(heat_of(starts_of(all))); !often.empty())
        sentences.push_back("They went most often: " + often + ".");
    if (auto const often = most_often(heat_of(returns_of(all))); !often.empty())
        sentences.push_back("They came back most often: " + often + ".");
    return sentences;
}

Value person_patterns(Missing const& room, Visit const& visit, people::Person const& person,
    PersonPatternsAsked const& asked)
{
    auto const whole = list_of(visit, person.id);
    auto all = whole;
    std::erase_if(all, [&](Episode const& one) {
        auto const day = london::day_of(one.started_at);
        return (asked.days.from && day < *asked.days.from)
            || (asked.days.to && *asked.days.to < day);
    });
    auto page = Value::object({{"count", all.size()}, {"whole", whole.size()},
        {"from", asked.days.from_typed}, {"to", asked.days.to_typed},
        {"in_words", asked.days.in_words()}, {"problems", html::problems_view(asked.days.problems)},
        {"event", asked.event}, {"around_days", asked.around}});
    if (!asked.days.problems.empty())
        page["errors"] = html::errors_view(asked.days.problems);
    if (!whole.empty())
        page["around"] = around_view(room, visit, person, whole, asked);
    if (all.empty())
        return page;
    page["starts"] = heat_view("starts", "When they went", starts_of(all));
    page["returns"] = heat_view("returns", "When they came back", returns_of(all));
    page["lengths"] = lengths_view(all, visit.now());
    page["distances"] = distances_view(room, visit, person, all);
    auto const places = places_of(room, visit, person, all);
    page["places"] = places_map(room, visit, places.known);
    page["unknown_places"]
        = Value::each(places.unknown, [](std::string const& text) { return Value(text); });
    auto const with = companions_of(room, visit, person, all);
    page["network"]
        = network_view("companions", "Who went missing with them", with.network, with.hrefs);
    page["said"] = Value::each(with.said, [](SaidOfCompanions const& one) {
        return Value::object(
            {{"when", london::in_words(one.at)}, {"source", one.source}, {"text", one.text}});
    });
    return page;
}

} // namespace kith::missing
