// SPDX-License-Identifier: MIT
#include "wording/pages.h"
#include "base/london.h"
#include "directory/directory.h"
#include <algorithm>
#include <boost/json.hpp>
#include <fmt/core.h>

namespace kith::wording_helper {
namespace {
    namespace json = boost::json;
    using html::Value;
    constexpr int months_shown = 12;
    constexpr int bar_step = 26; // of the picture: its bars are 20 wide, and 100 high at most
    constexpr int bar_foot = 105;

    // As a script counts: UTF-16 units, two for a character of four bytes.
    std::size_t units_in(std::string_view text)
    {
        std::size_t units = 0;
        for (char const sign : text) {
            auto const byte = static_cast<unsigned char>(sign);
            units += std::size_t((byte & 0xC0U) != 0x80) + std::size_t(byte >= 0xF0);
        }
        return units;
    }

    std::string how_many(std::size_t phrases)
    {
        return phrases == 1
            ? "1 phrase to look at again. Nothing is held up: you decide."
            : fmt::format("{} phrases to look at again. Nothing is held up: you decide.", phrases);
    }

    // The page a form was on, as far as the browser says: it is one of ours (same origin).
    std::string page_of_form(Request const& request)
    {
        auto from = request.header("Referer");
        auto const host = from.find("://");
        if (host == std::string_view::npos)
            return {};
        from.remove_prefix(host + 3);
        auto const path = from.find('/');
        if (path == std::string_view::npos)
            return {};
        from.remove_prefix(path);
        return from.starts_with("//") || from.find('\\') != std::string_view::npos
            ? std::string()
            : std::string(from);
    }

    std::string month_in_words(Date month)
    {
        auto const day = month.in_words(); // 1 March 2026
        return day.substr(day.find(' ') + 1);
    }

    // As it was written; by the example of the list where that is no longer known.
    Value phrase_view(wording::Phrase const& phrase, std::vector<Quote> const& quotes)
    {
        auto view = Value::object(
            {{"example", phrase.example}, {"instead", phrase.instead}, {"why", phrase.why}});
        auto const quote = std::ranges::find(quotes, phrase.id, &Quote::phrase);
        if (quote != quotes.end())
            view["quote"] = Value::object(
                {{"before", quote->before}, {"written", quote->written}, {"after", quote->after}});
        return view;
    }

    Value month_view(Date month, Counts const& counts)
    {
        auto const percent = share(counts);
        auto view = Value::object({{"month", month_in_words(month)}});
        if (percent < 0) {
            view["texts"] = counts.texts == 0 ? "none" : "fewer than 5";
            return view;
        }
        view["texts"] = std::to_string(counts.texts);
        view["flagged"] = fmt::format("{} ({} %)", counts.flagged, percent);
        return view;
    }

    Value bar_view(std::size_t at, Counts const& counts)
    {
        auto const percent = share(counts);
        auto const left = static_cast<int>(at) * bar_step + 4;
        return Value::object({{"x", left}, {"y", bar_foot - std::max(percent, 0)},
            {"height", std::max(percent, 0)}, {"known", percent >= 0}, {"end", left + 20}});
    }

    Value group_view(Group const& group, std::vector<Date> const& months)
    {
        auto rows = Value::array();
        auto bars = Value::array();
        bool some = false;
        bool drawn = false;
        for (std::size_t i = 0; i < months.size(); ++i) {
            auto const found = group.months.find(months[i]);
            auto const counts = found == group.months.end() ? Counts{} : found->second;
            some = some || counts.texts > 0;
            drawn = drawn || share(counts) >= 0;
            rows.push(month_view(months[i], counts));
            bars.push(bar_view(i, counts));
        }
        return Value::object({{"name", group.name}, {"rows", rows}, {"bars", bars}, {"some", some},
            {"drawn", drawn},
            {"picture",
                fmt::format("{}: the share of texts with a phrase to look at again, {} to {}. The "
                            "table below says the same.",
                    group.name, month_in_words(months.front()), month_in_words(months.back()))}});
    }
} // namespace

Result<Response> answer_typed(Helper const& room, Visit const&, Request const& request)
{
    auto const form = TRY(request.form());
    auto const text = form.first("text");
    auto const families = form.has("families");
    wording::About about;
    if (families)
        about.readers = wording::Readers::families;
    json::array phrases;
    for (auto const& flag : room.list.flags(text, about)) {
        auto const& phrase = room.list.phrases()[flag.phrase];
        auto const from = units_in(text.substr(0, flag.offset));
        auto const written = text.substr(flag.offset, flag.length);
        phrases.push_back(json::object{{"from", from}, {"until", from + units_in(written)},
            {"text", std::string(written)}, {"instead", phrase.instead}, {"why", phrase.why}});
    }
    json::object answer{{"said", how_many(phrases.size())},
        {"ease", families ? ease_in_words(text) : std::string()}};
    answer["phrases"] = std::move(phrases);
    return http::json(json::serialize(answer));
}

void look_at_saved(Helper const& room, Visit const& visit, Request const& request)
{
    auto const form = request.form();
    if (!form)
        return;
    auto const texts = texts_of(*form);
    if (texts.empty())
        return;
    auto const found = look(room.list, texts);
    add_to_counts(visit, found, *room.tally);
    auto const told = (found.quotes.empty() && found.age == 0) || was_shown(*form);
    if (told && !has_advice(visit))
        return; // as nearly always: nothing is written
    Advice advice{visit.now(), page_of_form(request), {}, found.age};
    for (auto const& quote : found.quotes)
        advice.ids.push_back(quote.phrase);
    auto const kept = visit.change([&](Change& change) -> Done {
        if (told)
            drop_advice(change);
        else
            keep_advice(change, advice);
        return done();
    });
    if (kept && !told) // else it is advice alone: what was saved is saved
        room.quotes->keep(visit.visitor().account, advice.at, found.quotes);
}

Value advice_view(Helper const& room, Visit const& visit)
{
    auto const advice = take_advice(visit);
    if (!advice)
        return {};
    auto const quotes = room.quotes->take(visit.visitor().account, advice->at);
    auto phrases = Value::array();
    for (auto const& id : advice->ids)
        if (auto const* const phrase = room.list.find(id))
            phrases.push(phrase_view(*phrase, quotes));
    if (phrases.items().empty() && advice->age == 0)
        return {};
    return Value::object({{"phrases", std::move(phrases)}, {"ease", ease_in_words(advice->age)},
        {"from", advice->from_page}});
}

Result<Response> show_trend(Helper const& room, Visit const& visit, Request const&)
{
    auto const today = london::day_of(visit.now());
    // Only months that are over: who looked before and after a colleague saved would else read from
    // the difference what that colleague wrote.
    auto const months = months_until(month_of(today) + -1, months_shown);
    if (visit.could("read", "wording_trend"))
        write_tally(visit, *room.tally);
    auto const counted = TRY(list_counts(visit, months.front()));
    std::vector<std::pair<TeamId, std::string>> teams;
    for (auto const& team : directory::list_teams(visit.reading(), visit.visitor().agency, today))
        teams.emplace_back(team.id, team.name);
    auto const agency = room.pages.agency_name(visit.visitor().agency);
    auto const others = "Everybody else in " + agency;
    auto trend = trend_of(teams, list_places(visit), counted, others);
    if (trend.groups.size() == 1 && trend.groups.front().name == others)
        trend.groups.front().name = agency; // no team of five stands beside them
    auto page = Value::object({{"agency", agency}, {"withheld", trend.withheld},
        {"groups", Value::each(trend.groups, [&](Group const& group) {
             return group_view(group, months);
         })}});
    return room.pages.show(visit, "wording/trend.njk", std::move(page));
}

} // namespace kith::wording_helper
