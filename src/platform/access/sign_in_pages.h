// SPDX-License-Identifier: MIT
#pragma once

// The pages of signing in: /sign-in, /sign-in/second-step, /sign-in/set-password,
// /sign-in/set-second-step and POST /sign-out. Open to everybody, so they stand on the router
// itself and not among the rooms' routes.
//
// Every form must come from a page of ours: the first by what the browser says of its origin, the
// others by their session's token as well.
//
// Threads  called once, before the server starts.

#include "platform/access/pages.h"
#include "platform/access/sign_in.h"
#include "platform/html/templates.h"
#include "platform/http/router.h"

namespace kith::access {

// All four outlive the router.
void add_sign_in_routes(http::Router& router, SignIn const& sign_in, Pages const& pages,
    html::Templates const& templates);

// What somebody gets who sent a form when their sign-in had ended: the page of signing in, which
// carries the form. 403: what was asked for was not done.
[[nodiscard]] http::Response ask_sign_in_for(
    KeptForm const& kept, SignIn const& sign_in, Pages const& pages);

} // namespace kith::access
