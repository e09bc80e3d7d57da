// SPDX-License-Identifier: MIT
#pragma once

// Which handler answers which address.
//
// A pattern is a path whose segments are words or {names}: "/concerns/{concern}/decide". The most
// specific pattern wins, a word before a name, from the left. HEAD is answered by GET; a path known
// under other methods is 405 with Allow; a trailing slash is another, unknown, address: 404.
// The router knows nothing of permission: platform/access wraps it.
//
// Threads  filled before the server starts, then shared unchanged.
// Errors   `add` throws if a route stands twice or a pattern is malformed. Errors that handlers
//          return, and those of the router, become responses by `errors` (default: `answer` of
//          platform/http/errors.h). Exceptions pass through; the server catches them.

#include "base/result.h"
#include "platform/http/request.h"
#include "platform/http/response.h"
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace kith::http {

using Handler = std::function<Result<Response>(Request&)>;
using ErrorPage = std::function<Response(Error const&, Request const&)>;
struct Explained; // platform/http/errors.h
using ExplainedPage = std::function<Response(Explained const&, Request const&)>;

// Which workers answer it: those for all that is quick, or the few for what takes a tenth of a
// second or more (hashing a password, a long export), so that slow work never keeps a page waiting.
enum class Lane { quick, slow };

struct Route {
    Method method;
    std::string pattern;
    std::string tag; // what the caller keeps with it: a permission, the name of an operation
    Handler handler;
    Lane lane = Lane::quick;
};

class Router {
public:
    void add(Method method, std::string pattern, Handler handler, std::string tag = {},
        Lane lane = Lane::quick);
    void errors(ErrorPage page) { errors_ = std::move(page); }
    void wrong_methods(ExplainedPage page) { wrong_methods_ = std::move(page); } // for people

    [[nodiscard]] Response answer(Request& request) const;
    [[nodiscard]] Lane lane_of(Request const& request) const; // quick where there is no route
    [[nodiscard]] std::vector<Route> const& routes() const
    {
        return routes_;
    } // in the order of their adding
    [[nodiscard]] Response refuse(Error const& error, Request const& request) const;

private:
    struct Found {
        Route const* route = nullptr;
        std::string allow; // the methods that the path has, if it has any
    };
    [[nodiscard]] Found find(Request const& request) const;

    std::vector<Route> routes_;
    std::vector<std::vector<std::string>> split_; // the segments of each route
    [[nodiscard]] Response refuse_method(Request const& request) const;
    ErrorPage errors_;
    ExplainedPage wrong_methods_;
};

// "/concerns/{concern}" and {"concern", id} as an address; throws if a name is left over.
[[nodiscard]] std::string address(
    std::string_view pattern, std::vector<std::pair<std::string, std::string>> const& named);

} // namespace kith::http
