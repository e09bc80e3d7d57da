// SPDX-License-Identifier: MIT
#include "platform/http/assets.h"
#include "platform/http/compress.h"
#include "platform/http/response.h"
#include "platform/http/security.h"
#include <doctest/doctest.h>

namespace kith::http {

TEST_CASE("every cookie of ours is bound to this host, secure, and out of reach of scripts")
{
    CHECK(
        write(Cookie{"kith", "abc"}) == "__Host-kith=abc; Path=/; Secure; HttpOnly; SameSite=Lax");
    CHECK(write(Cookie{"kith", "abc", SameSite::strict, std::chrono::seconds(60)})
        == "__Host-kith=abc; Path=/; Secure; HttpOnly; SameSite=Strict; Max-Age=60");
    CHECK_THROWS((void)write(Cookie{"kith", "a; Domain=x"}));
    auto const gone = text("").without_cookie("kith");
    CHECK(gone.headers.find("Set-Cookie")
        == "__Host-kith=; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=0");
}

TEST_CASE("a redirect never leaves this site")
{
    CHECK(see_other("/concerns?saved=1").headers.find("Location") == "/concerns?saved=1");
    for (auto const* const away : {"https://x", "//x", "/\\x", "x", "", "/a\r\nX: y", "/a b"})
        CHECK_THROWS((void)see_other(away));
}

TEST_CASE("no header can be broken in two")
{
    CHECK_THROWS(text("").with("X", "a\r\nY: b"));
    CHECK_THROWS(text("").with("X Y", "a"));
    CHECK_THROWS((void)file("", "text/plain", "a\"b"));
}

TEST_CASE("a page is packed when it is long, text and welcome, and unpacks to itself")
{
    std::string const long_page(5000, 'x');
    auto const request = Request::get("/").with("Accept-Encoding", "gzip");
    auto packed = page(long_page);
    compress(packed, request);
    CHECK(packed.headers.find("Content-Encoding") == "gzip");
    CHECK(packed.headers.find("Vary") == "Accept-Encoding");
    CHECK(packed.body.size() < 200);
    CHECK(*gunzip(packed.body, 5000) == long_page);
    CHECK(!gunzip(packed.body, 4999));
    CHECK(!gunzip("not gzip at all, not at all", 100));

    auto unwelcome = page(long_page);
    compress(unwelcome, Request::get("/"));
    CHECK(unwelcome.body == long_page);
    CHECK(unwelcome.headers.find("Vary") == "Accept-Encoding");
    auto brief = page(std::string(1023, 'x'));
    compress(brief, request);
    CHECK(!brief.headers.has("Content-Encoding"));
    auto picture = file(long_page, "image/png", "x.png");
    compress(picture, request);
    CHECK(picture.body == long_page);
}

TEST_CASE("what is said of security does not depend on what the response said")
{
    auto response = page("x").with("Content-Security-Policy", "default-src *");
    dress(response, Audience::everyone, Wire::plain);
    CHECK(response.headers.find("Content-Security-Policy")
        == "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src "
           "'self'; "
           "form-action 'self'; frame-ancestors 'none'; base-uri 'none'");
    CHECK(response.headers.find("Referrer-Policy") == "no-referrer");
    CHECK(response.headers.find("Cache-Control") == "no-store");
    CHECK(!response.headers.has("Strict-Transport-Security"));
    auto asset = text("x").with("Cache-Control", "no-cache");
    dress(asset, Audience::staff, Wire::secure);
    CHECK(asset.headers.find("Referrer-Policy") == "same-origin");
    CHECK(asset.headers.find("Cache-Control") == "no-cache");
    CHECK(asset.headers.has("Strict-Transport-Security"));
}

TEST_CASE("a file that somebody sent may do nothing, whatever it is")
{
    auto picture = file("x", "image/jpeg", "picture.jpg", Shown::in_browser);
    picture.sent_by_somebody = true;
    dress(picture, Audience::staff, Wire::plain);
    CHECK(picture.headers.find("Content-Security-Policy")
        == "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; sandbox");
    CHECK(picture.headers.find("X-Content-Type-Options") == "nosniff");
    CHECK(picture.headers.find("Cache-Control") == "no-store");
}

TEST_CASE("an asset's address holds its hash, may be kept for ever, and is known again")
{
    // SHA-256 of "abc" begins ba7816bf8f (FIPS 180-2, appendix B.1).
    Assets const some({{"kith.css", "abc"}, {"pictures/a", "abc"}});
    CHECK(some.url("kith.css") == "/assets/kith.ba7816bf8f.css");
    CHECK(some.url("pictures/a") == "/assets/pictures/a.ba7816bf8f");
    CHECK_THROWS((void)some.url("other.css"));

    auto const found = some.answer(Request::get("/assets/kith.ba7816bf8f.css"));
    REQUIRE(found);
    CHECK(found->bytes() == "abc");
    CHECK(found->headers.find("Content-Type") == "text/css; charset=utf-8");
    CHECK(found->headers.find("Cache-Control") == "public, max-age=31536000, immutable");
    auto const plain = some.answer(Request::get("/assets/kith.css"));
    REQUIRE(plain);
    CHECK(plain->headers.find("Cache-Control") == "no-cache");
    auto const again
        = some.answer(Request::get("/assets/kith.css").with("If-None-Match", "\"ba7816bf8f\""));
    CHECK(again->status == Status::not_modified);
    CHECK(again->bytes().empty());
    CHECK(!some.answer(Request::get("/assets/kith.0000000000.css")));
    CHECK(!some.answer(Request::post("/assets/kith.css", {})));
}

TEST_CASE("a long asset is kept packed, and brotli comes before gzip where both are there")
{
    std::string const style(3000, 'a');
    Assets const some({{"a.css", style}, {"b.css", style}, {"b.css.br", "packed"}});
    auto const gzip_only
        = some.answer(Request::get(some.url("a.css")).with("Accept-Encoding", "gzip, br"));
    CHECK(gzip_only->headers.find("Content-Encoding") == "gzip");
    CHECK(*gunzip(gzip_only->bytes(), 3000) == style);
    auto const brotli
        = some.answer(Request::get(some.url("b.css")).with("Accept-Encoding", "gzip, br"));
    CHECK(brotli->headers.find("Content-Encoding") == "br");
    CHECK(brotli->bytes() == "packed");
    CHECK(some.answer(Request::get(some.url("b.css")))->bytes() == style);
}

} // namespace kith::http
