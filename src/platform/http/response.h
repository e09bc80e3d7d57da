// SPDX-License-Identifier: MIT
#pragma once

// What a visitor gets: a status, header lines and bytes. The server adds the security headers,
// `Cache-Control: no-store` unless the response says otherwise, the length, and gzip.
//
// Shapes   made by `page`, `see_other`, `text`, `json`, `file`; errors by platform/http/errors.h.
// Threads  a value.

#include "platform/http/headers.h"
#include <chrono>
#include <exception>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace kith::http {

enum class Status : unsigned {
    ok = 200,
    created = 201,
    accepted = 202,
    no_content = 204,
    moved = 301,
    see_other = 303,
    not_modified = 304,
    bad_request = 400,
    not_signed_in = 401,
    not_allowed = 403,
    not_found = 404,
    method_not_allowed = 405,
    request_timeout = 408,
    conflict = 409,
    precondition_failed = 412,
    payload_too_large = 413,
    unsupported_type = 415,
    unprocessable = 422,
    precondition_required = 428,
    too_many = 429,
    headers_too_large = 431,
    broken = 500,
    unavailable = 503,
};
[[nodiscard]] std::string_view reason(Status status); // "See Other"

enum class SameSite { lax, strict };

// A cookie of ours: always `__Host-`, so Secure, Path=/ and no Domain; always HttpOnly.
struct Cookie {
    std::string name;  // without the `__Host-`
    std::string value; // letters, digits, `-` `_` `.` only
    SameSite same_site = SameSite::lax;
    std::chrono::seconds lasts = {}; // 0: until the browser closes
};
inline constexpr std::string_view cookie_prefix = "__Host-";

struct Response {
    Status status = Status::ok;
    Headers headers = {};
    std::string body = {};
    std::string_view lasting
        = {}; // bytes that outlive every response (what ships in the program), instead of `body`

    bool sent_by_somebody = false; // a file that a visitor sent: it may do nothing in a browser

    // What must have happened before a byte of this leaves (a look must be in the ledger): started
    // by the server, which is told, on any thread, that it is done, or what was thrown: then that
    // is answered instead. Only in answers to a request that says `may_wait`.
    using Told = std::function<void(std::exception_ptr)>;
    std::function<void(Told)> first = {};

    // An answer that does not end: a line each time something of `topic` was published, for as long
    // as `still` says so (asked now and then, by a worker; empty: always). See
    // platform/http/live.h.
    struct Live {
        std::string topic;
        std::function<bool()> still = {};
    };
    std::optional<Live> live = {};
    [[nodiscard]] static Response stream(std::string topic);

    [[nodiscard]] std::string_view bytes() const
    {
        return lasting.empty() ? std::string_view(body) : lasting;
    }

    Response&& with(std::string header, std::string value) &&;
    Response&& with(Cookie const& cookie) &&;
    Response&& without_cookie(
        std::string_view name) &&; // tells the browser to forget it; name without `__Host-`
    Response&& with_status(Status other) &&;
};

[[nodiscard]] std::string write(Cookie const& cookie); // the Set-Cookie line

[[nodiscard]] Response page(std::string html, Status status = Status::ok);
[[nodiscard]] Response text(std::string plain, Status status = Status::ok);
[[nodiscard]] Response json(std::string text, Status status = Status::ok);

// To another page of this site, after a change: the browser asks for it by GET. Throws unless `url`
// is a path of ours ("/concerns/..."): nothing a visitor typed may send them elsewhere.
[[nodiscard]] Response see_other(std::string url);

// Bytes to keep, under a plain ASCII name; shown in the browser only if `Shown::in_browser`.
enum class Shown { as_download, in_browser };
[[nodiscard]] Response file(
    std::string bytes, std::string type, std::string_view name, Shown shown = Shown::as_download);

} // namespace kith::http
