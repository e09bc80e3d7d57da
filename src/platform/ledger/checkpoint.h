// SPDX-License-Identifier: MIT
#pragma once

// Checkpoints as files: one a minute in DATA/checkpoints/ while the ledger grows. Every one of
// today and yesterday is kept, and of each earlier day the last.
//
// Shapes   six lines of text: the four that are signed, "signature <hex>", "key <hex>".
//          000000001234-2026-03-29T004000Z.checkpoint is that of 1,234 entries; names sort.
// Errors   a file that cannot be written throws; one that cannot be read is `invalid`.

#include "platform/ledger/ledger.h"

namespace kith::ledger {

[[nodiscard]] bool is_signed(Checkpoint const& checkpoint);

// Writes a checkpoint of `head` unless the newest one there tells of it already.
std::optional<std::filesystem::path> keep_checkpoint(
    Head const& head, Instant at, Keys const& keys, std::filesystem::path const& folder);
void thin_checkpoints(std::filesystem::path const& folder, Instant now);

} // namespace kith::ledger
