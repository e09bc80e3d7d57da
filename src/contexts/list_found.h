// SPDX-License-Identifier: MIT
#pragma once

// Which context on record a row of a list is about.
//
// 1. Surely: Kith's reference; a school of the same register number; an online space of the same
//    platform and handle; of one kind, the same name at the same postcode or address, or within 150
//    metres; a home of the same address and postcode. Where two are, neither is sure.
// 2. Perhaps: of one kind and the same name, also one it had before; the same address; of the same
//    sort within 150 metres. Somebody says which, or that it is new: nothing else decides.
// 3. Only among those this visit may know, or whose agency's list it is. Homes, groups of peers and
//    protected addresses are not matched by nearness: living near is no link.
//
// Cost     five indexed reads a row, and the facts of what they find.
// Errors   none.

#include "contexts/list_row.h"
#include "contexts/store.h"

namespace kith::contexts {

struct FoundContext {
    std::optional<Context> surely = {};
    std::vector<imports::Candidate> candidates = {};
};
[[nodiscard]] FoundContext find_listed(
    Visit const& visit, AgencyId agency, ListedContext const& said);
// For whoever brings a list in: one they may know, or may bring up to date; else nothing. What lies
// sealed and they may not read is withheld.
[[nodiscard]] std::optional<Context> context_to_bring_in(
    Visit const& visit, AgencyId agency, ContextId id);

// What of the row the record does not say yet. What differs is told, and stays as it stands; the
// address of a protected one is left alone.
struct FilledIn {
    Context wanted;
    std::vector<imports::Line> lines = {};
    std::vector<std::string> remarks = {};
};
[[nodiscard]] FilledIn filled_in(Context const& stands, Context const& said);

} // namespace kith::contexts
