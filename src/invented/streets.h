// SPDX-License-Identifier: MIT
#pragma once

// Where the people of the larger places live: streets at postcodes of their own, in the three
// districts.
//
// Shapes   2,700 postcodes beside the sixty of the small place, about forty people at each in the
//          county; a street each, its name now and then that of another. A home is one line.
// Cost     none to speak of.

#include "invented/county_words.h"
#include <string>
#include <vector>

namespace kith::invented {

struct HomeAddress {
    std::string street; // "14 Ropewalk Lane"
    std::string town;
    std::string postcode;

    [[nodiscard]] std::string in_a_line() const { return street + ", " + town + ", " + postcode; }
};

class Streets {
public:
    explicit Streets(CountyWords const& words) : words_(words) { }
    [[nodiscard]] HomeAddress draw_home(Draw& draw) const;
    // All postcodes of the larger place, those of the small one first, as the files that `kith
    // load` reads have them.
    [[nodiscard]] static std::string postcodes_csv();

private:
    CountyWords const& words_;
};

} // namespace kith::invented
