// SPDX-License-Identifier: MIT
#pragma once

// The pages of a draft that is shown to a safeguarding lead: the author's, who asks; the lead's,
// who advises, sends it or says why not; and the list of what colleagues have shown.
//
// Errors   as the store's; a rejected form comes back filled in, with a sentence by the field.

#include "concerns/pages.h"
#include "concerns/shared_draft_store.h"
#include "concerns/views.h"

namespace kith::concerns {

void add_shared_draft_routes(access::Routes::OfRoom<Concerns>& routes);
// What a lead is asked, and what an author may read.
[[nodiscard]] std::vector<actions::Line> shared_draft_lines(
    Concerns const& room, Visit const& visit);
// Whether the list of drafts has a place among the lists of concerns: for those who lead.
[[nodiscard]] bool leads_here(Visit const& visit);

[[nodiscard]] std::string address_of(SharedDraft const& shared);
// Who reads it beside its author: "Sam Reed (safeguarding lead) and Jo Marsh (deputy)".
[[nodiscard]] std::string offered_in_words(Visit const& visit, SharedDraft const& shared);
// What was written, oldest first: [{title, when, who, text}].
[[nodiscard]] html::Value notes_view(
    Concerns const& room, Visit const& visit, SharedDraft const& shared);
// "Speak to your safeguarding lead", without a lead whom these answers may be about; empty if they
// are about somebody who works with children.
[[nodiscard]] std::string lead_line_for(Visit const& visit, forms::Answers const& answers);

} // namespace kith::concerns
