// SPDX-License-Identifier: MIT
#pragma once

// One pattern of ICU MessageFormat, checked once and said many times. ICU itself stays in
// message.cc.
//
// Errors   read_pattern throws std::runtime_error with ICU's reason.

#include "base/result.h"
#include "base/time.h"
#include <map>
#include <string>
#include <string_view>

namespace kith::words {

enum class Reads { text, number, date }; // what the pattern does with an argument

struct Pattern {
    std::string text;
    bool plain = true;                                        // nothing to fill in
    std::map<std::string, Reads, std::less<>> arguments = {}; // by name
};

[[nodiscard]] Pattern read_pattern(std::string_view text, std::string_view language);
[[nodiscard]] std::string write(
    Pattern const& pattern, std::string_view language, Words const& words);
[[nodiscard]] std::string write(Date day, std::string_view language);

// A sentence that is in no list: only its {names} are filled in.
[[nodiscard]] std::string filled(std::string_view sentence, Words const& words);
// 40 % longer, still readable: letters are doubled, digits and tags left alone.
[[nodiscard]] std::string stretch(std::string_view text);

} // namespace kith::words
