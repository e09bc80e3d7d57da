// SPDX-License-Identifier: MIT
#include "platform/ledger/sealing.h"
#include <sodium.h>

namespace kith::ledger {
namespace {
    constexpr std::size_t nonce_size = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
    constexpr std::size_t tag_size = crypto_aead_xchacha20poly1305_ietf_ABYTES;

    unsigned char* raw(std::string& text) { return reinterpret_cast<unsigned char*>(text.data()); }
    unsigned char const* raw(std::string_view text)
    {
        return reinterpret_cast<unsigned char const*>(text.data());
    }
} // namespace

std::string seal_with(Secret const& key, std::string_view text, std::string_view about)
{
    std::string sealed(nonce_size + text.size() + tag_size, '\0');
    randombytes_buf(sealed.data(), nonce_size);
    crypto_aead_xchacha20poly1305_ietf_encrypt(raw(sealed) + nonce_size, nullptr, raw(text),
        text.size(), raw(about), about.size(), nullptr, raw(sealed), key.data());
    return sealed;
}

std::optional<std::string> open_with(
    Secret const& key, std::string_view sealed, std::string_view about)
{
    if (sealed.size() < nonce_size + tag_size)
        return {};
    auto const body = sealed.substr(nonce_size);
    std::string text(body.size() - tag_size, '\0');
    if (crypto_aead_xchacha20poly1305_ietf_decrypt(raw(text), nullptr, nullptr, raw(body),
            body.size(), raw(about), about.size(), raw(sealed), key.data())
        != 0)
        return {};
    return text;
}

} // namespace kith::ledger
