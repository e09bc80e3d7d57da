// SPDX-License-Identifier: MIT
#pragma once

// What one row of an agency's list says of a place, school, home, group or online space.
//
// 1. The kind is said in words that agencies use ("flat", "takeaway", "group chat"); a sort says it
//    too. A row that does not say is of the kind that was chosen for such rows, or is a trouble.
// 2. All else is as on the form of a context (context.h): a home's address is protected by itself.
// 3. Harm that the list says was seen there is a dated statement, with the list as its source.
//
// Errors   `invalid` with the name of the field.

#include "contexts/context.h"
#include "contexts/context_fact.h"
#include "imports/imports.h"
#include <functional>

namespace kith::contexts {

enum class ListField : std::uint8_t {
    reference, // Kith's own, X-7KM-4QX9
    kind,
    name,
    sort,
    address,
    postcode,
    latitude,
    longitude,
    owner,
    opening,
    transport,
    urn,
    dfe_number,
    platform,
    handle,
    url,
    harm,
    seen
};
inline constexpr std::size_t list_field_count = 18;
[[nodiscard]] imports::Fields list_fields();

struct ListedContext {
    Context context = {};
    std::string reference = {};       // as it stands in the list, tidied; empty if it gives none
    std::set<std::string> harms = {}; // data/code_lists/harm.csv
    std::optional<PartialDate> seen = {}; // when, as far as it is known
};
using Cells = std::function<std::string_view(ListField)>;
struct ListSays {
    directory::ReferenceFacts const& facts;
    imports::Settings const& settings; // "kind", for rows that do not say
    Date today;
    // Completes a school from the register that is loaded; nothing, where none is.
    std::function<void(Context&)> complete = {};
};
[[nodiscard]] Result<ListedContext> context_of(ListSays const& says, Cells const& cells);

} // namespace kith::contexts
