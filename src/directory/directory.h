// SPDX-License-Identifier: MIT
#pragma once

// The front door of directory: agencies, teams, areas, who leads on safeguarding, and who to call.
//
// Other rooms ask here
//   who a worry in a district goes to       teams_for(connection, district, purpose, day)
//   what a district, code or level is       ReferenceFacts
//   where a postcode lies                   find_postcode, postcodes_of
//   which school a number or a name means   find_school, school_named
//   who to call now                         who(facts, postcodes_of(database), text, clock.now())
//   what police recorded near a point           recorded_within, recorded_in_district
//   where things stand, drawn               draw_in_district, draw_over_districts
//   who leads on safeguarding in an agency  list_leads, is_lead_of; in words: lead_line

#include "directory/commands.h"
#include "directory/district_maps.h"
#include "directory/ground.h"
#include "directory/incidents.h"
#include "directory/kept_lines.h"
#include "directory/leads.h"
#include "directory/load.h"
#include "directory/postcode.h"
#include "directory/reference_facts.h"
#include "directory/school_register.h"
#include "directory/store.h"
#include "directory/views.h"
#include "directory/who.h"
#include "platform/access/house.h"
#include "platform/access/passwords.h"
#include <functional>

namespace kith::directory {

// What the room needs. References are kept: `app` owns what they name for as long as it serves.
struct Directory {
    ReferenceFacts const& facts;
    access::Pages const& pages;
    // What only its administration needs: one-time passwords, and whoever rewrites what the public
    // side and other rooms know, at once after a change.
    access::PasswordHasher const* hasher = nullptr;
    std::function<void()> changed = {};
};

// GET and POST /who-to-call, GET /help. Its answers have no entry in the navigation, which is for
// work: pages link to them. The administration below /directory has one, for who administers Kith.
void join(House& house, Directory& room);

} // namespace kith::directory
