// SPDX-License-Identifier: MIT
#include "links/named.h"
#include <doctest/doctest.h>

using namespace kith::links;

TEST_CASE("one phone number is the same however it is written, and no other number is")
{
    for (auto const* const typed : {"07700 900123", "+44 7700 900123", "+44 (0)7700 900123",
             "0044 7700 900123", "(07700) 900-123", " 07700.900.123"})
        CHECK(e164_of(typed) == "+447700900123");
    CHECK(e164_of("01632 960 001") == "+441632960001");
    CHECK(e164_of("+48 512 345 678") == "+48512345678");
    for (auto const* const typed : {"", "999", "7700 900123", "07700 9001234 5", "07700 90012x",
             "12", "+0123456789", "+1234567890123456"})
        CHECK(e164_of(typed).empty());
}

TEST_CASE(
    "a registration mark is the same with or without its space, and O and I stand for 0 and 1")
{
    for (auto const* const typed : {"ZY12 KTH", "zy12kth", "ZY 12-KTH", "ZYI2 KTH"})
        CHECK(registration_mark_of(typed) == "ZY12KTH");
    CHECK(registration_mark_of("QO05 ABC") == "QO05ABC");
    CHECK(registration_mark_of("QOO5 ABC") == "QO05ABC"); // the second O stands where a digit does
    CHECK(registration_mark_of("K123 ABC") == "K123ABC"); // of 1992
    CHECK(registration_mark_of("ABC 123") == "ABC123");
    for (auto const* const typed :
        {"a white van", "the number 9 bus", "", "12345678", "ZY123 KTHX"})
        CHECK(registration_mark_of(typed).empty());
}

TEST_CASE("a handle is the same in capitals, and an address without what stands before it")
{
    CHECK(account_of("@Biscuit_99") == "@biscuit_99");
    CHECK(account_of("https://www.example.org/Biscuit/") == "example.org/biscuit");
    CHECK(account_of("example.org/biscuit") == "example.org/biscuit");
    CHECK(account_of("@").empty());
    CHECK(account_of("http://nowhere").empty());
}

TEST_CASE("a nickname folds, a postcode loses its space, and words that are no number are none")
{
    CHECK(normalised("nickname", " Biscuit ") == normalised("nickname", "biscuit"));
    CHECK(normalised("nickname", "Zoë") == "zoe");
    CHECK(normalised("place", "zy1 1eb") == "ZY11EB");
    CHECK(normalised("place", "The Old Flat") == "the old flat");
    CHECK(normalised("bank_account", "12-34-56 12345678") == "12345612345678");
    CHECK(normalised("bank_account", "a card").empty());
    CHECK(normalised("phone", "his blue phone").empty());
    CHECK(normalised("vehicle", "a white van").empty());
    CHECK(postcode_of("EC1A 1BB") == "EC1A1BB");
    CHECK(postcode_of("nowhere").empty());
}
