// SPDX-License-Identifier: MIT
#include "platform/http/server.h"
#include "platform/http/wire.h"
#include <doctest/doctest.h>

namespace kith::http {

namespace {
    bool framed(std::vector<Headers::Line> const& lines, unsigned version = 11)
    {
        Headers headers;
        for (auto const& [name, value] : lines)
            headers.add(name, value);
        return is_well_framed(headers, version);
    }
} // namespace

TEST_CASE("a header block with two readings has bad bytes, wherever it was cut")
{
    CHECK(!has_bad_bytes("GET / HTTP/1.1\r\nHost: a\r\n\r\n"));
    CHECK(!has_bad_bytes("GET / HTTP/1.1\r")); // its LF may yet come
    CHECK(has_bad_bytes("GET / HTTP/1.1\n"));
    CHECK(has_bad_bytes("GET /\r HTTP/1.1\r\n"));
    CHECK(has_bad_bytes(std::string_view("GET /\0", 6)));
    CHECK(has_bad_bytes("A: b\r\n c\r\n"));
    CHECK(has_bad_bytes("A: b\r\n\tc\r\n"));
    CHECK(has_bad_bytes("A: b\r\n c", 6)); // the space came after what was looked at
    CHECK(has_bad_bytes("A: b\rc", 5));
    CHECK(!has_bad_bytes("A: b\r\n", 5));
}

TEST_CASE("one host and one length, or the request is refused")
{
    CHECK(framed({{"Host", "a:80"}}));
    CHECK(framed({{"Host", "[::1]:80"}, {"Content-Length", "5"}}));
    CHECK(framed({{"Host", "a"}, {"Transfer-Encoding", "Chunked"}}));
    CHECK(framed({}, 10));
    CHECK(!framed({}));
    CHECK(!framed({{"Host", "a"}, {"Host", "a"}}));
    CHECK(!framed({{"Host", "a/b"}}));
    CHECK(!framed({{"Host", "a"}, {"Content-Length", "5"}, {"Content-Length", "5"}}));
    CHECK(!framed({{"Host", "a"}, {"Content-Length", "5, 5"}}));
    CHECK(!framed({{"Host", "a"}, {"Content-Length", "+5"}}));
    CHECK(!framed({{"Host", "a"}, {"Content-Length", ""}}));
    CHECK(!framed({{"Host", "a"}, {"Content-Length", "5"}, {"Transfer-Encoding", "chunked"}}));
    CHECK(!framed({{"Host", "a"}, {"Transfer-Encoding", "gzip"}}));
    CHECK(!framed({{"Host", "a"}, {"Transfer-Encoding", "gzip, chunked"}}));
    CHECK(!framed({{"Host", "a"}, {"Transfer-Encoding", "chunked"}}, 10));
}

TEST_CASE("only the last word of a proxy's list is the proxy's own")
{
    Headers headers;
    CHECK(forwarded_for(headers, "127.0.0.1") == "127.0.0.1");
    headers.add("X-Forwarded-For", "6.6.6.6, 192.0.2.7");
    headers.add("X-Forwarded-Proto", "https");
    CHECK(forwarded_for(headers, "127.0.0.1") == "192.0.2.7");
    CHECK(forwarded_wire(headers) == Wire::secure);
    headers.set("X-Forwarded-For", "<script>");
    CHECK(forwarded_for(headers, "127.0.0.1") == "127.0.0.1");
    headers.set("X-Forwarded-Proto", "https, http");
    CHECK(forwarded_wire(headers) == Wire::plain);
}

TEST_CASE("a date is written as the standard's own example")
{
    CHECK(http_date(784111777) == "Sun, 06 Nov 1994 08:49:37 GMT"); // RFC 9110 §5.6.7
}

TEST_CASE("a line of the access log holds no text of the visitor's")
{
    Served served{std::chrono::system_clock::time_point(std::chrono::milliseconds(784111777250)),
        "K7M4", Method::post, "/concerns/{concern}", Status::see_other, 12,
        std::chrono::microseconds(345), ""};
    CHECK(write_json(served)
        == R"({"at":"1994-11-06T08:49:37.250Z","request":"K7M4","method":"POST","route":"/concerns/{concern}",)"
           R"("status":303,"bytes":12,"microseconds":345,"account":""})");
    served.account = "Jo \"Smith\"";
    CHECK(write_json(served).find("Smith") == std::string::npos);
}

} // namespace kith::http
