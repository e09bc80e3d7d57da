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
// Shapes   header in, places out.
// Errors   `invalid`: a field or a column that is not there, no name, no number.

#include "base/result.h"
#include "imports/imports.h"
#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

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

// All of them, in their order.
[[nodiscard]] imports::Fields import_fields();
[[nodiscard]] std::string_view write(ImportField field);    // "birth_date", as --map calls it
[[nodiscard]] std::string_view in_words(ImportField field); // "birth date"

// Takes what is left of a header by the names that record linkage knows. `first` is the place of
// the first of these fields among all that are laid out.
void take_person_columns(
    imports::Laying& laying, std::span<std::string const> header, std::size_t first = 0);

[[nodiscard]] Result<imports::Columns> lay_out_columns(
    std::span<std::string const> header, imports::Mapping const& asked);
[[nodiscard]] bool is_safeguarding_dataset(imports::Columns const& columns); // its ssd_person

} // namespace kith::people
