// SPDX-License-Identifier: MIT
#include "contexts/count_pages.h"
#include "base/london.h"
#include "base/small_numbers.h"
#include "contexts/part_pages.h"
#include "contexts/views.h"
#include <boost/json.hpp>

namespace kith::contexts {
namespace {
    using html::Value;

    std::string children_in_words(std::int64_t children)
    {
        auto words = number_in_words(children) + " children are linked";
        if (words[0] == 'f')
            words[0] = 'F';
        return words;
    }

    // The context whose numbers this visit may be told: its record opens, or it is a place and the
    // visit reads numbers of places.
    Result<Context> counted(Visit const& visit, Request const& request)
    {
        auto const id = TRY(request.id<ContextId>("context"));
        auto const context = find_to_count(visit, id);
        if (!context)
            return not_found();
        if (visit.sees(number_facts(visit, *context))) {
            TRY(visit.see(number_facts(visit, *context)));
            return *context;
        }
        return opened(visit, request);
    }

    Value number_tables(Numbers const& numbers)
    {
        return Value::each(numbers.tables, [](NumberTable const& table) {
            auto kept_back = false;
            for (auto const& row : table.rows)
                kept_back = kept_back || !row.number;
            return Value::object({{"title", table.title}, {"kept_back", kept_back},
                {"rows", Value::each(table.rows, [](NumberRow const& row) {
                     return Value::object({{"label", row.label},
                         {"number", row.number ? std::to_string(*row.number) : "Not told"}});
                 })}});
        });
    }
} // namespace

std::optional<Value> numbers_panel(Contexts const& room, Visit const& visit, Context const& context)
{
    auto const numbers = numbers_of(room, visit, context);
    if (numbers.tables.empty())
        return std::nullopt;
    return Value::object({{"title", "Children linked"}, {"text", numbers.in_words()},
        {"link",
            Value::object({{"href", address_of_part(context, "numbers")},
                {"text", "In numbers: by age, by sex, and since when"}})}});
}

Result<Response> show_numbers(Contexts const& room, Visit const& visit, Request const& request)
{
    auto const context = TRY(counted(visit, request));
    auto const numbers = numbers_of(room, visit, context);
    auto page = part_page(context);
    page["today"] = london::day_of(visit.now()).in_words();
    page["kind"] = label_of(room, "context_kind", context.kind);
    page["total"] = numbers.in_words();
    page["known"] = numbers.known > 0;
    page["tables"] = number_tables(numbers);
    page["back"] = visit.could("create", "context") ? "/contexts/" + context.id.write()
                                                    : std::string("/contexts/numbers");
    return room.pages.show(visit, "contexts/numbers.njk", page);
}

Result<Response> show_all_numbers(Contexts const& room, Visit const& visit, Request const&)
{
    if (!visit.could("list", "context_numbers"))
        return not_found();
    auto page = Value::object(
        {{"section", "/contexts"}, {"today", london::day_of(visit.now()).in_words()},
            {"rows", Value::each(list_numbered(room, visit), [&](NumberedContext const& one) {
                 return Value::object(
                     {{"href", address_of_part(one.context, "numbers")}, {"text", one.context.name},
                         {"detail",
                             label_of(room, "context_kind", one.context.kind) + ". "
                                 + children_in_words(one.children)}});
             })}});
    return room.pages.show(visit, "contexts/all_numbers.njk", page);
}

Result<Response> api_numbers(Contexts const& room, Visit const& visit, Request const& request)
{
    namespace json = boost::json;
    auto const context = TRY(counted(visit, request));
    auto const numbers = numbers_of(room, visit, context);
    json::array tables;
    for (auto const& table : numbers.tables) {
        json::array rows;
        for (auto const& row : table.rows)
            rows.push_back(json::object{{"label", row.label},
                {"number", row.number ? json::value(*row.number) : json::value(nullptr)}});
        tables.push_back(json::object{{"title", table.title}, {"rows", std::move(rows)}});
    }
    auto const others = numbers.children - numbers.known;
    return http::json(json::serialize(json::object{
        {"others", others < smallest_number_told ? json::value(nullptr) : json::value(others)},
        {"others_in_words", numbers.others_in_words()}, {"tables", std::move(tables)}}));
}

access::Operation numbers_operation()
{
    return {http::Method::get, "/api/v1/contexts/{context}/numbers", "countLinkedChildren",
        "How many children are linked whom you may not know; a number under 5 is not told",
        "contexts", "",
        R"({"type":"object","required":["others","others_in_words","tables"],"properties":{
        "others":{"type":["integer","null"],"description":"null: fewer than 5"},"others_in_words":{"type":"string"},
        "tables":{"type":"array","description":"None for whoever is shown some of those counted","items":{"type":"object",
        "required":["title","rows"],"properties":{"title":{"type":"string"},"rows":{"type":"array","items":{"type":"object",
        "required":["label","number"],"properties":{"label":{"type":"string"},
        "number":{"type":["integer","null"],"description":"null: kept back"}}}}}}}}})"};
}

} // namespace kith::contexts
