// SPDX-License-Identifier: MIT
#include "base/ids.h"
#include "platform/http/errors.h"
#include "platform/http/router.h"
#include <doctest/doctest.h>

namespace kith::http {

namespace {
    Handler says(std::string what)
    {
        return [what](Request&) -> Result<Response> { return text(what); };
    }

    Router drawn_router()
    {
        Router router;
        router.add(Method::get, "/", says("home"));
        router.add(Method::get, "/concerns/{concern}", says("one"), "concern:read");
        router.add(Method::get, "/concerns/new", says("new"));
        router.add(
            Method::post, "/concerns/{concern}/decide", [](Request& request) -> Result<Response> {
                auto const id = TRY(request.id<ConcernId>("concern"));
                return text(id.write());
            });
        router.add(Method::get, "/concerns/{concern}/{part}", says("part"));
        return router;
    }

    std::string asked(Router const& router, std::string target)
    {
        auto request = Request::get(std::move(target));
        auto const response = router.answer(request);
        return response.status == Status::ok ? response.body : std::string(reason(response.status));
    }
} // namespace

TEST_CASE("the most specific route answers, and a trailing slash is another address")
{
    auto const router = drawn_router();
    CHECK(asked(router, "/") == "home");
    CHECK(asked(router, "/concerns/new") == "new");
    CHECK(asked(router, "/concerns/old?x=1") == "one");
    CHECK(asked(router, "/concerns/old/history") == "part");
    CHECK(asked(router, "/concerns/old/") == "Not Found");
    CHECK(asked(router, "/concerns/") == "Not Found");
    CHECK(asked(router, "/concerns") == "Not Found");
}

TEST_CASE("a route gives its segments by name, and an id that is none is not found")
{
    auto const router = drawn_router();
    auto const id = ConcernId::fresh();
    auto good = Request::post("/concerns/" + id.write() + "/decide", {});
    CHECK(router.answer(good).body == id.write());
    CHECK(good.route() == "/concerns/{concern}/decide");
    auto bad = Request::post("/concerns/7/decide", {});
    CHECK(router.answer(bad).status == Status::not_found);
}

TEST_CASE("HEAD is answered by GET, and another method is told what is allowed")
{
    auto const router = drawn_router();
    RequestParts parts;
    parts.method = Method::head;
    parts.target = "/concerns/new";
    auto head = *Request::read(parts);
    CHECK(router.answer(head).status == Status::ok);
    parts.method = Method::remove;
    auto removal = *Request::read(parts);
    auto const refused = router.answer(removal);
    CHECK(refused.status == Status::method_not_allowed);
    CHECK(refused.headers.find("Allow") == "GET, HEAD");
}

TEST_CASE("a wrong method is explained in the frame to people, and as a problem to programs")
{
    auto router = drawn_router();
    router.wrong_methods([](Explained const& said, Request const&) {
        return page("<main>" + said.title + "</main>", said.status);
    });
    auto person = Request::post("/concerns/new", {});
    auto const shown = router.answer(person);
    CHECK(shown.status == Status::method_not_allowed);
    CHECK(shown.body == "<main>This address cannot be used in that way</main>");
    CHECK(shown.headers.find("Allow") == "GET, HEAD");
    auto program = Request::post("/concerns/new", {}).with("Accept", "application/json");
    auto const told = router.answer(program);
    CHECK(told.headers.find("Content-Type") == "application/problem+json");
    CHECK(told.headers.find("Allow") == "GET, HEAD");
}

TEST_CASE(
    "one pattern never hides another's address: the most specific pattern decides the methods")
{
    auto const router = drawn_router();
    auto get = Request::get("/concerns/x/decide");
    auto const refused = router.answer(get);
    CHECK(refused.status == Status::method_not_allowed);
    CHECK(refused.headers.find("Allow") == "POST");
}

TEST_CASE("a route that stands twice, or is malformed, does not start the program")
{
    auto router = drawn_router();
    CHECK_THROWS(router.add(Method::get, "/concerns/{other}", says("")));
    CHECK_THROWS(router.add(Method::get, "concerns", says("")));
    CHECK_THROWS(router.add(Method::get, "/concerns/", says("")));
    CHECK_THROWS(router.add(Method::get, "/a{b}", says("")));
    CHECK(router.routes().size() == 5);
    CHECK(router.routes()[1].tag == "concern:read");
}

TEST_CASE("the errors of handlers become the page the caller gave")
{
    Router router;
    router.add(Method::get, "/x",
        [](Request&) -> Result<Response> { return error(Code::conflict, "Read it again"); });
    router.errors(
        [](Error const& error, Request const&) { return text("own page: " + error.words.key); });
    CHECK(asked(router, "/x") == "own page: Read it again");
}

TEST_CASE("an address is built from its pattern, with every name filled and escaped")
{
    CHECK(address("/contexts/{context}/signs", {{"context", "a b/c"}})
        == "/contexts/a%20b%2Fc/signs");
    CHECK_THROWS((void)address("/contexts/{context}", {}));
}

} // namespace kith::http
