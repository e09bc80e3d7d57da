// SPDX-License-Identifier: MIT
#pragma once

// What a visitor asked for: one HTTP request, read, checked and decoded.
//
// Shapes   `Request::read` makes one of its parts; `Request::get("/concerns?team=x")` and
//          `Request::post("/concerns", form)` make one without a socket. Path segments, query,
//          cookies and form are decoded; `target` is as sent.
// Errors   `read` is `invalid` on an address that is not a clean path: broken %-sequences, bytes
//          that are not UTF-8, a NUL, an encoded slash, `.` or `..`, a doubled slash.
//          `id` is `not_found` when the segment is no id: an address nobody could have been given.
// Threads  belongs to the worker that answers it.

#include "base/id.h"
#include "base/result.h"
#include "platform/http/form_data.h"
#include "platform/http/headers.h"
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace kith::http {

enum class Method { get, head, post, put, patch, remove, options, other }; // remove is DELETE
[[nodiscard]] std::string_view write(Method method);
[[nodiscard]] Method read_method(std::string_view text);

enum class Wire { plain, secure }; // secure: TLS between the visitor and us, or our listed proxy

struct RequestParts {
    Method method = Method::get;
    std::string target = "/"; // path and query, as sent
    Headers headers = {};
    std::string body = {};
    Wire wire = Wire::plain;
    std::string peer = {};             // the visitor's address; empty where none may be known
    std::string id = {};               // empty: a fresh one
    std::optional<FormData> form = {}; // a multipart form read while it arrived
};

class Request {
public:
    [[nodiscard]] static Result<Request> read(RequestParts parts);
    [[nodiscard]] static Request get(std::string target); // for tests and
    [[nodiscard]] static Request post(
        std::string target, FormData const& form); // calls from inside:
    [[nodiscard]] static Request post_json(
        std::string target, std::string text); // throw if malformed
    Request&& with(std::string header, std::string value) &&;
    Request&& from(std::string peer) &&;

    [[nodiscard]] Method method() const { return parts_.method; }
    [[nodiscard]] bool changes() const; // not GET, HEAD or OPTIONS: may write
    [[nodiscard]] std::string const& target() const { return parts_.target; }
    [[nodiscard]] std::string const& path() const { return path_; } // decoded, without the query
    [[nodiscard]] std::vector<std::string> const& segments() const { return segments_; }

    // The part of the path that the route calls {name}.
    [[nodiscard]] Result<std::string> segment(std::string_view name) const;
    template <class AnyId>
    [[nodiscard]] Result<AnyId> id(std::string_view name) const
    {
        auto const text = TRY(segment(name));
        auto const read = AnyId::read(text);
        if (!read)
            return not_found();
        return *read;
    }

    [[nodiscard]] FormData const& query() const { return query_; }
    [[nodiscard]] std::string_view query(std::string_view name) const { return query_.first(name); }
    [[nodiscard]] Headers const& headers() const { return parts_.headers; }
    [[nodiscard]] std::string_view header(std::string_view name) const; // "" if there is none
    [[nodiscard]] std::optional<std::string_view> cookie(std::string_view name) const;

    [[nodiscard]] std::string const& body() const { return parts_.body; }
    [[nodiscard]] Result<FormData> form() const; // invalid unless a form was sent
    [[nodiscard]] Result<std::string>
    json_text() const; // invalid unless application/json, in UTF-8

    // May the visitor be answered as a program (problem+json) rather than as a person (a page)?
    [[nodiscard]] bool
    wants_json() const; // the path is under /api/, or Accept names JSON and not HTML
    [[nodiscard]] bool accepts_gzip() const;

    // The version in `If-Match: "v12"`; nothing if the header is absent, invalid if it is another
    // shape.
    [[nodiscard]] Result<std::optional<std::int64_t>> if_match() const;
    // Idempotency-Key: 16 to 64 letters, digits, `-` and `_`; nothing if absent.
    [[nodiscard]] Result<std::optional<std::string>> idempotency_key() const;
    // The token of `Authorization: Bearer`; "" if there is none.
    [[nodiscard]] std::string_view bearer() const;

    [[nodiscard]] bool secure() const { return parts_.wire == Wire::secure; }
    [[nodiscard]] std::string const& peer() const { return parts_.peer; }
    [[nodiscard]] std::string const& request_id() const
    {
        return parts_.id;
    } // the reference a visitor may quote

    // What the router and the session find out on the way, for handlers and for the access log.
    void matched(std::string pattern, std::string tag,
        std::vector<std::pair<std::string, std::string>> named);
    [[nodiscard]] std::string const& route() const
    {
        return route_;
    } // "/concerns/{concern}"; "" until matched
    [[nodiscard]] std::string const& tag() const { return tag_; }
    // Its answer may carry something to be waited for (Response::first), as the server's own may.
    [[nodiscard]] bool may_wait() const { return may_wait_; }
    void let_wait() { may_wait_ = true; }
    // A form that was sent once already, when its sign-in had ended: it is shown again, with all
    // that was typed, and does nothing. `from`: the page it was on.
    void show_only(std::string from) { shown_from_ = std::move(from); }
    [[nodiscard]] std::optional<std::string> const& shown_from() const { return shown_from_; }
    void signed_in_as(std::string account) { account_ = std::move(account); } // an id, never a name
    [[nodiscard]] std::string const& account() const { return account_; }

private:
    Request() = default;
    RequestParts parts_;
    std::string path_;
    std::vector<std::string> segments_;
    FormData query_;
    std::vector<std::pair<std::string, std::string>> named_;
    std::string route_;
    std::string tag_;
    std::string account_;
    bool may_wait_ = false;
    std::optional<std::string> shown_from_;
};

// The same for a request that was refused before it was read: of its path and its Accept line.
[[nodiscard]] bool wants_json(std::string_view path, std::string_view accept);

[[nodiscard]] std::string etag(std::int64_t version); // 12 as `"v12"`
[[nodiscard]] std::string fresh_reference();          // K7M4-QX9P-2DTR: 60 random bits, no I L O U

} // namespace kith::http
