// SPDX-License-Identifier: MIT
// The target and the headers of a request, one a line, as a visitor may send them.
#include "platform/http/request.h"
#include "platform/http/wire.h"
#include <algorithm>

namespace {
// What the parser of the wire (Beast, and has_bad_bytes before it) lets through as one header.
bool may_arrive(std::string_view name, std::string_view value)
{
    auto const token = [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z')
            || std::string_view("!#$%&'*+-.^_`|~").find(c) != std::string_view::npos;
    };
    return !name.empty() && std::ranges::all_of(name, token)
        && value.find_first_of(std::string_view("\r\n\0", 3)) == std::string_view::npos;
}
} // namespace

extern "C" int LLVMFuzzerTestOneInput(unsigned char const* bytes, std::size_t size)
{
    using namespace kith;
    std::string_view rest(reinterpret_cast<char const*>(bytes), size);
    auto const line = [&rest] {
        auto const taken = rest.substr(0, rest.find('\n'));
        rest.remove_prefix(std::min(taken.size() + 1, rest.size()));
        return taken;
    };
    http::RequestParts parts;
    parts.method = http::read_method(line());
    parts.target = std::string(line());
    for (auto header = line(); !header.empty(); header = line()) {
        auto const colon = header.find(':');
        auto const name = header.substr(0, colon);
        auto const value = colon == std::string_view::npos ? "" : header.substr(colon + 1);
        if (may_arrive(name, value))
            parts.headers.add(std::string(name), std::string(value));
    }
    (void)http::has_bad_bytes({reinterpret_cast<char const*>(bytes), size});
    (void)http::is_well_framed(parts.headers, 11);
    (void)http::forwarded_for(parts.headers, "127.0.0.1");
    parts.body = std::string(rest);
    auto const request = http::Request::read(std::move(parts));
    if (!request)
        return 0;
    for (auto const& segment : request->segments())
        must(http::is_text(segment) && segment != "..", "a path leads down, in text");
    (void)request->form();
    (void)request->json_text();
    (void)request->cookie("__Host-kith");
    (void)request->if_match();
    (void)request->idempotency_key();
    (void)request->bearer();
    (void)request->wants_json();
    (void)request->accepts_gzip();
    return 0;
}
