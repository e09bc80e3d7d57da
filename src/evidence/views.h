// SPDX-License-Identifier: MIT
#pragma once

// Exhibits, custody and timelines as pages show them. Each is given what its caller has found.

#include "evidence/acts.h"
#include "platform/html/value.h"

namespace kith::evidence {

[[nodiscard]] std::string address_of(ExhibitId id);          // /evidence/exhibits/…
[[nodiscard]] std::string address_about(Thing const& about); // /evidence/about/person/…
// {text, href, back}: what this visit may be told it is called.
[[nodiscard]] html::Value about_view(Evidence const& room, Visit const& visit, Thing const& about);
// A line of the macro work_list.
[[nodiscard]] html::Value exhibit_row(
    Evidence const& room, Visit const& visit, Exhibit const& exhibit);
// {href, reference, mark, name, state, rows, version, file, …}
[[nodiscard]] html::Value exhibit_view(
    Evidence const& room, Visit const& visit, Exhibit const& exhibit);
// [{act, at, who, where, why, seal, by, wrong, because, waits, confirmed, may_confirm, …}]
[[nodiscard]] html::Value custody_view(
    Evidence const& room, Visit const& visit, Exhibit const& exhibit, bool may_change);
[[nodiscard]] html::Value timeline_view(
    Evidence const& room, Visit const& visit, std::vector<TimelineEntry> const& entries);
// What is known of it as lines of words, for a pack: no more than stands on its page.
[[nodiscard]] std::string words_for_a_pack(
    Evidence const& room, Visit const& visit, Exhibit const& exhibit);
[[nodiscard]] std::string words_for_a_pack(Visit const& visit, TimelineEntry const& entry);
[[nodiscard]] std::string when_in_words(TimelineEntry const& entry);

} // namespace kith::evidence
