// SPDX-License-Identifier: MIT
#include "platform/access/operations.h"
#include <boost/json.hpp>
#include <set>

namespace kith::access {
namespace {
    namespace json = boost::json;

    std::string method_key(http::Method method)
    {
        std::string key(http::write(method));
        for (auto& c : key)
            c = static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
        return key;
    }

    json::object header_parameter(char const* name, char const* what, bool required)
    {
        return {{"name", name}, {"in", "header"}, {"required", required}, {"description", what},
            {"schema", json::object{{"type", "string"}}}};
    }

    json::array parameters_of(Operation const& operation)
    {
        json::array list;
        for (auto at = operation.pattern.find('{'); at != std::string::npos;
             at = operation.pattern.find('{', at + 1)) {
            auto const end = operation.pattern.find('}', at);
            list.push_back(json::object{{"name", operation.pattern.substr(at + 1, end - at - 1)},
                {"in", "path"}, {"required", true}, {"description", "Its id"},
                {"schema", json::object{{"type", "string"}, {"format", "uuid"}}}});
        }
        if (operation.takes_key)
            list.push_back(header_parameter("Idempotency-Key",
                "16 to 64 letters, digits, - or _: sent again, it does once and answers the same",
                false));
        if (operation.takes_version)
            list.push_back(header_parameter("If-Match",
                "The ETag it was read with: an edit made from an older one is refused", true));
        return list;
    }

    json::object content(std::string const& type, json::value schema)
    {
        return {{type, json::object{{"schema", std::move(schema)}}}};
    }

    json::object describe(Operation const& operation)
    {
        json::object answer{{"description", "Done"}};
        if (!operation.answer.empty())
            answer["content"] = content("application/json", json::parse(operation.answer));
        json::object one{{"operationId", operation.id}, {"summary", operation.summary},
            {"tags", json::array{operation.room}}, {"parameters", parameters_of(operation)},
            {"responses",
                json::object{{std::to_string(operation.status), answer},
                    {"4XX", json::object{{"$ref", "#/components/responses/Problem"}}},
                    {"5XX", json::object{{"$ref", "#/components/responses/Problem"}}}}}};
        if (!operation.body.empty())
            one["requestBody"] = json::object{{"required", true},
                {"content", content("application/json", json::parse(operation.body))}};
        return one;
    }

    json::object components()
    {
        json::object const problem{{"type", "object"},
            {"required", json::array{"type", "title", "status"}},
            {"properties",
                json::object{{"type", json::object{{"type", "string"}}},
                    {"title", json::object{{"type", "string"}}},
                    {"status", json::object{{"type", "integer"}}},
                    {"detail", json::object{{"type", "string"}}},
                    {"field", json::object{{"type", "string"}}}}}};
        return {{"securitySchemes",
                    json::object{{"token", json::object{{"type", "http"}, {"scheme", "bearer"}}}}},
            {"schemas", json::object{{"Problem", problem}}},
            {"responses",
                json::object{{"Problem",
                    json::object{{"description", "What went wrong and what to do, as RFC 9457"},
                        {"content",
                            content("application/problem+json",
                                json::object{{"$ref", "#/components/schemas/Problem"}})}}}}}};
    }
} // namespace

std::string open_api(std::vector<Operation> const& operations, std::string_view version)
{
    json::object paths;
    std::set<std::string> rooms;
    for (auto const& operation : operations) {
        rooms.insert(operation.room);
        auto& path = paths[operation.pattern];
        if (!path.is_object())
            path = json::object();
        path.as_object()[method_key(operation.method)] = describe(operation);
    }
    json::array tags;
    for (auto const& room : rooms)
        tags.push_back(json::object{{"name", room}, {"description", "The room of " + room}});
    return json::serialize(json::object{{"openapi", "3.1.0"},
        {"info",
            json::object{{"title", "Kith"}, {"version", version},
                {"description",
                    "Everything a program may do here, decided by the same policies as the pages."},
                {"license", json::object{{"name", "MIT"}, {"identifier", "MIT"}}}}},
        {"servers", json::array{json::object{{"url", "/"}, {"description", "This Kith"}}}},
        {"security", json::array{json::object{{"token", json::array{}}}}}, {"tags", tags},
        {"paths", paths}, {"components", components()}});
}

} // namespace kith::access
