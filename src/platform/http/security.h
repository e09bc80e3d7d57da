// SPDX-License-Identifier: MIT
#pragma once

// The headers every response carries, errors and style sheets included.
//
// No inline script or style, so no nonce (decisions.md 24). A response keeps its own Cache-Control
// if it has one; everything else here is set over whatever stood there.

#include "platform/http/request.h"
#include "platform/http/response.h"
#include <string_view>

namespace kith::http {

inline constexpr std::string_view content_security_policy
    = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src "
      "'self'; form-action 'self'; "
      "frame-ancestors 'none'; base-uri 'none'";

// Of a file that somebody sent us: opened by itself it may do nothing at all.
inline constexpr std::string_view policy_of_what_was_sent
    = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; sandbox";

enum class Audience {
    staff,
    everyone
}; // everyone: no address of ours goes along to another page, ours included

void dress(Response& response, Audience audience, Wire wire);

} // namespace kith::http
