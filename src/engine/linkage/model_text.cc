// SPDX-License-Identifier: MIT
#include "engine/linkage/model_text.h"
#include "engine/linkage/json_text.h"
#include <algorithm>

namespace kith::linkage {
namespace {
    constexpr std::string_view model_kind = "kith linkage model 1";
    constexpr double greatest = 1e12;
    constexpr std::array<std::string_view, kept_count> common_names
        = {"forename", "surname", "birth", "postcode", "birth_place", "occupation"};

    void append_levels(std::string& out, Levels const& levels)
    {
        out += '[';
        for (std::size_t at = 0; at < levels.size(); ++at) {
            out += at == 0 ? "" : ", ";
            append_json_number(out, levels[at]);
        }
        out += ']';
    }
    void append_common(std::string& out, SavedModel::Common const& common)
    {
        out += "{\"total\": ";
        append_json_number(out, common.total);
        out += ", \"average\": ";
        append_json_number(out, common.average);
        out += ", \"others\": ";
        append_json_number(out, common.others);
        out += ", \"counts\": {";
        for (std::size_t at = 0; at < common.values.size(); ++at) {
            out += at == 0 ? "" : at % 8 == 0 ? ",\n" : ", ";
            append_json_text(out, common.values[at].first);
            out += ": " + std::to_string(common.values[at].second);
        }
        out += "}}";
    }
    void append_crowded(std::string& out, Crowded const& crowded)
    {
        out += ",\n\"crowded\": [";
        for (std::size_t at = 0; at < key_count; ++at) {
            out += at == 0 ? "[" : ",\n[";
            for (std::size_t key = 0; key < crowded.keys[at].size(); ++key)
                out += (key == 0 ? "" : ", ") + std::to_string(crowded.keys[at][key]);
            out += ']';
        }
        out += "],\n\"asleep\": [";
        auto first = true;
        for (std::size_t at = 0; at < key_count; ++at)
            if (crowded.asleep[at]) {
                out += (first ? "" : ", ") + std::to_string(at);
                first = false;
            }
        out += "]}\n";
    }

    // Reads what must be there; the first thing that is wrong is kept.
    class ModelReader {
    public:
        std::string wrong = {};
        double share(Json const& from)
        {
            auto const value = from.number();
            if (value >= 0 && value <= greatest)
                return value;
            tell("a number is missing or out of range");
            return 0;
        }
        std::uint32_t whole(Json const& from)
        {
            auto const value = from.number();
            if (value >= 0 && value <= 4294967295.0)
                return static_cast<std::uint32_t>(value);
            tell("a count is missing or out of range");
            return 0;
        }
        void levels(Json const& from, Levels& to)
        {
            if (from.list().size() != to.size())
                return tell("a field has too few levels or too many");
            for (std::size_t at = 0; at < to.size(); ++at)
                to[at] = share(from.list()[at]);
        }
        void common(Json const& from, SavedModel::Common& to)
        {
            to.total = share(from.at("total"));
            to.average = share(from.at("average"));
            auto const others = from.at("others").number(); // older files do not have it
            to.others = others >= 1 && others <= greatest ? others : 1.0;
            for (auto const& [text, count] : from.at("counts").members())
                to.values.emplace_back(text, whole(count));
            std::ranges::sort(to.values);
        }
        void crowded(Json const& from, Crowded& to)
        {
            auto const& kinds = from.at("crowded").list();
            for (std::size_t at = 0; at < std::min(kinds.size(), key_count); ++at) {
                for (auto const& key : kinds[at].list())
                    to.keys[at].push_back(whole(key));
                std::ranges::sort(to.keys[at]);
            }
            for (auto const& one : from.at("asleep").list())
                if (auto const at = whole(one); at < key_count)
                    to.asleep[at] = true;
                else
                    tell("a kind of key that does not exist");
        }
        void tell(std::string_view what)
        {
            if (wrong.empty())
                wrong = what;
        }
    };
} // namespace

std::string write_model(SavedModel const& model)
{
    std::string out = "{\"kind\": \"" + std::string(model_kind) + "\",\n\"fields\": {";
    for (std::size_t at = 0; at < field_count; ++at) {
        out += at == 0 ? "\n" : ",\n";
        append_json_text(out, word_of(static_cast<Field>(at)));
        out += ": {\"m\": ";
        append_levels(out, model.m[at]);
        out += ",\n  \"u\": ";
        append_levels(out, model.u[at]);
        out += '}';
    }
    out += "},\n\"household_birth\": ";
    append_levels(out, model.household_birth);
    out += ",\n\"households\": ";
    append_json_number(out, model.households);
    out += ",\n\"matches_per_record\": ";
    append_json_number(out, model.matches_per_record);
    out += ",\n\"common\": {";
    for (std::size_t at = 0; at < kept_count; ++at) {
        out += at == 0 ? "\n" : ",\n";
        append_json_text(out, common_names[at]);
        out += ": ";
        append_common(out, model.common[at]);
    }
    out += '}';
    append_crowded(out, model.crowded);
    return out;
}

Result<SavedModel> read_model(std::string_view text)
{
    auto const from = TRY(read_json(text));
    if (from.at("kind").text() != model_kind)
        return invalid("it was written by another version, or is something else");
    SavedModel model;
    ModelReader reader;
    for (std::size_t at = 0; at < field_count; ++at) {
        auto const& field = from.at("fields").at(word_of(static_cast<Field>(at)));
        reader.levels(field.at("m"), model.m[at]);
        reader.levels(field.at("u"), model.u[at]);
    }
    reader.levels(from.at("household_birth"), model.household_birth);
    model.households = reader.share(from.at("households"));
    model.matches_per_record = reader.share(from.at("matches_per_record"));
    for (std::size_t at = 0; at < kept_count; ++at)
        reader.common(from.at("common").at(common_names[at]), model.common[at]);
    reader.crowded(from, model.crowded);
    if (!reader.wrong.empty())
        return invalid(reader.wrong);
    return model;
}

} // namespace kith::linkage
