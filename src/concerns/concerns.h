// SPDX-License-Identifier: MIT
#pragma once

// The front door of concerns: a worry anyone raises, public or professional; heard, weighed,
// decided, answered.
//
// Staff     /concerns (the queue), /concerns/new, /concerns/{concern} and what is done there
// Public    the routes of public_site.h, in a process of their own with no database
// Between   post.h: two folders; receiving.h takes in and lays out
// Joining   joining.h: the people and contexts a concern is about, linked
// Upwards   chronicle.h: what concerns add to a person's chronology; over_time.h: to a context's
// page Acts      acts.h: raise, take up, decide, send a message, each whole inside one Change

#include "concerns/acts.h"
#include "concerns/chronicle.h"
#include "concerns/joining.h"
#include "concerns/over_time.h"
#include "concerns/partner_acts.h"
#include "concerns/public_site.h"
#include "concerns/receiving.h"
#include "concerns/report.h"
#include "concerns/room.h"
#include "concerns/sent_pictures.h"
