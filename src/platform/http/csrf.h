// SPDX-License-Identifier: MIT
#pragma once

// Was this change asked for on one of our own pages?
//
// Each session has a secret; each page shows it under a fresh random mask, so that compression
// never meets the same secret bytes twice (BREACH). Beside it stands what the browser itself says
// of the page that asked: Sec-Fetch-Site, or Origin from older ones (Fetch Metadata, W3C).
//
// Shapes   a secret is any 32 bytes; a token is base64url of mask and masked secret, 86 characters.
// Cost     nanoseconds; comparison takes as long whatever differs.

#include "platform/http/request.h"
#include <optional>
#include <string>
#include <string_view>

namespace kith::http {

inline constexpr std::string_view csrf_field = "csrf";          // the hidden field of every form
inline constexpr std::string_view csrf_header = "X-Kith-Token"; // where a script sends it

[[nodiscard]] std::string fresh_secret();                // 32 random bytes
[[nodiscard]] std::string mask(std::string_view secret); // throws unless 32 bytes
[[nodiscard]] bool matches(std::string_view secret, std::string_view token);
// The secret under the mask, whosever it is; nothing if the token has not its shape.
[[nodiscard]] std::optional<std::string> unmask(std::string_view token);

enum class Origin { ours, foreign, unknown };
[[nodiscard]] Origin same_origin(Request const& request);

// The whole rule: never from a foreign page; the token must match; a browser that says nothing of
// the origin has the token to go by.
[[nodiscard]] bool asked_by_us(
    Request const& request, std::string_view secret, std::string_view token);

} // namespace kith::http
