// SPDX-License-Identifier: MIT
#pragma once

// Passwords: what may be one, how it is kept, and the one-time kind that an administrator hands
// out.
//
// A password is at least 12 characters, of any kind, spaces and every script included; no rule says
// which (OWASP ASVS 5.0, 6.2). Refused are those that breaches laid open, alone or with digits and
// signs around them, one repeated piece, and the sign-in name. It is kept as Argon2id (libsodium,
// 64 MiB, 3 passes).
//
// Units    lengths are characters (code points), after Unicode's NFC, so that a letter typed on two
//          keyboards is one password.
// Cost     a hash or a check takes some 0.15 s and 64 MiB. At most `at_once` run together: beyond
//          that the answer is `too_many`, so that a flood of sign-ins cannot starve the staff who
//          are at work.
// Threads  a PasswordHasher and CommonPasswords are shared by all.
// Errors   `invalid` with a sentence that says what to choose; `too_many`.

#include "base/result.h"
#include <chrono>
#include <memory>
#include <string>
#include <string_view>

namespace kith::access {

// Passwords laid open by breaches: lines, lower-case, sorted by bytes.
class CommonPasswords {
public:
    explicit CommonPasswords(std::string_view sorted_lines) : lines_(sorted_lines) { }
    [[nodiscard]] static CommonPasswords shipped();          // web/passwords.txt
    [[nodiscard]] bool has(std::string_view password) const; // O(log n)

private:
    std::string_view lines_;
};

[[nodiscard]] Done check_new_password(
    std::string_view password, std::string_view sign_in_name, CommonPasswords const& common);

// What one hash costs. The defaults are what ships; tests take the least that libsodium allows.
struct HashCost {
    unsigned long long passes = 3;
    std::size_t bytes = 64U << 20U;
};

class PasswordHasher {
public:
    explicit PasswordHasher(HashCost cost = {}, int at_once = 4,
        std::chrono::milliseconds patience = std::chrono::milliseconds(300));
    PasswordHasher(PasswordHasher const&) = delete;
    PasswordHasher& operator=(PasswordHasher const&) = delete;
    ~PasswordHasher();

    [[nodiscard]] Result<std::string> hash(std::string_view password) const;
    // Does the password belong to the hash? An empty hash (no such account) costs the same and
    // never matches.
    [[nodiscard]] Result<bool> matches(std::string_view hash, std::string_view password) const;

private:
    struct Places;
    class Place;
    HashCost cost_;
    std::chrono::milliseconds patience_;
    std::string nobodys_; // a hash of no password: what an unknown name is checked against
    std::unique_ptr<Places> places_;
};

// A password that is shown once and must be changed at the first sign-in: 80 random bits in four
// groups, such as "7kmq-4x9p-02dt-hw5n".
[[nodiscard]] std::string fresh_one_time_password();
inline constexpr std::chrono::hours one_time_lasts{14 * 24};

// A one-time password as it was meant: either case, spaces for dashes, O for 0, I and L for 1.
[[nodiscard]] std::string read_one_time_password(std::string_view typed);

} // namespace kith::access
