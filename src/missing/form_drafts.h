// SPDX-License-Identifier: MIT
#pragma once

// A form of this room that takes long to fill in is kept as a draft while somebody types, each few
// seconds and by a button: a phone that dies in the middle of a talk with a child loses nothing.
// Only whoever typed it sees it (sealed with the key of their account, platform/forms/drafts.h),
// and only while they may open the form.
//
// Errors   of two windows the later is kept as another draft: nothing is lost.

#include "missing/form_page.h"

namespace kith::missing {

// The form with this visitor's latest draft of it filled in, else with `answers`.
[[nodiscard]] SentForm with_draft(Missing const& room, access::Visit const& visit,
    FormPage const& page, forms::Answers answers, std::int64_t version);
// What was pressed: to keep it, or to throw it away; nothing where it was sent in earnest.
[[nodiscard]] Result<std::optional<http::Response>> draft_asked(Missing const& room,
    access::Visit const& visit, FormPage const& page, SentForm const& sent,
    http::Request const& request);
// In the Change that takes what was sent.
void drop_draft(Missing const& room, access::Change& change, SentForm const& sent);

} // namespace kith::missing
