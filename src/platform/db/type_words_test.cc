// SPDX-License-Identifier: MIT
#include "platform/db/text_rules.h"
#include "platform/db/type_words.h"
#include <doctest/doctest.h>

namespace kith::db {

TEST_CASE("each of the nine words becomes a type of the database")
{
    constexpr auto text = "{id} {text} {int} {real} {bool} {instant} {date} {json} {bytes}{strict}";
    CHECK(with_types(text, Kind::sqlite) == "text text integer real int text text text blobstrict");
    CHECK(with_types(text, Kind::postgres)
        == "uuid text bigint double precision boolean timestamptz date jsonb bytea");
}

TEST_CASE("what stands in braces and is no such word is left alone, and named")
{
    CHECK(with_types("a {uuid} {", Kind::sqlite) == "a {uuid} {");
    CHECK(unknown_word("{id} and {uuid}") == "{uuid}");
    CHECK(unknown_word("{id} {") == "{");
    CHECK_FALSE(unknown_word("{id} {strict}").has_value());
}

TEST_CASE("whole UTF-8 is Unicode; overlong forms, surrogates, cut ends and NUL are not")
{
    using namespace std::string_view_literals;
    for (auto const good : {""sv, "plain"sv, "\xc3\xa9"sv, "\xe2\x82\xac"sv, "\xed\x9f\xbf"sv,
             "\xf0\x9f\xab\x99"sv, "\xf4\x8f\xbf\xbf"sv})
        CHECK(is_unicode(good));
    for (auto const bad : {"\0"sv, "a\0b"sv, "\x80"sv, "\xc0\xaf"sv, "\xc3"sv, "\xe0\x80\xaf"sv,
             "\xed\xa0\x80"sv, "\xe2\x82"sv, "\xf0\x8f\xbf\xbf"sv, "\xf4\x90\x80\x80"sv, "\xff"sv})
        CHECK_FALSE(is_unicode(bad));
}

} // namespace kith::db
