// SPDX-License-Identifier: MIT
#pragma once

// The front door of cases: one subject's way through, a person's or a context's.
//
//   open_case(room, change, {...})             one open case a subject; the team works with it
//   move_on, allocate, judge_level, close_case, reopen   the acts (acts.h)
//   find(visit, id), list_of(visit, subject)   reads
//   room.list                                  lists of cases that an agency brings in
//   start_assessment, weigh, set_goal, agree, keep_conference, add, keep_review   its parts
//   write_note, supervise, disagree, answer_prompt                               what stands around
//   room.panels.push_back(...)                 a box on a case's page
//   room.needs["a plan"] = ...                 what a pathway may ask for before a case moves on
//   room.blockers.push_back(...)               what keeps a case from closing

#include "cases/acts.h"
#include "cases/assessment_acts.h"
#include "cases/conference_acts.h"
#include "cases/escalation_acts.h"
#include "cases/list.h"
#include "cases/measurement.h"
#include "cases/note_acts.h"
#include "cases/plan_acts.h"
#include "cases/prompt_acts.h"
#include "cases/review_acts.h"
#include "cases/room.h"
#include "cases/supervision_acts.h"
#include "cases/turning_pages.h"
#include "cases/weighting_acts.h"
