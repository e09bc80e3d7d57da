// SPDX-License-Identifier: MIT
#pragma once

// What pages and programs do with exhibits and timelines, each whole inside one Change.
//
// Errors   `invalid` with the form's field; `conflict` where somebody was first; as the store's.

#include "evidence/store.h"

namespace kith::evidence {

// All that is wrong with it and with its receipt.
[[nodiscard]] std::vector<Error> problems_with(
    Visit const& visit, Exhibit const& exhibit, CustodyEntry const& receipt);
// A new one with the first entry of its log; of a file, the SHA-256 it came with.
[[nodiscard]] Result<Exhibit> take_in(Change& change, Exhibit wanted, CustodyEntry const& receipt);
[[nodiscard]] Result<CustodyId> note_custody(
    Change& change, ExhibitId id, CustodyEntry const& entry);
// The second person's word that it was destroyed; of a file the bytes go with it.
[[nodiscard]] Done confirm_destroyed(Change& change, ExhibitId id, CustodyId entry);
[[nodiscard]] Done mark_wrong(
    Change& change, ExhibitId id, CustodyId entry, std::string const& because);
[[nodiscard]] Result<Exhibit> correct(Change& change, Exhibit wanted, std::string const& reason);
[[nodiscard]] Done withdraw_exhibit(Change& change, ExhibitId id, std::string const& because);
// A file that was marked as a sexual image of a child is none here any more: its exhibit is the
// reference alone.
[[nodiscard]] bool is_taken_away(db::Connection& connection, Exhibit const& exhibit);

[[nodiscard]] Result<TimelineId> add_to_timeline(Change& change, TimelineEntry const& entry);
[[nodiscard]] Done withdraw_from_timeline(
    Change& change, TimelineId id, std::string const& because);

// Who sees the file of an exhibit: whoever may read the exhibit, unless it was withdrawn; then
// whoever keeps it.
[[nodiscard]] documents::Holder exhibit_holder();

} // namespace kith::evidence
