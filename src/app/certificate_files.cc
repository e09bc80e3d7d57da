// SPDX-License-Identifier: MIT
#include "app/certificate_files.h"
#include "app/folder.h"
#include <algorithm>
#include <cerrno>
#include <fmt/core.h>
#include <fstream>
#include <iterator>
#include <system_error>
#include <unistd.h>

namespace kith::app {
namespace {
    constexpr std::size_t size_digits = 8;
    constexpr std::size_t longest_pem = 1'000'000; // a chain of a dozen is 30 KB

    std::string read_pem(std::filesystem::path const& file, char const* option)
    {
        std::ifstream from(file, std::ios::binary);
        std::string text((std::istreambuf_iterator<char>(from)), std::istreambuf_iterator<char>());
        if (!from || text.empty() || text.size() > longest_pem)
            throw Refused(
                fmt::format("{} {} cannot be read: name a PEM file that Kith's account may read",
                    option, file.string()),
                2);
        return text;
    }

    void send_text(int pipe, std::string const& text)
    {
        auto const bytes = fmt::format("{:0{}}", text.size(), size_digits) + text;
        for (std::size_t sent = 0; sent < bytes.size();) {
            auto const more = ::write(pipe, bytes.data() + sent, bytes.size() - sent);
            if (more < 0 && errno == EINTR)
                continue;
            if (more <= 0)
                throw std::system_error(errno, std::generic_category(), "certificate");
            sent += static_cast<std::size_t>(more);
        }
    }

    std::optional<std::string> receive_bytes(int pipe, std::size_t size)
    {
        std::string text(size, '\0');
        for (std::size_t got = 0; got < size;) {
            auto const more = ::read(pipe, text.data() + got, size - got);
            if (more < 0 && errno == EINTR)
                continue;
            if (more <= 0)
                return {};
            got += static_cast<std::size_t>(more);
        }
        return text;
    }

    std::optional<std::string> receive_text(int pipe)
    {
        auto const size = receive_bytes(pipe, size_digits);
        if (!size || size->find_first_not_of("0123456789") != std::string::npos)
            return {};
        return receive_bytes(pipe, std::min<std::size_t>(std::stoul(*size), longest_pem));
    }
} // namespace

http::Certificate read_certificate(
    std::filesystem::path const& chain, std::filesystem::path const& key)
{
    if (chain.empty() || key.empty())
        throw Refused("TLS needs both: --tls-cert FILE and --tls-key FILE", 2);
    http::Certificate certificate{read_pem(chain, "--tls-cert"), read_pem(key, "--tls-key")};
    try {
        http::check(certificate);
    } catch (http::BadCertificate const& bad) {
        throw Refused(fmt::format("{} ({} and {})", bad.what(), chain.string(), key.string()), 2);
    }
    return certificate;
}

void send_certificate(int pipe, http::Certificate const& certificate)
{
    send_text(pipe, certificate.chain);
    send_text(pipe, certificate.key);
}

std::optional<http::Certificate> receive_certificate(int pipe)
{
    auto chain = receive_text(pipe);
    auto key = chain ? receive_text(pipe) : std::nullopt;
    if (!key)
        return {};
    return http::Certificate{std::move(*chain), std::move(*key)};
}

} // namespace kith::app
