// SPDX-License-Identifier: MIT
#pragma once

// Everything known about one context that this visitor may see, newest first; and how its record
// stood at any moment before.
//
// 1. Events and links come from links, so whoever is linked is named only to who may know them.
// 2. "As known on" is read from contexts_was and from rows with their days of recording and of
//    withdrawal (decisions of the house: 7).
// 3. Where a home was before, and any protected address, is told as its history tells it.
// 4. What stands in context_facts is told too: said, ended, taken back.
//
// Shapes   links/chronology.h. Gaps in contact are of people: a context has none.
// Cost     one indexed read a source, and one look-up for each different record that an entry was
//          drawn from.

#include "contexts/room.h"

namespace kith::contexts {

// The caller has found the context, and asked for a purpose where one is needed.
[[nodiscard]] links::Chronology chronology_of(Contexts const& room, Visit const& visit,
    Context const& context, links::ChronologyFilter const& filter);

// The record as it was known then; nothing if there was none yet.
[[nodiscard]] std::optional<Context> as_known(
    Visit const& visit, Context const& context, Instant known_at);
// The same in words: [{key, text}], as the macro summary draws it.
[[nodiscard]] html::Value as_known_view(
    Contexts const& room, Visit const& visit, Context const& context, Instant known_at);

// What others recorded since the visitor last looked (links/since.h).
[[nodiscard]] std::vector<links::News> news_of(
    Contexts const& room, Visit const& visit, Context const& context, Instant since);

} // namespace kith::contexts
