// SPDX-License-Identifier: MIT
#pragma once

#include "base/ids.h"

namespace kith {

using StepId = Id<struct DisruptionStepKind>;       // one step against the harm
using StepMoveId = Id<struct DisruptionMoveKind>;   // one entry of its history
using TargetFactId = Id<struct DisruptionFactKind>; // what somebody knows of a target
using EffectReviewId = Id<struct EffectReviewKind>; // one look at what a step did

[[nodiscard]] inline Thing thing(StepId id) { return {"disruption_step", id.uuid()}; }

} // namespace kith
