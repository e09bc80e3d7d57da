// SPDX-License-Identifier: MIT
#pragma once

// For tests: a browser at the pages of signing in. A test may open more routes on its router.

#include "platform/access/sign_in_pages.h"
#include "platform/access/sign_in_world_test.h"
#include "platform/html/templates_once_test.h"
#include "platform/http/csrf.h"

namespace kith::access {

using Fields = std::vector<std::pair<std::string, std::string>>;

// A browser: keeps its cookie, and sends a form with the token of the page it saw last.
struct Browser {
    explicit Browser(SignInWorld const& world) : pages(templates)
    {
        add_sign_in_routes(router, world.sign_in, pages, templates);
    }
    http::Response get(std::string target)
    {
        auto request
            = http::Request::get(std::move(target)).with("Cookie", "__Host-kith=" + cookie);
        return kept(router.answer(request));
    }
    http::Response post(
        std::string target, Fields const& fields, std::string const& site = "same-origin")
    {
        http::FormData form;
        for (auto const& [name, value] : fields)
            form.add(name, value);
        if (!csrf.empty())
            form.add("csrf", csrf);
        auto request = http::Request::post(std::move(target), form)
                           .with("Cookie", "__Host-kith=" + cookie)
                           .with("Sec-Fetch-Site", site);
        return kept(router.answer(request));
    }
    http::Response kept(http::Response response)
    {
        if (auto const line = response.headers.find("Set-Cookie")) {
            set_cookie = *line;
            cookie = set_cookie.substr(12, set_cookie.find(';') - 12); // after "__Host-kith="
        }
        std::string const field = "name=\"csrf\" value=\"";
        auto const at = response.body.find(field);
        csrf = at == std::string::npos ? "" : response.body.substr(at + field.size(), 86);
        return response;
    }

    html::Templates const& templates = html::templates_once();
    Pages pages;
    http::Router router;
    std::string cookie = {};
    std::string set_cookie = {};
    std::string csrf = {};
};
inline std::string where_to(http::Response const& response)
{
    return std::string(response.headers.find("Location").value_or("nowhere"));
}
inline bool says(http::Response const& response, std::string_view text)
{
    return response.body.find(text) != std::string::npos;
}

} // namespace kith::access
