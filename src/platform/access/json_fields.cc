// SPDX-License-Identifier: MIT
#include "platform/access/json_fields.h"
#include <algorithm>
#include <boost/json.hpp>

namespace kith::access {
namespace {
    // No database keeps a NUL in a text.
    Result<std::string> text_kept(boost::json::string const& sent, std::string_view name)
    {
        std::string text(sent);
        if (text.find('\0') != std::string::npos)
            return invalid("Send text without NUL characters here", std::string(name));
        return text;
    }
} // namespace

struct JsonFields::Held {
    boost::json::object object;

    // Nothing if it is null or left out.
    [[nodiscard]] boost::json::value const* find(std::string_view name) const
    {
        auto const* const value = object.if_contains(name);
        return value && !value->is_null() ? value : nullptr;
    }
};

Result<JsonFields> JsonFields::read(http::Request const& request)
{
    auto const text = TRY(request.json_text());
    boost::system::error_code problem;
    auto value = boost::json::parse(text, problem);
    if (problem || !value.is_object())
        return invalid("Send a JSON object");
    return JsonFields(std::make_shared<Held const>(Held{std::move(value.as_object())}));
}

Done JsonFields::only(std::initializer_list<std::string_view> names) const
{
    for (auto const& field : held_->object)
        if (std::ranges::find(names, std::string_view(field.key())) == names.end())
            return invalid(
                "This field is not known here: see /api/v1/openapi.json", std::string(field.key()));
    return done();
}

bool JsonFields::has(std::string_view name) const { return held_->object.contains(name); }

Result<std::string> JsonFields::text(std::string_view name) const
{
    auto const* const value = held_->find(name);
    if (!value)
        return std::string();
    if (!value->is_string())
        return invalid("Send text here", std::string(name));
    return text_kept(value->as_string(), name);
}

Result<bool> JsonFields::flag(std::string_view name) const
{
    auto const* const value = held_->find(name);
    if (!value)
        return false;
    if (!value->is_bool())
        return invalid("Send true or false here", std::string(name));
    return value->as_bool();
}

Result<std::optional<double>> JsonFields::number(std::string_view name) const
{
    auto const* const value = held_->find(name);
    if (!value)
        return std::optional<double>();
    if (!value->is_number())
        return invalid("Send a number here", std::string(name));
    return std::optional(value->to_number<double>());
}

Result<std::vector<std::string>> JsonFields::texts(std::string_view name) const
{
    std::vector<std::string> all;
    auto const* const value = held_->find(name);
    if (!value)
        return all;
    if (!value->is_array())
        return invalid("Send a list of texts here", std::string(name));
    for (auto const& one : value->as_array()) {
        if (!one.is_string())
            return invalid("Send a list of texts here", std::string(name));
        auto text = TRY(text_kept(one.as_string(), name));
        all.push_back(std::move(text));
    }
    return all;
}

Result<std::optional<JsonFields>> JsonFields::object(std::string_view name) const
{
    auto const* const value = held_->find(name);
    if (!value)
        return std::optional<JsonFields>();
    if (!value->is_object())
        return invalid("Send an object here", std::string(name));
    return std::optional(JsonFields(std::make_shared<Held const>(Held{value->as_object()})));
}

Result<std::vector<JsonFields>> JsonFields::each(std::string_view name) const
{
    std::vector<JsonFields> all;
    auto const* const value = held_->find(name);
    if (!value)
        return all;
    if (!value->is_array())
        return invalid("Send a list of objects here", std::string(name));
    for (auto const& one : value->as_array()) {
        if (!one.is_object())
            return invalid("Send a list of objects here", std::string(name));
        all.push_back(JsonFields(std::make_shared<Held const>(Held{one.as_object()})));
    }
    return all;
}

Result<std::string> JsonFields::inside(std::string_view name) const
{
    auto const* const value = held_->find(name);
    if (!value)
        return std::string();
    if (value->is_string())
        return text_kept(value->as_string(), name);
    if (!value->is_object())
        return invalid("Send an object here", std::string(name));
    return boost::json::serialize(*value);
}

http::Response known_already(std::string_view detail, std::string_view known)
{
    auto answer = http::json(
        boost::json::serialize(boost::json::object{{"type", "urn:kith:problem:known-already"},
            {"title", "There may be a record already"}, {"status", 409}, {"detail", detail},
            {"known", boost::json::parse(known)}}),
        http::Status::conflict);
    answer.headers.set("Content-Type", "application/problem+json");
    return answer;
}

} // namespace kith::access
