// SPDX-License-Identifier: MIT
#pragma once

// `kith serve`: the staff side, its rounds, and the public side as a child process.
// `kith public`: that child. It opens no database and holds no key of the hub.
//
// Both speak plain HTTP on this machine, for a proxy, or TLS with `--tls-cert` and `--tls-key`;
// SIGHUP has the two files read again, and goes on with the old ones if they do not fit.
//
// Errors   Refused, with a sentence; exit code 0 after a graceful stop (SIGTERM, SIGINT).

#include "app/folder.h"
#include "platform/http/certificate.h"
#include <optional>
#include <string>
#include <vector>

namespace kith::app {

struct Listen {
    std::string address = "127.0.0.1";
    std::uint16_t port = 0;
};
[[nodiscard]] Listen read_listen(std::string const& text); // "127.0.0.1:8080"

struct ServeOptions {
    Listen staff = {"127.0.0.1", 8080};
    Listen public_side = {"127.0.0.1", 8081};
    bool without_public = false;
    bool behind_proxy = false; // a front proxy speaks TLS, and its forwarding headers are believed
    std::vector<std::string> proxies = {"127.0.0.1", "::1"}; // where that proxy speaks from
    std::size_t live_pages = 200; // streams at once (http::ServerOptions::max_streams)
    std::string access_log = {};  // a file; empty: standard error
    std::filesystem::path tls_certificate = {}; // PEM files; empty: plain, for a proxy in front
    std::filesystem::path tls_key = {};
};

int serve(Settings const& settings, ServeOptions const& options);

// `tls`: the certificate comes on standard input, at the start and after each SIGHUP, since no file
// can be opened from inside the cage.
enum class Speaks { plain, tls };
// `proxies`: where a proxy speaks from that says for whom (--behind-proxy); empty: none.
int serve_public(Settings const& settings, Listen const& listen,
    std::vector<std::string> const& proxies, Speaks speaks);

} // namespace kith::app
