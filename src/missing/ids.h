// SPDX-License-Identifier: MIT
#pragma once

#include "base/ids.h"

namespace kith {

using EpisodeId = Id<struct EpisodeKind>;                 // somebody is missing, and comes back
using ReturnInterviewId = Id<struct ReturnInterviewKind>; // the talk after they came back

using MissingReturnId = Id<struct MissingReturnKind>; // what an authority returned of them

[[nodiscard]] inline Thing thing(MissingReturnId id) { return {"missing_return", id.uuid()}; }
[[nodiscard]] inline Thing thing(EpisodeId id) { return {"missing_episode", id.uuid()}; }
[[nodiscard]] inline Thing thing(ReturnInterviewId id) { return {"return_interview", id.uuid()}; }

} // namespace kith
