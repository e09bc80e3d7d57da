// SPDX-License-Identifier: MIT
// Incidents that the police publish.
#include "directory/many_rows.h"
#include "directory/open_data.h"

namespace kith::directory {
namespace {
    // A month that is published again brings outcomes up to date.
    constexpr std::string_view put_incidents_begins
        = "insert into incidents (key, crime_id, month, force, kind, latitude, longitude, "
          "location, lsoa, district, ward, outcome) values ";
    constexpr std::string_view put_incidents_ends
        = " on conflict (key) do update set outcome = excluded.outcome";
    constexpr auto put_incidents_text
        = many_rows<put_incidents_begins, put_incidents_ends, 12, rows_at_once>();
    constexpr auto put_incident_text = many_rows<put_incidents_begins, put_incidents_ends, 12, 1>();
    constexpr db::Sql put_many_incidents{"directory put incidents", put_incidents_text.data()};
    constexpr db::Sql put_one_incident{"directory put incident", put_incident_text.data()};
} // namespace

void put_incidents(db::Connection& connection, std::vector<IncidentRow> const& rows)
{
    put_rows(connection, put_many_incidents, put_one_incident, rows,
        [](std::vector<db::Value>& values, IncidentRow const& row) {
            std::optional<double> latitude;
            std::optional<double> longitude;
            if (row.at) {
                latitude = row.at->latitude;
                longitude = row.at->longitude;
            }
            values.insert(values.end(),
                {db::to_value(row.key), db::to_value(row.crime_id), db::to_value(row.month),
                    db::to_value(row.force), db::to_value(row.kind), db::to_value(latitude),
                    db::to_value(longitude), db::to_value(row.location), db::to_value(row.lsoa),
                    db::to_value(row.district), db::to_value(row.ward), db::to_value(row.outcome)});
        });
}

} // namespace kith::directory
