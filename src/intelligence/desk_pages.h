// SPDX-License-Identifier: MIT
#pragma once

// The pages of the desk, and of those to whom it shares. The room's own.

#include "intelligence/pages.h"

namespace kith::intelligence {

// /intelligence/{submission}/triage, …/grade, …/old-grade, …/subject, …/answer, …/review, …/weed
void add_desk_routes(access::Routes::OfRoom<Intelligence>& routes);
// …/texts/new, …/texts/{text}, its form of one page
void add_text_routes(access::Routes::OfRoom<Intelligence>& routes);
// …/share, /intelligence/shared/{sharing}
void add_sharing_routes(access::Routes::OfRoom<Intelligence>& routes);

} // namespace kith::intelligence
