// SPDX-License-Identifier: MIT
#pragma once

// What the raiser of a public concern holds, and what it opens.
//
// A receipt is a number below 7,776^5 (64.6 bits), shown as five words of the Electronic Frontier
// Foundation's long list or as 20 digits; both are read. It is never stored: Argon2id (64 MiB,
// three passes, the site's salt) turns it into a key pair and the number of a box. The hub seals
// replies to the public half; the public side opens them only while somebody holds out the receipt.
//
// Some words of the list are no words for somebody who tells of harm: a receipt that would show one
// is drawn again, from the same key. With 527 of them left out, 64.1 of the 64.6 bits remain; every
// receipt, also one given before, is read.
//
// Cost     `open_box` takes about 0.15 s and 64 MiB: at most four run at once (see Turnstile).
// Threads  safe.
// Errors   text that is no receipt is `not_found`, and so is one that opens nothing.

#include "base/result.h"
#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace kith::concerns {

class Receipt {
public:
    // The same draft always has the same receipt, so that sending twice shows one.
    [[nodiscard]] static Receipt of_draft(std::string_view own_key, std::string_view draft_key);
    [[nodiscard]] static Result<Receipt> read(std::string_view text);
    [[nodiscard]] std::string words() const;  // "abacus lens otter velvet yo-yo"
    [[nodiscard]] std::string digits() const; // 20 digits, in fives

    friend auto operator<=>(Receipt const&, Receipt const&) = default;

private:
    [[nodiscard]] static Receipt drawn(
        std::string_view own_key, std::string_view draft_key, int draw);
    [[nodiscard]] bool fit() const; // shows no word of data/receipt_unfit_words.txt

    std::array<std::uint16_t, 5> places_{}; // each below 7,776, the highest first
};

[[nodiscard]] double receipts_given_out(); // how many there are to guess among: those that are fit

struct Box {
    std::string number;     // 32 hexadecimal characters: the name of a file
    std::string public_key; // 32 bytes
    std::string secret_key; // 32 bytes
};

[[nodiscard]] Box open_box(Receipt const& receipt, std::string_view site_salt); // 16 bytes of salt

[[nodiscard]] std::string seal_to(
    std::string_view public_key, std::string_view text); // libsodium sealed box
[[nodiscard]] Result<std::string> open_sealed(Box const& box, std::string_view sealed);

[[nodiscard]] std::string base64(std::string_view bytes);
[[nodiscard]] Result<std::string> from_base64(std::string_view text);

} // namespace kith::concerns
