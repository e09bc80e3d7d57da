// SPDX-License-Identifier: MIT
#pragma once

// The three layouts in which postcodes are published, told apart by header or shape: the room's
// own, behind `load`.
//
// Code-Point Open (Ordnance Survey): no header; postcode, quality, easting, northing, country,
// region, health, county, district, ward; British National Grid; quality 90 has no position.
// ONSPD (Office for National Statistics): pcds or pcd, lat, long, a district column (oslaua, laua,
// lad23cd), doterm; latitude 99.999999 means none; a postcode with doterm is no longer used.
// Shared (Kith's own test data): postcode, positional_quality, latitude, longitude, lad_code,
// wd22cd.
//
// Errors   bad rows by number and reason; `rows` is only to be used if there are none.

#include "directory/load.h"
#include "directory/store_postcodes.h"
#include <optional>
#include <string_view>
#include <vector>

namespace kith::directory {

enum class PostcodeLayout { code_point, onspd, shared };

struct PostcodeFile {
    std::vector<PostcodeRow> rows = {};
    std::size_t without_position = 0;
    std::size_t no_longer_used = 0;
    std::vector<BadRow> bad = {}; // the first few
    std::size_t bad_rows = 0;
};

// `head` is the beginning of the file, perhaps cut within a row.
[[nodiscard]] std::optional<PostcodeLayout> recognise_postcodes(std::string_view head);
[[nodiscard]] PostcodeFile read_postcodes(PostcodeLayout layout, std::string_view text);
[[nodiscard]] std::string_view name_of(PostcodeLayout layout);

} // namespace kith::directory
