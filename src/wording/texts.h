// SPDX-License-Identifier: MIT
#pragma once

// Which fields of a form are looked at, and what is found in them.
//
// A form says itself where the helper is silent and what a child or parent will read, in fields
// that nobody sees: `wording_silent` and `wording_families` hold the name of a field each, or * for
// the whole form. Of the others a value of three words or more is a text.
//
// Cost     time grows with what was typed.  Errors   none.

#include "engine/wording/wording.h"
#include "platform/http/form_data.h"
#include "wording/quotes.h"
#include <string>
#include <string_view>
#include <vector>

namespace kith::wording_helper {

inline constexpr int adult_reading_age = 18;
// A child or parent should not need to be older than this to read it.
inline constexpr int oldest_reading_age = 11;

struct Text {
    std::string_view value = {}; // of the form
    wording::Readers readers = wording::Readers::professionals;
};
[[nodiscard]] std::vector<Text> texts_of(http::FormData const& form);
// A script showed all that there is to say while it was typed.
[[nodiscard]] bool was_shown(http::FormData const& form);

struct Found {
    int texts = 0;
    int flagged = 0;                // texts with a phrase
    int phrases = 0;                // in all of them
    std::vector<Quote> quotes = {}; // each phrase once, as it was written; five at most
    int age = 0; // of the hardest text for families, if it is over `oldest_reading_age`
};
[[nodiscard]] Found look(wording::List const& list, std::vector<Text> const& texts);

// "It reads as for an age of about 14. …"; empty for a text that is easy or too short to judge.
[[nodiscard]] std::string ease_in_words(std::string_view text);
[[nodiscard]] std::string ease_in_words(int age);

} // namespace kith::wording_helper
