// SPDX-License-Identifier: MIT
#pragma once

// The pages of intelligence. The room's own.

#include "intelligence/room.h"
#include "platform/http/request.h"
#include "platform/http/response.h"

namespace kith::intelligence {

using Response = http::Response;

// /intelligence: what came in, or what this visitor sent; one submission, its source, its end.
void add_page_routes(access::Routes::OfRoom<Intelligence>& routes);
// /named/…: what was named before
void add_named_routes(access::Routes::OfRoom<Intelligence>& routes);
// /intelligence/new
void add_form_routes(access::Routes::OfRoom<Intelligence>& routes);

} // namespace kith::intelligence
