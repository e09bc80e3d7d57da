// SPDX-License-Identifier: MIT
#pragma once

// What each kind of context has of its own, shown: plain values for the templates, made of facts.

#include "contexts/context_fact.h"
#include "contexts/room.h"

namespace kith::contexts {

inline constexpr char const* address_withheld_words
    = "The address is protected. Only those who work with it see it.";

// Rows {key, texts} for the summary.
void add_own_details(
    Contexts const& room, Visit const& visit, Context const& context, html::Value& rows);
[[nodiscard]] std::string hours_in_words(Contexts const& room, Context const& context);

// "First seen May 2025, last seen about March 2026", from its source and certainty.
[[nodiscard]] std::string fact_in_words(Contexts const& room, ContextFact const& fact);
[[nodiscard]] std::string fact_detail(Contexts const& room, ContextFact const& fact);
// [{title, hint, add, items: [{text, detail, end}], none}] in the order of the kinds; `add` and
// `end` only for whoever may change it.
[[nodiscard]] html::Value facts_view(Contexts const& room, Visit const& visit,
    Context const& context, std::vector<ContextFact> const& facts, bool may_change);

// The form of a kind: {kind, kind_label, sort_label, sorts, phases, days, rows, values, problems,
// withheld, may_tell}.
[[nodiscard]] html::Value form_view(Contexts const& room, Visit const& visit,
    Context const& context, html::Value const& values, std::vector<Error> const& problems);

} // namespace kith::contexts
