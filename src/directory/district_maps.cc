// SPDX-License-Identifier: MIT
#include "directory/district_maps.h"
#include <algorithm>
#include <fmt/core.h>

namespace kith::directory {
namespace {
    constexpr db::Sql all_maps{"directory list district maps",
        "select id, district, authority_code, authority_name, la_number, area, team, division, "
        "verified, source, from_day, until_day, version from district_maps "
        "where until_day is null or until_day >= from_day order by district, from_day"};
    constexpr db::Sql add_map{"directory add district map",
        "insert into district_maps (id, district, authority_code, authority_name, la_number, "
        "area, team, division, verified, source, from_day, until_day, version, recorded_at, "
        "recorded_by, owner_agency) "
        "values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, 1, $13, $14, $15)"};
    constexpr db::Sql keep_map{"directory keep district map as it was",
        "insert into district_maps_was (id, district, authority_code, authority_name, la_number, "
        "area, team, division, verified, source, from_day, until_day, version, recorded_at, "
        "recorded_by, owner_agency, superseded_at, reason) "
        "select id, district, authority_code, authority_name, la_number, area, team, division, "
        "verified, source, from_day, until_day, version, recorded_at, recorded_by, owner_agency, "
        "cast($3 as {instant}), cast($4 as {text}) "
        "from district_maps where id = $1 and version = $2"};
    constexpr db::Sql end_map{"directory set the last day of a district map",
        "update district_maps set until_day = $3, version = version + 1, recorded_at = $4, "
        "recorded_by = $5 where id = $1 and version = $2"};

    constexpr db::Sql mark_of_lines{"directory mark of lines",
        "select cast(coalesce(sum(version), 0) as {int}) as n from lines"};
    constexpr db::Sql mark_of_maps{"directory mark of district maps",
        "select cast(coalesce(sum(version), 0) as {int}) as n from district_maps"};

    DistrictMap map_of(ReferenceFacts const& facts, db::Row const& row)
    {
        DistrictMap map;
        map.id = row.id<DistrictMapId>("id");
        auto& district = map.district;
        district.code = row.text("district");
        for (auto const& known : facts.shipped_districts())
            if (known.code == district.code)
                district.name = known.name;
        district.authority_code = row.text("authority_code");
        district.authority_name = row.text("authority_name");
        district.la_number = static_cast<int>(row.integer("la_number"));
        district.area = row.text("area");
        district.team = row.text("team");
        district.division = row.text("division");
        district.standing = {{row.date("from_day"), row.maybe_date("until_day")},
            row.text("source"), row.boolean("verified")};
        map.version = row.integer("version");
        return map;
    }

    access::Facts facts_of(DistrictMap const& map)
    {
        access::Facts facts;
        facts.thing = thing(map.id);
        return facts;
    }

    Done insert(access::Change& change, District const& district)
    {
        DistrictMap map{DistrictMapId::fresh(), district, 1};
        auto const& standing = district.standing;
        change.writing().run(add_map, map.id, district.code, district.authority_code,
            district.authority_name, district.la_number, district.area, district.team,
            district.division, standing.verified, standing.source, standing.during.from,
            standing.during.until, change.now(), change.visitor().account, change.visitor().agency);
        return change.record("save", facts_of(map),
            fmt::format("{} belongs to {}, {} from {}", district.code, district.authority_name,
                district.team, standing.during.from.write()));
    }

    Done end(access::Change& change, DistrictMap const& map, std::optional<Date> last,
        std::string const& reason)
    {
        auto& connection = change.writing();
        connection.run(keep_map, map.id, map.version, change.now(), reason);
        connection.run(end_map, map.id, map.version, last, change.now(), change.visitor().account);
        return change.record("save", facts_of(map),
            fmt::format("{} of {}: last day {} ({})", map.district.team, map.district.code,
                last ? last->write() : "open", reason));
    }

    Done check_map(District const& wanted)
    {
        if (wanted.authority_code.empty())
            return invalid("Choose the council, or give its code", "authority_code");
        if (wanted.authority_name.empty())
            return invalid("Give the council's name", "authority_name");
        if (wanted.area.empty())
            return invalid("Give the area, such as North", "area");
        if (wanted.team.empty())
            return invalid("Give the exploitation team", "team");
        if (wanted.division.empty())
            return invalid("Give the police division", "division");
        if (wanted.standing.source.empty())
            return invalid("Say where this is decided or published", "source");
        return done();
    }

    // The rows to change: a district that was never changed brings its shipped rows in first.
    Result<std::vector<DistrictMap>> own_rows(
        access::Change& change, ReferenceFacts const& facts, std::string_view district)
    {
        auto rows = maps_of(facts, change.writing(), district);
        if (rows.empty())
            return not_found();
        if (rows.front().version != 0)
            return rows;
        for (auto const& row : rows)
            TRY(insert(change, row.district));
        return maps_of(facts, change.writing(), district);
    }

    std::vector<DistrictMap> listed(ReferenceFacts const& facts, db::Connection& connection)
    {
        std::vector<DistrictMap> maps;
        auto const rows = connection.run(all_maps);
        for (auto const row : rows)
            maps.push_back(map_of(facts, row));
        return maps;
    }
} // namespace

std::vector<DistrictMap> maps_of(
    ReferenceFacts const& facts, db::Connection& connection, std::string_view district)
{
    auto maps = listed(facts, connection);
    std::erase_if(maps, [&](DistrictMap const& map) { return map.district.code != district; });
    if (maps.empty())
        for (auto const& shipped : facts.shipped_districts())
            if (shipped.code == district)
                maps.push_back({{}, shipped, 0});
    std::ranges::sort(maps, std::ranges::greater{},
        [](DistrictMap const& map) { return map.district.standing.during.from; });
    return maps;
}

Done remap(access::Change& change, ReferenceFacts const& facts, District const& wanted, Date seen,
    std::string const& reason)
{
    TRY(check_map(wanted));
    if (reason.empty())
        return invalid("Say why it changes", "reason");
    auto const rows = TRY(own_rows(change, facts, wanted.code));
    auto const& newest = rows.front();
    auto const& during = newest.district.standing.during;
    if (during.from != seen)
        return error(Code::conflict,
            "Somebody changed this district since you opened it: read what stands now, then save "
            "yours again");
    auto const from = wanted.standing.during.from;
    if (from <= during.from)
        return error(Code::conflict,
            fmt::format("A row begins on {} already: choose a later day, or take that one back "
                        "first",
                during.from.in_words()),
            "from");
    if (!during.until || *during.until != from + -1)
        TRY(end(change, newest, from + -1, reason));
    auto opened = wanted;
    opened.standing.during.until.reset();
    return insert(change, opened);
}

Done take_back_map(access::Change& change, ReferenceFacts const& facts, std::string_view district,
    Date from, std::string const& reason)
{
    if (reason.empty())
        return invalid("Say why it is taken back", "reason");
    auto const rows = maps_of(facts, change.writing(), district);
    if (rows.size() < 2 || rows.front().version == 0)
        return invalid("The only row of a district cannot be taken back: change it instead");
    if (rows.front().district.standing.during.from != from)
        return error(Code::conflict,
            "Somebody changed this district since you opened it: read what stands now");
    TRY(end(change, rows[0], from + -1, reason)); // no day is left to it: it is not read again
    return end(change, rows[1], std::nullopt, reason);
}

std::string kept_mark(db::Connection& connection)
{
    auto const lines = connection.run(mark_of_lines);
    auto const maps = connection.run(mark_of_maps);
    return fmt::format("{} {}", lines[0].integer("n"), maps[0].integer("n"));
}

void take_kept(ReferenceFacts const& facts, db::Connection& connection)
{
    std::vector<Contact> contacts;
    for (auto const& line : list_kept_lines(connection)) {
        contacts.push_back(line.contact);
        if (line.checked_on)
            contacts.back().standing.source += fmt::format(
                "; confirmed on {} by {}", line.checked_on->in_words(), line.checked_by);
    }
    std::vector<District> districts;
    for (auto const& map : listed(facts, connection))
        districts.push_back(map.district);
    facts.keep(contacts, districts);
}

} // namespace kith::directory
