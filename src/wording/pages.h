// SPDX-License-Identifier: MIT
#pragma once

// What the helper answers: a text that is being typed, the trend of an agency, and what is said
// once after a save.
//
// Errors   `invalid` for a form that does not read; `not_found` for a trend that is another's.

#include "platform/http/request.h"
#include "platform/http/response.h"
#include "wording/store.h"
#include "wording/wording.h"

namespace kith::wording_helper {

using http::Request;
using http::Response;

// POST /wording: `text`, and `families` if a child or parent will read it. Nothing of it is kept.
Result<Response> answer_typed(Helper const& room, Visit const& visit, Request const& request);
Result<Response> show_trend(Helper const& room, Visit const& visit, Request const& request);

// After a form was saved: counts its texts, and keeps what to say unless a script has said it.
void look_at_saved(Helper const& room, Visit const& visit, Request const& request);
// For the macro advice_on_words: {phrases: [{quote: {before, written, after}, example, instead,
// why}], ease, from}, without `quote` where it is not known any more; undefined if there is nothing
// to say.
[[nodiscard]] html::Value advice_view(Helper const& room, Visit const& visit);

} // namespace kith::wording_helper
