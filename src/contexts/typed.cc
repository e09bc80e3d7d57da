// SPDX-License-Identifier: MIT
#include "contexts/typed.h"
#include "platform/http/csrf.h"
#include <algorithm>
#include <charconv>
#include <fmt/core.h>
#include <set>

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

    void read_guardian(http::FormData const& form, Typed& typed)
    {
        auto const name = text_of(form, "guardian");
        if (name.empty())
            return;
        Guardian guardian{{}, name, text_of(form, "part"), text_of(form, "guardian_contact")};
        auto const day = Date::read(fmt::format("{}-{}-{}", text_of(form, "consented-year"),
            text_of(form, "consented-month"), text_of(form, "consented-day")));
        if (day)
            guardian.consented_on = *day;
        typed.context.guardians.push_back(guardian);
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
    std::set<std::string> marked;
    for (auto const id : form.all("wrong"))
        marked.emplace(id);
    typed.values["wrong"] = Value::each(marked, [](auto const& id) { return Value(id); });
    std::erase_if(context.guardians,
        [&](Guardian const& guardian) { return marked.contains(guardian.id.write()); });
    read_point(form, typed);
    read_guardian(form, typed);
    return typed;
}

Typed untyped(Context const& stands)
{
    Typed typed{stands};
    typed.values
        = Value::object({{"kind", stands.kind}, {"name", stands.name}, {"address", stands.address},
            {"postcode", stands.postcode}, {"platform", stands.platform}, {"handle", stands.handle},
            {"url", stands.url}, {"owner", stands.owner}, {"opening", stands.opening},
            {"closed", stands.closed}, {"version", stands.version}, {"wrong", Value::array()}});
    if (stands.point) {
        typed.values["latitude"] = fmt::format("{}", stands.point->latitude);
        typed.values["longitude"] = fmt::format("{}", stands.point->longitude);
    }
    return typed;
}

} // namespace kith::contexts
