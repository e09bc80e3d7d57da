// SPDX-License-Identifier: MIT
#include "contexts/list_row.h"
#include "base/reference.h"
#include <array>
#include <charconv>

namespace kith::contexts {
namespace {
    using imports::code_said;

    constexpr std::array<imports::Field, list_field_count> all_list_fields = {{
        {"reference", "Kith’s reference", "|reference|kithreference|kithref|contextreference|"},
        {"kind", "kind", "|kind|type|contexttype|contextkind|locationtype|placetype|category|"},
        {"name", "name",
            "|name|context|contextname|place|placename|location|locationname|venue|premises|"
            "premisesname|hotspot|school|schoolname|group|groupname|nameofplace|site|sitename|"
            "nameofsite|nameoflocation|nameofpremises|"},
        {"sort", "sort", "|sort|subtype|premisestype|sortofplace|"},
        {"address", "address", "|address|street|streetaddress|fulladdress|addressline|"},
        {"postcode", "postcode", "|postcode|postalcode|"},
        {"latitude", "latitude", "|latitude|lat|"},
        {"longitude", "longitude", "|longitude|long|lng|lon|"},
        {"owner", "owner", "|owner|ownedby|manager|managedby|licensee|landlord|"},
        {"opening", "opening", "|opening|openinghours|openingtimes|hours|"},
        {"transport", "transport", "|transport|stops|publictransport|"},
        {"urn", "unique reference number", "|urn|schoolurn|"},
        {"dfe_number", "DfE number", "|dfenumber|dfe|laestab|"},
        {"platform", "platform", "|platform|app|"},
        {"handle", "handle", "|handle|username|account|channel|"},
        {"url", "web address", "|url|link|website|webaddress|"},
        {"harm", "harm seen there",
            "|harm|harms|harmseen|harmtype|typeofharm|strand|strands|concerntype|"
            "exploitationtype|typeofexploitation|"},
        {"seen", "when it was seen", "|seen|lastseen|datelastseen|dateseen|"},
    }};

    struct KindWord {
        std::string_view words; // letters and digits alone, each between two bars
        char const* kind;
    };
    constexpr std::array<KindWord, 5> kind_words = {{
        {"|home|house|flat|address|property|residence|household|privatehome|", "HOME"},
        {"|peer|peers|peergroup|group|friends|friendshipgroup|friendgroup|", "PEER"},
        {"|school|college|education|educationsetting|academy|", "SCHOOL"},
        {"|place|location|publicplace|publicspace|neighbourhood|area|premises|business|venue|"
         "hotspot|",
            "PLACE"},
        {"|online|onlinespace|socialmedia|website|", "ONLINE"},
    }};

    // Rule 1.
    Done read_kind(ListSays const& says, std::string_view text, Context& context)
    {
        if (text.empty()) {
            context.kind = imports::setting(says.settings, "kind");
            return context.kind.empty() ? Done(invalid(
                       "say what it is: home, group, school, place or online space", "kind"))
                                        : done();
        }
        auto const said = "|" + imports::letters_and_digits(text) + "|";
        for (auto const& one : kind_words)
            if (one.words.find(said) != std::string_view::npos)
                context.kind = one.kind;
        if (context.kind.empty())
            context.kind = code_said(says.facts, "context_kind", text, says.today).value_or("");
        if (!context.kind.empty())
            return done();
        for (auto const* const kind : {"PLACE", "ONLINE"})
            if (auto sort = code_said(says.facts, sorts_of(kind), text, says.today)) {
                context.kind = kind;
                context.sort = *sort;
                return done();
            }
        return invalid("write home, group, school, place or online space, or the sort of place, "
                       "such as takeaway or park",
            "kind");
    }

    Done read_sort(ListSays const& says, std::string_view text, Context& context)
    {
        auto const list = sorts_of(context.kind);
        if (text.empty() || list.empty())
            return done();
        auto sort = code_said(says.facts, list, text, says.today);
        if (!sort)
            return invalid(
                "write " + imports::codes_to_write(says.facts, list, says.today), "sort");
        context.sort = std::move(*sort);
        return done();
    }

    std::optional<double> degrees_said(std::string_view text)
    {
        double value = 0;
        auto const* const end = text.data() + text.size();
        auto const read = std::from_chars(text.data(), end, value);
        return read.ec == std::errc() && read.ptr == end ? std::optional(value) : std::nullopt;
    }

    Done read_point_said(Cells const& cells, Context& context)
    {
        auto const latitude = cells(ListField::latitude);
        auto const longitude = cells(ListField::longitude);
        if (latitude.empty() && longitude.empty())
            return done();
        auto const north = degrees_said(latitude);
        auto const east = degrees_said(longitude);
        if (!north || !east)
            return invalid("write latitude and longitude in degrees, such as 53.817 and -3.036",
                north ? "longitude" : "latitude");
        context.point = geo::Point{*north, *east};
        return done();
    }

    Done read_harm(ListSays const& says, Cells const& cells, ListedContext& listed)
    {
        listed.harms = TRY(
            imports::codes_said(says.facts, "harm", cells(ListField::harm), "harm", says.today));
        auto const seen = cells(ListField::seen);
        if (seen.empty())
            return done();
        auto const day = PartialDate::read(seen);
        if (!day || says.today < day->first())
            return invalid("write a day that is not in the future, such as 2026-05-03, or what is "
                           "known of it as 2026-05 or 2026",
                "seen");
        listed.seen = *day;
        return done();
    }
} // namespace

imports::Fields list_fields() { return all_list_fields; }

Result<ListedContext> context_of(ListSays const& says, Cells const& cells)
{
    ListedContext listed;
    auto& context = listed.context;
    for (auto const& [field, member] :
        std::initializer_list<std::pair<ListField, std::string Context::*>>{
            {ListField::name, &Context::name}, {ListField::address, &Context::address},
            {ListField::postcode, &Context::postcode}, {ListField::owner, &Context::owner},
            {ListField::opening, &Context::opening}, {ListField::transport, &Context::transport},
            {ListField::urn, &Context::urn}, {ListField::dfe_number, &Context::dfe_number},
            {ListField::platform, &Context::platform}, {ListField::handle, &Context::handle},
            {ListField::url, &Context::url}})
        context.*member = cells(field);
    TRY(read_kind(says, cells(ListField::kind), context));
    TRY(read_sort(says, cells(ListField::sort), context));
    TRY(read_point_said(cells, context));
    TRY(read_harm(says, cells, listed));
    if (auto const text = cells(ListField::reference); !text.empty()) {
        auto const reference = Reference::read(text);
        if (!reference || reference->write().front() != 'X')
            return invalid(
                "write the reference as Kith has it, such as X-7KM-4QX9, or leave it empty",
                "reference");
        listed.reference = reference->write();
    }
    if (says.complete)
        says.complete(context);
    listed.context = TRY(checked(std::move(context), says.today));
    return listed;
}

} // namespace kith::contexts
