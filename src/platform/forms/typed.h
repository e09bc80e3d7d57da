// SPDX-License-Identifier: MIT
#pragma once

// What people type, made tidy and measured: never changed in meaning.

#include "platform/forms/answers.h"
#include "platform/forms/form.h"
#include <cstddef>
#include <string>
#include <string_view>

namespace kith::forms {

struct Tidy {
    std::string text;
    bool whole = true; // false: bytes that are no text were replaced by U+FFFD
};

// CRLF and CR as LF, no NUL, valid UTF-8, no space at either end.
[[nodiscard]] Tidy tidy(std::string_view typed);
[[nodiscard]] std::size_t characters(std::string_view utf8); // Unicode scalar values
[[nodiscard]] bool fits(Pattern pattern, std::string_view text);

// Dates in the parts day, month, year (and about). A refusal's field is the part: "day".
[[nodiscard]] Result<PartialDate> read_date_parts(Parts const& parts, Question const& question);
// ... and time, and hour ("first" or "second") in the night when an hour comes twice.
[[nodiscard]] Result<Instant> read_moment_parts(Parts const& parts);
// The other way, so that a date that was read can be typed over.
[[nodiscard]] Parts parts_of(PartialDate const& date);
[[nodiscard]] Parts parts_of(Instant at);
[[nodiscard]] bool asks_which_hour(Parts const& parts);

// The parts of a block that hold a birth date, under the names day, month, year.
[[nodiscard]] Parts birth_parts(Parts const& block);

} // namespace kith::forms
