// SPDX-License-Identifier: MIT
#pragma once

// A full UK postcode, written as the Royal Mail writes it: upper case, one space before the last
// three.
//
// Reading forgives case, spaces and what people put around it; it never guesses a symbol.
//
// Errors   `invalid`: "Enter a full UK postcode, such as FY1 1AD".

#include "base/result.h"
#include <compare>
#include <string>
#include <string_view>

namespace kith::directory {

class Postcode {
public:
    [[nodiscard]] static Result<Postcode> read(std::string_view text);
    [[nodiscard]] std::string const& write() const { return text_; } // FY1 1AD
    [[nodiscard]] std::string_view outward() const;                  // FY1
    [[nodiscard]] std::string_view area() const;                     // FY

    friend auto operator<=>(Postcode const&, Postcode const&) = default;

private:
    explicit Postcode(std::string text) : text_(std::move(text)) { }
    std::string text_;
};

// Does it look as if a postcode was meant, rather than the name of a place? (It holds a digit.)
[[nodiscard]] bool looks_like_postcode(std::string_view text);

} // namespace kith::directory
