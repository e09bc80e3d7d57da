// SPDX-License-Identifier: MIT
#include "contexts/typed.h"
#include "directory/directory.h"
#include "platform/http/csrf.h"
#include "platform/words/fold.h"
#include <algorithm>
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

    constexpr std::pair<char const*, std::string Context::*> text_fields[]
        = {{"kind", &Context::kind}, {"name", &Context::name}, {"address", &Context::address},
            {"postcode", &Context::postcode}, {"platform", &Context::platform},
            {"handle", &Context::handle}, {"url", &Context::url}, {"owner", &Context::owner},
            {"opening", &Context::opening}, {"sort", &Context::sort}, {"urn", &Context::urn},
            {"dfe_number", &Context::dfe_number}, {"transport", &Context::transport}};

    void read_hours_rows(http::FormData const& form, Typed& typed)
    {
        typed.context.hours.clear();
        for (auto row = 1; row <= most_rows_of_hours; ++row) {
            auto const part = [&](char const* name) {
                return text_of(form, fmt::format("hours-{}-{}", row, name));
            };
            auto const opens = part("opens");
            auto const closes = part("closes");
            if (opens.empty() && closes.empty())
                continue;
            auto const from = read_time(opens);
            auto const until = read_time(closes);
            auto const hours = from && until ? checked(OpenHours{part("days"), *from, *until})
                : from                       ? Result<OpenHours>(until.error())
                                             : Result<OpenHours>(from.error());
            if (hours)
                typed.context.hours.push_back(*hours);
            else
                typed.problems.push_back(hours.error());
        }
    }

    // "Yes" only where its kind and sort do not say so by themselves.
    Tells told_where(std::string_view said, Context const& context)
    {
        if (said == "no")
            return Tells::no;
        return tells_by_itself(context.kind, context.sort) ? Tells::as_its_kind : Tells::yes;
    }

    void read_own_facts(http::FormData const& form, Typed& typed)
    {
        auto& context = typed.context;
        if (form.has("phases-asked")) {
            context.phases.clear();
            for (auto const code : form.all("phases"))
                context.phases.emplace_back(code);
            typed.values["phases"]
                = Value::each(context.phases, [](auto const& code) { return Value(code); });
        }
        if (form.has("hours-1-days"))
            read_hours_rows(form, typed);
        if (auto const said = form.first("tells_where"); said == "yes" || said == "no")
            context.tells_where = told_where(said, context);
    }

    bool has_word(std::string const& text, char const* word)
    {
        return text.find(word) != std::string::npos;
    }

    // The register's word for a phase, or for the ages of a school of all ages.
    std::vector<std::string> phases_of(directory::RegisteredSchool const& school)
    {
        auto const said = words::folded(school.phase);
        if (has_word(said, "nursery"))
            return {"NURSERY"};
        if (has_word(said, "middle"))
            return {"MIDDLE"};
        if (has_word(said, "16"))
            return {"SIXTEEN_PLUS"};
        if (has_word(said, "through"))
            return {"PRIMARY", "SECONDARY"};
        if (has_word(said, "primary"))
            return {"PRIMARY"};
        if (has_word(said, "secondary"))
            return {"SECONDARY"};
        return {};
    }

    void put_own_facts(Context const& stands, Value& values)
    {
        values["sort"] = stands.sort;
        values["urn"] = stands.urn;
        values["dfe_number"] = stands.dfe_number;
        values["transport"] = stands.transport;
        values["phases"] = Value::each(stands.phases, [](auto const& code) { return Value(code); });
        for (std::size_t i = 0; i < stands.hours.size(); ++i) {
            auto const name = fmt::format("hours-{}-", i + 1);
            values[name + "days"] = stands.hours[i].days;
            values[name + "opens"] = write_time(stands.hours[i].opens);
            values[name + "closes"] = write_time(stands.hours[i].closes);
        }
        // What nobody said is not chosen: it goes with the kind and sort that are typed.
        if (stands.version > 0)
            values["tells_where"] = is_protected(stands) ? "yes" : write(stands.tells_where);
    }
} // namespace

Typed read_typed(http::FormData const& form, Context const& stands)
{
    Typed typed{stands};
    typed.values = values_typed(form);
    auto& context = typed.context;
    for (auto const& [field, member] : text_fields)
        if (form.has(field))
            context.*member = text_of(form, field);
    read_own_facts(form, typed);
    context.closed = !form.first("closed").empty();
    context.version = std::atoll(std::string(form.first("version")).c_str());
    if (form.has("latitude") || form.has("longitude"))
        read_point(form, typed);
    return typed;
}

Typed untyped(Context const& stands, std::string_view kind)
{
    Typed typed{stands};
    typed.values = Value::object({{"kind", kind.empty() ? stands.kind : kind},
        {"name", stands.name}, {"address", stands.address}, {"postcode", stands.postcode},
        {"platform", stands.platform}, {"handle", stands.handle}, {"url", stands.url},
        {"owner", stands.owner}, {"opening", stands.opening}, {"closed", stands.closed},
        {"version", stands.version}});
    put_own_facts(stands, typed.values);
    if (stands.point) {
        typed.values["latitude"] = fmt::format("{}", stands.point->latitude);
        typed.values["longitude"] = fmt::format("{}", stands.point->longitude);
    }
    return typed;
}

void complete_school(db::Connection& connection, Context& context)
{
    if (context.kind != "SCHOOL")
        return;
    std::int64_t urn = 0;
    auto const* const end = context.urn.data() + context.urn.size();
    std::optional<directory::RegisteredSchool> school;
    if (!context.urn.empty() && std::from_chars(context.urn.data(), end, urn).ptr == end)
        school = directory::find_school(connection, urn);
    else if (context.urn.empty() && !context.name.empty())
        school = directory::school_named(connection, context.name);
    if (!school)
        return;
    context.urn = std::to_string(school->urn);
    if (context.name.empty())
        context.name = school->name;
    if (context.postcode.empty() && !context.point)
        context.postcode = school->postcode;
    if (context.phases.empty())
        context.phases = phases_of(*school);
}

Result<std::optional<PartialDate>> read_partial_day(
    http::FormData const& form, std::string const& name)
{
    auto const year = text_of(form, name + "-year");
    auto const month = text_of(form, name + "-month");
    auto const day = text_of(form, name + "-day");
    if (year.empty() && month.empty() && day.empty())
        return std::optional<PartialDate>();
    auto text = year;
    if (!month.empty())
        text += "-" + month;
    if (!day.empty())
        text += "-" + day;
    auto read = PartialDate::read(text);
    if (!read || year.empty() || (month.empty() && !day.empty()))
        return invalid("Enter a year, a month and a year, or a whole date", name);
    read->about = !form.first(name + "-about").empty();
    return std::optional(*read);
}

Value values_typed(http::FormData const& form)
{
    auto values = Value::object();
    for (auto const& [name, value] : form.pairs())
        if (name != http::csrf_field)
            values[name] = value;
    return values;
}

} // namespace kith::contexts
