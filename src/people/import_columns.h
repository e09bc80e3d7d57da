// SPDX-License-Identifier: MIT
#pragma once

// Which column of an agency's file of people is what.
//
// 1. What whoever brings the file in says (`--map surname=FAMILY_NAME`, or a saved profile) is so.
// 2. Else a column is known by its name: those of the Standard Safeguarding Dataset's table
//    ssd_person, those that agencies commonly use, and those that record linkage knows.
// 3. What nobody knows is carried, and not used.
// 4. A file must hold a name, and a number by which the next import finds the same people again.
//
// Shapes   header in, places out; -1 is "there is none".
// Errors   `invalid`: a field or a column that is not there, no name, no number.

#include "base/result.h"
#include <array>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace kith::people {

enum class ImportField : std::uint8_t {
    number, // the agency's own
    former_number,
    common_id,
    nhs_number,
    upn,
    uln,
    pnc_id,
    la_child_id,
    forename,
    middle,
    surname,
    full_name,
    known_as,
    birth_date,
    birth_year,
    birth_month,
    birth_day,
    sex,
    language,
    interpreter,
    died,
    mobile,
    phone,
    email,
    house,
    street,
    town,
    postcode,
    verified
};
inline constexpr std::size_t import_field_count = 29;
inline constexpr std::array identifier_fields{ImportField::number, ImportField::former_number,
    ImportField::common_id, ImportField::nhs_number, ImportField::upn, ImportField::uln,
    ImportField::pnc_id, ImportField::la_child_id};

[[nodiscard]] std::string_view write(ImportField field);    // "birth_date", as --map calls it
[[nodiscard]] std::string_view in_words(ImportField field); // "birth date"
[[nodiscard]] Result<ImportField> read_import_field(std::string_view name);

// By field, the name of the column: what a profile keeps.
using ImportMapping = std::map<ImportField, std::string>;
[[nodiscard]] Result<ImportMapping> read_mapping(std::span<std::string const> field_and_column);
[[nodiscard]] std::string write_mapping(ImportMapping const& mapping); // JSON
[[nodiscard]] ImportMapping read_kept_mapping(std::string_view json);

struct ImportColumns {
    std::array<int, import_field_count> places = {};
    std::vector<std::string> carried = {}; // columns that are not used
    ImportMapping used = {};
    bool safeguarding_dataset = false; // the shape of ssd_person

    [[nodiscard]] int place(ImportField field) const
    {
        return places[static_cast<std::size_t>(field)];
    }
};
[[nodiscard]] Result<ImportColumns> lay_out_columns(
    std::span<std::string const> header, ImportMapping const& asked);

} // namespace kith::people
