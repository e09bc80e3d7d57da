// SPDX-License-Identifier: MIT
#pragma once

// References people can say on the phone: C-7KM-4QX9.
//
// A letter for the kind, six random symbols and one check symbol, out of 0-9 and A-Y without I L O
// U: 31 symbols. 31 is a prime, so check = sum(i x value i) mod 31 finds every wrong symbol and
// every swap of two. Read whatever the case; O is read as 0, I and L as 1; spaces and dashes do not
// matter.
//
// Errors   reading a wrong one is `not_found`: it names nothing.

#include "base/result.h"
#include <string>
#include <string_view>

namespace kith {

class Reference {
public:
    Reference() = default;
    [[nodiscard]] static Reference fresh(char kind); // draw again if the store says it is taken
    [[nodiscard]] static Result<Reference> read(std::string_view text);
    [[nodiscard]] std::string write() const; // C-7KM-4QX9
    [[nodiscard]] char kind() const { return text_.empty() ? '\0' : text_.front(); }

    friend auto operator<=>(Reference const&, Reference const&) = default;

private:
    std::string text_; // the kind, then seven symbols
};

} // namespace kith
