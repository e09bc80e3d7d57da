// SPDX-License-Identifier: MIT
#pragma once

// Every SQL statement of contexts.
//
// Reading takes a Visit, decides "read" over each row's facts, and notes what was handed out;
// writing takes a Change, decides the act and writes the ledger entry with it. A context that this
// visit may not know answers as one that does not exist.
//
// Cost     a find is three indexed reads; nearness reads a band of latitude, then measures.
// Errors   `not_found`, `not_allowed`, `invalid` with the field, `conflict` if it was saved since
// it was read.

#include "contexts/context.h"
#include "platform/access/visit.h"
#include <string>
#include <vector>

namespace kith::contexts {

using access::Change;
using access::Visit;

[[nodiscard]] Result<Context> find(Visit const& visit, ContextId id);
[[nodiscard]] Result<Context> find(Visit const& visit, Reference const& reference);
// For a page that asks for a purpose first. Notes no look.
[[nodiscard]] Result<access::Facts> find_facts(Visit const& visit, ContextId id);
[[nodiscard]] Result<access::Facts> find_facts(Visit const& visit, Reference const& reference);
[[nodiscard]] bool knows(Visit const& visit, ContextId id); // notes no look
// The same facts whoever looks, for what hangs on the context and is decided by a rule of its own.
// Decides nothing.
[[nodiscard]] Result<access::Facts> facts_for_a_rule(Visit const& visit, ContextId id);

// Schools, places and online spaces are open to those who work with places; a home or a group of
// peers to those who work with it, or said why.
[[nodiscard]] bool opens(Visit const& visit, access::Facts const& facts);

// Those the visit may know, by name; empty kind or district: any. At most 500.
[[nodiscard]] std::vector<Context> list(
    Visit const& visit, std::string const& kind, std::string const& district);

// Is it known already? By name, also one it had before (case, accents, hyphens and spaces do not
// count), or within 150 m of the point, or of the postcode's middle where no point is given. Homes,
// groups of peers and protected addresses are not matched by nearness: living near is no link.
struct Sought {
    std::string name = {};
    std::string postcode = {};
    std::optional<geo::Point> point = {};
};
struct KnownContext {
    Context context;
    std::string reason; // "Same name", "Known as “The Arcade” until 3 May 2026", "120 metres away"
};
// Those this visit may know, each once: same names first, then the nearest.
[[nodiscard]] std::vector<KnownContext> known(Visit const& visit, Sought const& sought);

// Those whose names the words spell, as far as this visit may know: in two words at least, or in
// one of five letters or more that is not the name of every such place ("school").
[[nodiscard]] std::vector<KnownContext> named_in(Visit const& visit, std::string_view text);

// Records it, with district and point from its postcode where they are not given; gives it back
// with id and reference. `team` works with it from today on; if none is named, the visitor's own
// first team, or the visitor.
[[nodiscard]] Result<Context> create(Change& change, Context const& context, TeamId team = {});
// The same for an agency and team that the caller names, as a list of theirs is brought in; read by
// nobody for that. `told` stands in the ledger behind its reference.
[[nodiscard]] Result<ContextId> add(
    Change& change, Context const& context, AgencyId agency, TeamId team, std::string const& told);
// The next version, by a list of the agency that answers for it ("bring in"): what it fills in; and
// as it was before.
[[nodiscard]] Done bring_in(
    Change& change, Context const& stands, Context const& wanted, std::string const& reason);
[[nodiscard]] Done put_back(
    Change& change, Context const& stands, Context const& wanted, std::string const& reason);
// The next version.
[[nodiscard]] Result<Context> save(
    Change& change, Context const& context, std::string const& reason);

[[nodiscard]] access::Facts facts_of(Visit const& visit, Context const& context);

// For counts.h, which decides what of them this visit is told: nothing here asks, or notes a look.
[[nodiscard]] std::optional<Context> find_to_count(Visit const& visit, ContextId id);
// Schools, places and online spaces that are open, by name; at most 500.
[[nodiscard]] std::vector<Context> list_to_count(Visit const& visit);

} // namespace kith::contexts
