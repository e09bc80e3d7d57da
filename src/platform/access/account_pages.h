// SPDX-License-Identifier: MIT
#pragma once

// What somebody signed in sees and changes of their own account, and what Kith says about itself.
//
//   GET  /account                        who I am, for whom, my second step, my access tokens
//   POST /account/agency                 act for another agency I am assigned to
//   POST /account/tokens                 a new access token, shown on the answer and never again
//   POST /account/tokens/{token}/end     end one
//   GET  /privacy, /accessibility        what Kith keeps about staff; how well its pages can be
//   used
//
// Changes are for a browser: an access token opens the page but makes no further token, ends none
// and moves nobody to another agency, so one that was stolen dies when it is ended.
//
// Threads  shared by all.
// Errors   `invalid` for what was typed (the page again); `not_allowed` for a token; `not_found`
//          for an agency that is not theirs today and for a token that is not theirs.

#include "platform/access/house.h"
#include "platform/access/sign_in.h"
#include "platform/http/router.h"

namespace kith::access {

// What the pages need. References are kept: `app` owns what they name for as long as it serves.
struct OwnAccount {
    Pages const& pages;
};

void join(House& house, OwnAccount& room);

// /privacy and /accessibility: for everybody, also before signing in. All four outlive the router.
void add_open_pages(
    http::Router& router, Gate const& gate, SignIn const& sign_in, Pages const& pages);

} // namespace kith::access
