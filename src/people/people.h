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
//   read_identifier(scheme, typed)             a number with its check digit
//   read_import_file, stage, accept, undo      files of people that an agency brings in
//   seal_protected(database, keys, now)        at the start: what an earlier version left in clear

#include "people/addresses.h"
#include "people/identifiers.h"
#include "people/imports.h"
#include "people/room.h"
#include "people/store.h"
#include "people/typed.h"
