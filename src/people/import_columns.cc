// SPDX-License-Identifier: MIT
#include "people/import_columns.h"
#include "engine/linkage/linkage.h"
#include <algorithm>
#include <boost/json.hpp>
#include <fmt/core.h>
#include <optional>

namespace kith::people {
namespace {
    struct Called {
        std::string_view name;
        std::string_view words;
        std::string_view known_as = {}; // letters and digits alone, each between two bars
        std::optional<linkage::Column> linkage = {}; // whose common names are known there
    };
    using linkage::Column;
    constexpr std::array<Called, import_field_count> all_fields = {{
        {"number", "the agency's own number",
            "|perspersonid|number|ownnumber|systemid|clientid|pupilid|", Column::id},
        {"former_number", "the agency's former number", "|perslegacyid|legacyid|formernumber|"},
        {"common_id", "consistent identifier",
            "|perscommonchildid|commonchildid|consistentidentifier|"},
        {"nhs_number", "NHS number", "|nhsnumber|nhsno|nhs|"},
        {"upn", "UPN", "|persupn|upn|uniquepupilnumber|"},
        {"uln", "ULN", "|uln|uniquelearnernumber|"},
        {"pnc_id", "PNC id", "|pncid|pnc|"},
        {"la_child_id", "local authority child id", "|lachildid|"},
        {"forename", "forename", "|persforename|", Column::forename},
        {"middle", "middle name", "", Column::middle},
        {"surname", "surname", "|perssurname|", Column::surname},
        {"full_name", "full name", "", Column::full_name},
        {"known_as", "name they are known by", "|knownas|preferredname|"},
        {"birth_date", "birth date", "|persdob|", Column::birth},
        {"birth_year", "year of birth", "", Column::birth_year},
        {"birth_month", "month of birth", "", Column::birth_month},
        {"birth_day", "day of birth", "", Column::birth_day},
        {"sex", "sex", "|perssex|", Column::sex},
        {"language", "language", "|language|firstlanguage|mainlanguage|preferredlanguage|"},
        {"interpreter", "interpreter", "|interpreter|interpreterneeded|interpreterrequired|"},
        {"died", "day they died", "|persdeathdate|died|dateofdeath|deathdate|"},
        {"mobile", "mobile", "|mobile|mobilenumber|mobilephone|"},
        {"phone", "phone", "", Column::phone},
        {"email", "email", "", Column::email},
        {"house", "house", "", Column::house},
        {"street", "street", "", Column::street},
        {"town", "town", "", Column::town},
        {"postcode", "postcode", "", Column::postcode},
        {"verified", "whether the NHS number is verified", "", Column::verified},
    }};

    std::string letters_and_digits(std::string_view name)
    {
        std::string kept;
        for (auto const c : name)
            if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))
                kept += c;
            else if (c >= 'A' && c <= 'Z')
                kept += static_cast<char>(c - 'A' + 'a');
        return kept;
    }

    class Laying {
    public:
        explicit Laying(std::span<std::string const> header)
            : header_(header), taken_(header.size(), false)
        {
            columns_.places.fill(-1);
        }
        Done take_asked(ImportMapping const& asked)
        {
            for (auto const& [field, column] : asked) {
                auto const at = std::ranges::find(header_, column);
                if (at == header_.end())
                    return invalid(
                        fmt::format(
                            "No column is called \"{}\": give its name as the first row has "
                            "it",
                            column),
                        "map");
                take(field, static_cast<std::size_t>(at - header_.begin()));
            }
            return done();
        }
        void take_known()
        {
            for (std::size_t field = 0; field < import_field_count; ++field)
                for (std::size_t at = 0; at < header_.size(); ++at)
                    if (free(field) && !taken_[at] && is_called(field, header_[at]))
                        take(static_cast<ImportField>(field), at);
        }
        // The names that record linkage knows, of the columns that are left.
        void take_common()
        {
            std::vector<std::string> left(header_.begin(), header_.end());
            for (std::size_t at = 0; at < left.size(); ++at)
                if (taken_[at])
                    left[at].clear();
            auto const laid = linkage::lay_out(left, {});
            for (std::size_t field = 0; field < import_field_count; ++field) {
                if (!all_fields[field].linkage || !free(field))
                    continue;
                auto const at = laid.layout[static_cast<std::size_t>(*all_fields[field].linkage)];
                if (at >= 0 && !taken_[static_cast<std::size_t>(at)])
                    take(static_cast<ImportField>(field), static_cast<std::size_t>(at));
            }
        }
        ImportColumns finished()
        {
            for (std::size_t at = 0; at < header_.size(); ++at)
                if (!taken_[at])
                    columns_.carried.push_back(header_[at]);
            columns_.safeguarding_dataset
                = std::ranges::find(header_, "pers_person_id") != header_.end();
            return std::move(columns_);
        }

    private:
        [[nodiscard]] bool free(std::size_t field) const { return columns_.places[field] < 0; }
        [[nodiscard]] static bool is_called(std::size_t field, std::string const& column)
        {
            auto const name = letters_and_digits(column);
            return !name.empty()
                && all_fields[field].known_as.find("|" + name + "|") != std::string_view::npos;
        }
        void take(ImportField field, std::size_t at)
        {
            columns_.places[static_cast<std::size_t>(field)] = static_cast<int>(at);
            columns_.used[field] = header_[at];
            taken_[at] = true;
        }
        std::span<std::string const> header_;
        std::vector<bool> taken_;
        ImportColumns columns_;
    };

    std::string all_field_names()
    {
        std::string names;
        for (auto const& one : all_fields)
            names += (names.empty() ? "" : ", ") + std::string(one.name);
        return names;
    }
} // namespace

std::string_view write(ImportField field)
{
    return all_fields[static_cast<std::size_t>(field)].name;
}

std::string_view in_words(ImportField field)
{
    return all_fields[static_cast<std::size_t>(field)].words;
}

Result<ImportField> read_import_field(std::string_view name)
{
    for (std::size_t field = 0; field < import_field_count; ++field)
        if (all_fields[field].name == name)
            return static_cast<ImportField>(field);
    return invalid(
        fmt::format("There is no field \"{}\": choose among {}", name, all_field_names()), "map");
}

Result<ImportMapping> read_mapping(std::span<std::string const> field_and_column)
{
    ImportMapping mapping;
    for (auto const& one : field_and_column) {
        auto const equals = one.find('=');
        if (equals == std::string::npos || equals + 1 == one.size())
            return invalid(
                fmt::format("Say FIELD=COLUMN, such as surname=FAMILY_NAME, not \"{}\"", one),
                "map");
        auto const field = TRY(read_import_field(std::string_view(one).substr(0, equals)));
        mapping[field] = one.substr(equals + 1);
    }
    return mapping;
}

std::string write_mapping(ImportMapping const& mapping)
{
    boost::json::object kept;
    for (auto const& [field, column] : mapping)
        kept[write(field)] = column;
    return boost::json::serialize(kept);
}

ImportMapping read_kept_mapping(std::string_view json)
{
    ImportMapping mapping;
    auto const kept = boost::json::parse(json);
    for (auto const& [name, column] : kept.as_object())
        if (auto const field = read_import_field(name))
            mapping[*field] = std::string(column.as_string());
    return mapping;
}

Result<ImportColumns> lay_out_columns(
    std::span<std::string const> header, ImportMapping const& asked)
{
    Laying laying(header);
    TRY(laying.take_asked(asked));
    laying.take_known();
    laying.take_common();
    auto columns = laying.finished();
    using enum ImportField;
    if (columns.place(forename) < 0 && columns.place(surname) < 0 && columns.place(full_name) < 0)
        return invalid("No column holds a name: call one forename, surname or full_name, or say "
                       "which it is: surname=COLUMN",
            "map");
    if (std::ranges::none_of(
            identifier_fields, [&](ImportField field) { return columns.place(field) >= 0; }))
        return invalid("No column holds a number by which the next file finds the same people: "
                       "call one number, nhs_number or upn, or say which it is: number=COLUMN",
            "map");
    return columns;
}

} // namespace kith::people
