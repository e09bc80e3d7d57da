// SPDX-License-Identifier: MIT
#include "contexts/context.h"
#include "directory/directory.h"
#include "platform/words/fold.h"
#include <algorithm>
#include <array>
#include <cmath>

namespace kith::contexts {
namespace {
    constexpr std::size_t longest_text = 500;
    constexpr std::array context_kinds{"HOME", "PEER", "SCHOOL", "PLACE", "ONLINE"};

    void trim(std::string& text)
    {
        auto const first = text.find_first_not_of(" \t\r\n");
        text = first == std::string::npos
            ? ""
            : text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1);
    }

    Done check_place(Context& context)
    {
        if (!context.postcode.empty()) {
            auto const postcode = directory::Postcode::read(context.postcode);
            if (!postcode)
                return invalid(postcode.error().words.key, "postcode");
            context.postcode = postcode->write();
        }
        if (context.point
            && (!(std::abs(context.point->latitude) <= 90)
                || !(std::abs(context.point->longitude) <= 180)))
            return invalid(
                "Enter latitude and longitude in degrees, such as 53.817 and -3.036", "latitude");
        if (!context.url.empty() && !is_web_address(context.url))
            return invalid("Enter an address that begins with https:// or http://", "url");
        if (context.kind == "ONLINE" && context.platform.empty() && context.url.empty())
            return invalid("Say which platform, or give the address", "platform");
        return done();
    }
} // namespace

bool is_public(Context const& context)
{
    return context.kind == "SCHOOL" || context.kind == "PLACE" || context.kind == "ONLINE";
}

bool is_web_address(std::string_view text)
{
    std::string_view rest;
    for (std::string_view const scheme : {"https://", "http://"})
        if (text.starts_with(scheme))
            rest = text.substr(scheme.size());
    auto const host = rest.substr(0, rest.find_first_of("/?#"));
    return host.find('.') != std::string_view::npos && host.find('@') == std::string_view::npos
        && std::ranges::none_of(text, [](unsigned char c) { return c <= ' ' || c == 0x7F; });
}

Result<Context> checked(Context context, Date /*today*/)
{
    for (auto* const text : {&context.name, &context.postcode, &context.address, &context.platform,
             &context.handle, &context.url, &context.owner, &context.opening}) {
        trim(*text);
        if (text->size() > longest_text)
            return invalid("Write 500 characters or fewer", "name");
    }
    if (std::ranges::find(context_kinds, context.kind) == context_kinds.end())
        return invalid("Choose what kind of context it is", "kind");
    if (words::folded(context.name).empty())
        return invalid("Enter what it is called", "name");
    TRY(check_place(context));
    return context;
}

} // namespace kith::contexts
