// SPDX-License-Identifier: MIT
// The Department for Education's register of schools ("Get Information about Schools"), and Kith's
// own shared layout.
//
// The register is Windows-1252, its points are on the British National Grid, and its states are
// coded: 1 open, 2 closed, 3 open but proposed to close, 4 proposed to open. A school abroad has no
// British postcode and no point: that is counted, not bad.
#include "directory/columns.h"
#include "directory/intake.h"
#include "directory/open_data.h"
#include "directory/postcode.h"
#include <algorithm>
#include <unordered_set>

namespace kith::directory {
namespace {
    struct SchoolColumns {
        std::size_t width = 0;
        bool register_layout = false;
        Column urn = {};
        Column name = {};
        Column town = {};
        Column postcode = {};
        Column state = {};
        Column kind = {};
        Column phase = {};
        Column council = {};
        Column lowest_age = {};
        Column highest_age = {};
        Column north = {}; // latitude or northing
        Column east = {};
        Column district = {};
        Column ward = {};
    };

    SchoolColumns register_columns(Header const& header)
    {
        return {header.size(), true, column_named(header, {"urn"}),
            column_named(header, {"establishmentname"}), column_named(header, {"town"}),
            column_named(header, {"postcode"}),
            column_named(header, {"establishmentstatus (code)"}),
            column_named(header, {"typeofestablishment (name)"}),
            column_named(header, {"phaseofeducation (name)"}), column_named(header, {"la (name)"}),
            column_named(header, {"statutorylowage"}), column_named(header, {"statutoryhighage"}),
            column_named(header, {"northing"}), column_named(header, {"easting"}),
            column_named(header, {"districtadministrative (code)"}),
            column_named(header, {"administrativeward (code)"})};
    }

    // status_2022: the year is that of the register it was taken from.
    Column column_of_state(Header const& header)
    {
        for (std::size_t i = 0; i < header.size(); ++i)
            if (header[i] == "status" || header[i].starts_with("status_"))
                return i;
        return std::nullopt;
    }

    SchoolColumns shared_columns(Header const& header)
    {
        SchoolColumns columns;
        columns.width = header.size();
        columns.urn = column_named(header, {"urn"});
        columns.name = column_named(header, {"name"});
        columns.town = column_named(header, {"town"});
        columns.postcode = column_named(header, {"postcode"});
        columns.state = column_of_state(header);
        columns.kind = column_named(header, {"establishment_type_2016", "establishment_type"});
        columns.phase = column_named(header, {"phase_hint", "phase"});
        columns.council = column_named(header, {"local_authority"});
        columns.north = column_named(header, {"latitude"});
        columns.east = column_named(header, {"longitude"});
        columns.district = column_named(header, {"lad_code"});
        columns.ward = column_of_year(header, "wd");
        return columns;
    }

    std::string_view state_of(std::string_view word, bool register_layout)
    {
        if (register_layout)
            return word == "1" ? "open"
                : word == "2"  ? "closed"
                : word == "3"  ? "closing"
                : word == "4"  ? "proposed"
                               : "";
        return word == "open" || word == "closed" ? word : "";
    }

    // Nothing where the register leaves it empty, or writes no number.
    Result<std::optional<std::int64_t>> read_age(std::string const& text)
    {
        std::optional<std::int64_t> age;
        if (text.empty())
            return age;
        auto const number = read_number(text);
        if (!number || !(*number >= 0 && *number <= 120))
            return invalid("the age is not a number of years");
        age = static_cast<std::int64_t>(*number);
        return age;
    }

    class SchoolIntake final : public RowIntake<SchoolRow> {
    public:
        SchoolIntake(Setting const& setting, SchoolColumns const& columns)
            : RowIntake(setting), columns_(columns)
        {
        }

        Done take(csv::Row const& row) override
        {
            TRY(right_width(row, columns_.width));
            SchoolRow kept;
            kept.urn = TRY(read_urn(field(row, columns_.urn)));
            kept.name = field(row, columns_.name);
            if (kept.name.empty())
                return invalid("it has no name");
            kept.town = field(row, columns_.town);
            kept.kind = field(row, columns_.kind);
            kept.phase = field(row, columns_.phase);
            kept.council = field(row, columns_.council);
            kept.state = state_of(field(row, columns_.state), columns_.register_layout);
            if (kept.state.empty())
                return invalid("\"" + field(row, columns_.state).substr(0, 20)
                    + "\" is not a state of a school");
            kept.postcode = TRY(read_postcode(field(row, columns_.postcode)));
            kept.lowest_age = TRY(read_age(field(row, columns_.lowest_age)));
            kept.highest_age = TRY(read_age(field(row, columns_.highest_age)));
            kept.at = TRY(read_position(row));
            kept.district = field(row, columns_.district);
            kept.ward = field(row, columns_.ward);
            forget_pseudo_code(kept.district);
            forget_pseudo_code(kept.ward);
            if (!is_area_code(kept.district) || !is_area_code(kept.ward))
                return invalid("the district or ward is not a code such as E06000009");
            if (!seen_.insert(kept.urn).second)
                return invalid("URN " + std::to_string(kept.urn) + " stands in the file twice");
            place(setting_, kept.at, kept.district, kept.ward);
            keep(std::move(kept));
            return done();
        }

        void put(db::Connection& connection) override
        {
            put_schools(connection, rows_, std::string(setting_.kind), setting_.now);
        }

    private:
        static Result<std::int64_t> read_urn(std::string const& text)
        {
            auto const digits = text.size() >= 5 && text.size() <= 7
                && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
            if (!digits)
                return invalid("\"" + text.substr(0, 20) + "\" is not a URN");
            return std::int64_t{std::stoi(text)};
        }

        [[nodiscard]] Result<std::string> read_postcode(std::string const& text) const
        {
            auto const postcode = Postcode::read(text);
            if (postcode)
                return postcode->write();
            if (text.empty() || columns_.register_layout) // a school abroad
                return std::string();
            return invalid("\"" + text.substr(0, 20) + "\" is not a full postcode");
        }

        [[nodiscard]] Result<std::optional<geo::Point>> read_position(csv::Row const& row) const
        {
            auto const& north = field(row, columns_.north);
            auto const& east = field(row, columns_.east);
            if (!columns_.register_layout)
                return read_point(north, east);
            auto const up = read_number(north);
            auto const along = read_number(east);
            std::optional<geo::Point> at;
            if ((north.empty() && east.empty()) || (up == 0.0 && along == 0.0))
                return at;
            if (!up || !along)
                return invalid("the position is not two numbers");
            auto const grid = TRY(geo::read_grid(*along, *up));
            at = geo::wgs84(grid);
            return at;
        }

        // Codes such as 999999999 and E99999999 stand for "not in England", "not known".
        static void forget_pseudo_code(std::string& code)
        {
            if (code.ends_with("99999999"))
                code.clear();
        }

        SchoolColumns columns_;
        std::unordered_set<std::int64_t> seen_;
    };

    Layout school_layout(SchoolColumns const& columns, std::string kind)
    {
        return {std::move(kind), LaidOut::rows,
            columns.register_layout ? Encoding::windows_1252 : Encoding::utf8, 3,
            [columns](Setting const& setting) {
                return std::make_unique<SchoolIntake>(setting, columns);
            }};
    }
} // namespace

std::optional<Layout> recognise_schools(Header const& header)
{
    auto const theirs = register_columns(header);
    if (theirs.urn && theirs.name && theirs.state && theirs.postcode && theirs.north && theirs.east)
        return school_layout(theirs, "DfE school register");
    auto const ours = shared_columns(header);
    if (ours.urn && ours.name && ours.state && ours.postcode && ours.north && ours.east
        && ours.district)
        return school_layout(ours, "schools, shared layout");
    return std::nullopt;
}

} // namespace kith::directory
