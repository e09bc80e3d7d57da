// SPDX-License-Identifier: MIT
#include "platform/access/second_step.h"
#include <doctest/doctest.h>

namespace kith::access {
namespace {
    constexpr std::string_view published_seed = "12345678901234567890"; // RFC 6238, appendix B

    Instant second(std::int64_t since_1970) { return Instant(since_1970 * 1'000'000); }
} // namespace

TEST_CASE("the codes are those that RFC 6238 publishes")
{
    auto const code
        = [](std::int64_t at) { return code_of(published_seed, step_of(second(at)), 8); };
    CHECK(code(59) == "94287082");
    CHECK(code(1'111'111'109) == "07081804");
    CHECK(code(1'111'111'111) == "14050471");
    CHECK(code(1'234'567'890) == "89005924");
    CHECK(code(2'000'000'000) == "69279037");
    CHECK(code(20'000'000'000) == "65353130");
}

TEST_CASE("a code of six digits is the end of the one of eight")
{
    CHECK(code_of(published_seed, 1) == "287082"); // second 59 is in step 1
}

TEST_CASE("a code counts in its own half minute, the one before and the one after")
{
    auto const at = [](std::int64_t seconds, std::int64_t last = 0) {
        return matching_step(published_seed, code_of(published_seed, 100), second(seconds), last);
    };
    CHECK_FALSE(at(2969).has_value()); // step 98: two before
    CHECK(at(2970) == 100);            // step 99
    CHECK(at(3000) == 100);
    CHECK(at(3059) == 100); // step 101
    CHECK_FALSE(at(3060).has_value());
}

TEST_CASE("a code that was used, or is older than one that was, is refused")
{
    auto const now = second(3000); // step 100
    CHECK(matching_step(published_seed, code_of(published_seed, 100), now, 99) == 100);
    CHECK_FALSE(matching_step(published_seed, code_of(published_seed, 100), now, 100).has_value());
    CHECK_FALSE(matching_step(published_seed, code_of(published_seed, 99), now, 100).has_value());
    CHECK(matching_step(published_seed, code_of(published_seed, 101), now, 100) == 101);
}

TEST_CASE("what is no code matches no step")
{
    auto const now = second(30);
    for (std::string const typed : {"", "28708", "2870820", "abcdef", "287083", "94287082"})
        CHECK_MESSAGE(!matching_step(published_seed, typed, now, 0).has_value(), typed);
    CHECK(matching_step(published_seed, "287 082", now, 0) == 1);
}

TEST_CASE("a seed is shown in base 32, in groups of four")
{
    // "12345678901234567890" in base 32 is GEZDGNBVGY3TQOJQ twice over.
    CHECK(seed_in_groups(published_seed) == "GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ");
    CHECK(seed_link(published_seed, "ash.khan@school")
        == "otpauth://totp/"
           "Kith:ash.khan%40school?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Kith");
}

TEST_CASE("two fresh seeds differ and have 160 bits")
{
    CHECK(fresh_seed().size() == 20);
    CHECK(fresh_seed() != fresh_seed());
}

} // namespace kith::access
