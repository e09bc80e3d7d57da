// SPDX-License-Identifier: MIT
#pragma once

// What the JSON API offers, for programs to read: each room tells of its operations beside its
// routes, and the server makes the OpenAPI 3.1 document of them.
//
// Shapes   schemas are JSON Schema (2020-12) as text; a parse error stops the start.
// Errors   every operation may answer application/problem+json (RFC 9457); the document says so
// once.

#include "platform/http/request.h"
#include <string>
#include <string_view>
#include <vector>

namespace kith::access {

struct Operation {
    http::Method method;
    std::string pattern;     // "/api/v1/concerns/{concern}"
    std::string id;          // "findConcern"
    std::string summary;     // one sentence
    std::string room;        // "concerns"
    std::string body = {};   // schema of what is sent; empty: nothing
    std::string answer = {}; // schema of what comes back; empty: nothing
    unsigned status = 200;
    bool takes_key = false;     // Idempotency-Key: the same again does once
    bool takes_version = false; // If-Match: the version it was read at
};

// The document, as JSON. `server` is the address it is served at, such as "/".
[[nodiscard]] std::string open_api(
    std::vector<Operation> const& operations, std::string_view version);

} // namespace kith::access
