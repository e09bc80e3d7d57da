// SPDX-License-Identifier: MIT
#pragma once

// One recipient's copy of a pack: what may go to them is searched for what was taken out, written
// anew, and sealed as it was made.
//
//   auto const prepared = TRY(prepare_copy(room, visit, pack, recipient));  // no lock is held
//   auto const copy = TRY(visit.change([&](Change& change) {
//       return keep_copy(change, prepared); }));                           // `conflict` if it
//       moved
//
// What stands in it: `pack.pdf` (PDF/UA, where WeasyPrint is installed), the same as `pack.html`,
// the files of exhibits, and `manifest.json` with the SHA-256 of each; of a file that goes uncut
// also the one at intake, of one that is cut never. A picture is drawn anew with
// what is covered burnt in; a file that cannot be drawn anew goes as it was sent, or not at all
// (rule 5 of pack.h). No name of a file that somebody sent stands in it.
//
// Cost     a process in the sandbox for each picture, and some seconds for the PDF; the copy is in
// memory whole: at most
//          `most_of_a_copy`.
// Errors   `invalid`: what is still to be done, in one sentence; `unavailable` where the PDF could
//          not be made; `not_found`.

#include "evidence/pack_store.h"
#include "evidence/zip.h"

namespace kith::evidence {

inline constexpr std::size_t most_of_a_copy = 200UL * 1024 * 1024;

struct PreparedCopy {
    WholePack pack = {};
    PackRecipientId recipient = {};
    std::vector<NamedBytes> files = {};
    std::vector<AttachmentId> attachments = {}; // of which something is in it
    std::string zip = {};
};
[[nodiscard]] Result<PreparedCopy> prepare_copy(
    Evidence const& room, Visit const& visit, PackId pack, PackRecipientId recipient);
[[nodiscard]] Result<PackCopy> keep_copy(Change& change, PreparedCopy const& prepared);

// The text of one item as this recipient has it; none: as it stands, with what is out for all.
[[nodiscard]] std::string text_for(
    Evidence const& room, WholePack const& all, PackItem const& item, PackRecipientId recipient);

} // namespace kith::evidence
