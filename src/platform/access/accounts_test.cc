// SPDX-License-Identifier: MIT
#include "platform/access/accounts.h"
#include "platform/access/sessions.h"
#include "platform/access/sign_in.h"
#include <doctest/doctest.h>
#include <set>

namespace kith::access {

TEST_CASE("a sign-in name is read without edges and in lower case")
{
    CHECK(*read_sign_in_name("  Ash.Khan \n") == "ash.khan");
    CHECK(*read_sign_in_name("o'neill@school.example") == "o'neill@school.example");
}

TEST_CASE("a sign-in name of one letter, of 81, or with other signs in it is refused")
{
    CHECK_FALSE(read_sign_in_name("a").ok());
    CHECK_FALSE(read_sign_in_name(std::string(81, 'a')).ok());
    CHECK_FALSE(read_sign_in_name("ash khan").ok());
    CHECK_FALSE(read_sign_in_name("ash<b>").ok());
    CHECK_FALSE(read_sign_in_name("   ").ok());
}

TEST_CASE("every role has a code of its own and a label")
{
    std::set<std::string> codes;
    for (auto const& role : roles()) {
        CHECK_FALSE(role.label.empty());
        codes.insert(role.code);
    }
    CHECK(codes.size() == roles().size());
    for (std::string const code : {"triage worker", "triage manager", "social worker",
             "school lead", "designated officer", "system administrator", "auditor"})
        CHECK_MESSAGE(find_role(code) != nullptr, code);
    CHECK(find_role("headteacher of everything") == nullptr);
}

TEST_CASE("a session lives 30 minutes without a request and 12 hours in all")
{
    auto const minutes = [](int count) { return Instant() + std::chrono::minutes(count); };
    Session session;
    session.second_step = true;
    CHECK(session.lives({}, minutes(30)));
    CHECK_FALSE(session.lives({}, minutes(31)));
    session.seen_at = minutes(719);
    CHECK(session.lives({}, minutes(720)));
    CHECK_FALSE(session.lives({}, minutes(721)));
    session.ended_at = minutes(700);
    CHECK_FALSE(session.lives({}, minutes(720)));
}

TEST_CASE("a sign-in that is not finished lives 20 minutes")
{
    Session session;
    session.seen_at = Instant() + std::chrono::minutes(20);
    CHECK(session.lives({}, Instant() + std::chrono::minutes(20)));
    CHECK_FALSE(session.lives({}, Instant() + std::chrono::minutes(21)));
}

TEST_CASE("only a page of our own is come back to")
{
    CHECK(local_page("/concerns/7?tab=told") == "/concerns/7?tab=told");
    for (std::string const elsewhere : {"", "https://example.org/", "//example.org",
             "/\\example.org", "concerns", "/a b", "/a\nb", "/sign-in", "/sign-out", "/é"})
        CHECK_MESSAGE(local_page(elsewhere) == "/", elsewhere);
    CHECK(local_page("/" + std::string(500, 'a')) == "/");
}

TEST_CASE("a token has 256 bits, and what is kept of it does not tell it")
{
    auto const token = fresh_token();
    CHECK(token.size() == 43);
    CHECK(token != fresh_token());
    CHECK(hash_of_token("abc").held.substr(0, 4)
        == "\xba\x78\x16\xbf"); // SHA-256 of "abc", FIPS 180-4
    CHECK(hash_of_token(token).held.size() == 32);
}

} // namespace kith::access
