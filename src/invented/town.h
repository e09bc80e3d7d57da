// SPDX-License-Identifier: MIT
#pragma once

// The place set up before the year begins: postcodes, agencies, teams and who signs in.

#include "invented/invented.h"
#include "invented/tale.h"
#include <map>

namespace kith::invented {

struct Town {
    std::map<std::string, AgencyId, std::less<>> agencies;  // by code
    std::map<std::string, TeamId, std::less<>> teams;       // by code
    std::map<std::string, AccountId, std::less<>> accounts; // by sign-in name
    std::size_t postcodes = 0;
};

// At the moment that the clock shows; people cannot sign in before `hand_out_passwords`.
// `postcodes` as data/invented/postcodes.csv has them.
[[nodiscard]] Town build_town(
    Invented const& invented, Place const& place, std::string_view postcodes);

// One-time passwords last two weeks, so they are given at the end of the year.
[[nodiscard]] std::vector<SignIn> hand_out_passwords(
    Invented const& invented, Place const& place, Town const& town);

} // namespace kith::invented
