// SPDX-License-Identifier: MIT
#pragma once

// The draft of somebody who has not signed in: it travels in the page, sealed, so that nothing is
// stored on the device or the server, and back and reload keep everything.
//
// Shapes   base64url without padding: a version byte, a random nonce, XChaCha20-Poly1305
// (libsodium;
//          draft-irtf-cfrg-xchacha) of JSON, the version as additional data. At most
//          `most_sealed` characters.
// Errors   `invalid` for one that is damaged, of another key or version, too long;
//          and for answers too long to seal. Nothing tells which.
// Threads  safe.

#include "base/result.h"
#include "base/time.h"
#include "platform/forms/answers.h"
#include <string>
#include <string_view>

namespace kith::forms {

inline constexpr std::size_t most_sealed = 256U << 10U;

struct SealedDraft {
    Answers answers = {};
    std::string key = {}; // of idempotency; a receipt is derived from it (fresh_key())
    Instant started_at = {};
};

// `secret` is 32 bytes: the public process's own.
[[nodiscard]] Result<std::string> seal(std::string_view secret, SealedDraft const& draft);
[[nodiscard]] Result<SealedDraft> open(std::string_view secret, std::string_view sealed);

} // namespace kith::forms
