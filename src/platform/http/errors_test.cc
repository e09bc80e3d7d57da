// SPDX-License-Identifier: MIT
#include "platform/http/csrf.h"
#include "platform/http/errors.h"
#include <algorithm>
#include <doctest/doctest.h>
#include <set>

namespace kith::http {

TEST_CASE("every code has one row, and the status that the house says")
{
    std::set<std::string_view> problems;
    for (auto const& row : error_table())
        problems.insert(row.problem);
    CHECK(problems.size() == 7);
    CHECK(row_of(Code::invalid).status == Status::unprocessable);
    CHECK(row_of(Code::not_found).status == Status::not_found);
    CHECK(row_of(Code::not_allowed).status == Status::not_allowed);
    CHECK(row_of(Code::conflict).status == Status::conflict);
    CHECK(row_of(Code::too_many).status == Status::too_many);
    CHECK(row_of(Code::unavailable).status == Status::unavailable);
    CHECK(row_of(Code::broken).status == Status::broken);
}

TEST_CASE("not found says the same whatever caused it, to people and to programs")
{
    auto const no_such = not_found();
    auto const walled
        = Error{Code::not_found, {"This {what} is walled", {{"what", "child"}}}, "child"};
    auto const same = [](Response const& a, Response const& b) {
        return a.status == b.status && a.body == b.body
            && std::equal(a.headers.begin(), a.headers.end(), b.headers.begin(), b.headers.end());
    };
    CHECK(same(problem(no_such, "AAAA"), problem(walled, "BBBB")));
    CHECK(same(answer(no_such, Request::get("/a")), answer(walled, Request::get("/b"))));
}

TEST_CASE("what broke is named by a reference and nothing else")
{
    auto const explained
        = explain(error(Code::broken, "select * from secrets", "column"), "K7M4-QX9P-2DTR");
    CHECK(explained.reference == "K7M4-QX9P-2DTR");
    CHECK(explained.detail.find("secrets") == std::string::npos);
    auto const body = problem(error(Code::broken, "secrets", "column"), "K7M4-QX9P-2DTR").body;
    CHECK(body.find("secrets") == std::string::npos);
    CHECK(body.find("column") == std::string::npos);
    CHECK(body.find("\"reference\":\"K7M4-QX9P-2DTR\"") != std::string::npos);
}

TEST_CASE("a problem names its field, and quotes are escaped")
{
    auto const response
        = problem(Error{Code::invalid, {"Enter \"{what}\"\n", {{"what", "when"}}}, "when"}, "R");
    CHECK(response.headers.find("Content-Type") == "application/problem+json");
    CHECK(response.body
        == R"({"type":"urn:kith:problem:invalid","title":"Check your answers","status":422,)"
           R"("detail":"Enter \"when\"\u000a","field":"when"})");
    CHECK(problem(error(Code::too_many, "Wait"), "R").headers.find("Retry-After") == "60");
}

TEST_CASE("the first bytes of a request say whether a program sent it")
{
    CHECK(begins_for_json("GET /api/v1/concerns HTTP/1.1\r\nHo"));
    CHECK(begins_for_json("GET /api/v1/" + std::string(20'000, 'x')));
    CHECK(begins_for_json("GET /x HTTP/1.1\r\nHost: k\r\nACCEPT: application/json\r\n\r\n"));
    CHECK_FALSE(begins_for_json("GET /x HTTP/1.1\r\nX-Accept: application/json\r\n\r\n"));
    CHECK_FALSE(begins_for_json("GET /x HTTP/1.1\r\nAccept: text/html, application/json\r\n"));
    CHECK_FALSE(begins_for_json("POST"));
    CHECK_FALSE(begins_for_json(""));
}

TEST_CASE("a bare page escapes what it says")
{
    auto const shown = answer(error(Code::invalid, "<script>"), Request::get("/"));
    CHECK(shown.body.find("<script>") == std::string::npos);
    CHECK(shown.body.find("&lt;script&gt;") != std::string::npos);
}

TEST_CASE("a token is another each time, and matches its own secret only")
{
    auto const secret = fresh_secret();
    auto const token = mask(secret);
    CHECK(token.size() == 86);
    CHECK(token != mask(secret));
    CHECK(matches(secret, token));
    CHECK(matches(secret, mask(secret)));
    CHECK(!matches(fresh_secret(), token));
    CHECK(!matches(secret, ""));
    CHECK(!matches(secret, token.substr(0, 85)));
    CHECK(!matches(secret, token + "A"));
    CHECK(!matches("", token));
    auto changed = token;
    changed[50] = changed[50] == 'A' ? 'B' : 'A';
    CHECK(!matches(secret, changed));
    CHECK_THROWS((void)mask("short"));
}

TEST_CASE("a change asked for on another site is refused, token or not")
{
    auto const secret = fresh_secret();
    auto const token = mask(secret);
    auto const asked = [&](std::string header, std::string value) {
        return asked_by_us(Request::post("/", {})
                               .with("Host", "kith.example:8443")
                               .with(std::move(header), std::move(value)),
            secret, token);
    };
    CHECK(asked("Sec-Fetch-Site", "same-origin"));
    CHECK(asked("Sec-Fetch-Site", "none"));
    CHECK(!asked("Sec-Fetch-Site", "same-site"));
    CHECK(!asked("Sec-Fetch-Site", "cross-site"));
    CHECK(asked("Origin", "https://kith.example:8443"));
    CHECK(!asked("Origin", "https://kith.example"));
    CHECK(!asked("Origin", "https://evil.example"));
    CHECK(!asked("Origin", "null"));
    CHECK(asked("X-Nothing", "said"));
    CHECK(!asked_by_us(Request::post("/", {}), secret, "wrong"));
    CHECK(!asked_by_us(Request::post("/", {}).with("Sec-Fetch-Site", "same-origin"), secret, ""));
}

} // namespace kith::http
