// SPDX-License-Identifier: MIT
#include "platform/http/router.h"
#include "platform/http/errors.h"
#include <algorithm>

namespace kith::http {

namespace {
    using Segments = std::vector<std::string>;

    bool is_name(std::string_view segment) { return segment.starts_with('{'); }

    Segments split_pattern(std::string_view pattern)
    {
        must(pattern.starts_with('/'), "a route's pattern begins with /");
        Segments segments;
        while (!pattern.empty()) {
            pattern.remove_prefix(1);
            auto const end = std::min(pattern.find('/'), pattern.size());
            segments.emplace_back(pattern.substr(0, end));
            pattern.remove_prefix(end);
        }
        return segments;
    }

    void check_pattern(Segments const& segments)
    {
        for (auto const& segment : segments) {
            must(!segment.empty() || segments.size() == 1,
                "a route's pattern has no empty segment and no slash at its end");
            bool const braces = segment.find_first_of("{}") != std::string::npos;
            must(!braces
                    || (segment.size() > 2 && segment.find_first_of("{}", 1) == segment.size() - 1
                        && is_name(segment)),
                "a {name} is a whole segment of a route's pattern");
        }
    }

    bool fits(Segments const& pattern, Segments const& path)
    {
        return std::equal(pattern.begin(), pattern.end(), path.begin(), path.end(),
            [](std::string const& its, std::string const& asked) {
                return is_name(its) ? !asked.empty() : its == asked;
            });
    }

    // Of two patterns that both fit: the one that has a word where the other first has a name.
    bool more_specific(Segments const& a, Segments const& b)
    {
        for (std::size_t i = 0; i < a.size() && i < b.size(); ++i)
            if (is_name(a[i]) != is_name(b[i]))
                return is_name(b[i]);
        return false;
    }

    // The same addresses, whatever their names are called.
    bool same_addresses(Segments const& a, Segments const& b)
    {
        return std::equal(
            a.begin(), a.end(), b.begin(), b.end(), [](std::string const& x, std::string const& y) {
                return is_name(x) ? is_name(y) : x == y;
            });
    }
} // namespace

void Router::add(Method method, std::string pattern, Handler handler, std::string tag, Lane lane)
{
    auto segments = split_pattern(pattern);
    check_pattern(segments);
    for (std::size_t i = 0; i < routes_.size(); ++i)
        must(routes_[i].method != method || !same_addresses(split_[i], segments),
            "the route " + pattern + " stands twice");
    routes_.push_back({method, std::move(pattern), std::move(tag), std::move(handler), lane});
    split_.push_back(std::move(segments));
}

Router::Found Router::find(Request const& request) const
{
    auto const& path = request.segments();
    std::size_t best = routes_.size(); // the pattern that the path means, under any method
    for (std::size_t i = 0; i < routes_.size(); ++i)
        if (fits(split_[i], path)
            && (best == routes_.size() || more_specific(split_[i], split_[best])))
            best = i;
    if (best == routes_.size())
        return {};
    Found found;
    auto const wanted = request.method() == Method::head ? Method::get : request.method();
    for (std::size_t i = 0; i < routes_.size(); ++i) {
        if (!same_addresses(split_[i], split_[best]))
            continue;
        if (routes_[i].method == wanted || routes_[i].method == request.method())
            found.route = &routes_[i];
        if (!found.allow.empty())
            found.allow += ", ";
        found.allow += write(routes_[i].method);
        if (routes_[i].method == Method::get)
            found.allow += ", HEAD";
    }
    return found;
}

Lane Router::lane_of(Request const& request) const
{
    auto const found = find(request);
    return found.route ? found.route->lane : Lane::quick;
}

Response Router::answer(Request& request) const
{
    auto const found = find(request);
    if (!found.route) {
        if (found.allow.empty())
            return refuse(not_found(), request);
        return refuse_method(request).with("Allow", found.allow);
    }
    auto const& pattern = split_[static_cast<std::size_t>(found.route - routes_.data())];
    std::vector<std::pair<std::string, std::string>> named;
    for (std::size_t i = 0; i < pattern.size(); ++i)
        if (is_name(pattern[i]))
            named.emplace_back(pattern[i].substr(1, pattern[i].size() - 2), request.segments()[i]);
    request.matched(found.route->pattern, found.route->tag, std::move(named));
    auto response = found.route->handler(request);
    if (!response)
        return refuse(response.error(), request);
    return std::move(response).value();
}

Response Router::refuse_method(Request const& request) const
{
    auto const said = wrong_method();
    if (request.wants_json())
        return problem(said.status, said.title + ".");
    return wrong_methods_ ? wrong_methods_(said, request) : bare_page(said);
}

Response Router::refuse(Error const& error, Request const& request) const
{
    return errors_ ? errors_(error, request) : http::answer(error, request);
}

std::string address(
    std::string_view pattern, std::vector<std::pair<std::string, std::string>> const& named)
{
    std::string url;
    for (auto const& segment : split_pattern(pattern)) {
        url.push_back('/');
        if (!is_name(segment)) {
            url += segment;
            continue;
        }
        auto const name = segment.substr(1, segment.size() - 2);
        auto const at = std::find_if(
            named.begin(), named.end(), [&](auto const& pair) { return pair.first == name; });
        must(at != named.end() && !at->second.empty(), "an address needs its {" + name + "}");
        url += percent_encoded(at->second);
    }
    return url;
}

} // namespace kith::http
