// SPDX-License-Identifier: MIT
#include "platform/http/csrf.h"
#include "base/random.h"
#include "base/result.h"
#include <array>
#include <cstdint>
#include <sodium.h>

namespace kith::http {

namespace {
    constexpr std::size_t secret_size = 32;
    using Token = std::array<std::uint8_t, 2 * secret_size>; // the mask, then the secret under it
    constexpr int plain_base64url = sodium_base64_VARIANT_URLSAFE_NO_PADDING;
} // namespace

std::string fresh_secret()
{
    std::array<std::uint8_t, secret_size> bytes{};
    fill_random(bytes);
    return {bytes.begin(), bytes.end()};
}

std::string mask(std::string_view secret)
{
    must(secret.size() == secret_size, "a session's secret is 32 bytes");
    Token token{};
    fill_random(std::span(token).first(secret_size));
    for (std::size_t i = 0; i < secret_size; ++i)
        token[secret_size + i]
            = static_cast<std::uint8_t>(token[i] ^ static_cast<std::uint8_t>(secret[i]));
    std::string text(sodium_base64_encoded_len(token.size(), plain_base64url), '\0');
    sodium_bin2base64(text.data(), text.size(), token.data(), token.size(), plain_base64url);
    text.pop_back(); // the NUL that C wants
    return text;
}

std::optional<std::string> unmask(std::string_view token)
{
    Token bytes{};
    std::size_t size = 0;
    if (sodium_base642bin(bytes.data(), bytes.size(), token.data(), token.size(), nullptr, &size,
            nullptr, plain_base64url)
            != 0
        || size != bytes.size())
        return std::nullopt;
    std::string secret(secret_size, '\0');
    for (std::size_t i = 0; i < secret_size; ++i)
        secret[i] = static_cast<char>(bytes[i] ^ bytes[secret_size + i]);
    return secret;
}

bool matches(std::string_view secret, std::string_view token)
{
    auto const shown = unmask(token);
    return shown && secret.size() == secret_size
        && sodium_memcmp(shown->data(), secret.data(), secret_size) == 0;
}

Origin same_origin(Request const& request)
{
    if (auto const site = request.header("Sec-Fetch-Site"); !site.empty())
        return site == "same-origin" || site == "none" ? Origin::ours : Origin::foreign;
    auto const origin = request.header("Origin");
    if (origin.empty())
        return Origin::unknown;
    auto const scheme = origin.find("://");
    if (scheme == std::string_view::npos) // "null": from a file, a sandbox, a redirect across sites
        return Origin::foreign;
    return same_name(origin.substr(scheme + 3), request.header("Host")) ? Origin::ours
                                                                        : Origin::foreign;
}

bool asked_by_us(Request const& request, std::string_view secret, std::string_view token)
{
    return same_origin(request) != Origin::foreign && matches(secret, token);
}

} // namespace kith::http
