// SPDX-License-Identifier: MIT
#pragma once

// The front door of evidence: exhibits, who had them, timelines, and packs for a prosecution.
//
//   take_in(change, exhibit, receipt)            an exhibit, with the first entry of its log
//   note_custody(change, id, entry)              who had it next, and why
//   add_to_timeline(change, entry)               what happened, with its source
//   make_pack, add_item, check_item, redact …    what goes to whom, each item let out by a second
//                                                person (pack_acts.h)
//   make_copy(room, change, pack, recipient)     one recipient's copy, written anew

#include "evidence/acts.h"
#include "evidence/copy.h"
#include "evidence/pack_acts.h"
#include "evidence/room.h"
#include "evidence/store.h"

namespace kith::evidence {

void join(House& house, Evidence& room);

} // namespace kith::evidence
