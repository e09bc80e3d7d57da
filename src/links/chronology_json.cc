// SPDX-License-Identifier: MIT
// A chronology for programs.
#include "links/chronology_views.h"
#include <algorithm>
#include <boost/json.hpp>

namespace kith::links {
namespace {
    namespace json = boost::json;
    constexpr int fewest_entries = 1;
    constexpr int most_entries = 500;
    constexpr int usual_entries = 100;

    constexpr char const* entries_schema
        = R"({"type":"object","required":["entries","next"],"properties":{"entries":{"type":"array","items":{"type":"object",
        "required":["id","kind","when","title"],"properties":{"id":{"type":"string"},"kind":{"type":"string","description":"A code of the list chronology_kind"},
        "at":{"type":["string","null"],"format":"date-time"},"day":{"type":["string","null"],"description":"2026, 2026-05 or 2026-05-03; ~ in front for a guess"},
        "when":{"type":"string"},"title":{"type":"string"},"text":{"type":["string","null"]},"who":{"type":["string","null"]},
        "agency":{"type":["string","null"],"format":"uuid"},
        "days_without_contact_after":{"type":["integer","null"],"description":"Since this entry of contact, until the next newer one or the last day shown"}}}},
        "next":{"type":["string","null"],"description":"Send as `after` for those that are older; null at the end"}}})";
    json::value none_if_empty(std::string const& text)
    {
        return text.empty() ? json::value(nullptr) : json::value(text);
    }

    json::object entry_json(Entry const& entry)
    {
        json::object written{{"id", entry.id}, {"kind", entry.kind},
            {"at", entry.at ? json::value(entry.at->write()) : json::value(nullptr)},
            {"day", entry.day ? json::value(entry.day->write()) : json::value(nullptr)},
            {"when", entry.when_in_words()}, {"title", entry.title},
            {"text", none_if_empty(entry.text)}, {"who", none_if_empty(entry.who)},
            {"days_without_contact_after", nullptr}};
        written["agency"]
            = entry.agency.none() ? json::value(nullptr) : json::value(entry.agency.write());
        return written;
    }

    // "2026-03-29T00:40:00.000000Z_ID": those that stand after it.
    Result<std::size_t> place_after(std::vector<Entry> const& entries, std::string_view after)
    {
        if (after.empty())
            return std::size_t(0);
        auto const bar = after.find('_');
        auto const at = Instant::read(after.substr(0, bar));
        if (bar == std::string_view::npos || !at)
            return invalid("Send `next` of the answer before as it was", "after");
        std::pair const place(*at, std::string(after.substr(bar + 1)));
        auto const found = std::ranges::find_if(
            entries, [&](Entry const& entry) { return entry.place() < place; });
        return static_cast<std::size_t>(found - entries.begin());
    }

    Result<std::size_t> how_many(std::string_view text)
    {
        if (text.empty())
            return std::size_t(usual_entries);
        auto const many = std::atoi(std::string(text).c_str());
        if (many < fewest_entries || many > most_entries)
            return invalid("Send a whole number from 1 to 500", "most");
        return static_cast<std::size_t>(many);
    }

} // namespace

Result<http::Response> chronology_json(Chronology const& made, http::Request const& request)
{
    auto const most = TRY(how_many(request.query("most")));
    auto const first = TRY(place_after(made.entries, request.query("after")));
    auto const end = std::min(made.entries.size(), first + most);
    json::array entries;
    for (auto i = first; i < end; ++i) {
        auto written = entry_json(made.entries[i]);
        for (auto const& gap : made.gaps)
            if (gap.before == i)
                written["days_without_contact_after"] = gap.days;
        entries.push_back(std::move(written));
    }
    json::value next = nullptr;
    if (end < made.entries.size()) {
        auto const place = made.entries[end - 1].place();
        next = place.first.write() + "_" + place.second;
    }
    return http::json(json::serialize(json::object{{"entries", entries}, {"next", next}}));
}

char const* chronology_schema() { return entries_schema; }

} // namespace kith::links
