// SPDX-License-Identifier: MIT
#include "platform/http/request.h"
#include <doctest/doctest.h>

namespace kith::http {

namespace {
    bool is_read(std::string target)
    {
        RequestParts parts;
        parts.target = std::move(target);
        return Request::read(std::move(parts)).ok();
    }
} // namespace

TEST_CASE("an address is read only if it is plain")
{
    CHECK(is_read("/"));
    CHECK(is_read("/a/b%20c?d=e&d=%C3%A9"));
    for (auto const* const odd :
        {"", "a", "*", "http://x/", "//x", "/a//b", "/a/../b", "/a/.", "/%2e%2e/b", "/a%2Fb",
            "/a%00", "/a%zz", "/a%4", "/a b", "/%FF", "/a?b=%C0%AF", "/a#b"})
        CHECK_MESSAGE(!is_read(odd), odd);
}

TEST_CASE("path and query are decoded, and plus is a space only in the query")
{
    auto const request = Request::get("/a+b/caf%C3%A9?name=a+b%2B&name=2&empty");
    CHECK(request.path() == "/a+b/café");
    CHECK(request.query("name") == "a b+");
    CHECK(request.query().all("name").size() == 2);
    CHECK(request.query().has("empty"));
    CHECK(request.query("absent").empty());
}

TEST_CASE("a cookie is found among others, also over several lines")
{
    auto const request = Request::get("/").with("Cookie", "a=1; __Host-kith=abc=; b=2");
    CHECK(request.cookie("__Host-kith") == "abc=");
    CHECK(request.cookie("b") == "2");
    CHECK(!request.cookie("kith"));
    CHECK(!Request::get("/").cookie("a"));
}

TEST_CASE("only a form is read as a form, and only JSON as JSON")
{
    FormData form;
    form.add("worry", "x");
    auto const sent = Request::post("/", form);
    CHECK(sent.form()->first("worry") == "x");
    CHECK(!sent.json_text());
    auto const json = Request::post_json("/", "{}");
    CHECK(*json.json_text() == "{}");
    CHECK(!json.form());
    CHECK(!Request::post_json("/", "\xFF").json_text());
    CHECK(sent.changes());
    CHECK(!Request::get("/").changes());
}

TEST_CASE("If-Match holds a version of ours or is refused")
{
    CHECK(etag(12) == "\"v12\"");
    CHECK(**Request::get("/").with("If-Match", "\"v12\"").if_match() == 12);
    CHECK(!Request::get("/").if_match()->has_value());
    for (auto const* const odd : {"v12", "\"12\"", "W/\"v12\"", "*", "\"v\"", "\"v-1\"", "\"v1x\""})
        CHECK_MESSAGE(!Request::get("/").with("If-Match", odd).if_match(), odd);
}

TEST_CASE("an idempotency key has a length that cannot be guessed or flooded")
{
    CHECK(!Request::get("/").idempotency_key()->has_value());
    CHECK(**Request::get("/").with("Idempotency-Key", "0123456789abcdef").idempotency_key()
        == "0123456789abcdef");
    CHECK(!Request::get("/").with("Idempotency-Key", "short").idempotency_key());
    CHECK(!Request::get("/").with("Idempotency-Key", std::string(65, 'a')).idempotency_key());
    CHECK(!Request::get("/").with("Idempotency-Key", "0123456789abcde'").idempotency_key());
}

TEST_CASE("what a visitor takes is read with its weights")
{
    CHECK(Request::get("/").with("Accept-Encoding", "br, gzip;q=0.5").accepts_gzip());
    CHECK(!Request::get("/").with("Accept-Encoding", "br, gzip;q=0").accepts_gzip());
    CHECK(!Request::get("/").accepts_gzip());
    CHECK(Request::get("/api/x").wants_json());
    CHECK(Request::get("/").with("Accept", "application/json").wants_json());
    CHECK(!Request::get("/").with("Accept", "text/html, application/json;q=0.9").wants_json());
    CHECK(!Request::get("/").wants_json());
    CHECK(Request::get("/").with("Authorization", "Bearer abc").bearer() == "abc");
    CHECK(Request::get("/").with("Authorization", "Basic abc").bearer().empty());
}

TEST_CASE("two references are never the same, and have no letter that is read as a digit")
{
    auto const one = fresh_reference();
    CHECK(one.size() == 14);
    CHECK(one[4] == '-');
    CHECK(one.find_first_of("ILOU") == std::string::npos);
    CHECK(one != fresh_reference());
}

} // namespace kith::http
