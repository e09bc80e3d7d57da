// SPDX-License-Identifier: MIT
#pragma once

// The certificate and key of `--tls-cert` and `--tls-key`: read, tried, and handed to the public
// process, which can open no file.
//
// Errors   Refused, with a sentence that names the file.

#include "platform/http/certificate.h"
#include <filesystem>
#include <optional>

namespace kith::app {

[[nodiscard]] http::Certificate read_certificate(
    std::filesystem::path const& chain, std::filesystem::path const& key);

// Through a pipe, each text after its length in eight digits. Receiving answers nothing at its end.
void send_certificate(int pipe, http::Certificate const& certificate);
[[nodiscard]] std::optional<http::Certificate> receive_certificate(int pipe);

} // namespace kith::app
