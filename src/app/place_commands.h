// SPDX-License-Identifier: MIT
#pragma once

// `kith agency add`, `kith agency list`, `kith team add`, `kith lead`: what a new partnership needs
// before anybody can raise or decide a concern.

#include "app/desk.h"
#include <string>
#include <vector>

namespace kith::app {

struct PlaceWanted {
    std::string code = {};    // the agency's: short, in lower case
    std::string name = {};    // as people see it
    std::string kind = {};    // data/code_lists/agency_kind.csv
    std::string purpose = {}; // data/code_lists/team_purpose.csv
    std::string area = {};
    std::vector<std::string> districts = {}; // codes of the districts a team answers for
    std::string account = {};                // sign-in name of a safeguarding lead
    bool deputy = false;
};

int add_agency(Desk& desk, PlaceWanted const& wanted);
int add_team(Desk& desk, PlaceWanted const& wanted);
int name_lead(Desk& desk, PlaceWanted const& wanted);
int list_places(Settings const& settings);

} // namespace kith::app
