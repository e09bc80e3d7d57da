// SPDX-License-Identifier: MIT
#include "platform/access/second_step.h"
#include "base/random.h"
#include "base/result.h"
#include <array>
#include <cctype>
#include <liboath/oath.h>
#include <sodium.h>

namespace kith::access {
namespace {
    constexpr std::int64_t step_seconds = 30;
    constexpr std::size_t code_digits = 6;

    std::string base32(std::string_view bytes) // RFC 4648, without padding: 20 bytes need none
    {
        constexpr std::string_view symbols = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
        std::string text;
        unsigned held = 0;
        int bits = 0;
        for (auto const byte : bytes) {
            held = (held << 8U) | static_cast<unsigned char>(byte);
            for (bits += 8; bits >= 5; bits -= 5)
                text += symbols[(held >> static_cast<unsigned>(bits - 5)) & 31U];
        }
        if (bits > 0)
            text += symbols[(held << static_cast<unsigned>(5 - bits)) & 31U];
        return text;
    }
} // namespace

std::string fresh_seed()
{
    std::array<std::uint8_t, 20> bytes{};
    fill_random(bytes);
    return {bytes.begin(), bytes.end()};
}

std::string seed_in_groups(std::string_view seed)
{
    std::string grouped;
    for (auto const symbol : base32(seed)) {
        if (grouped.size() % 5 == 4)
            grouped += ' ';
        grouped += symbol;
    }
    return grouped;
}

std::string seed_link(std::string_view seed, std::string_view sign_in_name)
{
    std::string name;
    for (auto const c :
        sign_in_name) // of what sign-in names are made of, only these two mean more in an address
        name += c == '@' ? "%40" : c == '\'' ? "%27" : std::string(1, c);
    return "otpauth://totp/Kith:" + name + "?secret=" + base32(seed) + "&issuer=Kith";
}

std::int64_t step_of(Instant at) { return at.microseconds() / 1'000'000 / step_seconds; }

std::string code_of(std::string_view seed, std::int64_t step, unsigned digits)
{
    static auto const started = oath_init();
    must(started == OATH_OK, "liboath does not start");
    std::array<char, 16> code{};
    auto const outcome = oath_totp_generate(
        seed.data(), seed.size(), step * step_seconds, step_seconds, 0, digits, code.data());
    must(outcome == OATH_OK, "liboath made no code");
    return code.data();
}

std::optional<std::int64_t> matching_step(
    std::string_view seed, std::string_view typed, Instant now, std::int64_t last_used)
{
    std::string code;
    for (auto const c : typed)
        if (c != ' ')
            code += c;
    if (code.size() != code_digits)
        return {};
    std::optional<std::int64_t> found;
    auto const present = step_of(now);
    for (auto step = present - 1; step <= present + 1; ++step) {
        auto const right = code_of(seed, step);
        if (sodium_memcmp(right.data(), code.data(), code_digits) == 0 && step > last_used
            && !found)
            found = step;
    }
    return found;
}

} // namespace kith::access
