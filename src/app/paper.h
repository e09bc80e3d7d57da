// SPDX-License-Identifier: MIT
#pragma once

// "?as=pdf" after the address of a page made for paper: the same page as a file (PDF/UA). It is
// made of what the visitor was shown and nothing else, after the looks at it were noted.
//
// Cost     a process and some half second for each: such requests belong to Lane::slow.
// Threads  safe.

#include "platform/http/request.h"
#include "platform/http/response.h"

namespace kith::app {

class Hub;

[[nodiscard]] bool asks_for_pdf(http::Request const& request);
// What the hub answers, made a file if that was asked and it is for paper.
[[nodiscard]] http::Response answer_or_pdf(Hub const& hub, http::Request& request);

} // namespace kith::app
