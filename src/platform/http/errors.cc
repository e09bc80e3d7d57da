// SPDX-License-Identifier: MIT
#include "platform/http/errors.h"
#include <algorithm>
#include <array>

namespace kith::http {

namespace {
    constexpr std::array<ErrorRow, 7> rows{{
        {Code::invalid, Status::unprocessable, "Check your answers",
            "Check what you sent, put right what is missing, and send it again.", "invalid", 65},
        {Code::not_found, Status::not_found, "Page not found",
            "Check the address. What you are looking for may have moved, or may not be for you to "
            "see.",
            "not-found", 66},
        {Code::not_allowed, Status::not_allowed, "You cannot do this",
            "Ask somebody in your agency who may, or the person who looks after accounts.",
            "not-allowed", 77},
        {Code::conflict, Status::conflict, "Somebody else saved first",
            "Read what was saved, then enter your change again.", "conflict", 75},
        {Code::too_many, Status::too_many, "Too many tries", "Wait a few minutes, then try again.",
            "too-many", 75},
        {Code::broken, Status::broken, "Something went wrong",
            "It was our fault. Try again; if it stays so, tell us the reference.", "broken", 70},
        {Code::unavailable, Status::unavailable, "Not available just now",
            "Try again in a minute. Nothing you saved is lost.", "unavailable", 69},
    }};

    void append_json(std::string& out, std::string_view key, std::string_view value)
    {
        out += out.empty() ? "{\"" : ",\"";
        out.append(key).append("\":\"");
        static constexpr std::string_view digits = "0123456789abcdef";
        for (char const c : value) {
            auto const byte = static_cast<unsigned char>(c);
            if (c == '"' || c == '\\') {
                out.push_back('\\');
                out.push_back(c);
            } else if (byte < 0x20) {
                out += "\\u00";
                out.push_back(digits[byte >> 4]);
                out.push_back(digits[byte & 15]);
            } else {
                out.push_back(c);
            }
        }
        out.push_back('"');
    }

    Response problem_json(std::string body, Status status)
    {
        auto response = json(std::move(body), status);
        response.headers.set("Content-Type", "application/problem+json");
        return response;
    }

    std::string html_escaped(std::string_view text)
    {
        std::string out;
        for (char const c : text) {
            if (c == '<')
                out += "&lt;";
            else if (c == '>')
                out += "&gt;";
            else if (c == '&')
                out += "&amp;";
            else if (c == '"')
                out += "&quot;";
            else
                out.push_back(c);
        }
        return out;
    }

    // What only waiting cures says how long.
    Response&& with_waiting_time(Response&& response)
    {
        if (response.status == Status::unavailable)
            response.headers.set("Retry-After", "5");
        if (response.status == Status::too_many)
            response.headers.set("Retry-After", "60");
        return std::move(response);
    }
} // namespace

std::span<ErrorRow const> error_table() { return rows; }

ErrorRow const& row_of(Code code)
{
    for (auto const& row : rows)
        if (row.code == code)
            return row;
    throw std::logic_error("a code is missing from the table of errors");
}

std::string plainly(Words const& words)
{
    auto text = words.key;
    for (auto const& [name, value] : words.arguments) {
        auto const marked = "{" + name + "}";
        for (auto at = text.find(marked); at != std::string::npos;
             at = text.find(marked, at + value.size()))
            text.replace(at, marked.size(), value);
    }
    return text;
}

Explained explain(Error const& error, std::string_view request_id, Say say)
{
    auto const& row = row_of(error.code);
    Explained explained{row.status, std::string(row.title), std::string(row.advice), {}};
    // The words of these two say what a visitor may not know, or what only we can put right.
    bool const own_words = error.code != Code::not_found && error.code != Code::broken;
    if (own_words && !error.words.key.empty())
        explained.detail = say(error.words);
    if (error.code == Code::broken || error.code == Code::unavailable)
        explained.reference = request_id;
    return explained;
}

Response problem(Error const& error, std::string_view request_id, Say say)
{
    auto const& row = row_of(error.code);
    auto const explained = explain(error, request_id, say);
    std::string body;
    append_json(body, "type", "urn:kith:problem:" + std::string(row.problem));
    append_json(body, "title", explained.title);
    body += ",\"status\":" + std::to_string(static_cast<unsigned>(row.status));
    append_json(body, "detail", explained.detail);
    if (error.code != Code::not_found && error.code != Code::broken && !error.field.empty())
        append_json(body, "field", error.field);
    if (!explained.reference.empty())
        append_json(body, "reference", explained.reference);
    return with_waiting_time(problem_json(body + "}", row.status));
}

Response problem(Status status, std::string_view detail)
{
    std::string body;
    append_json(body, "type", "about:blank"); // RFC 9457 §4.2.1: no more than the status says
    append_json(body, "title", reason(status));
    body += ",\"status\":" + std::to_string(static_cast<unsigned>(status));
    append_json(body, "detail", detail);
    return with_waiting_time(problem_json(body + "}", status));
}

Response bare_page(Explained const& explained)
{
    auto const title = html_escaped(explained.title);
    auto html = "<!DOCTYPE html>\n<html lang=\"en\">\n<meta charset=\"utf-8\">\n<title>" + title
        + "</title>\n<h1>" + title + "</h1>\n<p>" + html_escaped(explained.detail) + "</p>\n";
    if (!explained.reference.empty())
        html += "<p>Reference: " + html_escaped(explained.reference) + "</p>\n";
    return with_waiting_time(page(html + "</html>\n", explained.status));
}

Response answer(Error const& error, Request const& request)
{
    if (request.wants_json())
        return problem(error, request.request_id());
    return bare_page(explain(error, request.request_id()));
}

Explained wrong_method()
{
    return {Status::method_not_allowed, "This address cannot be used in that way",
        "Go back, and use the links and buttons of the page.", {}};
}

bool begins_for_json(std::string_view bytes)
{
    auto const line_end = bytes.find("\r\n");
    auto const line = bytes.substr(0, line_end);
    auto const from = std::min(line.find(' '), line.size());
    auto const path = line.substr(std::min(from + 1, line.size()));
    std::string_view accept;
    for (auto at = line_end; at != std::string_view::npos && accept.empty();) {
        auto const rest = bytes.substr(at + 2);
        constexpr std::string_view name = "accept:";
        auto const named = rest.size() > name.size()
            && std::equal(name.begin(), name.end(), rest.begin(), [](char own, char sent) {
                   return own == (sent >= 'A' && sent <= 'Z' ? sent + 32 : sent);
               });
        if (named)
            accept
                = rest.substr(name.size(), std::min(rest.find("\r\n"), rest.size()) - name.size());
        auto const next = rest.find("\r\n");
        at = next == std::string_view::npos ? next : at + 2 + next;
    }
    return wants_json(path, accept);
}

Response answer(Status status, std::string_view detail, Request const& request)
{
    if (request.wants_json())
        return problem(status, detail);
    return bare_page({status, std::string(reason(status)), std::string(detail), {}});
}

} // namespace kith::http
