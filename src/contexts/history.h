// SPDX-License-Identifier: MIT
#pragma once

// What a context was called, covered and belonged to before, from the versions that were replaced:
// each with its days, who changed it and why.
//
// Where the address is protected, and of a home always, where it was and why records changed are
// for those who may "read address"; to all others where it was is "protected".
//
// Shapes   of one aspect the newest first; a value that several versions share is told once.
// Cost     one indexed read, and the opening of each sealed row.
// Errors   as the store's.

#include "contexts/room.h"
#include "platform/access/operations.h"
#include "platform/http/request.h"
#include "platform/http/response.h"
#include <vector>

namespace kith::contexts {

// The context as it stood from `context.recorded_at` on, and why it was replaced.
struct Version {
    Context context;
    std::optional<Instant> until = {}; // none: it stands
    std::string why = {};
};
// The oldest first; the one that stands, as it was found, last.
[[nodiscard]] std::vector<Version> versions_of(Visit const& visit, Context const& stands);

[[nodiscard]] std::string area_in_words(Visit const& visit, Context const& context);
[[nodiscard]] std::string outline_in_words(Context const& context); // "a line of 4 points"

struct Span {
    std::string text;
    Instant from = {};
    std::optional<Instant> until = {}; // none: it stands
    AccountId changed_by = {};         // who ended it
    std::string why = {};
};

struct History {
    std::vector<Span> names = {};
    std::vector<Span> boundaries = {};
    std::vector<Span> owners = {};
    std::vector<Span> standing = {}; // open, closed
};

// The caller has found the context, and so knows that the visit may read it.
[[nodiscard]] History history_of(Visit const& visit, Context const& context);

Result<http::Response> show_history(
    Contexts const& room, Visit const& visit, http::Request const& request);
Result<http::Response> api_history(
    Contexts const& room, Visit const& visit, http::Request const& request);
[[nodiscard]] access::Operation api_history_operation();

} // namespace kith::contexts
