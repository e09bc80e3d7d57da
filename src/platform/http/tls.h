// SPDX-License-Identifier: MIT
#pragma once

// How we speak TLS: 1.2 and 1.3 only, forward secrecy and authenticated ciphers only, our order, no
// renegotiation, no compression, no session kept on the server (NCSC, "Using TLS to protect data";
// RFC 9325). Only for the files of the edge: it is Boost.
//
// Errors   BadCertificate, as certificate.h says.

#include "platform/http/certificate.h"
#include <boost/asio/ssl/context.hpp>
#include <memory>

namespace kith::http {

[[nodiscard]] std::shared_ptr<boost::asio::ssl::context> tls_context(
    Certificate const& certificate);

} // namespace kith::http
