// SPDX-License-Identifier: MIT
#pragma once

// What pages of the room draw. The room's own.

#include "intelligence/store.h"
#include "platform/html/value.h"
#include <string>

namespace kith::intelligence {

[[nodiscard]] std::string address_of(SubmissionId id); // /intelligence/…
// {href, reference, subject, state, sent, by, agency, received, received_by, withdrawn, because,
// rows: [{key, text}], items: [{key, text}]}
[[nodiscard]] html::Value submission_view(
    Intelligence const& room, Visit const& visit, Submission const& one);
// A line of the macro work_list.
[[nodiscard]] html::Value submission_row(
    Intelligence const& room, Visit const& visit, Submission const& one);
[[nodiscard]] html::Value source_rows(
    Intelligence const& room, Visit const& visit, Source const& source);

} // namespace kith::intelligence
