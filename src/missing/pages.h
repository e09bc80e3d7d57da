// SPDX-License-Identifier: MIT
#pragma once

// The pages of missing. The room's own.

#include "missing/room.h"
#include "platform/http/request.h"
#include "platform/http/response.h"

namespace kith::missing {

using Response = http::Response;

// /missing: who is missing now; /missing/interviews: open interviews by hours left.
void add_duty_routes(access::Routes::OfRoom<Missing>& routes);
// /missing/{episode} and what is done with it.
void add_episode_routes(access::Routes::OfRoom<Missing>& routes);
// /missing/{episode}/interview and what is done with it.
void add_interview_routes(access::Routes::OfRoom<Missing>& routes);
// /missing/{episode}/interview/named: what it names, and what is done about it.
void add_named_routes(access::Routes::OfRoom<Missing>& routes);
// What should be known next time: written, and read by name.
void add_learning_routes(access::Routes::OfRoom<Missing>& routes);
// /people/{person}/missing: the person's episodes, and the plan made before.
void add_person_routes(access::Routes::OfRoom<Missing>& routes);
// /missing/returns: what an authority returns, and its file.
void add_returns_routes(access::Routes::OfRoom<Missing>& routes);

} // namespace kith::missing
