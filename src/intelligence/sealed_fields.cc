// SPDX-License-Identifier: MIT
#include "intelligence/sealed_fields.h"
#include <boost/json.hpp>

namespace kith::intelligence {

db::Bytes seal_fields(Change& change, SubmissionId id, SealedFields const& fields)
{
    boost::json::object object;
    for (auto const& [name, text] : fields)
        object[name] = text;
    return {
        change.keys().seal(change.writing(), thing(id), filled_up(boost::json::serialize(object)))};
}

SealedFields open_fields(
    Visit const& visit, std::string_view act, access::Facts const& facts, std::string_view sealed)
{
    SealedFields fields;
    auto const text = sealed.empty() ? std::nullopt : visit.unsealed(act, facts, sealed);
    boost::system::error_code problem;
    auto const value = text ? boost::json::parse(*text, problem) : boost::json::value();
    if (auto const* const object = problem ? nullptr : value.if_object())
        for (auto const& [name, one] : *object)
            if (one.is_string())
                fields.emplace(name, boost::json::value_to<std::string>(one));
    return fields;
}

std::string field_of(SealedFields const& fields, std::string_view name)
{
    auto const at = fields.find(name);
    return at == fields.end() ? std::string() : at->second;
}

} // namespace kith::intelligence
