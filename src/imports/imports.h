// SPDX-License-Identifier: MIT
#pragma once

// The front door of imports: lists that an agency keeps, brought in by the room they are for.
//
//   class PeopleList : public imports::Kind    what a room says of its lists (kind.h)
//   join_kind(house, *room.list)               their pages and routes (pages.h)
//   code_said, codes_said                      what a cell says, as a code of a list
//   prepare, stage, settle, accept, undo       the acts (acts.h)

#include "imports/acts.h"
#include "imports/codes_said.h"
#include "imports/pages.h"
