// SPDX-License-Identifier: MIT
#include "people/import_columns.h"
#include "engine/linkage/linkage.h"
#include <algorithm>
#include <optional>
#include <vector>

namespace kith::people {
namespace {
    struct Called : imports::Field {
        std::optional<linkage::Column> linkage = {}; // whose common names are known there
    };
    using linkage::Column;
    constexpr std::array<Called, import_field_count> all_fields = {{
        {{"number", "the agency's own number",
             "|perspersonid|number|ownnumber|systemid|clientid|pupilid|"},
            Column::id},
        {{"former_number", "the agency's former number", "|perslegacyid|legacyid|formernumber|"}},
        {{"common_id", "consistent identifier",
            "|perscommonchildid|commonchildid|consistentidentifier|"}},
        {{"nhs_number", "NHS number", "|nhsnumber|nhsno|nhs|"}},
        {{"upn", "UPN", "|persupn|upn|uniquepupilnumber|"}},
        {{"uln", "ULN", "|uln|uniquelearnernumber|"}},
        {{"pnc_id", "PNC id", "|pncid|pnc|"}},
        {{"la_child_id", "local authority child id", "|lachildid|"}},
        {{"forename", "forename", "|persforename|"}, Column::forename},
        {{"middle", "middle name", ""}, Column::middle},
        {{"surname", "surname", "|perssurname|"}, Column::surname},
        {{"full_name", "full name", ""}, Column::full_name},
        {{"known_as", "name they are known by", "|knownas|preferredname|"}},
        {{"birth_date", "birth date", "|persdob|"}, Column::birth},
        {{"birth_year", "year of birth", ""}, Column::birth_year},
        {{"birth_month", "month of birth", ""}, Column::birth_month},
        {{"birth_day", "day of birth", ""}, Column::birth_day},
        {{"sex", "sex", "|perssex|"}, Column::sex},
        {{"language", "language", "|language|firstlanguage|mainlanguage|preferredlanguage|"}},
        {{"interpreter", "interpreter", "|interpreter|interpreterneeded|interpreterrequired|"}},
        {{"died", "day they died", "|persdeathdate|died|dateofdeath|deathdate|"}},
        {{"mobile", "mobile", "|mobile|mobilenumber|mobilephone|"}},
        {{"phone", "phone", ""}, Column::phone},
        {{"email", "email", ""}, Column::email},
        {{"house", "house", ""}, Column::house},
        {{"street", "street", ""}, Column::street},
        {{"town", "town", ""}, Column::town},
        {{"postcode", "postcode", ""}, Column::postcode},
        {{"verified", "whether the NHS number is verified", ""}, Column::verified},
    }};

    // `imports` knows fields and no linkage.
    constexpr auto fields_alone = [] {
        std::array<imports::Field, import_field_count> fields = {};
        for (std::size_t i = 0; i < import_field_count; ++i)
            fields[i] = all_fields[i];
        return fields;
    }();
} // namespace

imports::Fields import_fields() { return fields_alone; }

std::string_view write(ImportField field)
{
    return all_fields[static_cast<std::size_t>(field)].name;
}

std::string_view in_words(ImportField field)
{
    return all_fields[static_cast<std::size_t>(field)].words;
}

void take_person_columns(
    imports::Laying& laying, std::span<std::string const> header, std::size_t first)
{
    std::vector<std::string> left(header.begin(), header.end());
    for (std::size_t at = 0; at < left.size(); ++at)
        if (!laying.is_left(at))
            left[at].clear();
    auto const laid = linkage::lay_out(left, {});
    for (std::size_t field = 0; field < import_field_count; ++field) {
        if (!all_fields[field].linkage || !laying.is_free(first + field))
            continue;
        auto const at = laid.layout[static_cast<std::size_t>(*all_fields[field].linkage)];
        if (at >= 0 && laying.is_left(static_cast<std::size_t>(at)))
            laying.take(first + field, static_cast<std::size_t>(at));
    }
}

Result<imports::Columns> lay_out_columns(
    std::span<std::string const> header, imports::Mapping const& asked)
{
    imports::Laying laying(import_fields(), header);
    TRY(laying.take_asked(asked));
    laying.take_known();
    take_person_columns(laying, header);
    auto columns = laying.finished();
    auto const has
        = [&](ImportField field) { return columns.has(static_cast<std::size_t>(field)); };
    using enum ImportField;
    if (!has(forename) && !has(surname) && !has(full_name))
        return invalid("No column holds a name: call one forename, surname or full_name, or say "
                       "which it is: surname=COLUMN",
            "map");
    if (std::ranges::none_of(identifier_fields, has))
        return invalid("No column holds a number by which the next file finds the same people: "
                       "call one number, nhs_number or upn, or say which it is: number=COLUMN",
            "map");
    return columns;
}

bool is_safeguarding_dataset(imports::Columns const& columns)
{
    constexpr std::string_view its_number = "pers_person_id";
    return std::ranges::any_of(columns.used, [&](auto const& one) {
        return one.second == its_number;
    }) || std::ranges::find(columns.carried, its_number) != columns.carried.end();
}

} // namespace kith::people
