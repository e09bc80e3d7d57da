// SPDX-License-Identifier: MIT
#include "platform/http/response.h"
#include "base/result.h"
#include <algorithm>

namespace kith::http {

namespace {
    bool is_token(std::string_view text)
    {
        return std::all_of(text.begin(), text.end(), [](char c) {
            return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')
                || c == '-' || c == '_' || c == '.';
        });
    }

    Response of_type(std::string type, std::string body, Status status)
    {
        Response response;
        response.status = status;
        response.headers.set("Content-Type", std::move(type));
        response.body = std::move(body);
        return response;
    }

    std::string cookie_line(
        std::string_view name, std::string_view value, SameSite same_site, std::string_view age)
    {
        std::string line(cookie_prefix);
        line.append(name).append("=").append(value);
        line += "; Path=/; Secure; HttpOnly; SameSite=";
        line += same_site == SameSite::lax ? "Lax" : "Strict";
        if (!age.empty())
            line.append("; Max-Age=").append(age);
        return line;
    }
} // namespace

std::string_view reason(Status status)
{
    switch (status) {
    case Status::ok:
        return "OK";
    case Status::created:
        return "Created";
    case Status::accepted:
        return "Accepted";
    case Status::no_content:
        return "No Content";
    case Status::moved:
        return "Moved Permanently";
    case Status::see_other:
        return "See Other";
    case Status::not_modified:
        return "Not Modified";
    case Status::bad_request:
        return "Bad Request";
    case Status::not_signed_in:
        return "Unauthorized";
    case Status::not_allowed:
        return "Forbidden";
    case Status::not_found:
        return "Not Found";
    case Status::method_not_allowed:
        return "Method Not Allowed";
    case Status::request_timeout:
        return "Request Timeout";
    case Status::conflict:
        return "Conflict";
    case Status::precondition_failed:
        return "Precondition Failed";
    case Status::payload_too_large:
        return "Content Too Large";
    case Status::unsupported_type:
        return "Unsupported Media Type";
    case Status::unprocessable:
        return "Unprocessable Content";
    case Status::precondition_required:
        return "Precondition Required";
    case Status::too_many:
        return "Too Many Requests";
    case Status::headers_too_large:
        return "Request Header Fields Too Large";
    case Status::broken:
        return "Internal Server Error";
    case Status::unavailable:
        return "Service Unavailable";
    }
    return "Unknown";
}

Response&& Response::with(std::string header, std::string value) &&
{
    headers.set(std::move(header), std::move(value));
    return std::move(*this);
}

Response&& Response::with(Cookie const& cookie) &&
{
    headers.add("Set-Cookie", write(cookie));
    return std::move(*this);
}

Response&& Response::without_cookie(std::string_view name) &&
{
    headers.add("Set-Cookie", cookie_line(name, "", SameSite::lax, "0"));
    return std::move(*this);
}

Response&& Response::with_status(Status other) &&
{
    status = other;
    return std::move(*this);
}

Response Response::stream(std::string topic)
{
    auto response = of_type("text/event-stream", "", Status::ok);
    response.headers.set("X-Accel-Buffering", "no"); // a proxy passes each line on as it comes
    response.live = Live{std::move(topic)};
    return response;
}

std::string write(Cookie const& cookie)
{
    must(!cookie.name.empty() && is_token(cookie.name),
        "a cookie's name is letters, digits, - and _");
    must(is_token(cookie.value), "a cookie's value is letters, digits, - _ and .");
    auto const age
        = cookie.lasts.count() > 0 ? std::to_string(cookie.lasts.count()) : std::string();
    return cookie_line(cookie.name, cookie.value, cookie.same_site, age);
}

Response page(std::string html, Status status)
{
    return of_type("text/html; charset=utf-8", std::move(html), status);
}

Response text(std::string plain, Status status)
{
    return of_type("text/plain; charset=utf-8", std::move(plain), status);
}

Response json(std::string text, Status status)
{
    return of_type("application/json", std::move(text), status);
}

Response see_other(std::string url)
{
    bool const plain = std::all_of(
        url.begin(), url.end(), [](char c) { return c > ' ' && c <= '~' && c != '\\'; });
    must(plain && url.starts_with('/') && !url.starts_with("//"),
        "a redirect goes to a path of this site, in plain ASCII");
    Response response;
    response.status = Status::see_other;
    response.headers.set("Location", std::move(url));
    return response;
}

Response file(std::string bytes, std::string type, std::string_view name, Shown shown)
{
    must(!name.empty() && is_token(name), "a file's name is letters, digits, - _ and .");
    auto response = of_type(std::move(type), std::move(bytes), Status::ok);
    response.headers.set("Content-Disposition",
        (shown == Shown::in_browser ? "inline; filename=\"" : "attachment; filename=\"")
            + std::string(name) + "\"");
    return response;
}

} // namespace kith::http
