// SPDX-License-Identifier: MIT
#pragma once

// Dated statements about contexts, read and written. The caller has found the context, and so knows
// that the visit may read it; writing decides "change".
//
// Cost     one indexed read of a context's rows.
// Errors   `invalid` with the field, `not_found`, `conflict` if somebody else was first.

#include "contexts/context_fact.h"
#include "contexts/store.h"

namespace kith::contexts {

// All of a context, oldest first, also what ended or was taken back.
[[nodiscard]] std::vector<ContextFact> list_facts(Visit const& visit, Context const& context);
[[nodiscard]] Result<ContextFact> add_fact(Change& change, directory::ReferenceFacts const& lists,
    Context const& context, ContextFact const& fact);
// The same where it follows from an act that the caller has decided and recorded: a list that is
// brought in made the context.
[[nodiscard]] Result<ContextFact> add_listed_fact(Change& change,
    directory::ReferenceFacts const& lists, Context const& context, ContextFact const& fact);
[[nodiscard]] Result<ContextFact> end_fact(Change& change, Context const& context,
    ContextFact const& fact, std::optional<PartialDate> const& until, std::string const& reason);
[[nodiscard]] Result<ContextFact> withdraw_fact(
    Change& change, Context const& context, ContextFact const& fact, std::string const& reason);

} // namespace kith::contexts
