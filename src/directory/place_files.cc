// SPDX-License-Identifier: MIT
// Places where people are, as CSV: kind, latitude and longitude, and as far as they are there name,
// address, postcode, district, ward and source. police.uk's kinds of point have no names.
//
// A place is its row and which of equal rows it is.
#include "directory/columns.h"
#include "directory/intake.h"
#include "directory/open_data.h"
#include "directory/postcode.h"
#include <sodium.h>
#include <unordered_map>

namespace kith::directory {
namespace {
    struct PlaceColumns {
        std::size_t width = 0;
        Column kind = {};
        Column name = {};
        Column address = {};
        Column postcode = {};
        Column latitude = {};
        Column longitude = {};
        Column district = {};
        Column ward = {};
        Column source = {};
        Column source_id = {};
    };

    std::string hash_of_place(PlaceRow const& row, std::string const& source_id, unsigned which)
    {
        std::string whole;
        for (auto const* part :
            {&row.source, &source_id, &row.kind, &row.name, &row.address, &row.postcode})
            whole += *part + '\x1f';
        whole += std::to_string(row.at.latitude) + '\x1f' + std::to_string(row.at.longitude)
            + '\x1f' + std::to_string(which);
        std::string hash(crypto_generichash_BYTES_MIN, '\0');
        crypto_generichash(reinterpret_cast<unsigned char*>(hash.data()), hash.size(),
            reinterpret_cast<unsigned char const*>(whole.data()), whole.size(), nullptr, 0);
        return hash;
    }

    class PlaceIntake final : public RowIntake<PlaceRow> {
    public:
        PlaceIntake(Setting const& setting, PlaceColumns const& columns)
            : RowIntake(setting), columns_(columns)
        {
        }

        Done take(csv::Row const& row) override
        {
            TRY(right_width(row, columns_.width));
            PlaceRow kept;
            kept.kind = field(row, columns_.kind);
            if (kept.kind.empty())
                return invalid("it has no kind");
            kept.name = field(row, columns_.name);
            if (columns_.name && kept.name.empty())
                return invalid("it has no name");
            kept.address = field(row, columns_.address);
            if (auto const& text = field(row, columns_.postcode); !text.empty()) {
                auto const postcode = Postcode::read(text);
                if (!postcode)
                    return invalid("\"" + text.substr(0, 20) + "\" is not a full postcode");
                kept.postcode = postcode->write();
            }
            auto const at
                = TRY(read_point(field(row, columns_.latitude), field(row, columns_.longitude)));
            kept.district = field(row, columns_.district);
            kept.ward = field(row, columns_.ward);
            if (!is_area_code(kept.district) || !is_area_code(kept.ward))
                return invalid("the district or ward is not a code such as E06000009");
            kept.source = field(row, columns_.source);
            place(setting_, at, kept.district, kept.ward);
            if (at) // a place without a point is no place: counted
                keep_at(*at, std::move(kept), field(row, columns_.source_id));
            return done();
        }

        void put(db::Connection& connection) override
        {
            put_places(connection, rows_, setting_.now);
        }

    private:
        void keep_at(geo::Point at, PlaceRow kept, std::string const& source_id)
        {
            kept.at = at;
            auto const which = seen_[hash_of_place(kept, source_id, 0)]++;
            kept.key.held = hash_of_place(kept, source_id, which);
            keep(std::move(kept));
        }

        PlaceColumns columns_;
        std::unordered_map<std::string, unsigned> seen_;
    };
} // namespace

std::optional<Layout> recognise_places(Header const& header)
{
    PlaceColumns const columns{header.size(), column_named(header, {"kind"}),
        column_named(header, {"name"}), column_named(header, {"address"}),
        column_named(header, {"postcode"}), column_named(header, {"latitude"}),
        column_named(header, {"longitude"}), column_named(header, {"lad_code"}),
        column_of_year(header, "wd"), column_named(header, {"source"}),
        column_named(header, {"source_id"})};
    if (!columns.kind || !columns.latitude || !columns.longitude)
        return std::nullopt;
    return Layout{columns.name ? "places" : "places, by kind alone", LaidOut::rows, Encoding::utf8,
        3, [columns](Setting const& setting) {
            return std::make_unique<PlaceIntake>(setting, columns);
        }};
}

} // namespace kith::directory
