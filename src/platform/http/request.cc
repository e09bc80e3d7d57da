// SPDX-License-Identifier: MIT
#include "platform/http/request.h"
#include "base/random.h"
#include "platform/http/multipart.h"
#include <algorithm>
#include <array>
#include <charconv>

namespace kith::http {

namespace {
    constexpr std::array<std::pair<std::string_view, Method>, 7> method_names{{
        {"GET", Method::get},
        {"HEAD", Method::head},
        {"POST", Method::post},
        {"PUT", Method::put},
        {"PATCH", Method::patch},
        {"DELETE", Method::remove},
        {"OPTIONS", Method::options},
    }};

    std::string_view trimmed(std::string_view text)
    {
        while (!text.empty() && (text.front() == ' ' || text.front() == '\t'))
            text.remove_prefix(1);
        while (!text.empty() && (text.back() == ' ' || text.back() == '\t'))
            text.remove_suffix(1);
        return text;
    }

    // The pieces of a list such as `gzip;q=1, br`, without the spaces around them.
    std::vector<std::string_view> pieces(std::string_view list, char between)
    {
        std::vector<std::string_view> all;
        while (!list.empty()) {
            auto const end = std::min(list.find(between), list.size());
            if (auto const piece = trimmed(list.substr(0, end)); !piece.empty())
                all.push_back(piece);
            list.remove_prefix(std::min(end + 1, list.size()));
        }
        return all;
    }

    std::string_view bare_type(std::string_view content_type)
    {
        return trimmed(content_type.substr(0, content_type.find(';')));
    }

    // Does a list with weights name this, with a weight other than 0 (RFC 9110 §12.4.2)?
    bool welcomes(std::string_view list, std::string_view wanted)
    {
        for (auto const item : pieces(list, ',')) {
            auto const parts = pieces(item, ';');
            if (parts.empty() || !same_name(parts.front(), wanted))
                continue;
            for (auto const part : parts)
                if (part.starts_with("q=") || part.starts_with("Q="))
                    return part.find_first_of("123456789") != std::string_view::npos;
            return true;
        }
        return false;
    }

    Result<std::vector<std::string>> clean_segments(std::string_view path)
    {
        std::vector<std::string> segments;
        path.remove_prefix(1);
        while (true) {
            auto const slash = path.find('/');
            auto segment = TRY(percent_decoded(path.substr(0, slash), Plus::is_plus));
            bool const last = slash == std::string_view::npos;
            if (segment == "." || segment == ".." || (segment.empty() && !last)
                || segment.find('/') != std::string::npos)
                return invalid("Ask for a plain address, without dots or doubled slashes");
            segments.push_back(std::move(segment));
            if (last)
                return segments;
            path.remove_prefix(slash + 1);
        }
    }

    Request made(Result<Request> request)
    {
        must(request.ok(), "a request made by us is well formed");
        return std::move(request).value();
    }
} // namespace

std::string_view write(Method method)
{
    for (auto const& [name, its] : method_names)
        if (its == method)
            return name;
    return "OTHER";
}

Method read_method(std::string_view text)
{
    for (auto const& [name, method] : method_names)
        if (name == text)
            return method;
    return Method::other;
}

Result<Request> Request::read(RequestParts parts)
{
    auto const& target = parts.target;
    bool const visible = std::all_of(
        target.begin(), target.end(), [](char c) { return c > ' ' && c <= '~' && c != '#'; });
    if (!target.starts_with('/') || !visible)
        return invalid("Ask for an address that begins with / and has no spaces");
    auto const question = target.find('?');
    auto segments = TRY(clean_segments(std::string_view(target).substr(0, question)));
    auto query = TRY(
        read_form(question == std::string::npos ? std::string_view()
                                                : std::string_view(target).substr(question + 1)));
    Request request;
    request.segments_ = std::move(segments);
    request.query_ = std::move(query);
    for (auto const& segment : request.segments_)
        request.path_ += "/" + segment;
    request.parts_ = std::move(parts);
    if (request.parts_.id.empty())
        request.parts_.id = fresh_reference();
    return request;
}

Request Request::get(std::string target)
{
    RequestParts parts;
    parts.target = std::move(target);
    return made(read(std::move(parts)));
}

Request Request::post(std::string target, FormData const& form)
{
    RequestParts parts;
    parts.method = Method::post;
    parts.target = std::move(target);
    parts.headers.add("Content-Type", "application/x-www-form-urlencoded");
    parts.body = write_form(form);
    return made(read(std::move(parts)));
}

Request Request::post_json(std::string target, std::string text)
{
    RequestParts parts;
    parts.method = Method::post;
    parts.target = std::move(target);
    parts.headers.add("Content-Type", "application/json");
    parts.body = std::move(text);
    return made(read(std::move(parts)));
}

Request&& Request::with(std::string header, std::string value) &&
{
    parts_.headers.set(std::move(header), std::move(value));
    return std::move(*this);
}

Request&& Request::from(std::string peer) &&
{
    parts_.peer = std::move(peer);
    return std::move(*this);
}

bool Request::changes() const
{
    return method() != Method::get && method() != Method::head && method() != Method::options;
}

Result<std::string> Request::segment(std::string_view name) const
{
    for (auto const& [its, value] : named_)
        if (its == name)
            return value;
    return not_found();
}

std::string_view Request::header(std::string_view name) const
{
    return parts_.headers.find(name).value_or(std::string_view());
}

std::optional<std::string_view> Request::cookie(std::string_view name) const
{
    for (auto const line : parts_.headers.all("Cookie"))
        for (auto const pair : pieces(line, ';')) {
            auto const equals = pair.find('=');
            if (equals != std::string_view::npos && pair.substr(0, equals) == name)
                return pair.substr(equals + 1);
        }
    return std::nullopt;
}

Result<FormData> Request::form() const
{
    if (parts_.form)
        return *parts_.form;
    auto const type = header("Content-Type");
    if (same_name(bare_type(type), "application/x-www-form-urlencoded"))
        return read_form(parts_.body);
    if (auto const boundary = boundary_of(type))
        return read_multipart(parts_.body, *boundary);
    return invalid("Send the answers as a form");
}

Result<std::string> Request::json_text() const
{
    if (!same_name(bare_type(header("Content-Type")), "application/json"))
        return invalid("Send JSON, with Content-Type: application/json");
    if (!is_text(parts_.body))
        return invalid("Send text as UTF-8");
    return parts_.body;
}

bool Request::wants_json() const { return http::wants_json(path_, header("Accept")); }

bool wants_json(std::string_view path, std::string_view accept)
{
    if (path.starts_with("/api/"))
        return true;
    return !welcomes(accept, "text/html")
        && (welcomes(accept, "application/json") || welcomes(accept, "application/problem+json"));
}

bool Request::accepts_gzip() const { return welcomes(header("Accept-Encoding"), "gzip"); }

Result<std::optional<std::int64_t>> Request::if_match() const
{
    auto const found = parts_.headers.find("If-Match");
    if (!found)
        return std::optional<std::int64_t>();
    auto const value = trimmed(*found);
    std::int64_t version = 0;
    if (value.size() > 3 && value.starts_with("\"v") && value.ends_with('"')) {
        auto const* const end = value.data() + value.size() - 1;
        auto const [stop, wrong] = std::from_chars(value.data() + 2, end, version);
        if (wrong == std::errc{} && stop == end && version >= 0)
            return std::optional<std::int64_t>(version);
    }
    return invalid("Send in If-Match the ETag that came with what you read, such as \"v12\"");
}

Result<std::optional<std::string>> Request::idempotency_key() const
{
    auto const found = parts_.headers.find("Idempotency-Key");
    if (!found)
        return std::optional<std::string>();
    auto const allowed = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')
            || c == '-' || c == '_';
    };
    if (found->size() < 16 || found->size() > 64
        || !std::all_of(found->begin(), found->end(), allowed))
        return invalid("Send an Idempotency-Key of 16 to 64 letters, digits, - and _");
    return std::optional<std::string>(*found);
}

std::string_view Request::bearer() const
{
    auto const value = header("Authorization");
    if (value.size() < 8 || !same_name(value.substr(0, 7), "Bearer "))
        return {};
    return trimmed(value.substr(7));
}

void Request::matched(
    std::string pattern, std::string tag, std::vector<std::pair<std::string, std::string>> named)
{
    route_ = std::move(pattern);
    tag_ = std::move(tag);
    named_ = std::move(named);
}

std::string etag(std::int64_t version) { return "\"v" + std::to_string(version) + "\""; }

std::string fresh_reference()
{
    static constexpr std::string_view symbols
        = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"; // 32: no I L O U
    std::array<std::uint8_t, 12> bytes{};
    fill_random(bytes);
    std::string text;
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        if (i > 0 && i % 4 == 0)
            text.push_back('-');
        text.push_back(symbols[bytes[i] % symbols.size()]);
    }
    return text;
}

} // namespace kith::http
