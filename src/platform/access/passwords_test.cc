// SPDX-License-Identifier: MIT
#include "platform/access/passwords.h"
#include <doctest/doctest.h>
#include <set>

namespace kith::access {
namespace {
    constexpr std::string_view few_common
        = "basketball\niloveyou\npassword\nsunshine\ntrustno1\nwelcome1\n";
    constexpr HashCost least{1, 8192};

    std::string why_refused(std::string_view password, std::string_view name = "ash.khan")
    {
        auto const checked = check_new_password(password, name, CommonPasswords(few_common));
        return checked ? "" : checked.error().words.key;
    }
} // namespace

TEST_CASE("a password of twelve characters of any kind is taken")
{
    CHECK(why_refused("otter lamp 9") == "");
    CHECK(why_refused("correct horse battery staple") == "");
    CHECK(why_refused("ڈوبتا سورج نیلا") == "");
    CHECK(why_refused("aaaa bbbb cccc") == "");
    CHECK(why_refused(std::string(100, 'x') + "yes" + std::string(97, 'q')) == "");
}

TEST_CASE("a password of eleven characters is refused however many bytes it has")
{
    CHECK(why_refused("otter lamp!").starts_with("Choose a password of at least 12 characters"));
    CHECK(why_refused("éééééééééàà").starts_with("Choose a password of at least 12 characters"));
    CHECK(why_refused("") == "Enter a new password");
}

TEST_CASE("a password of more than 200 characters is refused")
{
    std::string const long_one = "ab" + std::string(199, 'c');
    CHECK(why_refused(long_one) == "Choose a password of at most 200 characters");
    CHECK(why_refused(std::string(100'000, 'c') + "ab")
        == "Choose a password of at most 200 characters");
}

TEST_CASE("a breached password is refused in any case, and with digits and signs around it")
{
    for (std::string const password :
        {"Basketball!!", "sunshine2024", "2024Sunshine!!", "PASSWORD1234", "iloveyou.1998"})
        CHECK_MESSAGE(why_refused(password).starts_with("Choose another password"), password);
}

TEST_CASE("a password that repeats or runs on is refused")
{
    for (std::string const password : {"aaaaaaaaaaaa", "abcabcabcabc", "trustno1trustno1",
             "123456789012", "098765432109", "abcdefghijkl", "lkjihgfedcba"})
        CHECK_MESSAGE(why_refused(password).starts_with("Choose another password"), password);
}

TEST_CASE("a password with the sign-in name in it is refused")
{
    CHECK(why_refused("my Ash.Khan 77!") == "Choose a password without your sign-in name in it");
    CHECK(why_refused("my ash otter 77", "ash") == ""); // three letters stand in many words
}

TEST_CASE("every line of a sorted list is found, and nothing between the lines")
{
    CommonPasswords const common(few_common);
    for (std::string const word :
        {"basketball", "iloveyou", "password", "sunshine", "trustno1", "welcome1"})
        CHECK_MESSAGE(common.has(word), word);
    for (std::string const word :
        {"", "a", "basketbal", "basketballs", "password\nsunshine", "zzz", "iloveyou\n"})
        CHECK_MESSAGE(!common.has(word), word);
    CHECK_FALSE(CommonPasswords("").has("password"));
}

TEST_CASE("the list that ships knows the passwords everybody knows")
{
    auto const common = CommonPasswords::shipped();
    for (std::string const word :
        {"password", "12345678", "iloveyou", "basketball", "trustno1", "qwertyuiop"})
        CHECK_MESSAGE(common.has(word), word);
    CHECK_FALSE(common.has("otter lamp 9"));
}

TEST_CASE("a hash matches its own password and no other")
{
    PasswordHasher const hasher(least);
    auto const hash = *hasher.hash("otter lamp 9");
    CHECK(hash.starts_with("$argon2id$"));
    CHECK(*hasher.matches(hash, "otter lamp 9"));
    CHECK_FALSE(*hasher.matches(hash, "otter lamp 8"));
    CHECK_FALSE(*hasher.matches(hash, ""));
    CHECK(*hasher.hash("otter lamp 9") != hash); // salted
}

TEST_CASE("one password typed on two keyboards is one password")
{
    PasswordHasher const hasher(least);
    auto const hash = *hasher.hash("caf\u00e9 otter 99"); // é as one character
    CHECK(*hasher.matches(hash, "cafe\u0301 otter 99"));  // e and a combining accent
}

TEST_CASE("nobody's hash matches no password")
{
    PasswordHasher const hasher(least);
    CHECK_FALSE(*hasher.matches("", ""));
    CHECK_FALSE(*hasher.matches("", "otter lamp 9"));
}

TEST_CASE("when every place is taken a password is not checked but asked for again")
{
    PasswordHasher const hasher(least, 0, std::chrono::milliseconds(1));
    auto const answer = hasher.matches("", "otter lamp 9");
    REQUIRE_FALSE(answer.ok());
    CHECK(answer.error().code == Code::too_many);
    CHECK(hasher.hash("otter lamp 9").error().code == Code::too_many);
}

TEST_CASE("a place is given back after each check")
{
    PasswordHasher const hasher(least, 1, std::chrono::milliseconds(0));
    for (int i = 0; i < 3; ++i)
        CHECK(hasher.matches("", "otter lamp 9").ok());
}

TEST_CASE(
    "a one-time password is four groups of four symbols that are not mistaken for one another")
{
    std::set<std::string> seen;
    for (int i = 0; i < 200; ++i) {
        auto const password = fresh_one_time_password();
        REQUIRE(password.size() == 19);
        CHECK(password.find_first_of("ilou") == std::string::npos);
        CHECK(password[4] == '-');
        CHECK(password[14] == '-');
        CHECK(read_one_time_password(password) == password);
        seen.insert(password);
    }
    CHECK(seen.size() == 200);
}

TEST_CASE("a one-time password is read as it was meant")
{
    CHECK(read_one_time_password("7KMQ 4x9p-o2dt hwIL") == "7kmq-4x9p-02dt-hw11");
    CHECK(read_one_time_password(" 7kmq4x9p02dthw11 ") == "7kmq-4x9p-02dt-hw11");
    CHECK(read_one_time_password("") == "");
}

} // namespace kith::access
