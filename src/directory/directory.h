// SPDX-License-Identifier: MIT
#pragma once

// The front door of directory: agencies, teams, areas, who leads on safeguarding, and who to call.
//
// Other rooms ask here
//   who a worry in a district goes to       teams_for(connection, district, purpose, day)
//   what a district, code or level is       ReferenceFacts
//   where a postcode lies                   find_postcode, postcodes_of
//   who to call now                         who(facts, postcodes_of(database), text, clock.now())
//   who leads on safeguarding in an agency  list_leads, is_lead_of; in words: lead_line

#include "directory/commands.h"
#include "directory/leads.h"
#include "directory/load.h"
#include "directory/postcode.h"
#include "directory/reference_facts.h"
#include "directory/store.h"
#include "directory/views.h"
#include "directory/who.h"
#include "platform/access/house.h"

namespace kith::directory {

// What the room needs. References are kept: `app` owns what they name for as long as it serves.
struct Directory {
    ReferenceFacts const& facts;
    access::Pages const& pages;
};

// GET and POST /who-to-call, GET /help. It adds no entry to the navigation, which is for work:
// pages link to it.
void join(House& house, Directory& room);

} // namespace kith::directory
