// SPDX-License-Identifier: MIT
#pragma once

// Sealing with a key: XChaCha20-Poly1305 (IETF), a random nonce of 24 bytes in front. `about` is
// bound to the text but not in it: what was sealed about one thing is not opened about another.
//
// Errors   opening answers nothing unless key, text and `about` are those of the sealing.

#include "platform/ledger/key_file.h"
#include <optional>
#include <string>
#include <string_view>

namespace kith::ledger {

[[nodiscard]] std::string seal_with(
    Secret const& key, std::string_view text, std::string_view about);
[[nodiscard]] std::optional<std::string> open_with(
    Secret const& key, std::string_view sealed, std::string_view about);

} // namespace kith::ledger
