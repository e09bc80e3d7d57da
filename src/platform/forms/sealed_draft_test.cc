// SPDX-License-Identifier: MIT
#include "platform/forms/sealed_draft.h"
#include <doctest/doctest.h>
#include <set>

namespace kith::forms {
namespace {
    std::string const secret(32, 'k');

    SealedDraft small_draft()
    {
        SealedDraft draft{
            Answers("concerns/tell", 2), "key-1", *Instant::read("2026-03-03T09:00:00Z")};
        draft.answers.set("what", "Ash was there");
        return draft;
    }
} // namespace

TEST_CASE("a draft comes back from the page as it was sealed")
{
    auto const sealed = seal(secret, small_draft());
    REQUIRE(sealed.ok());
    CHECK(sealed->find_first_not_of(
              "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_")
        == std::string::npos);
    auto const opened = open(secret, *sealed);
    REQUIRE(opened.ok());
    CHECK(opened->answers == small_draft().answers);
    CHECK(opened->key == "key-1");
    CHECK(opened->started_at == small_draft().started_at);
}

TEST_CASE("no two seals of one draft are alike")
{
    CHECK(*seal(secret, small_draft()) != *seal(secret, small_draft()));
}

TEST_CASE("a draft changed in any one place, cut short or of another key is refused")
{
    auto const sealed = *seal(secret, small_draft());
    for (std::size_t at = 0; at < sealed.size(); ++at) {
        auto changed = sealed;
        changed[at] = changed[at] == 'A' ? 'B' : 'A';
        CHECK_FALSE(open(secret, changed).ok());
        CHECK_FALSE(open(secret, sealed.substr(0, at)).ok());
    }
    CHECK_FALSE(open(std::string(32, 'x'), sealed).ok());
    CHECK_FALSE(open(secret, sealed + "A").ok());
    CHECK_FALSE(open(secret, sealed + "=").ok());
    CHECK_FALSE(open(secret, std::string(most_sealed + 1, 'A')).ok());
}

TEST_CASE("answers too long for a page are refused with what to do")
{
    auto draft = small_draft();
    draft.answers.set("what", std::string(300'000, 'x'));
    auto const sealed = seal(secret, draft);
    REQUIRE_FALSE(sealed.ok());
    CHECK(sealed.error().words.key == "forms.draft.too_long");
}

TEST_CASE("a key that is not 32 bytes is our error")
{
    CHECK_THROWS_AS((void)seal("short", small_draft()), std::logic_error);
    CHECK_THROWS_AS((void)open("short", "AAAA"), std::logic_error);
}

} // namespace kith::forms
