// SPDX-License-Identifier: MIT
#include "contexts/api_typed.h"
#include "contexts/api_own.h"
#include <algorithm>
#include <boost/json.hpp>

namespace kith::contexts {
namespace {
    namespace json = boost::json;
    using access::JsonFields;

    json::value json_text_or_null(std::string const& text)
    {
        return text.empty() ? json::value(nullptr) : json::value(text);
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
        {"postcode", json_text_or_null(context.postcode)},
        {"district", json_text_or_null(context.district)},
        {"address", json_text_or_null(context.address)},
        {"platform", json_text_or_null(context.platform)},
        {"handle", json_text_or_null(context.handle)}, {"url", json_text_or_null(context.url)},
        {"owner", json_text_or_null(context.owner)},
        {"opening", json_text_or_null(context.opening)}, {"closed", context.closed},
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
            {"name", one.context.name}, {"reason", json_text_or_null(one.reason)}});
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
    return context;
}

} // namespace kith::contexts
