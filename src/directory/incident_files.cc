// SPDX-License-Identifier: MIT
// police.uk street-level crime: the columns of the publisher's own CSV, in its order.
//
// An incident is its month, its row and which of equal rows it is: anti-social behaviour has no id,
// a crime id may stand in several rows, and many incidents share a point. The outcome is left out
// of that, since the publisher brings it up to date when it publishes a month again.
#include "directory/columns.h"
#include "directory/intake.h"
#include "directory/open_data.h"
#include <algorithm>
#include <array>
#include <sodium.h>
#include <unordered_map>

namespace kith::directory {
namespace {
    constexpr std::size_t key_size = 16;
    constexpr std::size_t outcome_column = 10;
    constexpr std::array<std::string_view, 12> police_header
        = {"crime id", "month", "reported by", "falls within", "longitude", "latitude", "location",
            "lsoa code", "lsoa name", "crime type", "last outcome category", "context"};

    std::string hash_of_row(csv::Row const& row)
    {
        std::string whole;
        for (std::size_t i = 0; i < row.fields.size(); ++i)
            if (i != outcome_column)
                whole += row.fields[i] + '\x1f';
        std::string hash(key_size, '\0');
        crypto_generichash(reinterpret_cast<unsigned char*>(hash.data()), hash.size(),
            reinterpret_cast<unsigned char const*>(whole.data()), whole.size(), nullptr, 0);
        return hash;
    }

    // 2021-04: the months since year 0, or nothing.
    std::optional<unsigned> read_month(std::string_view text)
    {
        auto const digit = [&](std::size_t at) {
            return text[at] >= '0' && text[at] <= '9' ? static_cast<unsigned>(text[at] - '0') : 10U;
        };
        if (text.size() != 7 || text[4] != '-')
            return std::nullopt;
        for (std::size_t const at : {0, 1, 2, 3, 5, 6})
            if (digit(at) > 9)
                return std::nullopt;
        auto const year = digit(0) * 1000 + digit(1) * 100 + digit(2) * 10 + digit(3);
        auto const month = digit(5) * 10 + digit(6);
        if (month < 1 || month > 12 || year < 1990 || year > 2199)
            return std::nullopt;
        return year * 12 + month;
    }

    bool is_crime_id(std::string_view text)
    {
        return text.empty() || (text.size() == 64 && std::ranges::all_of(text, [](char c) {
            return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
        }));
    }

    class IncidentIntake final : public RowIntake<IncidentRow> {
    public:
        using RowIntake::RowIntake;

        Done take(csv::Row const& row) override
        {
            TRY(right_width(row, police_header.size()));
            auto const& fields = row.fields;
            auto const month = read_month(fields[1]);
            if (!month)
                return invalid("the month is not one such as 2021-04");
            if (!is_crime_id(fields[0]))
                return invalid("the crime id is not 64 hexadecimal digits");
            if (!is_area_code(fields[7]))
                return invalid("the LSOA code is not a code such as E01012571");
            if (fields[9].empty())
                return invalid("it has no crime type");
            auto const at = TRY(read_point(fields[5], fields[4]));
            IncidentRow kept{{}, fields[0], fields[1], fields[2], fields[9], at, fields[6],
                fields[7], {}, {}, fields[outcome_column]};
            place(setting_, at, kept.district, kept.ward);
            kept.key = key_of(*month, row);
            keep(std::move(kept));
            return done();
        }

        void put(db::Connection& connection) override { put_incidents(connection, rows_); }

    private:
        // The month first, so that a month's rows lie together in the index.
        db::Bytes key_of(unsigned month, csv::Row const& row)
        {
            auto const hash = hash_of_row(row);
            auto const which = seen_[hash]++;
            std::string key(key_size, '\0');
            auto const material = hash + std::to_string(which);
            crypto_generichash(reinterpret_cast<unsigned char*>(key.data()), key.size(),
                reinterpret_cast<unsigned char const*>(material.data()), material.size(), nullptr,
                0);
            key[0] = static_cast<char>(month >> 8U);
            key[1] = static_cast<char>(month & 0xFFU);
            return {std::move(key)};
        }

        std::unordered_map<std::string, unsigned> seen_;
    };
} // namespace

std::optional<Layout> recognise_incidents(Header const& header)
{
    if (!std::ranges::equal(header, police_header))
        return std::nullopt;
    return Layout{"police.uk incidents", LaidOut::rows, Encoding::utf8, 3,
        [](Setting const& setting) { return std::make_unique<IncidentIntake>(setting); }};
}

void Intake::place(Setting const& setting, std::optional<geo::Point> const& at,
    std::string& district, std::string& ward)
{
    if (!at) {
        ++counts_.without_position;
        return;
    }
    if (!setting.whereabouts.known())
        return;
    setting.whereabouts.fill(*at, district, ward);
    if (setting.whereabouts.district_at(*at).empty())
        ++counts_.outside;
}

} // namespace kith::directory
