// SPDX-License-Identifier: MIT
#include "platform/http/tls.h"
#include <boost/asio/buffer.hpp>
#include <openssl/ssl.h>

namespace kith::http {

namespace {
    namespace ssl = boost::asio::ssl;
    constexpr char const* ciphers_of_1_2
        = "ECDHE-ECDSA-AES256-GCM-SHA384:ECDHE-RSA-AES256-GCM-SHA384:"
          "ECDHE-ECDSA-CHACHA20-POLY1305:ECDHE-RSA-CHACHA20-POLY1305:"
          "ECDHE-ECDSA-AES128-GCM-SHA256:ECDHE-RSA-AES128-GCM-SHA256";
    constexpr char const* groups = "X25519:P-256:P-384";

    void refuse_if(bool wrong, char const* sentence)
    {
        if (wrong)
            throw BadCertificate(sentence);
    }
} // namespace

std::shared_ptr<ssl::context> tls_context(Certificate const& certificate)
{
    auto context = std::make_shared<ssl::context>(ssl::context::tls_server);
    auto* const handle = context->native_handle();
    SSL_CTX_set_min_proto_version(handle, TLS1_2_VERSION);
    context->set_options(ssl::context::default_workarounds | SSL_OP_NO_RENEGOTIATION
        | SSL_OP_NO_COMPRESSION | SSL_OP_CIPHER_SERVER_PREFERENCE);
    SSL_CTX_set_session_cache_mode(handle, SSL_SESS_CACHE_OFF);
    SSL_CTX_set_mode(handle, SSL_MODE_RELEASE_BUFFERS); // who waits must cost little
    refuse_if(SSL_CTX_set_cipher_list(handle, ciphers_of_1_2) != 1
            || SSL_CTX_set1_groups_list(handle, groups) != 1,
        "This OpenSSL does not know the ciphers that Kith asks for: bring it up to date");
    context->set_password_callback([](std::size_t, auto) { return std::string(); }); // asks nobody
    boost::system::error_code problem;
    context->use_certificate_chain(boost::asio::buffer(certificate.chain), problem);
    refuse_if(problem.failed(),
        "The certificate does not read: give a PEM file that begins with the server's own");
    context->use_private_key(boost::asio::buffer(certificate.key), ssl::context::pem, problem);
    refuse_if(SSL_CTX_check_private_key(handle) != 1 && !problem,
        "The key is not that of the certificate: give the two that belong together");
    refuse_if(problem.failed(),
        "The key does not read, or is not that of the certificate: give a PEM file that is not "
        "encrypted, and the two that belong together");
    return context;
}

void check(Certificate const& certificate) { (void)tls_context(certificate); }

} // namespace kith::http
