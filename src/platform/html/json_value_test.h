// SPDX-License-Identifier: MIT
#pragma once

// For tests: JSON as a template would see it.

#include "platform/html/value.h"
#include <boost/json.hpp>

namespace kith::html {

inline Value value_of_json(boost::json::value const& json)
{
    if (auto const* const text = json.if_string())
        return std::string_view(text->data(), text->size());
    if (auto const* const flag = json.if_bool())
        return *flag;
    if (json.is_number())
        return json.to_number<double>();
    if (auto const* const items = json.if_array())
        return Value::each(*items, value_of_json);
    auto const* const entries = json.if_object();
    if (!entries)
        return nullptr;
    auto object = Value::object();
    for (auto const& entry : *entries)
        object.set(
            std::string_view(entry.key().data(), entry.key().size()), value_of_json(entry.value()));
    return object;
}

} // namespace kith::html
