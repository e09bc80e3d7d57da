// SPDX-License-Identifier: MIT
#include "platform/forms/sealed_draft.h"
#include "base/random.h"
#include <boost/json.hpp>
#include <sodium.h>
#include <span>

namespace kith::forms {
namespace {
    namespace json = boost::json;
    constexpr unsigned char sealed_version = 1;
    constexpr std::size_t nonce_size = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
    constexpr std::size_t tag_size = crypto_aead_xchacha20poly1305_ietf_ABYTES;
    constexpr auto base64_kind = sodium_base64_VARIANT_URLSAFE_NO_PADDING;

    unsigned char const* octets(std::string_view text)
    {
        return reinterpret_cast<unsigned char const*>(text.data());
    }
    unsigned char* octets(std::string& text)
    {
        return reinterpret_cast<unsigned char*>(text.data());
    }

    void check_secret(std::string_view secret)
    {
        must(secret.size() == crypto_aead_xchacha20poly1305_ietf_KEYBYTES,
            "the key of drafts must be 32 bytes");
    }

    Error unreadable() { return invalid("forms.draft.unreadable"); }

    std::string base64(std::string const& bytes)
    {
        std::string text(sodium_base64_encoded_len(bytes.size(), base64_kind), '\0');
        sodium_bin2base64(
            text.data(), text.size(), octets(std::string_view(bytes)), bytes.size(), base64_kind);
        text.pop_back(); // the NUL that libsodium adds
        return text;
    }

    std::optional<std::string> bytes_of(std::string_view text)
    {
        std::string bytes(text.size(), '\0');
        std::size_t size = 0;
        char const* end = nullptr;
        if (sodium_base642bin(octets(bytes), bytes.size(), text.data(), text.size(), nullptr, &size,
                &end, base64_kind)
                != 0
            || end != text.data() + text.size())
            return {};
        bytes.resize(size);
        return bytes;
    }

    std::string_view text_of_member(json::object const& all, std::string_view name)
    {
        auto const* const held = all.if_contains(name);
        auto const* const text = held ? held->if_string() : nullptr;
        return text ? std::string_view(text->data(), text->size()) : std::string_view{};
    }

    Result<SealedDraft> read_draft(std::string_view text)
    {
        json::error_code trouble;
        auto const value = json::parse({text.data(), text.size()}, trouble);
        if (trouble || !value.is_object())
            return unreadable();
        auto const& all = value.get_object();
        auto const* const version = all.if_contains("version");
        auto const started = Instant::read(text_of_member(all, "started_at"));
        if (!version || !version->is_int64() || !started)
            return unreadable();
        SealedDraft draft;
        draft.answers = TRY(Answers::from_json(std::string(text_of_member(all, "form")),
            static_cast<int>(version->get_int64()), text_of_member(all, "answers")));
        draft.key = text_of_member(all, "key");
        draft.started_at = *started;
        return draft;
    }
} // namespace

Result<std::string> seal(std::string_view secret, SealedDraft const& draft)
{
    check_secret(secret);
    auto const text = json::serialize(json::object{{"form", draft.answers.form()},
        {"version", draft.answers.version()}, {"answers", draft.answers.to_json()},
        {"key", draft.key}, {"started_at", draft.started_at.write()}});
    std::string sealed(1 + nonce_size + text.size() + tag_size, '\0');
    sealed[0] = static_cast<char>(sealed_version);
    auto* const nonce = octets(sealed) + 1;
    fill_random({nonce, nonce_size});
    crypto_aead_xchacha20poly1305_ietf_encrypt(nonce + nonce_size, nullptr,
        octets(std::string_view(text)), text.size(), &sealed_version, 1, nullptr, nonce,
        octets(secret));
    auto written = base64(sealed);
    if (written.size() > most_sealed)
        return invalid("forms.draft.too_long");
    return written;
}

Result<SealedDraft> open(std::string_view secret, std::string_view sealed)
{
    check_secret(secret);
    if (sealed.size() > most_sealed)
        return unreadable();
    auto const bytes = bytes_of(sealed);
    if (!bytes || bytes->size() < 1 + nonce_size + tag_size
        || static_cast<unsigned char>(bytes->front()) != sealed_version)
        return unreadable();
    auto const* const nonce = octets(std::string_view(*bytes)) + 1;
    std::string text(bytes->size() - 1 - nonce_size - tag_size, '\0');
    if (crypto_aead_xchacha20poly1305_ietf_decrypt(octets(text), nullptr, nullptr,
            nonce + nonce_size, text.size() + tag_size, &sealed_version, 1, nonce, octets(secret))
        != 0)
        return unreadable();
    return read_draft(text);
}

} // namespace kith::forms
