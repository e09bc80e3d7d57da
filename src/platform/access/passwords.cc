// SPDX-License-Identifier: MIT
#include "platform/access/passwords.h"
#include "base/random.h"
#include "base/shipped.h"
#include <algorithm>
#include <array>
#include <cctype>
#include <semaphore>
#include <sodium.h>
#include <unicode/normalizer2.h>
#include <unicode/unistr.h>

namespace kith::access {
namespace {
    constexpr std::int32_t shortest = 12;
    constexpr std::int32_t longest = 200;
    constexpr std::size_t most_bytes = 4 * 200;
    constexpr std::string_view one_time_symbols = "0123456789abcdefghjkmnpqrstvwxyz";

    // Nothing for text that is not UTF-8.
    icu::UnicodeString one_form(std::string_view text)
    {
        auto status = U_ZERO_ERROR;
        auto const* const nfc = icu::Normalizer2::getNFCInstance(status);
        must(U_SUCCESS(status), "ICU has no NFC");
        auto const normal = nfc->normalize(
            icu::UnicodeString::fromUTF8(
                icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size()))),
            status);
        must(U_SUCCESS(status), "ICU could not normalise a password");
        return normal;
    }
    std::string bytes_of(std::string_view password)
    {
        std::string bytes;
        one_form(password).toUTF8String(bytes);
        return bytes;
    }
    std::string lower(std::string_view password)
    {
        auto text = one_form(password);
        std::string bytes;
        text.toLower().toUTF8String(bytes);
        return bytes;
    }

    bool letter(char c)
    {
        auto const byte = static_cast<unsigned char>(c);
        return byte >= 0x80 || std::isalpha(byte) != 0;
    }
    // "sunshine2024!" is "sunshine" to whoever guesses.
    std::string_view without_edges(std::string_view password)
    {
        while (!password.empty() && !letter(password.front()))
            password.remove_prefix(1);
        while (!password.empty() && !letter(password.back()))
            password.remove_suffix(1);
        return password;
    }
    // The piece that the whole repeats; the whole itself if it repeats none.
    std::string_view repeated_piece(std::string_view password)
    {
        for (std::size_t size = 1; size <= password.size() / 2; ++size)
            if (password.size() % size == 0
                && password.substr(size) == password.substr(0, password.size() - size))
                return password.substr(0, size);
        return password;
    }
    bool runs_on(std::string_view password) // 123456789012, abcdefghijkl, and backwards
    {
        auto const steps_by = [&](int by) {
            for (std::size_t i = 1; i < password.size(); ++i) {
                auto const step = password[i] - password[i - 1];
                auto const round
                    = std::isdigit(static_cast<unsigned char>(password[i])) != 0 && step == -9 * by;
                if (step != by && !round)
                    return false;
            }
            return true;
        };
        return steps_by(1) || steps_by(-1);
    }
    bool easily_guessed(std::string const& password, CommonPasswords const& common)
    {
        auto const piece = repeated_piece(password);
        return common.has(password) || common.has(without_edges(password)) || common.has(piece)
            || piece.size() < 5 || runs_on(password);
    }
} // namespace

CommonPasswords CommonPasswords::shipped()
{
    return CommonPasswords(shipped_file("web/passwords.txt"));
}

bool CommonPasswords::has(std::string_view password) const
{
    auto rest = lines_;
    while (!rest.empty() && !password.empty()) { // halves what is left, by whole lines
        auto const middle = rest.size() / 2;
        auto const before = rest.rfind('\n', middle == 0 ? 0 : middle - 1);
        auto const begin = before == std::string_view::npos ? 0 : before + 1;
        auto const end = std::min(rest.find('\n', begin), rest.size());
        auto const line = rest.substr(begin, end - begin);
        if (line == password)
            return true;
        rest
            = password < line ? rest.substr(0, begin) : rest.substr(std::min(end + 1, rest.size()));
    }
    return false;
}

Done check_new_password(
    std::string_view password, std::string_view sign_in_name, CommonPasswords const& common)
{
    if (password.empty())
        return invalid("Enter a new password", "password");
    auto const characters
        = password.size() > most_bytes ? longest + 1 : one_form(password).countChar32();
    if (characters < shortest)
        return invalid("Choose a password of at least 12 characters: three or four words that have "
                       "nothing to do "
                       "with one another are easy to remember",
            "password");
    if (characters > longest)
        return invalid("Choose a password of at most 200 characters", "password");
    auto const plain = lower(password);
    if (sign_in_name.size() >= 4 && plain.find(lower(sign_in_name)) != std::string::npos)
        return invalid("Choose a password without your sign-in name in it", "password");
    if (easily_guessed(plain, common))
        return invalid("Choose another password: this one is among the first that people try, "
                       "because it was found "
                       "in stolen data or follows a simple pattern",
            "password");
    return done();
}

struct PasswordHasher::Places {
    explicit Places(int at_once) : free(at_once) { }
    std::counting_semaphore<> free;
};

class PasswordHasher::Place { // one of the few, for as long as it stands
public:
    Place(Places& places, std::chrono::milliseconds patience)
        : places_(places), taken_(places.free.try_acquire_for(patience))
    {
    }
    Place(Place const&) = delete;
    Place& operator=(Place const&) = delete;
    ~Place()
    {
        if (taken_)
            places_.free.release();
    }
    [[nodiscard]] Done taken() const
    {
        if (!taken_)
            return error(
                Code::too_many, "Many people are signing in just now. Try again in a moment");
        return done();
    }

private:
    Places& places_;
    bool taken_;
};

PasswordHasher::PasswordHasher(HashCost cost, int at_once, std::chrono::milliseconds patience)
    : cost_(cost), patience_(patience), places_(std::make_unique<Places>(at_once))
{
    must(sodium_init() >= 0, "libsodium does not start");
    std::array<std::uint8_t, 16 + 32> bytes{};
    fill_random(bytes);
    auto const written = [](std::uint8_t const* from, std::size_t size) {
        std::array<char, 64> text{};
        return std::string(sodium_bin2base64(
            text.data(), text.size(), from, size, sodium_base64_VARIANT_ORIGINAL_NO_PADDING));
    };
    nobodys_ = "$argon2id$v=19$m=" + std::to_string(cost_.bytes / 1024)
        + ",t=" + std::to_string(cost_.passes) + ",p=1$" + written(bytes.data(), 16) + "$"
        + written(bytes.data() + 16, 32);
}
PasswordHasher::~PasswordHasher() = default;

Result<std::string> PasswordHasher::hash(std::string_view password) const
{
    auto const bytes = bytes_of(password);
    Place const place(*places_, patience_);
    TRY(place.taken());
    std::array<char, crypto_pwhash_STRBYTES> text{};
    if (crypto_pwhash_str_alg(text.data(), bytes.data(), bytes.size(), cost_.passes, cost_.bytes,
            crypto_pwhash_ALG_ARGON2ID13)
        != 0)
        throw std::runtime_error("a password could not be hashed: no memory");
    return std::string(text.data());
}

Result<bool> PasswordHasher::matches(std::string_view hash, std::string_view password) const
{
    auto const bytes = bytes_of(password.substr(0, most_bytes + 1)); // longer ones match nothing
    Place const place(*places_, patience_);
    TRY(place.taken());
    std::string const against(hash.empty() ? std::string_view(nobodys_) : hash);
    auto const same = crypto_pwhash_str_verify(against.c_str(), bytes.data(), bytes.size()) == 0;
    return same && !hash.empty();
}

std::string fresh_one_time_password()
{
    std::string password;
    for (int i = 0; i < 16; ++i) {
        if (i != 0 && i % 4 == 0)
            password += '-';
        password += one_time_symbols[random_below(32)];
    }
    return password;
}

std::string read_one_time_password(std::string_view typed)
{
    std::string symbols;
    for (auto const c : typed) {
        auto const small = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
        auto const meant = small == 'o' ? '0' : small == 'i' || small == 'l' ? '1' : small;
        if (meant == ' ' || meant == '-')
            continue;
        if (!symbols.empty() && symbols.size() % 5 == 4)
            symbols += '-';
        symbols += meant;
    }
    return symbols;
}

} // namespace kith::access
