// SPDX-License-Identifier: MIT
#pragma once

// The front door of people: children and adults, one record each.
//
//   known(visit, {names, birth, identifiers})  is somebody known already, as far as this visit may
//                                              know
//   create(change, person, team)               records somebody; the team works with them
//   find(visit, id), save(change, person, why) reads, and writes the next version
//   read_typed(form, {}), form_view(...)       its questions on a page of another room
//   room.panels.push_back(...)                 a box of another room on a person's page
//   records_of(connection, kept_of(..., id))   the records that are one person
//   join_records(change, {...}), part_records  two records are of one person, or are not after all
//   same_lines(visit)                          on Home: records that may be of one person
//   room.later_kinds.push_back(...)            rows of another room that stay or go as records part
//   read_identifier(scheme, typed)             a number with its check digit
//   seal_protected(database, keys, now)        at the start: what an earlier version left in clear

#include "people/addresses.h"
#include "people/identifiers.h"
#include "people/joined.h"
#include "people/joining.h"
#include "people/room.h"
#include "people/same_views.h"
#include "people/store.h"
#include "people/typed.h"
