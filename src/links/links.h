// SPDX-License-Identifier: MIT
#pragma once

// The front door of links: what happened, who is joined to what, who works with whom, and why
// somebody opened a record.
//
//   room.links.seen.add("concern", ...);              a room above says who may know its things
//   TRY(room.links.store.save(change, link));          joins two things, in the change of the room
//   room.links.store.list_of(visit, thing(person))     what this visit may see of a person's links
//   involve(change, facts, {...}), add_involved(...)   who works with a person or context
//   read_link(form, stands), form_view(...)            a link's questions on a page of any room
//   working_json(...), take_on(...)           the same for programs
//   working_view(...), stop_working(...)       who works with a subject, on its page, and its end
//   arranged(entries, filter, ...)             a chronology of any subject, with its page and text
//   people_around(connection, context)         everybody linked, for names that must not stand
//   last_look, news_of_links, keep_look        "since you last looked" on any page
//   purpose_stands(visit, facts)                       may the record open, or ask why first?
//   people_at(seen, visit, thing(context))             who stands there, to count them
//   normalised(kind, as_written)                       by which two namings of one thing are the
//   same

#include "links/chronology.h"
#include "links/chronology_views.h"
#include "links/drawn.h"
#include "links/involvements.h"
#include "links/joined_people.h"
#include "links/named.h"
#include "links/named_things.h"
#include "links/people_at.h"
#include "links/purposes.h"
#include "links/since.h"
#include "links/store.h"
#include "links/typed.h"
#include "links/working.h"
#include "links/working_json.h"

namespace kith::links {

struct Links {
    Links();
    Links(Links const&) = delete;
    Links& operator=(Links const&) = delete;

    Seen seen; // agencies and teams are known to all staff
    Store store{seen};
};

} // namespace kith::links
