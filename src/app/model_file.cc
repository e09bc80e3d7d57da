// SPDX-License-Identifier: MIT
#include "app/model_file.h"
#include "app/folder.h"
#include <boost/json.hpp>
#include <fmt/format.h>

namespace kith::app {
namespace {
    namespace json = boost::json;
    constexpr char const* kind = "kith linkage model 1";
    constexpr std::array<std::string_view, linkage::kept_count> common_names
        = {"forename", "surname", "birth", "postcode", "birth_place", "occupation"};

    json::array levels_to_json(linkage::Levels const& levels)
    {
        return json::array(levels.begin(), levels.end());
    }
    double share_from(json::value const& value)
    {
        auto const share = value.to_number<double>();
        if (!(share >= 0 && share <= 1e12))
            throw std::out_of_range("a number is out of range");
        return share;
    }
    void levels_from(json::value const& from, linkage::Levels& levels)
    {
        auto const& array = from.as_array();
        if (array.size() != levels.size())
            throw std::out_of_range("a field has too few levels or too many");
        for (std::size_t at = 0; at < levels.size(); ++at)
            levels[at] = share_from(array[at]);
    }

    json::object common_to_json(linkage::SavedModel::Common const& common)
    {
        json::object values;
        for (auto const& [text, count] : common.values)
            values.emplace(text, count);
        return {
            {"total", common.total}, {"average", common.average}, {"counts", std::move(values)}};
    }
    void common_from(json::object const& from, linkage::SavedModel::Common& common)
    {
        common.total = share_from(from.at("total"));
        common.average = share_from(from.at("average"));
        for (auto const& [text, count] : from.at("counts").as_object())
            common.values.emplace_back(std::string(text), count.to_number<std::uint32_t>());
    }

    linkage::SavedModel model_from(json::object const& from)
    {
        if (from.at("kind").as_string() != kind)
            throw std::out_of_range("it was written by another version");
        linkage::SavedModel model;
        for (std::size_t at = 0; at < linkage::field_count; ++at) {
            auto const& field = from.at("fields")
                                    .at(linkage::word_of(static_cast<linkage::Field>(at)))
                                    .as_object();
            levels_from(field.at("m"), model.m[at]);
            levels_from(field.at("u"), model.u[at]);
        }
        levels_from(from.at("household_birth"), model.household_birth);
        model.households = share_from(from.at("households"));
        model.matches_per_record = share_from(from.at("matches_per_record"));
        for (std::size_t at = 0; at < linkage::kept_count; ++at)
            common_from(from.at("common").at(common_names[at]).as_object(), model.common[at]);
        auto const& crowded = from.at("crowded").as_array();
        for (std::size_t kind_at = 0; kind_at < std::min(crowded.size(), linkage::key_count);
             ++kind_at)
            for (auto const& key : crowded[kind_at].as_array())
                model.crowded.keys[kind_at].push_back(key.to_number<std::uint32_t>());
        for (auto& keys : model.crowded.keys)
            std::ranges::sort(keys);
        for (auto const& kind_at : from.at("asleep").as_array())
            model.crowded.asleep.at(kind_at.to_number<std::size_t>()) = true;
        return model;
    }
} // namespace

std::string write_model(linkage::SavedModel const& model)
{
    json::object fields;
    for (std::size_t at = 0; at < linkage::field_count; ++at)
        fields.emplace(linkage::word_of(static_cast<linkage::Field>(at)),
            json::object{{"m", levels_to_json(model.m[at])}, {"u", levels_to_json(model.u[at])}});
    json::object common;
    for (std::size_t at = 0; at < linkage::kept_count; ++at)
        common.emplace(common_names[at], common_to_json(model.common[at]));
    json::array crowded;
    for (auto const& keys : model.crowded.keys)
        crowded.emplace_back(json::array(keys.begin(), keys.end()));
    json::array asleep;
    for (std::size_t at = 0; at < linkage::key_count; ++at)
        if (model.crowded.asleep[at])
            asleep.emplace_back(at);
    json::object const whole{{"kind", kind}, {"fields", std::move(fields)},
        {"household_birth", levels_to_json(model.household_birth)},
        {"households", model.households}, {"matches_per_record", model.matches_per_record},
        {"common", std::move(common)}, {"crowded", std::move(crowded)},
        {"asleep", std::move(asleep)}};
    return json::serialize(whole) + "\n";
}

linkage::SavedModel read_model(std::string_view text, std::string const& name)
{
    try {
        return model_from(json::parse(json::string_view(text.data(), text.size())).as_object());
    } catch (
        std::exception const& problem) { // Boost.JSON tells by throwing, and so do the checks above
        throw Refused(
            fmt::format("{} is no model that kith link wrote: {}", name, problem.what()), 1);
    }
}

} // namespace kith::app
