// SPDX-License-Identifier: MIT
// Where postcodes lie, and which files were taken in.
#include "directory/store_postcodes.h"
#include "directory/many_rows.h"

namespace kith::directory {
namespace {
    constexpr db::Sql find_postcode_row{"directory find postcode",
        "select latitude, longitude, district, ward, source from postcodes where postcode = $1"};
    constexpr db::Sql count_postcode_rows{
        "directory count postcodes", "select count(*) as n from postcodes"};
    constexpr db::Sql find_load{"directory find load", "select file from loads where hash = $1"};
    constexpr db::Sql add_load{"directory add load",
        "insert into loads (hash, file, kind, row_count, loaded_at) values ($1, $2, $3, $4, $5)"};

    constexpr std::string_view put_begins
        = "insert into postcodes (source, loaded_at, postcode, latitude, longitude, district, "
          "ward, quality) values ";
    constexpr std::string_view put_ends
        = " on conflict (postcode) do update set latitude = excluded.latitude, longitude = "
          "excluded.longitude, district = excluded.district, ward = excluded.ward, quality = "
          "excluded.quality, source = excluded.source, loaded_at = excluded.loaded_at";
    constexpr auto put_many_text = many_rows<put_begins, put_ends, 8, rows_at_once>();
    constexpr auto put_one_text = many_rows<put_begins, put_ends, 8, 1>();
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
    put_rows(connection, put_many, put_one, rows,
        [&](std::vector<db::Value>& values, PostcodeRow const& row) {
            values.insert(values.end(),
                {db::to_value(source), db::to_value(now), db::to_value(row.postcode),
                    db::to_value(row.latitude), db::to_value(row.longitude),
                    db::to_value(row.district), db::to_value(row.ward), db::to_value(row.quality)});
        });
}

void put_load(db::Connection& connection, Loaded const& load, Instant now)
{
    connection.run(add_load, load.hash, load.file, load.kind, load.rows, now);
}

} // namespace kith::directory
