// SPDX-License-Identifier: MIT
#pragma once

#include "base/ids.h"

namespace kith {

using SubmissionId = Id<struct SubmissionKind>; // what somebody told the intelligence desk
using CleanTextId = Id<struct CleanTextKind>;   // a sanitised text of it
using SharingId = Id<struct SharingKind>;       // that a text was told to somebody

[[nodiscard]] inline Thing thing(SubmissionId id) { return {"intelligence_submission", id.uuid()}; }
[[nodiscard]] inline Thing thing(CleanTextId id) { return {"intelligence_text", id.uuid()}; }
[[nodiscard]] inline Thing thing(SharingId id) { return {"intelligence_sharing", id.uuid()}; }

} // namespace kith
