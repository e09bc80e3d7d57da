// SPDX-License-Identifier: MIT
#pragma once

// The front door of people: children and adults, one record each.
//
//   known(visit, {names, birth, identifiers})  is somebody known already, as far as this visit may
//                                              know
//   alike(room, visit, match, most)            who is like the person described, with reasons
//   known_so_far(room, visit, match, why)      the same for a page's button, noted and limited
//   create(change, person, team)               records somebody; the team works with them
//   bring_in(change, person)                   records somebody whom nobody works with yet
//   find(visit, id), save(change, person, why) reads, and writes the next version
//   read_typed(form, {}), form_view(...)       its questions on a page of another room
//   room.panels.push_back(...)                 a box of another room on a person's page
//   room.chronicles.push_back(...)             what another room adds to a person's chronology
//   add_relationship(links, change, ...)       who stands around a person, what they may be told
//   records_of(connection, kept_of(..., id))   the records that are one person
//   join_records(change, {...}), part_records  two records are of one person, or are not after all
//   same_lines(visit)                          on Home: records that may be of one person
//   room.later_kinds.push_back(...)            rows of another room that stay or go as records part
//   read_identifier(scheme, typed)             a number with its check digit
//   room.list, find_in_list, record_from_list  files of people that an agency brings in
//   seal_protected(database, keys, now)        at the start: what an earlier version left in clear
//   fold_names(database)                       at the start: names compared in an earlier way
//   names_ever(connection, person)             for what must not name them
//   list_facts(visit, person), add_fact_and_tell(...)   what is known of them, and who said so
//   room.fact_added.push_back(...)             what another room does once somebody added to that
//   counted_as(connection, person)             what numbers of people are split by
//   care_of(connection, person)                when and by which authority they were looked after
//   standing_photograph(visit, person)         the photograph that is shown, if there is one

#include "people/addresses.h"
#include "people/alike.h"
#include "people/around.h"
#include "people/called.h"
#include "people/care.h"
#include "people/chronology.h"
#include "people/counted.h"
#include "people/fact_store.h"
#include "people/identifiers.h"
#include "people/imports.h"
#include "people/joined.h"
#include "people/joining.h"
#include "people/known_views.h"
#include "people/lookup_runs.h"
#include "people/photographs.h"
#include "people/room.h"
#include "people/rows.h"
#include "people/same_views.h"
#include "people/snapshot_rows.h"
#include "people/split_by.h"
#include "people/store.h"
#include "people/typed.h"
#include "people/typed_match.h"
