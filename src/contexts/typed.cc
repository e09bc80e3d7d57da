// SPDX-License-Identifier: MIT
#include "contexts/typed.h"
#include "platform/http/csrf.h"
#include <charconv>
#include <fmt/core.h>

namespace kith::contexts {
namespace {
    using html::Value;
    using links::text_of;

    std::optional<double> degrees(std::string const& text)
    {
        double value = 0;
        auto const* const end = text.data() + text.size();
        auto const read = std::from_chars(text.data(), end, value);
        return read.ec == std::errc() && read.ptr == end ? std::optional(value) : std::nullopt;
    }

    void read_point(http::FormData const& form, Typed& typed)
    {
        auto const latitude = text_of(form, "latitude");
        auto const longitude = text_of(form, "longitude");
        typed.context.point.reset();
        if (latitude.empty() && longitude.empty())
            return;
        auto const north = degrees(latitude);
        auto const east = degrees(longitude);
        if (north && east)
            typed.context.point = geo::Point{*north, *east};
        else
            typed.problems.push_back(invalid(
                "Enter latitude and longitude in degrees, such as 53.817 and -3.036", "latitude"));
    }
} // namespace

Typed read_typed(http::FormData const& form, Context const& stands)
{
    Typed typed{stands};
    for (auto const& [name, value] : form.pairs())
        if (name != http::csrf_field)
            typed.values[name] = value;
    auto& context = typed.context;
    context.kind = text_of(form, "kind");
    context.name = text_of(form, "name");
    context.address = text_of(form, "address");
    context.postcode = text_of(form, "postcode");
    context.platform = text_of(form, "platform");
    context.handle = text_of(form, "handle");
    context.url = text_of(form, "url");
    context.owner = text_of(form, "owner");
    context.opening = text_of(form, "opening");
    context.closed = !form.first("closed").empty();
    context.version = std::atoll(std::string(form.first("version")).c_str());
    read_point(form, typed);
    return typed;
}

Typed untyped(Context const& stands)
{
    Typed typed{stands};
    typed.values = Value::object({{"kind", stands.kind}, {"name", stands.name},
        {"address", stands.address}, {"postcode", stands.postcode}, {"platform", stands.platform},
        {"handle", stands.handle}, {"url", stands.url}, {"owner", stands.owner},
        {"opening", stands.opening}, {"closed", stands.closed}, {"version", stands.version}});
    if (stands.point) {
        typed.values["latitude"] = fmt::format("{}", stands.point->latitude);
        typed.values["longitude"] = fmt::format("{}", stands.point->longitude);
    }
    return typed;
}

} // namespace kith::contexts
