// SPDX-License-Identifier: MIT
#pragma once

// What templates see of the directory. Nothing here names a person or a record: it is safe on
// public pages.

#include "directory/who.h"
#include "platform/html/value.h"

namespace kith::directory {

// {asked, found, where, now, at, district, authority, area, team, lines: [{code, name, kind,
// audience, number, tel, hours, picks_up, sentence, verified, unsure, note, source}]}; `picks_up`
// is "yes", "no" or "not known"; `tel` is the number as a tel: link takes it.
[[nodiscard]] html::Value view_of(Answer const& answer);

} // namespace kith::directory
