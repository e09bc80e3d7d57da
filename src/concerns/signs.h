// SPDX-License-Identifier: MIT
#pragma once

// Signs: what somebody noticed, each with when, how they know and what else could explain it.
//
// 1. A sign is never counted into a score or a level: one may be enough, and none may still be a
//    worry (docs; Working Together to Safeguard Children 2023, chapter 1: professional judgement).
// 2. When it was noticed may be known to the day, the month or the year, or be a guess; then the
//    sign stands at every day it can have been.
//
// Shapes   the answer `signs` of the form concerns/referral from version 2 on; an earlier version
//          took one text, which is no sign of its own. Rows of `concern_signs`, by the version of
//          the concern that said so.

#include "base/ids.h"
#include "base/time.h"
#include "platform/forms/answers.h"
#include <optional>
#include <string>
#include <vector>

namespace kith::concerns {

struct Sign {
    std::string what;
    std::string kind = {}; // data/code_lists/sign_kind.csv; empty: not said
    std::optional<PartialDate> noticed = {};
    std::string source = {}; // data/code_lists/sign_source.csv
    std::string source_who = {};
    std::string explains_else = {};

    friend bool operator==(Sign const&, Sign const&) = default;
};

[[nodiscard]] std::vector<Sign> signs_in(forms::Answers const& answers);

} // namespace kith::concerns
