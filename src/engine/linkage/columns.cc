// SPDX-License-Identifier: MIT
#include "engine/linkage/columns.h"
#include "engine/linkage/normalise.h"
#include <algorithm>

namespace kith::linkage {
namespace {
    struct Called {
        Column column;
        std::string_view name;     // as --map and --json call it
        std::string_view known_as; // folded without spaces, each between two bars
    };
    constexpr std::array<Called, column_count> all_columns = {{
        {Column::id, "id", "|id|recid|uniqueid|recordid|personid|rowid|"},
        {Column::forename, "forename",
            "|forename|firstname|givenname|fname|fnamec1|firstforename|christianname|"},
        {Column::middle, "middle", "|middle|middlename|middlenames|secondforename|fnamec2|"},
        {Column::surname, "surname", "|surname|lastname|familyname|lname|lnamec1|"},
        {Column::full_name, "full_name", "|fullname|name|personname|"},
        {Column::birth, "birth_date", "|dob|dateofbirth|birthdate|birthday|"},
        {Column::birth_year, "birth_year", "|birthyear|yearofbirth|yob|by|"},
        {Column::birth_month, "birth_month", "|birthmonth|monthofbirth|bm|"},
        {Column::birth_day, "birth_day", "|birthdayofmonth|dayofbirth|bd|"},
        {Column::sex, "sex", "|sex|gender|"},
        {Column::house, "house", "|house|housenumber|streetnumber|housename|"},
        {Column::street, "street", "|street|address|address1|addressline1|streetname|road|"},
        {Column::town, "town", "|town|city|suburb|locality|posttown|village|"},
        {Column::postcode, "postcode", "|postcode|postcodefake|zip|zipcode|postalcode|"},
        {Column::phone, "phone", "|phone|telephone|mobile|phonenumber|mobilenumber|"},
        {Column::email, "email", "|email|emailaddress|"},
        {Column::identifier, "identifier",
            "|identifier|nhsnumber|nhsno|upn|uniquepupilnumber|uln|socsecid|ssn|"
            "nationalinsurancenumber|nino|pncid|"},
        {Column::verified, "verified",
            "|verified|identifierverified|nhsnumberverified|nhsnumberstatus|"},
        {Column::birth_place, "birth_place", "|birthplace|placeofbirth|"},
        {Column::occupation, "occupation", "|occupation|profession|job|"},
        {Column::birth_estimated, "birth_estimated",
            "|birthestimated|birthdateestimated|estimatedbirthdate|dobestimated|estimateddob|"
            "dobisestimated|"},
    }};

    Column const* column_known_as(std::string_view name)
    {
        std::string folded;
        fold_tightly(name, folded);
        folded = "|" + folded + "|";
        for (auto const& one : all_columns)
            if (folded.size() > 2 && one.known_as.find(folded) != std::string_view::npos)
                return &one.column;
        return nullptr;
    }
} // namespace

std::string_view name_of(Column column)
{
    return all_columns[static_cast<std::size_t>(column)].name;
}

Laid lay_out(std::span<std::string const> header, std::span<Asked const> asked, Needs needs)
{
    Laid laid;
    laid.layout.fill(-1);
    for (auto const& name : header)
        laid.columns.push_back({name, {}});
    auto const use = [&](Column field, std::size_t at) {
        laid.layout[static_cast<std::size_t>(field)] = static_cast<int>(at);
        laid.columns[at].field = name_of(field);
    };
    for (auto const& one : asked) {
        auto const at = std::ranges::find(header, one.column);
        if (at != header.end())
            use(one.field, static_cast<std::size_t>(at - header.begin()));
    }
    for (std::size_t at = 0; at < header.size(); ++at) {
        auto const* const field = column_known_as(header[at]);
        if (field != nullptr && laid.columns[at].field.empty()
            && laid.layout[static_cast<std::size_t>(*field)] < 0)
            use(*field, at);
    }
    auto const has = [&](Column one) { return laid.layout[static_cast<std::size_t>(one)] >= 0; };
    auto const a_name = has(Column::forename) || has(Column::surname) || has(Column::full_name);
    if (needs == Needs::a_name && !a_name)
        laid.troubles.push_back({0, 1,
            "no column holds a name: call one forename, surname or full_name, or say which with "
            "--map surname=COLUMN"});
    auto const is_asked_by = [&](Column one) { return one != Column::id && has(one); };
    if (needs == Needs::anything && std::ranges::none_of(all_columns, is_asked_by, &Called::column))
        laid.troubles.push_back({0, 1,
            "no column says anything to look for people by: call one forename, surname, "
            "birth_date or postcode, or say which with --map surname=COLUMN"});
    return laid;
}

} // namespace kith::linkage
