// SPDX-License-Identifier: MIT
#pragma once

// The front door of justice: referral to the National Referral Mechanism, and justice and recovery.
//
//   Law::read()                                  what law and guidance say, dated data
//   route_on({...}, day)                         a child, or an adult, on the day of the referral
//   prepare(room, change, referral)              a referral; record_entry: sent, decided, guardian
//   prepare_notice(room, change, notice, kept)   an adult who does not agree: without identity
//   note_defence(room, change, note)             section 45 was considered
//   begin_matter(change, matter)                 a victim's case; reach_stage, tell_victim,
//   record_offer

#include "justice/acts.h"
#include "justice/law.h"
#include "justice/matter_acts.h"
#include "justice/room.h"

namespace kith::justice {

void join(House& house, Justice& room);

} // namespace kith::justice
