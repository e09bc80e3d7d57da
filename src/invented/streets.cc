// SPDX-License-Identifier: MIT
#include "invented/streets.h"
#include "base/csv.h"
#include "base/shipped.h"
#include <array>
#include <cmath>
#include <fmt/core.h>
#include <limits>

namespace kith::invented {
namespace {
    // Two outward codes to a district, each the half of its ground.
    struct Ground {
        char const* outward;
        char const* town;
        char const* district;
        int north, west; // of its first postcode, in hundred-thousandths of a degree
    };
    constexpr std::array<Ground, 6> grounds = {{
        {"ZY1", "Quillmouth", "X06000001", 5394000, -392000},
        {"ZY4", "Netherquill", "X06000001", 5394800, -392000},
        {"ZY2", "Ostermere", "X06000002", 5399000, -383000},
        {"ZY5", "Larkspring", "X06000002", 5399800, -383000},
        {"ZY3", "Hollinfell", "X06000003", 5404000, -395000},
        {"ZY6", "Thornquill", "X06000003", 5404800, -395000},
    }};
    constexpr std::size_t at_each_ground = 450;
    constexpr std::size_t in_a_row = 25; // postcodes side by side
    constexpr int step_north = 45, step_east = 75;
    constexpr std::string_view inward_letters = "ABDEFGHJLNPQRSTUWXYZ";
    constexpr std::size_t first_inward = 5; // those of the small place end at 4
    constexpr std::size_t houses = 48;
    constexpr auto small_file = "data/invented/postcodes.csv";

    std::string postcode_of(std::size_t ground, std::size_t i)
    {
        auto const letters = i / 5;
        return fmt::format("{} {}{}{}", grounds.at(ground).outward, first_inward + i % 5,
            inward_letters[letters / 9 * 2 % inward_letters.size()],
            inward_letters[letters % 9 * 2 + 1]);
    }

    // The ward of whichever postcode of the small place lies nearest, in the same district.
    class Wards {
    public:
        Wards()
        {
            auto const table = csv::Table::read(shipped_file(small_file));
            must(table.ok(), "the invented postcodes read");
            for (std::size_t row = 0; row < table->size(); ++row)
                known_.push_back({table->text(row, "lad_code"), table->text(row, "wd22cd"),
                    std::stod(table->text(row, "latitude")),
                    std::stod(table->text(row, "longitude"))});
        }
        [[nodiscard]] std::string const& at(
            std::string_view district, double north, double east) const
        {
            auto nearest = std::numeric_limits<double>::max();
            Known const* found = &known_.front();
            for (auto const& one : known_) {
                auto const far = std::hypot(one.north - north, (one.east - east) * 0.6);
                if (one.district == district && far < nearest) {
                    nearest = far;
                    found = &one;
                }
            }
            return found->ward;
        }

    private:
        struct Known {
            std::string district, ward;
            double north, east;
        };
        std::vector<Known> known_ = {};
    };
} // namespace

HomeAddress Streets::draw_home(Draw& draw) const
{
    auto const ground = draw.below(grounds.size());
    auto const i = draw.below(at_each_ground);
    auto const& first = words_.street_first[(i * 7 + ground * 11) % words_.street_first.size()];
    auto const& second = words_.street_second[(i + ground * 5) % words_.street_second.size()];
    return {fmt::format("{} {} {}", 1 + draw.below(houses), first, second), grounds.at(ground).town,
        postcode_of(ground, i)};
}

std::string Streets::postcodes_csv()
{
    std::string csv(shipped_file(small_file));
    Wards const wards;
    for (std::size_t ground = 0; ground < grounds.size(); ++ground)
        for (std::size_t i = 0; i < at_each_ground; ++i) {
            auto const& where = grounds.at(ground);
            auto const north
                = (where.north + step_north * static_cast<int>(i / in_a_row)) / 100000.0;
            auto const east = (where.west + step_east * static_cast<int>(i % in_a_row)) / 100000.0;
            csv += fmt::format("{},10,{:.5f},{:.5f},{},{}\n", postcode_of(ground, i), north, east,
                where.district, wards.at(where.district, north, east));
        }
    return csv;
}

} // namespace kith::invented
