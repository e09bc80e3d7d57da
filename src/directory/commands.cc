// SPDX-License-Identifier: MIT
#include "directory/commands.h"
#include "base/london.h"
#include "directory/load.h"
#include "directory/open_data.h"
#include "directory/store.h"
#include "directory/views.h"
#include <algorithm>
#include <boost/json.hpp>
#include <fmt/core.h>
#include <ostream>

namespace kith::directory {
namespace {
    // One shape for pages and JSON: what templates see is what `--json` writes.
    boost::json::value json_of(html::Value const& value)
    {
        if (value.is_array()) {
            boost::json::array items;
            for (auto const& item : value.items())
                items.push_back(json_of(item));
            return items;
        }
        if (value.is_object()) {
            boost::json::object entries;
            for (auto const& [key, entry] : value.entries())
                entries[key] = json_of(entry);
            return entries;
        }
        if (value.is_bool())
            return value.truthy();
        return boost::json::string(value.view());
    }

    // A school or place of the name that was asked for, in a district we serve.
    struct Candidate {
        NamedPoint point;
        District district;
    };

    std::vector<Candidate> candidates_of(WhoCan const& can, std::string_view asked, Date today)
    {
        std::vector<Candidate> candidates;
        for (auto& point : can.find_named(asked))
            if (auto district = can.facts.district(point.district, today))
                candidates.push_back({std::move(point), std::move(*district)});
        return candidates;
    }

    bool all_in_one_district(std::vector<Candidate> const& candidates)
    {
        return !candidates.empty() && std::ranges::all_of(candidates, [&](Candidate const& one) {
            return one.district.code == candidates.front().district.code;
        });
    }

    Answer answer_in(ReferenceFacts const& facts, Candidate const& found, Answer const& before)
    {
        auto answer = who_in(facts, found.district, before.asked, before.at);
        answer.kind = Asked::place;
        answer.where = fmt::format("{} is in {}.", found.point.name, found.district.name);
        return answer;
    }

    std::string listed(std::vector<Candidate> const& candidates)
    {
        std::string text = "Several have that name. Ask again with the postcode of the right one:";
        for (std::size_t i = 0; i < std::min(candidates.size(), named_points_shown); ++i) {
            auto const& [point, district] = candidates[i];
            text += fmt::format("\n  {}, {}{}{}", point.name, point.where,
                point.where.empty() ? "" : ", ", district.name);
        }
        if (candidates.size() > named_points_shown)
            text += "\n  and more: give more of the name";
        return text;
    }

    std::string as_json(Answer const& answer, std::vector<Candidate> const& candidates)
    {
        auto value = json_of(view_of(answer));
        auto& object = value.as_object();
        object["at"] = answer.at.write();
        boost::json::array list;
        for (auto const& [point, district] : candidates)
            list.push_back({{"name", point.name}, {"where", point.where},
                {"district", district.code}, {"district_name", district.name}});
        if (!answer.found && !list.empty())
            object["candidates"] = std::move(list);
        return boost::json::serialize(value) + "\n";
    }

    std::string_view told_of(Fate fate)
    {
        switch (fate) {
        case Fate::loaded:
            return "loaded";
        case Fate::unchanged:
            return "loaded before, unchanged";
        case Fate::left_out:
            return "LEFT OUT";
        case Fate::not_recognised:
            return "not recognised, left";
        }
        return {};
    }

    void tell_of(FileReport const& file, std::ostream& out)
    {
        out << fmt::format("{}: {}", file.file, told_of(file.fate));
        if (!file.kind.empty())
            out << fmt::format(" ({})", file.kind);
        if (file.fate == Fate::loaded)
            out << fmt::format(", {} rows", file.rows);
        if (file.without_position != 0)
            out << fmt::format(", {} without a position", file.without_position);
        if (file.outside != 0)
            out << fmt::format(", {} outside the districts loaded", file.outside);
        if (file.no_longer_used != 0)
            out << fmt::format(", {} no longer used", file.no_longer_used);
        if (file.repeated != 0)
            out << fmt::format(", {} of them repeated", file.repeated);
        out << '\n';
    }

    void tell_of(Holdings const& held, std::ostream& out)
    {
        out << fmt::format(
            "The database holds {} districts, {} wards, {} smaller areas, {} postcodes, {} "
            "schools, {} incidents, {} services ({} different) and {} places.\n",
            held.districts, held.wards, held.smaller_areas, held.postcodes, held.schools,
            held.incidents, held.services, held.different_services, held.places);
    }

    void tell_of_bad_rows(FileReport const& file, std::ostream& told)
    {
        for (auto const& bad : file.bad) {
            if (bad.row == 0)
                told << fmt::format("{}: {}\n", file.file, bad.reason);
            else
                told << fmt::format("{}, row {}: {}\n", file.file, bad.row, bad.reason);
        }
        if (file.bad_rows > file.bad.size())
            told << fmt::format(
                "{}: and {} more bad rows\n", file.file, file.bad_rows - file.bad.size());
    }
} // namespace

std::string as_text(Answer const& answer)
{
    auto text = fmt::format("{}\n{}\n", answer.where, answer.now);
    for (auto const& line : answer.lines) {
        text += fmt::format("\n{}\n  {}\n  {}\n", line.contact.name,
            line.contact.number.empty() ? "number not found: ask" : line.contact.number,
            line.hours);
        text += fmt::format("  {}\n", line.sentence);
        for (auto const& more : {line.contact.note, line.unsure})
            if (!more.empty())
                text += fmt::format("  {}\n", more);
    }
    return text;
}

std::string as_json(Answer const& answer) { return as_json(answer, {}); }

int who_command(WhoCan const& can, Clock const& clock, std::string_view asked, Written written,
    std::ostream& out)
{
    auto answer = who(can.facts, can.find, asked, clock.now());
    auto const candidates = answer.kind == Asked::nothing_known
        ? candidates_of(can, answer.asked, london::day_of(clock.now()))
        : std::vector<Candidate>();
    if (all_in_one_district(candidates))
        answer = answer_in(can.facts, candidates.front(), answer);
    else if (!candidates.empty())
        answer.where = listed(candidates);
    out << (written == Written::json ? as_json(answer, candidates) : as_text(answer));
    return answer.found ? 0 : 1;
}

int load_command(db::Database& database, Clock const& clock, std::filesystem::path const& folder,
    Watch watch, std::ostream& out, std::ostream& told)
{
    watch.reached = [&told](std::string const& file) {
        told << "Reading " << file << std::endl; // now: somebody is waiting
    };
    auto const report = load(database, folder, clock.now(), watch);
    if (!report) {
        told << report.error().words.key << "\n";
        return 1;
    }
    for (auto const& file : report->files) {
        tell_of(file, out);
        tell_of_bad_rows(file, told);
    }
    out << fmt::format("{} loaded, {} unchanged, {} left out, {} not recognised. ",
        report->count(Fate::loaded), report->count(Fate::unchanged), report->count(Fate::left_out),
        report->count(Fate::not_recognised));
    tell_of(count_open_data(*database.reader()), out);
    return report->good() ? 0 : 1;
}

} // namespace kith::directory
