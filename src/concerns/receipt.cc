// SPDX-License-Identifier: MIT
#include "concerns/receipt.h"
#include "base/shipped.h"
#include <algorithm>
#include <cmath>
#include <map>
#include <sodium.h>
#include <vector>

namespace kith::concerns {
namespace {
    __extension__ using Wide = unsigned __int128; // 7,776^5 is a little above 2^64
    constexpr std::uint32_t list_size = 7776;
    constexpr std::ptrdiff_t most_unfit = 644; // 5 log2(7,776 - 644) is 64 bits

    std::vector<std::string> const& receipt_list()
    {
        static auto const list = [] {
            std::vector<std::string> words;
            auto text = shipped_file("web/receipt_words.txt");
            while (!text.empty()) {
                auto const stop = text.find('\n');
                words.emplace_back(text.substr(0, stop));
                text.remove_prefix(std::min(text.size(), stop + 1));
            }
            must(words.size() == list_size, "the list of receipt words is not whole");
            return words;
        }();
        return list;
    }

    // The places of data/receipt_unfit_words.txt in the list.
    std::vector<bool> const& unfit_places()
    {
        static auto const unfit = [] {
            std::vector<bool> all(list_size, false);
            auto text = shipped_file("data/receipt_unfit_words.txt");
            while (!text.empty()) {
                auto const stop = text.find('\n');
                auto const word = text.substr(0, stop);
                text.remove_prefix(std::min(text.size(), stop + 1));
                if (word.empty() || word.front() == '#')
                    continue;
                auto const at = std::ranges::find(receipt_list(), word);
                must(at != receipt_list().end(), "an unfit word is no word of the receipt list");
                all[static_cast<std::size_t>(at - receipt_list().begin())] = true;
            }
            must(std::ranges::count(all, true) <= most_unfit, "too many words are unfit");
            return all;
        }();
        return unfit;
    }

    std::string letters_only(std::string_view word)
    {
        std::string plain;
        for (char const c : word)
            if (c >= 'a' && c <= 'z')
                plain += c;
            else if (c >= 'A' && c <= 'Z')
                plain += static_cast<char>(c - 'A' + 'a');
        return plain;
    }

    std::uint16_t const* place_of(std::string const& plain)
    {
        static auto const places = [] {
            std::map<std::string, std::uint16_t> all;
            for (std::size_t i = 0; i < receipt_list().size();
                 ++i) // "yo-yo" and "yoyo" are two words
                all.emplace(receipt_list()[i], static_cast<std::uint16_t>(i));
            for (std::size_t i = 0; i < receipt_list().size(); ++i)
                all.emplace(letters_only(receipt_list()[i]), static_cast<std::uint16_t>(i));
            return all;
        }();
        auto const at = places.find(plain);
        return at == places.end() ? nullptr : &at->second;
    }

    std::vector<std::string> split_receipt(std::string_view text, bool at_dashes)
    {
        std::vector<std::string> parts(1);
        for (char const c : text) {
            auto const letter
                = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (!at_dashes && c == '-');
            if (letter)
                parts.back() += c;
            else if (!parts.back().empty())
                parts.emplace_back();
        }
        if (parts.back().empty())
            parts.pop_back();
        return parts;
    }

    std::array<std::uint16_t, 5> places_of_number(Wide number)
    {
        std::array<std::uint16_t, 5> places{};
        for (std::size_t i = 5; i-- > 0;) {
            places[i] = static_cast<std::uint16_t>(number % list_size);
            number /= list_size;
        }
        return places;
    }
    Wide number_of_places(std::array<std::uint16_t, 5> const& places)
    {
        Wide number = 0;
        for (auto const place : places)
            number = number * list_size + place;
        return number;
    }
    Wide receipt_limit()
    {
        Wide limit = 1;
        for (int i = 0; i < 5; ++i)
            limit *= list_size;
        return limit;
    }

    unsigned char const* bytes_of(std::string_view text)
    {
        return reinterpret_cast<unsigned char const*>(text.data());
    }
    unsigned char* bytes_of(std::string& text)
    {
        return reinterpret_cast<unsigned char*>(text.data());
    }
} // namespace

bool Receipt::fit() const
{
    return std::ranges::none_of(places_, [](std::uint16_t place) { return unfit_places()[place]; });
}

Receipt Receipt::of_draft(std::string_view own_key, std::string_view draft_key)
{
    for (int draw = 0;; ++draw) // seven in ten fit at once
        if (auto const receipt = drawn(own_key, draft_key, draw); receipt.fit())
            return receipt;
}

Receipt Receipt::drawn(std::string_view own_key, std::string_view draft_key, int draw)
{
    std::array<unsigned char, 16> hash{};
    auto const again = draw == 0 ? std::string() : " " + std::to_string(draw);
    auto const label = "kith receipt" + again + " " + std::string(draft_key);
    crypto_generichash(
        hash.data(), hash.size(), bytes_of(label), label.size(), bytes_of(own_key), own_key.size());
    Wide number = 0;
    for (auto const byte : hash)
        number = number << 8 | byte;
    Receipt receipt;
    receipt.places_ = places_of_number(number % receipt_limit());
    return receipt;
}

Result<Receipt> Receipt::read(std::string_view text)
{
    if (text.size() > 400)
        return not_found();
    std::string digits;
    std::ranges::copy_if(
        text, std::back_inserter(digits), [](char c) { return c >= '0' && c <= '9'; });
    Receipt receipt;
    if (digits.size() == 20) {
        Wide number = 0;
        for (char const c : digits)
            number = number * 10 + static_cast<unsigned>(c - '0');
        if (number >= receipt_limit())
            return not_found();
        receipt.places_ = places_of_number(number);
        return receipt;
    }
    auto parts = split_receipt(text, false);
    if (parts.size() != 5)
        parts = split_receipt(text, true); // written with dashes between the words
    if (parts.size() != 5 || !digits.empty())
        return not_found();
    for (std::size_t i = 0; i < 5; ++i) {
        std::ranges::transform(parts[i], parts[i].begin(),
            [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
        auto const* const exact = place_of(parts[i]);
        auto const* const place = exact ? exact : place_of(letters_only(parts[i]));
        if (!place)
            return not_found();
        receipt.places_[i] = *place;
    }
    return receipt;
}

std::string Receipt::words() const
{
    std::string text;
    for (auto const place : places_)
        text += (text.empty() ? "" : " ") + receipt_list()[place];
    return text;
}

std::string Receipt::digits() const
{
    auto number = number_of_places(places_);
    std::string text;
    for (int i = 0; i < 20; ++i) {
        if (i > 0 && i % 5 == 0)
            text += ' ';
        text += static_cast<char>('0' + static_cast<int>(number % 10));
        number /= 10;
    }
    std::ranges::reverse(text);
    return text;
}

double receipts_given_out()
{
    auto const fit = std::ranges::count(unfit_places(), false);
    return std::pow(static_cast<double>(fit), 5);
}

Box open_box(Receipt const& receipt, std::string_view site_salt)
{
    must(site_salt.size() == crypto_pwhash_SALTBYTES, "the site's salt has 16 bytes");
    auto const secret = receipt.digits();
    std::array<unsigned char, 64> made{};
    if (crypto_pwhash(made.data(), made.size(), secret.data(), secret.size(), bytes_of(site_salt),
            3, 64U << 20U, crypto_pwhash_ALG_ARGON2ID13)
        != 0)
        throw std::bad_alloc(); // the one way it fails
    Box box;
    box.public_key.resize(crypto_box_PUBLICKEYBYTES);
    box.secret_key.resize(crypto_box_SECRETKEYBYTES);
    crypto_box_seed_keypair(bytes_of(box.public_key), bytes_of(box.secret_key), made.data());
    std::array<unsigned char, 16> number{};
    crypto_generichash(number.data(), number.size(), made.data() + 32, 32, nullptr, 0);
    std::array<char, 33> hex{};
    sodium_bin2hex(hex.data(), hex.size(), number.data(), number.size());
    box.number = hex.data();
    sodium_memzero(made.data(), made.size());
    return box;
}

std::string seal_to(std::string_view public_key, std::string_view text)
{
    must(public_key.size() == crypto_box_PUBLICKEYBYTES, "a public key has 32 bytes");
    std::string sealed(text.size() + crypto_box_SEALBYTES, '\0');
    crypto_box_seal(bytes_of(sealed), bytes_of(text), text.size(), bytes_of(public_key));
    return sealed;
}

Result<std::string> open_sealed(Box const& box, std::string_view sealed)
{
    if (sealed.size() < crypto_box_SEALBYTES)
        return not_found();
    std::string text(sealed.size() - crypto_box_SEALBYTES, '\0');
    if (crypto_box_seal_open(bytes_of(text), bytes_of(sealed), sealed.size(),
            bytes_of(box.public_key), bytes_of(box.secret_key))
        != 0)
        return not_found();
    return text;
}

std::string base64(std::string_view bytes)
{
    std::string text(
        sodium_base64_encoded_len(bytes.size(), sodium_base64_VARIANT_URLSAFE_NO_PADDING), '\0');
    sodium_bin2base64(text.data(), text.size(), bytes_of(bytes), bytes.size(),
        sodium_base64_VARIANT_URLSAFE_NO_PADDING);
    text.pop_back(); // the closing zero
    return text;
}

Result<std::string> from_base64(std::string_view text)
{
    std::string bytes(text.size(), '\0');
    std::size_t size = 0;
    if (sodium_base642bin(bytes_of(bytes), bytes.size(), text.data(), text.size(), nullptr, &size,
            nullptr, sodium_base64_VARIANT_URLSAFE_NO_PADDING)
        != 0)
        return not_found();
    bytes.resize(size);
    return bytes;
}

} // namespace kith::concerns
