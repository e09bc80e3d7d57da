// SPDX-License-Identifier: MIT
#include "people/identifiers.h"
#include <doctest/doctest.h>

using kith::people::read_identifier;
using kith::people::show_identifier;

namespace {
bool reads(char const* scheme, char const* typed) { return read_identifier(scheme, typed).ok(); }
} // namespace

TEST_CASE("an NHS number is kept only with its check digit, and shown in three groups")
{
    // 9990000018: 9x10 + 9x9 + 9x8 + 1x2 = 245 = 22x11 + 3; 11 - 3 = 8
    for (auto const* number : {"9990000018", "9990000085", "9990001235", "999 000 0018"})
        CHECK(reads("nhs_number", number));
    for (auto const* number : {"9990000019", "999000001", "99900000185", "999000001X", ""})
        CHECK_FALSE(reads("nhs_number", number));
    for (auto last = '0'; last <= '9'; ++last) // 999123456 has no valid number
        CHECK_FALSE(reads("nhs_number", (std::string("999123456") + last).c_str()));
    CHECK(show_identifier("nhs_number", "9990000018") == "999 000 0018");
}

TEST_CASE("a pupil number is kept only with its check letter, also a temporary one")
{
    for (auto const* number :
        {"N888400025001", "Z889123426042", "D890200124117", "Y88912342501K", "n888400025001"})
        CHECK(reads("upn", number));
    for (auto const* number :
        {"A888400025001", "N888400025010", "N88840002500", "Y88912342501I", "1888400025001"})
        CHECK_FALSE(reads("upn", number));
}

TEST_CASE("a learner number is kept only with its check digit")
{
    for (auto const* number : {"1000000019", "9990000122", "3021456781"})
        CHECK(reads("uln", number));
    for (auto const* number : {"1000000018", "0000000019", "100000001"})
        CHECK_FALSE(reads("uln", number));
}

TEST_CASE("a PNC id is kept only with its check letter, its serial filled with zeros")
{
    for (auto const* id : {"2004/0000001L", "2012/0123456Y", "2024/7654321D"})
        CHECK(reads("pnc_id", id));
    CHECK(*read_identifier("pnc_id", "2004/1l") == "2004/0000001L");
    for (auto const* id : {"2004/0000001M", "20040000001L", "2004/L", "04/0000001L"})
        CHECK_FALSE(reads("pnc_id", id));
}

TEST_CASE("a local authority child id is up to twenty letters and digits")
{
    for (auto const* id : {"KITH0001", "A1", "20250001", "12345678901234567890"})
        CHECK(reads("la_child_id", id));
    for (auto const* id : {"KITH-0001", "123456789012345678901", ""})
        CHECK_FALSE(reads("la_child_id", id));
}
