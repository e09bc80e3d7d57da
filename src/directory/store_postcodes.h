// SPDX-License-Identifier: MIT
#pragma once

// Writing postcodes in bulk: the room's own, behind `load`.
//
// Cost     100 rows a statement; a row that stands already is replaced.

#include "directory/store.h"

namespace kith::directory {

struct PostcodeRow {
    std::string postcode; // as Postcode writes it
    double latitude = 0;
    double longitude = 0;
    std::string district;
    std::string ward;
    std::optional<std::int64_t> quality = {}; // the publisher's own scale
};

struct Loaded {
    std::string hash; // SHA-256 of the unpacked bytes, in hex
    std::string file;
    std::string kind;
    std::uint64_t rows = 0;
};

[[nodiscard]] bool was_loaded(db::Connection& connection, std::string const& hash);
// No postcode may stand twice in `rows`.
void put_postcodes(db::Connection& connection, std::vector<PostcodeRow> const& rows,
    std::string const& source, Instant now);
void put_load(db::Connection& connection, Loaded const& load, Instant now);

} // namespace kith::directory
