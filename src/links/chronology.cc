// SPDX-License-Identifier: MIT
#include "links/chronology.h"
#include "base/london.h"
#include "base/shipped.h"
#include <algorithm>
#include <chrono>
#include <fmt/core.h>
#include <toml++/toml.h>

namespace kith::links {
namespace {
    constexpr char const* settings_file = "data/reference/chronology.toml";
    constexpr int longest_gap_setting = 3650;
    Date const day_nobody_knows = Date::of(1000, 1, 1).value();

    std::optional<Date> day_in(
        http::FormData const& query, char const* name, std::vector<Error>& problems)
    {
        auto const text = query.first(name);
        if (text.find_first_not_of(" \t") == std::string_view::npos)
            return {};
        auto const day = Date::read(text);
        if (day)
            return *day;
        problems.push_back(invalid("Enter a whole date, such as 29/3/2026", name));
        return {};
    }

    std::string_view without(
        std::string_view text, std::string_view beginning, std::string_view end)
    {
        auto const trim = [](std::string_view some) {
            auto const first = some.find_first_not_of(" \t,");
            return first == std::string_view::npos
                ? std::string_view()
                : some.substr(first, some.find_last_not_of(" \t,") - first + 1);
        };
        text = trim(text);
        if (text.starts_with(beginning))
            text.remove_prefix(beginning.size());
        if (text.ends_with(end))
            text.remove_suffix(end.size());
        return trim(text);
    }

    // A day, "6 March 2026 at 14:30", "2026-03-06T14:30", or a moment in UTC that ends in Z.
    void read_known(http::FormData const& query, ChronologyFilter& filter)
    {
        auto const text = query.first("known_on");
        if (auto const exact = Instant::read(text); exact && text.ends_with('Z')) {
            filter.known_moment = *exact;
            filter.known_on = london::day_of(*exact);
            return;
        }
        for (std::size_t at = text.find_first_of(" T"); at != std::string_view::npos;
             at = text.find_first_of(" T", at + 1)) {
            auto const day = Date::read(without(text.substr(0, at), "", " at"));
            auto const time = london::read_time(without(text.substr(at + 1), "at ", ""));
            if (!day || !time)
                continue;
            auto const moment = london::moment(*day, *time);
            if (!moment) {
                filter.problems.push_back(invalid(moment.error().words.key, "known_on"));
                return;
            }
            filter.known_on = *day; // the whole of that minute
            filter.known_moment = *moment + std::chrono::minutes(1) - std::chrono::microseconds(1);
            return;
        }
        filter.known_on = day_in(query, "known_on", filter.problems);
    }

    void add_to(std::string& query, std::string_view name, std::string_view value)
    {
        query += fmt::format("{}{}={}", query.empty() ? "?" : "&", name, value);
    }

    Instant end_of(Date day) { return london::start_of(day + 1) - std::chrono::microseconds(1); }
} // namespace

PartialDate whole(Date day) { return {day.year(), day.month(), day.day()}; }

std::string Entry::when_in_words() const
{
    if (at)
        return london::in_words(*at);
    return day ? day->in_words() : "Day not known";
}

std::optional<Date> Entry::first_day() const
{
    if (at)
        return london::day_of(*at);
    return day ? std::optional(day->first()) : std::nullopt;
}

std::optional<Date> Entry::last_day() const
{
    if (at)
        return london::day_of(*at);
    return day ? std::optional(day->last()) : std::nullopt;
}

std::pair<Instant, std::string> Entry::place() const
{
    return {at ? *at : london::start_of(last_day().value_or(day_nobody_knows)), id};
}

bool ChronologyFilter::lets_through(Entry const& entry) const
{
    if (!kinds.empty() && !kinds.contains(entry.kind))
        return false;
    if (!agency.none() && entry.agency != agency)
        return false;
    if (!from && !to)
        return true;
    auto const first = entry.first_day();
    return first && (!from || *entry.last_day() >= *from) && (!to || *first <= *to);
}

bool ChronologyFilter::chooses() const
{
    return !kinds.empty() || !agency.none() || from || to || known_on;
}

std::string ChronologyFilter::known_in_words() const
{
    return known_moment ? london::in_words(*known_moment)
        : known_on      ? known_on->in_words()
                        : std::string();
}

std::string ChronologyFilter::query(std::string_view but, std::string_view value) const
{
    std::string query;
    for (auto const& kind : kinds)
        if (but != "kind" || value != kind)
            add_to(query, "kind", kind);
    if (!agency.none() && but != "agency")
        add_to(query, "agency", agency.write());
    for (auto const& [name, day] : {std::pair("from", from), std::pair("to", to)})
        if (day && but != name)
            add_to(query, name, day->write());
    if (known_on && but != "known_on")
        add_to(query, "known_on", known_moment ? known_moment->write() : known_on->write());
    return query;
}

ChronologyFilter read_filter(http::FormData const& query, Date today)
{
    ChronologyFilter filter;
    for (auto const kind : query.all("kind"))
        if (!kind.empty() && std::ranges::all_of(kind, [](char letter) {
                return letter == '_' || (letter >= 'a' && letter <= 'z');
            }))
            filter.kinds.emplace(kind);
    if (auto const agency = AgencyId::read(query.first("agency")))
        filter.agency = *agency;
    filter.from = day_in(query, "from", filter.problems);
    filter.to = day_in(query, "to", filter.problems);
    read_known(query, filter);
    if (filter.from && filter.to && *filter.to < *filter.from) {
        filter.problems.push_back(
            invalid("The last day is before the first: change one of them", "to"));
        filter.to.reset();
    }
    if (filter.known_on && *filter.known_on > today) {
        filter.problems.push_back(invalid("Enter a day that is not in the future", "known_on"));
        filter.known_on.reset();
        filter.known_moment.reset();
    }
    return filter;
}

Result<ChronologySettings> read_chronology_settings(std::string_view toml)
{
    auto const refused
        = [](char const* why) { return invalid(fmt::format("{}: {}", settings_file, why)); };
    ChronologySettings settings;
    toml::table table;
    try {
        table = toml::parse(toml);
    } catch (toml::parse_error const&) {
        return refused("it is not TOML");
    }
    auto const days = table["gap_days"].value<std::int64_t>().value_or(0);
    if (days < 1 || days > longest_gap_setting)
        return refused("gap_days is a whole number from 1 to 3650");
    settings.gap_days = static_cast<int>(days);
    auto const* const kinds = table["contact"].as_array();
    if (!kinds || kinds->empty())
        return refused("contact is a list of kinds of events");
    for (auto const& kind : *kinds) {
        auto const code = kind.value<std::string>();
        if (!code)
            return refused("contact is a list of kinds of events");
        settings.contact.insert(*code);
    }
    return settings;
}

ChronologySettings const& chronology_settings()
{
    static ChronologySettings const settings = [] {
        auto const read = read_chronology_settings(shipped_file(settings_file));
        must(read.ok(), read ? "" : read.error().words.key);
        return *read;
    }();
    return settings;
}

std::vector<Gap> gaps_in(
    std::vector<Entry> const& newest_first, int gap_days, std::optional<Date> until)
{
    std::vector<Gap> gaps;
    auto newer = until;
    auto newest = true;
    for (std::size_t i = 0; i < newest_first.size(); ++i) {
        auto const& entry = newest_first[i];
        auto const first = entry.first_day();
        if (!entry.contact || !first)
            continue;
        if (newer && *newer - *entry.last_day() >= gap_days)
            gaps.push_back({i, *newer - *entry.last_day(), newest});
        newer = newer ? std::min(*newer, *first) : *first;
        newest = false;
    }
    return gaps;
}

Instant known_at(ChronologyFilter const& filter, Instant now)
{
    if (filter.known_moment)
        return std::min(*filter.known_moment, now);
    return filter.known_on ? std::min(end_of(*filter.known_on), now) : now;
}

Chronology arranged(
    std::vector<Entry> all, ChronologyFilter const& filter, Instant known_at, Gaps gaps)
{
    Chronology made;
    made.unfiltered = all.size();
    std::set<AgencyId> agencies;
    for (auto const& entry : all)
        if (!entry.agency.none())
            agencies.insert(entry.agency);
    made.agencies.assign(agencies.begin(), agencies.end());
    std::erase_if(all, [&](Entry const& entry) { return !filter.lets_through(entry); });
    std::vector<std::pair<std::pair<Instant, std::string>, std::size_t>> order;
    for (std::size_t i = 0; i < all.size(); ++i)
        order.emplace_back(all[i].place(), i);
    std::ranges::sort(order, std::greater<>());
    for (auto const& [place, i] : order)
        if (made.entries.empty() || made.entries.back().id != all[i].id)
            made.entries.push_back(std::move(all[i]));
    auto const last = london::day_of(known_at);
    auto const until = std::min(filter.to.value_or(last), last);
    if (gaps == Gaps::marked)
        made.gaps = gaps_in(made.entries, chronology_settings().gap_days, until);
    return made;
}

} // namespace kith::links
