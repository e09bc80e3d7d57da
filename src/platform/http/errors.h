// SPDX-License-Identifier: MIT
#pragma once

// THE table from what can go wrong to what is said: status, title, problem type and exit code.
//
// `not_found` says byte for byte the same whatever caused it, whoever asks: what a visitor may not
// know exists answers exactly as what does not exist. So its words and field are dropped here, and
// its body names no reference; neither does a `not_allowed` carry more than its own sentence.
//
// What is refused on the wire, before there is a request (400, 413, 431, 503), is plain text, or
// problem+json where the path or Accept says so.
//
// Shapes   problem details as RFC 9457: application/problem+json with type, title, status, detail.
// Errors   none.

#include "base/result.h"
#include "platform/http/request.h"
#include "platform/http/response.h"
#include <span>
#include <string>
#include <string_view>

namespace kith::http {

struct ErrorRow {
    Code code;
    Status status;
    std::string_view title;   // what happened, as a heading
    std::string_view advice;  // what to do, where the error has no sentence of its own
    std::string_view problem; // the end of the problem type: "not-found"
    int exit_code;            // of the command line (sysexits.h where one fits)
};
[[nodiscard]] std::span<ErrorRow const> error_table();
[[nodiscard]] ErrorRow const& row_of(Code code);

// Makes a sentence of words, in whatever language the reader has; the default fills {names} into
// the key itself.
using Say = std::string (*)(Words const& words);
[[nodiscard]] std::string plainly(Words const& words);

// What a page about an error needs.
struct Explained {
    Status status;
    std::string title;
    std::string detail; // one sentence, or the advice of the table
    std::string
        reference; // what to quote when asking for help: only for `broken` and `unavailable`
};
[[nodiscard]] Explained explain(Error const& error, std::string_view request_id, Say say = plainly);

// The same as problem+json.
[[nodiscard]] Response problem(Error const& error, std::string_view request_id, Say say = plainly);
[[nodiscard]] Response problem(
    Status status, std::string_view detail); // for what has no Code: 405, 412, 413 ...

// The same as a page without frame or style, for when nothing better is at hand; and whichever of
// both suits the request.
[[nodiscard]] Response bare_page(Explained const& explained);
[[nodiscard]] Response answer(Error const& error, Request const& request);
[[nodiscard]] Response answer(Status status, std::string_view detail, Request const& request);

// An address that is known, under another method.
[[nodiscard]] Explained wrong_method();
// Whether whoever sent these first bytes of a request, of which nothing more was read, takes JSON.
[[nodiscard]] bool begins_for_json(std::string_view bytes);

} // namespace kith::http
