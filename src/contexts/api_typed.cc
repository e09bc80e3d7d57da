// SPDX-License-Identifier: MIT
#include "contexts/api_typed.h"
#include "contexts/api_own.h"
#include <algorithm>
#include <boost/json.hpp>
#include <set>

namespace kith::contexts {
namespace {
    namespace json = boost::json;
    using access::JsonFields;

    json::value text_or_null(std::string const& text)
    {
        return text.empty() ? json::value(nullptr) : json::value(text);
    }

    json::array guardians_json(Context const& context)
    {
        json::array list;
        for (auto const& one : context.guardians)
            list.push_back(json::object{{"id", one.id.write()}, {"name", one.name},
                {"part", text_or_null(one.part)}, {"contact", text_or_null(one.contact)},
                {"consented_on",
                    one.consented_on ? json::value(one.consented_on->write())
                                     : json::value(nullptr)}});
        return list;
    }

    Done add_sent_guardians(JsonFields const& sent, Context& context)
    {
        auto const all = TRY(sent.each("guardians"));
        for (auto const& one : all) {
            TRY(one.only({"name", "part", "contact", "consented_on"}));
            Guardian guardian;
            guardian.name = TRY(one.text("name"));
            guardian.part = TRY(one.text("part"));
            guardian.contact = TRY(one.text("contact"));
            auto const day = TRY(one.text("consented_on"));
            auto const consented = Date::read(day);
            if (!day.empty() && !consented)
                return invalid("Send a day such as 2026-03-06", "guardians");
            if (consented)
                guardian.consented_on = *consented;
            context.guardians.push_back(std::move(guardian));
        }
        return done();
    }

    Done take_off_sent(JsonFields const& sent, Context& context)
    {
        auto const ids = TRY(sent.texts("wrong"));
        std::set<std::string> wrong(ids.begin(), ids.end());
        std::erase_if(context.guardians,
            [&](Guardian const& one) { return wrong.erase(one.id.write()) == 1; });
        if (!wrong.empty())
            return invalid("No guardian of this id stands on the record", "wrong");
        return done();
    }
} // namespace

std::string write_context(Context const& context, std::vector<ContextFact> const& facts, Date today)
{
    auto const degrees = [&](double geo::Point::*which) {
        return context.point ? json::value((*context.point).*which) : json::value(nullptr);
    };
    json::object written{{"id", context.id.write()}, {"reference", context.reference.write()},
        {"kind", context.kind}, {"name", context.name},
        {"latitude", degrees(&geo::Point::latitude)},
        {"longitude", degrees(&geo::Point::longitude)},
        {"postcode", text_or_null(context.postcode)}, {"district", text_or_null(context.district)},
        {"address", text_or_null(context.address)}, {"platform", text_or_null(context.platform)},
        {"handle", text_or_null(context.handle)}, {"url", text_or_null(context.url)},
        {"owner", text_or_null(context.owner)}, {"opening", text_or_null(context.opening)},
        {"closed", context.closed}, {"guardians", guardians_json(context)},
        {"version", context.version}};
    put_own(context, written);
    json::array said;
    for (auto const& fact : facts)
        said.push_back(fact_json(fact, today));
    written["facts"] = said;
    return json::serialize(written);
}

std::string write_briefs(std::vector<KnownContext> const& contexts)
{
    json::array list;
    for (auto const& one : contexts)
        list.push_back(json::object{{"id", one.context.id.write()},
            {"reference", one.context.reference.write()}, {"kind", one.context.kind},
            {"name", one.context.name}, {"reason", text_or_null(one.reason)}});
    return json::serialize(list);
}

Result<std::optional<geo::Point>> read_sent_point(JsonFields const& sent)
{
    auto const north = TRY(sent.number("latitude"));
    auto const east = TRY(sent.number("longitude"));
    if (north.has_value() != east.has_value())
        return invalid("Send latitude and longitude, or neither", "latitude");
    return north ? std::optional(geo::Point{*north, *east}) : std::nullopt;
}

Result<Context> read_sent(directory::ReferenceFacts const& facts, Date today,
    JsonFields const& sent, Context const& stands)
{
    auto context = stands;
    std::pair<char const*, std::string Context::*> const texts[] = {{"kind", &Context::kind},
        {"name", &Context::name}, {"postcode", &Context::postcode}, {"address", &Context::address},
        {"platform", &Context::platform}, {"handle", &Context::handle}, {"url", &Context::url},
        {"owner", &Context::owner}, {"opening", &Context::opening}};
    for (auto const& [field, member] : texts)
        if (sent.has(field))
            context.*member = TRY(sent.text(field));
    auto const kinds = facts.codes("context_kind", today);
    if (std::ranges::none_of(kinds, [&](auto const& one) { return one.code == context.kind; }))
        return invalid("Send a code of the list context_kind", "kind");
    TRY(read_sent_own(facts, today, sent, context));
    if (sent.has("latitude") || sent.has("longitude"))
        context.point = TRY(read_sent_point(sent));
    if (sent.has("closed"))
        context.closed = TRY(sent.flag("closed"));
    TRY(take_off_sent(sent, context));
    TRY(add_sent_guardians(sent, context));
    return context;
}

} // namespace kith::contexts
