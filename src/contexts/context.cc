// SPDX-License-Identifier: MIT
#include "contexts/context.h"
#include "directory/directory.h"
#include "platform/geo/figure.h"
#include "platform/words/fold.h"
#include <algorithm>
#include <array>
#include <cmath>

namespace kith::contexts {
namespace {
    constexpr std::size_t longest_text = 500;
    constexpr std::array context_kinds{"HOME", "PEER", "SCHOOL", "PLACE", "ONLINE"};

    // Of what sort a place is where children live (data/code_lists/place_sort.csv).
    constexpr std::array<std::string_view, 3> sorts_where_children_live{
        "CHILDRENS_HOME", "SUPPORTED_HOUSING", "REFUGE"};

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

    // Rule 5.
    void drop_of_other_kinds(Context& context)
    {
        if (context.kind != "SCHOOL") {
            context.phases.clear();
            context.urn.clear();
            context.dfe_number.clear();
        }
        if (context.kind != "PLACE")
            context.transport.clear();
        if (context.kind != "PLACE" && context.kind != "SCHOOL") {
            context.hours.clear();
            context.area.clear();
            context.outline.clear();
        }
        if (sorts_of(context.kind).empty())
            context.sort.clear();
        if ((context.kind == "ONLINE" || context.kind == "PEER")
            && context.tells_where == Tells::no)
            context.tells_where = Tells::as_its_kind; // they are not by their kind
    }

    bool is_of_digits(std::string_view text, std::size_t count)
    {
        return text.size() == count
            && text.find_first_not_of("0123456789") == std::string_view::npos;
    }

    Done check_school(Context& context)
    {
        if (!context.urn.empty() && !is_of_digits(context.urn, 6))
            return invalid("A unique reference number has six digits, such as 119234", "urn");
        auto& dfe = context.dfe_number;
        if (is_of_digits(dfe, 7))
            dfe.insert(3, "/");
        if (!dfe.empty()
            && !(dfe.size() == 8 && dfe[3] == '/' && is_of_digits(dfe.substr(0, 3), 3)
                && is_of_digits(dfe.substr(4), 4)))
            return invalid(
                "A DfE number has three digits and four, such as 888/4123", "dfe_number");
        return done();
    }

    Done check_ground(Context& context)
    {
        if (context.outline.empty())
            return done();
        auto const figure = TRY(geo::read_figure(context.outline, geo::ListIs::line));
        context.outline = geo::write_geojson(figure);
        return done();
    }
} // namespace

std::string_view write(Tells tells)
{
    return tells == Tells::yes ? "yes" : tells == Tells::no ? "no" : "";
}

Tells read_tells(std::string_view text)
{
    return text == "yes" ? Tells::yes : text == "no" ? Tells::no : Tells::as_its_kind;
}

std::string_view sorts_of(std::string_view kind)
{
    return kind == "PLACE" ? "place_sort"
        : kind == "ONLINE" ? "online_sort"
        : kind == "HOME"   ? "tenancy"
                           : "";
}

bool tells_by_itself(std::string_view kind, std::string_view sort)
{
    return kind == "HOME"
        || (kind == "PLACE"
            && std::ranges::find(sorts_where_children_live, sort)
                != sorts_where_children_live.end());
}

bool is_protected(Context const& context)
{
    return context.tells_where == Tells::yes
        || (context.tells_where == Tells::as_its_kind
            && tells_by_itself(context.kind, context.sort));
}

void keep_protection(Context const& stands, bool says_no, Context& wanted)
{
    if (is_protected(stands) && !is_protected(wanted) && !says_no)
        wanted.tells_where = Tells::yes; // of another kind or sort now
    if (wanted.tells_where == Tells::no && !tells_by_itself(wanted.kind, wanted.sort))
        wanted.tells_where = Tells::as_its_kind;
}

void clear_address(Context& context)
{
    context.point.reset();
    for (auto* const text :
        {&context.address, &context.postcode, &context.area, &context.outline, &context.transport})
        text->clear();
}

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
             &context.handle, &context.url, &context.owner, &context.opening, &context.transport,
             &context.urn, &context.dfe_number}) {
        trim(*text);
        if (text->size() > longest_text)
            return invalid("Write 500 characters or fewer", "name");
    }
    if (std::ranges::find(context_kinds, context.kind) == context_kinds.end())
        return invalid("Choose what kind of context it is", "kind");
    if (words::folded(context.name).empty())
        return invalid("Enter what it is called", "name");
    drop_of_other_kinds(context);
    TRY(check_place(context));
    TRY(check_school(context));
    TRY(check_ground(context));
    if (context.hours.size() > most_rows_of_hours)
        return invalid("Give seven rows of opening hours or fewer", "hours");
    for (auto& one : context.hours)
        one = TRY(checked(one));
    return context;
}

} // namespace kith::contexts
