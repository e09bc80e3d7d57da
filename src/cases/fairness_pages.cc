// SPDX-License-Identifier: MIT
#include "cases/fairness_pages.h"
#include <boost/json.hpp>
#include <fmt/core.h>

namespace kith::cases {
namespace {
    namespace json = boost::json;
    using html::Value;
    using http::Request;
    using http::Response;

    constexpr char const* fairness_address = "/fairness";
    constexpr char const* first_list = "levels";
    constexpr char const* not_told = "Not told";

    Result<FairnessNumbers> numbers_asked_for(
        Cases const& room, Visit const& visit, Request const& request)
    {
        auto const list = request.query("list");
        return fairness_of(room, visit, list.empty() ? first_list : list);
    }

    std::string cell_in_words(TableTold::Told const& cell, TableTold::Told const& of)
    {
        if (!cell || !of)
            return not_told;
        auto const rate = rate_of(*cell, *of);
        return rate ? fmt::format("{}: {}", *cell, in_words(*rate)) : std::to_string(*cell);
    }

    Value row_of_group(std::string const& label, TableTold::Told const& people,
        std::vector<TableTold::Told> const& cells)
    {
        return Value::object(
            {{"label", label}, {"people", people ? std::to_string(*people) : std::string(not_told)},
                {"cells", Value::each(cells, [&](TableTold::Told const& cell) {
                     return Value(cell_in_words(cell, people));
                 })}});
    }

    Value table_of_split(FairnessTable const& table)
    {
        auto rows = Value::array();
        std::string not_told_of; // in one sentence, rather than in rows that say nothing
        auto tells = false;      // of any group but those of whom it is not recorded
        for (std::size_t i = 0; i < table.groups.size(); ++i) {
            if (!table.told.rows[i]) {
                not_told_of += (not_told_of.empty() ? "" : ", ") + table.groups[i];
                continue;
            }
            tells = tells || i + 1 < table.groups.size();
            rows.push(row_of_group(table.groups[i], table.told.rows[i], table.told.cells[i]));
        }
        return Value::object({{"title", title_of(table.split)}, {"missing", table.missing()},
            {"rows", rows}, {"all", row_of_group("All", table.told.all, table.told.columns)},
            {"told", tells}, {"not_told_of", not_told_of}});
    }

    // All together once; then the splits that tell of a group, and by name those that do not.
    void tell_tables(FairnessNumbers const& numbers, Value& page)
    {
        auto const& of_all = numbers.tables.front().told;
        for (std::size_t i = 0; i < numbers.list.outcomes.size(); ++i)
            page["together"].push(Value::object({{"outcome", numbers.list.outcomes[i]},
                {"told", cell_in_words(of_all.columns[i], of_all.all)}}));
        for (auto const& one : numbers.tables) {
            auto table = table_of_split(one);
            auto const told = table.get("told").truthy();
            page[told ? "tables" : "untold"].push(std::move(table));
        }
    }

    Result<Response> show_fairness(Cases const& room, Visit const& visit, Request const& request)
    {
        auto const numbers = TRY(numbers_asked_for(room, visit, request));
        auto const lists = fairness_lists(room, visit);
        auto const& all = numbers.tables.front().told.all;
        auto page = Value::object({{"section", "/"}, {"of_all", numbers.of_all},
            {"today", numbers.on.in_words()}, {"heading", numbers.list.label},
            {"says", numbers.list.says}, {"people", all ? std::to_string(*all) : std::string()},
            {"outcomes",
                Value::each(numbers.list.outcomes,
                    [](std::string const& outcome) { return Value(outcome); })},
            {"lists",
                Value::each(lists,
                    [&](FairnessList const& one) {
                        return Value::object({{"value", one.code}, {"text", one.label},
                            {"selected", one.code == numbers.list.code}});
                    })},
            {"tables", Value::array()}, {"untold", Value::array()}, {"together", Value::array()}});
        if (all)
            tell_tables(numbers, page);
        return room.pages.show(visit, "cases/fairness.njk", page);
    }

    json::value told_json(TableTold::Told const& told)
    {
        return told ? json::value(*told) : json::value(nullptr);
    }

    json::array cells_json(std::vector<TableTold::Told> const& cells, TableTold::Told const& people)
    {
        json::array all;
        for (auto const& cell : cells) {
            json::object one{{"people", told_json(cell)}};
            auto const rate = cell && people ? rate_of(*cell, *people) : std::nullopt;
            one["percent"] = rate ? json::value(rate->percent) : json::value(nullptr);
            one["low"] = rate ? json::value(rate->low) : json::value(nullptr);
            one["high"] = rate ? json::value(rate->high) : json::value(nullptr);
            all.push_back(std::move(one));
        }
        return all;
    }

    Result<Response> api_fairness(Cases const& room, Visit const& visit, Request const& request)
    {
        auto const numbers = TRY(numbers_asked_for(room, visit, request));
        json::array outcomes, splits;
        for (auto const& outcome : numbers.list.outcomes)
            outcomes.push_back(json::value(outcome));
        for (auto const& table : numbers.tables) {
            json::array rows;
            for (std::size_t i = 0; i < table.groups.size(); ++i)
                rows.push_back(json::object{{"group", table.groups[i]},
                    {"people", told_json(table.told.rows[i])},
                    {"outcomes", cells_json(table.told.cells[i], table.told.rows[i])}});
            splits.push_back(
                json::object{{"split", title_of(table.split)}, {"rows", std::move(rows)}});
        }
        auto const& first = numbers.tables.front().told;
        return http::json(
            json::serialize(json::object{{"list", numbers.list.code}, {"label", numbers.list.label},
                {"whole_partnership", numbers.of_all}, {"on", numbers.on.write()},
                {"outcomes", std::move(outcomes)}, {"people", told_json(first.all)},
                {"all", cells_json(first.columns, first.all)}, {"splits", std::move(splits)}}));
    }

    access::Operation fairness_operation()
    {
        return {http::Method::get, "/api/v1/fairness", "compareGroups",
            "A list or level split by age, sex, ethnicity, disability, care status and district, "
            "in numbers alone. "
            "`list` in the query says which: levels, if left out. A number under 5, and what would "
            "give one away, is null",
            "cases", "",
            R"({"type":"object","required":["list","outcomes","people","all","splits"],"properties":{
            "list":{"type":"string"},"label":{"type":"string"},
            "whole_partnership":{"type":"boolean","description":"Else the teams of whoever asks"},
            "on":{"type":"string","format":"date"},"outcomes":{"type":"array","items":{"type":"string"}},
            "people":{"type":["integer","null"]},
            "all":{"type":"array","description":"One for each outcome","items":{"type":"object","properties":{
            "people":{"type":["integer","null"]},"percent":{"type":["number","null"]},
            "low":{"type":["number","null"],"description":"Wilson's interval, 95 in 100"},"high":{"type":["number","null"]}}}},
            "splits":{"type":"array","items":{"type":"object","required":["split","rows"],"properties":{"split":{"type":"string"},
            "rows":{"type":"array","items":{"type":"object","properties":{"group":{"type":"string"},
            "people":{"type":["integer","null"]},"outcomes":{"type":"array","items":{"type":"object"}}}}}}}}}})"};
    }
} // namespace

void join_fairness(House& house, Cases& room)
{
    auto routes = house.routes.of(room);
    routes.get(fairness_address, "fairness:read", show_fairness);
    routes.get("/api/v1/fairness", "fairness:read", api_fairness);
    house.operations.push_back(fairness_operation());
    // A wrong overlay stops the start.
    room.groups = std::make_shared<FairnessGroups const>(FairnessGroups::shipped(room.facts));
    room.home.beside.emplace_back([](Visit const& visit) -> std::optional<html::Value> {
        if (!visit.could("read", "fairness"))
            return std::nullopt;
        return html::Value::object({{"text", "Fairness in numbers"}, {"href", fairness_address}});
    });
}

} // namespace kith::cases
