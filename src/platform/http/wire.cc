// SPDX-License-Identifier: MIT
#include "platform/http/wire.h"
#include <algorithm>
#include <array>
#include <ctime>
#include <fmt/core.h>

namespace kith::http {

namespace {
    bool is_digits(std::string_view text)
    {
        return !text.empty()
            && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
    }

    // A name or address, perhaps with a port: nothing that would mean more in a URL.
    bool is_host(std::string_view text)
    {
        return text.size() <= 255 && std::all_of(text.begin(), text.end(), [](char c) {
            return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')
                || std::string_view("-._~:[]").find(c) != std::string_view::npos;
        });
    }

    std::string_view last_of_list(std::string_view list)
    {
        auto const comma = list.rfind(',');
        if (comma != std::string_view::npos)
            list.remove_prefix(comma + 1);
        while (!list.empty() && list.front() == ' ')
            list.remove_prefix(1);
        while (!list.empty() && list.back() == ' ')
            list.remove_suffix(1);
        return list;
    }
} // namespace

bool has_bad_bytes(std::string_view beginning, std::size_t from)
{
    for (std::size_t i = from - std::min<std::size_t>(from, 1); i < beginning.size(); ++i) {
        char const c = beginning[i];
        bool const at_end = i + 1 == beginning.size();
        if (c == '\0' || (c == '\n' && (i == 0 || beginning[i - 1] != '\r'))
            || (c == '\r' && !at_end && beginning[i + 1] != '\n'))
            return true;
        if (c == '\n' && !at_end && (beginning[i + 1] == ' ' || beginning[i + 1] == '\t'))
            return true;
    }
    return false;
}

bool is_well_framed(Headers const& headers, unsigned version)
{
    auto const hosts = headers.all("Host");
    if (hosts.size() > 1 || (version == 11 && hosts.empty())
        || (!hosts.empty() && !is_host(hosts.front())))
        return false;
    auto const lengths = headers.all("Content-Length");
    if (lengths.size() > 1 || (!lengths.empty() && !is_digits(lengths.front())))
        return false;
    auto const encodings = headers.all("Transfer-Encoding");
    if (encodings.empty())
        return true;
    return version == 11 && lengths.empty() && encodings.size() == 1
        && same_name(encodings.front(), "chunked");
}

std::string forwarded_for(Headers const& headers, std::string const& proxy)
{
    auto const lines = headers.all("X-Forwarded-For");
    if (lines.empty())
        return proxy;
    auto const last = last_of_list(lines.back());
    bool const address = !last.empty() && last.size() <= 45 // the longest IPv6 address
        && last.find_first_not_of("0123456789abcdefABCDEF.:") == std::string_view::npos;
    return address ? std::string(last) : proxy;
}

Wire forwarded_wire(Headers const& headers)
{
    auto const lines = headers.all("X-Forwarded-Proto");
    return !lines.empty() && last_of_list(lines.back()) == "https" ? Wire::secure : Wire::plain;
}

std::string write_head(Response const& response, After after, std::string_view date)
{
    auto head = fmt::format("HTTP/1.1 {} {}\r\nDate: {}\r\n",
        static_cast<unsigned>(response.status), reason(response.status), date);
    for (auto const& [name, value] : response.headers)
        head.append(name).append(": ").append(value).append("\r\n");
    if (response.status != Status::no_content && response.status != Status::not_modified
        && !response.live) // that ends with its connection
        head += fmt::format("Content-Length: {}\r\n", response.bytes().size());
    head += after == After::close ? "Connection: close\r\n\r\n" : "\r\n";
    return head;
}

std::string http_date(std::int64_t seconds_since_1970)
{
    static constexpr std::array<char const*, 7> days{
        "Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
    static constexpr std::array<char const*, 12> months{
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    auto const seconds = static_cast<std::time_t>(seconds_since_1970);
    std::tm at{};
    ::gmtime_r(&seconds, &at);
    return fmt::format("{}, {:02} {} {} {:02}:{:02}:{:02} GMT",
        days[static_cast<std::size_t>(at.tm_wday)], at.tm_mday,
        months[static_cast<std::size_t>(at.tm_mon)], at.tm_year + 1900, at.tm_hour, at.tm_min,
        at.tm_sec);
}

} // namespace kith::http
