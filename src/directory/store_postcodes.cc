// SPDX-License-Identifier: MIT
// Where postcodes lie, and which files were taken in.
#include "directory/store_postcodes.h"
#include <array>

namespace kith::directory {
namespace {
    constexpr db::Sql find_postcode_row{"directory find postcode",
        "select latitude, longitude, district, ward, source from postcodes where postcode = $1"};
    constexpr db::Sql count_postcode_rows{
        "directory count postcodes", "select count(*) as n from postcodes"};
    constexpr db::Sql find_load{"directory find load", "select file from loads where hash = $1"};
    constexpr db::Sql add_load{"directory add load",
        "insert into loads (hash, file, kind, row_count, loaded_at) values ($1, $2, $3, $4, $5)"};

    constexpr std::size_t rows_at_once = 100;
    constexpr std::string_view put_begins
        = "insert into postcodes (source, loaded_at, postcode, latitude, longitude, district, "
          "ward, quality) values ";
    constexpr std::string_view put_ends
        = " on conflict (postcode) do update set latitude = excluded.latitude, longitude = "
          "excluded.longitude, district = excluded.district, ward = excluded.ward, quality = "
          "excluded.quality, source = excluded.source, loaded_at = excluded.loaded_at";

    // The statement's text, its one row of values repeated when the program is compiled.
    template <std::size_t rows>
    consteval auto put_text()
    {
        std::array<char, put_begins.size() + put_ends.size() + rows * 48 + 1> text{};
        std::size_t at = 0;
        auto const add = [&](std::string_view part) {
            for (char const c : part)
                text[at++] = c;
        };
        auto const add_number = [&](std::size_t number) {
            std::size_t scale = 1;
            while (number / scale >= 10)
                scale *= 10;
            for (; scale > 0; scale /= 10)
                text[at++] = static_cast<char>('0' + number / scale % 10);
        };
        add(put_begins);
        for (std::size_t row = 0; row < rows; ++row) {
            add(row == 0 ? "($1, $2" : ", ($1, $2");
            for (std::size_t column = 0; column < 6; ++column) {
                add(", $");
                add_number(3 + row * 6 + column);
            }
            add(")");
        }
        add(put_ends);
        return text;
    }
    constexpr auto put_many_text = put_text<rows_at_once>();
    constexpr auto put_one_text = put_text<1>();
    constexpr db::Sql put_many{"directory put postcodes", put_many_text.data()};
    constexpr db::Sql put_one{"directory put postcode", put_one_text.data()};
} // namespace

std::optional<KnownPostcode> find_postcode(db::Connection& connection, Postcode const& postcode)
{
    auto const rows = connection.run(find_postcode_row, postcode.write());
    if (rows.empty())
        return std::nullopt;
    auto const row = rows[0];
    return KnownPostcode{postcode, row.real("latitude"), row.real("longitude"),
        row.text("district"), row.text("ward"), row.text("source")};
}

std::int64_t count_postcodes(db::Connection& connection)
{
    return connection.run(count_postcode_rows)[0].integer("n");
}

FindPostcode postcodes_of(db::Database& database)
{
    return [&database](Postcode const& postcode) {
        auto const connection = database.reader();
        return find_postcode(*connection, postcode);
    };
}

bool was_loaded(db::Connection& connection, std::string const& hash)
{
    return !connection.run(find_load, hash).empty();
}

void put_postcodes(db::Connection& connection, std::vector<PostcodeRow> const& rows,
    std::string const& source, Instant now)
{
    std::vector<db::Value> values;
    for (std::size_t at = 0; at < rows.size();) {
        auto const batch = rows.size() - at >= rows_at_once ? rows_at_once : 1;
        values.assign({db::to_value(source), db::to_value(now)});
        for (auto const end = at + batch; at < end; ++at) {
            auto const& row = rows[at];
            values.insert(values.end(),
                {db::to_value(row.postcode), db::to_value(row.latitude),
                    db::to_value(row.longitude), db::to_value(row.district), db::to_value(row.ward),
                    db::to_value(row.quality)});
        }
        connection.run_bound(batch == 1 ? put_one : put_many, values);
    }
}

void put_load(db::Connection& connection, Loaded const& load, Instant now)
{
    connection.run(add_load, load.hash, load.file, load.kind, load.rows, now);
}

} // namespace kith::directory
