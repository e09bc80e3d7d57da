// SPDX-License-Identifier: MIT
#pragma once

// A chronology on a page, for paper, as plain text and for programs: the same for every subject.
// Filters are kinds, agencies and days in the address, never a name.
//
// Errors   a filter that does not read comes back with a sentence by its field.

#include "directory/directory.h"
#include "links/chronology.h"
#include "platform/access/visit.h"
#include "platform/html/value.h"
#include "platform/http/request.h"
#include "platform/http/response.h"
#include <string>

namespace kith::links {

// Whose it is: where it stands, how its text begins, and which kinds of entries it can have (all of
// the list, if none is named).
struct ChronologyOf {
    std::string href;    // "/people/…/chronology"
    std::string heading; // "Chronology of Freya Larkspur (P-7KM-4QX9)"
    std::set<std::string> kinds = {};
};

// For links/chronology_macros.njk: {href, items, count, none_at_all, chosen, print_href, text_href,
// today, gap_days, kinds, agencies, problems, errors, from, to, known_on}.
[[nodiscard]] html::Value chronology_view(directory::ReferenceFacts const& facts,
    access::Visit const& visit, ChronologyOf const& of, ChronologyFilter const& filter,
    Chronology const& made, http::Request const& request);
[[nodiscard]] http::Response chronology_text(directory::ReferenceFacts const& facts,
    access::Visit const& visit, ChronologyOf const& of, ChronologyFilter const& filter,
    Chronology const& made);

// In the address: most (1 to 500) and after (`next` of the answer before), beside the filters.
[[nodiscard]] Result<http::Response> chronology_json(
    Chronology const& made, http::Request const& request);
[[nodiscard]] char const* chronology_schema();

} // namespace kith::links
