// SPDX-License-Identifier: MIT
#pragma once

// The front door of actions: what somebody must do, and by when.
//
// In this first form it holds the clocks. A room works out `due(rule, start, working_days)` when
// the thing starts, keeps the moment and the rule's id in its own table, and shows `due_in_words`.

#include "actions/clocks.h"
#include "actions/home.h"
