// SPDX-License-Identifier: MIT
#pragma once

// The bytes of HTTP/1.1 that are judged before any library reads them, and those we write.
//
// Two servers that read the same bytes differently are how one visitor's request is smuggled into
// another's (RFC 9112 §11.2). So the header block is held to the letter here, and whatever has two
// readings is refused.
//
// Shapes   a block is everything up to and with the empty line.
// Cost     one pass over at most `max_header` bytes. No state.

#include "platform/http/request.h"
#include "platform/http/response.h"
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace kith::http {

// Is there a NUL, a bare CR, a bare LF or a folded line in a block, or the beginning of one? What
// stands before `from` was looked at already.
[[nodiscard]] bool has_bad_bytes(std::string_view beginning, std::size_t from = 0);

// What the header lines say together. `version` is 10 or 11.
[[nodiscard]] bool is_well_framed(Headers const& headers, unsigned version);

// The visitor behind a proxy we trust: the last address of X-Forwarded-For, else the proxy itself.
[[nodiscard]] std::string forwarded_for(Headers const& headers, std::string const& proxy);
[[nodiscard]] Wire forwarded_wire(Headers const& headers);

enum class After { keep_alive, close };
[[nodiscard]] std::string write_head(Response const& response, After after, std::string_view date);
[[nodiscard]] std::string http_date(
    std::int64_t seconds_since_1970); // "Sun, 06 Nov 1994 08:49:37 GMT"

} // namespace kith::http
