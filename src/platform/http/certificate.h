// SPDX-License-Identifier: MIT
#pragma once

// What a server shows to prove that it is who it says, for TLS without a proxy in front.
//
// Shapes   both PEM texts: the server's certificate with those that signed it after it, and its
//          private key, not encrypted.
// Errors   `check` throws BadCertificate with a sentence if either does not read, or the key is not
//          that of the certificate.

#include <stdexcept>
#include <string>

namespace kith::http {

struct Certificate {
    std::string chain;
    std::string key;
};

class BadCertificate : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

void check(Certificate const& certificate);

} // namespace kith::http
