// SPDX-License-Identifier: MIT
#include "contexts/api_own.h"
#include "base/london.h"
#include "contexts/context_fact_store.h"
#include "platform/forms/drafts.h"
#include "platform/http/errors.h"
#include <algorithm>
#include <boost/json.hpp>

namespace kith::contexts {
namespace {
    namespace json = boost::json;
    using access::JsonFields;
    using http::Request;
    using http::Response;

    constexpr char const* context_fact_schema
        = R"({"type":"object","required":["id","kind","code","stands"],"properties":{
        "id":{"type":"string","format":"uuid"},"kind":{"enum":["harm","licence","lead","cuckooing"]},"code":{"type":"string"},
        "words":{"type":["string","null"]},"number":{"type":["string","null"]},"reach":{"type":["string","null"]},
        "source":{"type":["string","null"]},"certainty":{"type":["string","null"]},
        "from":{"type":["string","null"]},"until":{"type":["string","null"]},"stands":{"type":"boolean"},
        "recorded_at":{"type":"string","format":"date-time"},"withdrawn_at":{"type":["string","null"],"format":"date-time"},
        "reason":{"type":["string","null"]}}})";
    constexpr char const* context_fact_sent_schema
        = R"({"type":"object","required":["kind","code"],"additionalProperties":false,"properties":{
        "kind":{"enum":["harm","licence","lead","cuckooing"],"description":"A licence is a place's, a lead a school's, cuckooing a home's"},
        "code":{"type":"string","description":"Of harm, licence_kind, safeguarding_lead, cuckooing_state"},
        "words":{"type":["string","null"],"description":"What was seen; a lead's name"},
        "number":{"type":["string","null"],"description":"Of a licence"},
        "reach":{"type":["string","null"],"description":"Who gives the licence; how a lead is reached"},
        "source":{"type":["string","null"]},"certainty":{"type":["string","null"],"description":"A code of the list certainty"},
        "from":{"type":["string","null"],"description":"2011, 2011-05 or 2011-05-03; of a harm, when it was first seen"},
        "until":{"type":["string","null"],"description":"The last day; of a harm, when it was last seen"}}})";
    constexpr char const* context_fact_end_schema
        = R"({"type":"object","additionalProperties":false,"properties":{
        "until":{"type":["string","null"],"description":"It is no longer so since this day; without it, it was never so and is taken back"},
        "reason":{"type":["string","null"],"description":"Needed to take it back"}}})";

    constexpr char const* household_sent_schema
        = R"({"type":"object","required":["person","source"],"additionalProperties":false,"properties":{
        "person":{"type":"string","description":"Their reference"},"from":{"type":["string","null"],"format":"date"},
        "source":{"type":"string"},"confidence":{"type":["string","null"],"description":"A code of the list certainty"}}})";
    constexpr char const* household_schema
        = R"({"type":"object","required":["id","role"],"properties":{"id":{"type":"string","format":"uuid"},"role":{"type":"string"}}})";

    json::value null_if_empty(std::string const& text)
    {
        return text.empty() ? json::value(nullptr) : json::value(text);
    }
    template <class When>
    json::value null_or(std::optional<When> const& when)
    {
        return when ? json::value(when->write()) : json::value(nullptr);
    }

    Result<std::optional<PartialDate>> sent_day(JsonFields const& sent, char const* field)
    {
        auto const text = TRY(sent.text(field));
        if (text.empty())
            return std::optional<PartialDate>();
        auto const day = PartialDate::read(text);
        if (!day)
            return invalid("Send 2011, 2011-05 or 2011-05-03, with ~ in front for a guess", field);
        return std::optional(*day);
    }

    bool is_listed(directory::ReferenceFacts const& facts, Date today, std::string_view list,
        std::string const& code)
    {
        auto const codes = facts.codes(list, today);
        return std::ranges::any_of(codes, [&](auto const& one) { return one.code == code; });
    }

    // Who may not read where it is does not change it.
    Done check_sent_address(JsonFields const& sent, Context const& context)
    {
        if (!context.address_withheld)
            return done();
        for (auto const* const field : {"address", "postcode", "latitude", "longitude", "area",
                 "outline", "transport", "tells_where"})
            if (sent.has(field))
                return error(Code::not_allowed,
                    "The address is protected: only those who work with it change it", field);
        return done();
    }

    // What stays protected as another kind may be said not to be.
    Done check_sent_kind(JsonFields const& sent, Context const& context)
    {
        struct Owned {
            char const* field;
            std::string_view kinds;
        };
        constexpr Owned owned[] = {{"phases", "SCHOOL"}, {"urn", "SCHOOL"},
            {"dfe_number", "SCHOOL"}, {"transport", "PLACE"}, {"area", "PLACE SCHOOL"},
            {"outline", "PLACE SCHOOL"}, {"hours", "PLACE SCHOOL"},
            {"tells_where", "HOME PLACE SCHOOL"}, {"sort", "PLACE ONLINE HOME"}};
        for (auto const& one : owned)
            if (sent.has(one.field) && one.kinds.find(context.kind) == std::string_view::npos
                && !(one.field == std::string_view("tells_where")
                    && context.tells_where == Tells::yes))
                return invalid("A context of this kind has no such fact", one.field);
        return done();
    }

    Done read_sent_hours(directory::ReferenceFacts const& facts, Date today, JsonFields const& sent,
        Context& context)
    {
        auto const all = TRY(sent.each("hours"));
        context.hours.clear();
        for (auto const& one : all) {
            TRY(one.only({"days", "opens", "closes"}));
            OpenHours hours;
            hours.days = TRY(one.text("days"));
            if (!is_listed(facts, today, "opening_days", hours.days))
                return invalid("Send a code of the list opening_days", "hours");
            auto const opens = TRY(one.text("opens"));
            auto const closes = TRY(one.text("closes"));
            hours.opens = TRY(read_time(opens));
            hours.closes = TRY(read_time(closes));
            context.hours.push_back(hours);
        }
        return done();
    }

    Done read_sent_codes(directory::ReferenceFacts const& facts, Date today, JsonFields const& sent,
        Context& context)
    {
        if (sent.has("sort")) {
            context.sort = TRY(sent.text("sort"));
            if (!context.sort.empty()
                && !is_listed(facts, today, sorts_of(context.kind), context.sort))
                return invalid("Send a code of the list of its kind", "sort");
        }
        if (sent.has("phases"))
            context.phases = TRY(sent.texts("phases"));
        for (auto const& phase : context.phases)
            if (!is_listed(facts, today, "school_phase", phase))
                return invalid("Send codes of the list school_phase", "phases");
        return done();
    }

    Done read_sent_tells(JsonFields const& sent, Context& context)
    {
        auto const text = TRY(sent.text("tells_where"));
        if (!text.empty() && text != "yes" && text != "no")
            return invalid("Send yes, no, or nothing for what its kind says", "tells_where");
        context.tells_where = read_tells(text);
        return done();
    }

    Result<ContextFact> sent_context_fact(JsonFields const& sent)
    {
        TRY(sent.only(
            {"kind", "code", "words", "number", "reach", "source", "certainty", "from", "until"}));
        ContextFact fact;
        std::pair<char const*, std::string*> const texts[] = {{"kind", &fact.kind},
            {"code", &fact.code}, {"words", &fact.words}, {"number", &fact.number},
            {"reach", &fact.reach}, {"source", &fact.source}, {"certainty", &fact.certainty}};
        for (auto const& [field, text] : texts)
            *text = TRY(sent.text(field));
        fact.from = TRY(sent_day(sent, "from"));
        fact.until = TRY(sent_day(sent, "until"));
        return fact;
    }

    // A context that the visitor may change, and opened as its page would ask.
    Result<Context> context_to_change(Visit const& visit, Request const& request)
    {
        auto const id = TRY(request.id<ContextId>("context"));
        auto const facts = TRY(find_facts(visit, id));
        TRY(visit.may("change", facts));
        TRY(must_open(visit, facts));
        return find(visit, id);
    }

    Result<ContextFact> fact_among(Visit const& visit, Context const& context, Uuid const& id)
    {
        for (auto const& one : list_facts(visit, context))
            if (one.id == id)
                return one;
        return not_found();
    }
} // namespace

char const* const own_properties_got
    = R"("sort":{"type":["string","null"],"description":"A code of place_sort, online_sort or tenancy"},
        "phases":{"type":"array","items":{"type":"string"}},"urn":{"type":["string","null"]},"dfe_number":{"type":["string","null"]},
        "hours":{"type":"array","items":{"type":"object","properties":{"days":{"type":"string"},"opens":{"type":"string"},"closes":{"type":"string"}}}},
        "transport":{"type":["string","null"]},"area":{"type":["string","null"],"description":"The code of a ward or district"},
        "outline":{"type":["object","null"],"description":"A GeoJSON line or area"},
        "address_protected":{"type":"boolean","description":"It tells where somebody lives"},
        "address_withheld":{"type":"boolean","description":"Protected, and not yours to read: null here is not nothing"},)";
char const* const own_properties_sent
    = R"("sort":{"type":["string","null"],"description":"A code of place_sort, online_sort or tenancy"},
        "phases":{"type":"array","items":{"type":"string"},"description":"Codes of school_phase"},
        "urn":{"type":["string","null"],"description":"A school's number: name, postcode and phases are taken from the register that is loaded"},
        "dfe_number":{"type":["string","null"]},
        "hours":{"type":"array","items":{"type":"object","required":["days","opens","closes"],"additionalProperties":false,"properties":{
        "days":{"type":"string","description":"A code of opening_days"},"opens":{"type":"string"},"closes":{"type":"string"}}}},
        "transport":{"type":["string","null"]},"area":{"type":["string","null"],"description":"The code of a ward or district"},
        "outline":{"type":["object","string","null"],"description":"A GeoJSON line or area"},
        "tells_where":{"type":["string","null"],"enum":["yes","no","",null],"description":"Does the address tell where a child lives? Left out: as its kind and sort say; what is protected stays so until no is sent"},)";

Done must_open(Visit const& visit, access::Facts const& facts)
{
    if (opens(visit, facts))
        return done();
    return error(Code::not_allowed,
        "Say why you open this record first: POST /api/v1/contexts/{context}/purpose. Your "
        "reason stands for 30 minutes",
        "purpose");
}

void put_own(Context const& context, json::object& written)
{
    written["sort"] = null_if_empty(context.sort);
    json::array phases;
    for (auto const& phase : context.phases)
        phases.emplace_back(phase);
    written["phases"] = phases;
    written["urn"] = null_if_empty(context.urn);
    written["dfe_number"] = null_if_empty(context.dfe_number);
    json::array hours;
    for (auto const& one : context.hours)
        hours.push_back(json::object{{"days", one.days}, {"opens", write_time(one.opens)},
            {"closes", write_time(one.closes)}});
    written["hours"] = hours;
    written["transport"] = null_if_empty(context.transport);
    written["area"] = null_if_empty(context.area);
    written["outline"]
        = context.outline.empty() ? json::value(nullptr) : json::parse(context.outline);
    written["address_protected"] = is_protected(context);
    written["address_withheld"] = context.address_withheld;
}

json::object fact_json(ContextFact const& fact, Date today)
{
    return {{"id", fact.id.write()}, {"kind", fact.kind}, {"code", fact.code},
        {"words", null_if_empty(fact.words)}, {"number", null_if_empty(fact.number)},
        {"reach", null_if_empty(fact.reach)}, {"source", null_if_empty(fact.source)},
        {"certainty", null_if_empty(fact.certainty)}, {"from", null_or(fact.from)},
        {"until", null_or(fact.until)}, {"stands", stands(fact, today)},
        {"recorded_at", fact.recorded_at.write()}, {"withdrawn_at", null_or(fact.withdrawn_at)},
        {"reason", null_if_empty(fact.reason)}};
}

Done read_sent_own(
    directory::ReferenceFacts const& facts, Date today, JsonFields const& sent, Context& context)
{
    TRY(check_sent_address(sent, context));
    TRY(check_sent_kind(sent, context));
    TRY(read_sent_codes(facts, today, sent, context));
    std::pair<char const*, std::string Context::*> const texts[]
        = {{"urn", &Context::urn}, {"dfe_number", &Context::dfe_number},
            {"transport", &Context::transport}, {"area", &Context::area}};
    for (auto const& [field, member] : texts)
        if (sent.has(field))
            context.*member = TRY(sent.text(field));
    if (sent.has("outline"))
        context.outline = TRY(sent.inside("outline"));
    if (sent.has("hours"))
        TRY(read_sent_hours(facts, today, sent, context));
    if (sent.has("tells_where"))
        TRY(read_sent_tells(sent, context));
    return done();
}

Result<Response> api_add_context_fact(
    Contexts const& room, Visit const& visit, Request const& request)
{
    auto const context = TRY(context_to_change(visit, request));
    auto const sent = TRY(JsonFields::read(request));
    auto const fact = TRY(sent_context_fact(sent));
    auto const key = TRY(request.idempotency_key());
    auto const asked = request.path() + "\n" + request.body();
    auto const id = TRY(visit.change([&](Change& change) {
        return forms::once<Uuid>(change, key, asked, [&]() -> Result<Uuid> {
            auto const added = TRY(add_fact(change, room.facts, context, fact));
            return added.id;
        });
    }));
    auto const added = TRY(fact_among(visit, context, id));
    return http::json(
        json::serialize(fact_json(added, london::day_of(visit.now()))), http::Status::created);
}

Result<Response> api_end_context_fact(Contexts const&, Visit const& visit, Request const& request)
{
    auto const context = TRY(context_to_change(visit, request));
    auto const id = TRY(request.id<Uuid>("fact"));
    auto const sent = TRY(JsonFields::read(request));
    TRY(sent.only({"until", "reason"}));
    auto const until = TRY(sent_day(sent, "until"));
    auto const reason = TRY(sent.text("reason"));
    auto const fact = TRY(fact_among(visit, context, id));
    auto const done_to = TRY(visit.change([&](Change& change) {
        return until ? end_fact(change, context, fact, until, reason)
                     : withdraw_fact(change, context, fact, reason);
    }));
    return http::json(json::serialize(fact_json(done_to, london::day_of(visit.now()))));
}

std::vector<access::Operation> api_fact_operations()
{
    using http::Method;
    return {{Method::post, "/api/v1/contexts/{context}/facts", "addContextFact",
                "Add a dated statement about a context: harm seen there, a licence, a safeguarding "
                "lead, that a home is taken over",
                "contexts", context_fact_sent_schema, context_fact_schema, 201, true},
        {Method::post, "/api/v1/contexts/{context}/household", "addToHousehold",
            "Say who lives in a home; whoever may know both sees it", "contexts",
            household_sent_schema, household_schema, 201, true},
        {Method::post, "/api/v1/contexts/{context}/facts/{fact}/end", "endContextFact",
            "Give a statement its last day, or take it back with a reason", "contexts",
            context_fact_end_schema, context_fact_schema}};
}

} // namespace kith::contexts
