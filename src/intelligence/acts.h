// SPDX-License-Identifier: MIT
#pragma once

// What people do with a submission, each act whole inside one Change: pages, API and the invented
// year come through here.
//
// Errors   `invalid` with the form's field; `not_found`; `conflict`.

#include "intelligence/store.h"

namespace kith::intelligence {

// `answers` of intelligence/submission, checked by the form. `drawn_from`: the record it came out
// of, or nothing; one that this visit may not read is refused as one that is not there.
[[nodiscard]] Result<Submission> submit(Intelligence const& room, Change& change,
    forms::Answers const& answers, Thing const& drawn_from = {});
[[nodiscard]] Result<Submission> take_back(
    Change& change, SubmissionId id, std::string const& reason);

} // namespace kith::intelligence
