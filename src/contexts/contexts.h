// SPDX-License-Identifier: MIT
#pragma once

// The front door of contexts: homes, groups of peers, schools, places and online spaces, subjects
// like people.
//
//   known(visit, {name, postcode, point})         is it known already, by name or within 150 m
//   create(change, context, team)                 records one; the team works with it
//   find(visit, id), save(change, context, why)   reads, and writes the next version
//   read_typed(form, {})                          its questions on a page of another room
//   chronology_of(room, visit, context, filter)  everything known of it; as_known(...) at a moment
//   room.panels.push_back(...)                    what other rooms put on its page
//   list_guardians(visit, context)                who there cares for young people
//   save_map(room, change, context, map, why)     the peer map of a group; add_member, finish_map
//   numbers_of(room, visit, context)              how many children are linked, as it may be told
//   due_lines(room, visit)                        on Home: who leaves a peer map, and what is due
//   room.list, find_listed, record_from_list     lists of contexts that an agency brings in
//   seal_addresses(database, keys, now)           at the start: what was in clear

#include "contexts/chronology.h"
#include "contexts/counts.h"
#include "contexts/due_soon.h"
#include "contexts/guardians.h"
#include "contexts/list.h"
#include "contexts/peer_maps.h"
#include "contexts/room.h"
#include "contexts/rows.h"
#include "contexts/store.h"
#include "contexts/typed.h"
