// SPDX-License-Identifier: MIT
#include "people/known_views.h"
#include "base/london.h"
#include "people/views.h"
#include <algorithm>
#include <boost/json.hpp>
#include <fmt/core.h>

namespace kith::people {
namespace {
    namespace json = boost::json;
    using html::Value;
    constexpr std::size_t most_reasons = 3;
    constexpr char const* still_reading
        = "Kith has just been started, and is still reading who is on record: "
          "somebody whose name is only alike may be missing. Try again in a "
          "minute. ";
    constexpr std::size_t most_beside = 5; // beside what is typed

    bool speaks_against(std::string const& reason)
    {
        return reason.find("less likely") != std::string::npos;
    }

    std::string found_in_words(LookedUp const& looked)
    {
        if (looked.found.empty())
            return "Nobody you may know of is like this.";
        if (looked.more)
            return fmt::format("The {} most alike of those you may know of:", looked.found.size());
        return looked.found.size() == 1
            ? "1 person you may know of is like this:"
            : fmt::format("{} people you may know of are like this:", looked.found.size());
    }

    std::string said_of(LookedUp const& looked)
    {
        if (looked.slowed)
            return in_words(*looked.slowed);
        return std::string(looked.still_reading ? still_reading : "") + found_in_words(looked);
    }

    std::string detail_of(Visit const& visit, Person const& person)
    {
        auto const age = age_in_words(person, london::day_of(visit.now()));
        return person.reference.write() + (age.empty() ? "" : ", aged " + age);
    }
} // namespace

std::vector<std::string> reasons_shown(std::vector<std::string> const& reasons)
{
    auto shown = reasons;
    if (shown.size() <= most_reasons)
        return shown;
    auto const against = std::ranges::find_if(shown, speaks_against);
    if (against != shown.end() && static_cast<std::size_t>(against - shown.begin()) >= most_reasons)
        shown[most_reasons - 1] = *against;
    shown.resize(most_reasons);
    return shown;
}

Value candidates_view(Visit const& visit, std::vector<Alike> const& found)
{
    return Value::each(found, [&](Alike const& one) {
        return Value::object({{"id", one.person.id.write()},
            {"href", "/people/" + one.person.id.write()},
            {"text", usual_name(one.person, london::day_of(visit.now()))},
            {"reference", one.person.reference.write()}, {"detail", detail_of(visit, one.person)},
            {"reasons", Value::each(reasons_shown(one.reasons), [](std::string const& reason) {
                 return Value(reason);
             })}});
    });
}

Value looked_view(Visit const& visit, LookedUp const& looked)
{
    return Value::object({{"said", said_of(looked)}, {"slowed", looked.slowed.has_value()},
        {"still_reading", looked.still_reading ? Value(still_reading) : Value()},
        {"rows", candidates_view(visit, looked.found)}});
}

http::Response looked_json(Visit const& visit, LookedUp const& looked)
{
    json::array rows;
    for (auto const& one : looked.found) {
        json::array reasons;
        for (auto const& reason : reasons_shown(one.reasons))
            reasons.emplace_back(reason);
        rows.push_back(json::object{{"href", "/people/" + one.person.id.write()},
            {"text", usual_name(one.person, london::day_of(visit.now()))},
            {"detail", detail_of(visit, one.person)}, {"reasons", std::move(reasons)}});
    }
    auto answer = http::json(json::serialize(json::object{{"said", said_of(looked)},
                                 {"slowed", looked.slowed.has_value()}, {"rows", std::move(rows)}}),
        looked.slowed ? http::Status::too_many : http::Status::ok);
    if (!looked.slowed)
        return answer;
    return std::move(answer).with("Retry-After", std::to_string(looked.slowed->wait.count()));
}

Result<Value> known_so_far(
    People const& room, Visit const& visit, Match const& described, std::string const& why)
{
    if (!worth_asking(asked_by(described)))
        return Value::object({{"said", what_is_missing(asked_by(described)) + "."},
            {"slowed", false}, {"rows", Value::array()}});
    auto const looked
        = TRY(look_up(room, visit, described, {Way::typing, why, most_beside, 0, {}}));
    return looked_view(visit, looked);
}

} // namespace kith::people
