// SPDX-License-Identifier: MIT
#pragma once

// The front door of cases: one subject's way through, a person's or a context's.
//
//   open_case(room, change, {...})             one open case a subject; the team works with it
//   move_on, allocate, judge_level, close_case, reopen   the acts (acts.h)
//   find(visit, id), list_of(visit, subject)   reads
//   room.list                                  lists of cases that an agency brings in
//   room.panels.push_back(...)                 a box on a case's page
//   room.needs["a plan"] = ...                 what a pathway may ask for before a case moves on
//   room.blockers.push_back(...)               what keeps a case from closing

#include "cases/acts.h"
#include "cases/list.h"
#include "cases/room.h"
