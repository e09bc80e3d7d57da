// SPDX-License-Identifier: MIT
#include "contexts/api.h"
#include "base/london.h"
#include "contexts/api_own.h"
#include "contexts/api_typed.h"
#include "contexts/context_fact_store.h"
#include "contexts/typed.h"
#include "platform/forms/drafts.h"
#include "platform/http/errors.h"
#include <fmt/core.h>

namespace kith::contexts {
namespace {
    using access::JsonFields;
    using http::Request;
    using http::Response;

    std::string context_got_schema()
    {
        return std::string(
                   R"({"type":"object","required":["id","reference","kind","name","version"],"properties":{
        )") + own_properties_got
            + R"("facts":{"type":"array","items":{"type":"object"},"description":"Dated statements: see addContextFact"},
        "id":{"type":"string","format":"uuid"},"reference":{"type":"string"},"kind":{"type":"string"},"name":{"type":"string"},
        "latitude":{"type":["number","null"],"description":"WGS84"},"longitude":{"type":["number","null"]},
        "postcode":{"type":["string","null"]},"district":{"type":["string","null"],"description":"ONS code"},
        "address":{"type":["string","null"]},"platform":{"type":["string","null"]},"handle":{"type":["string","null"]},
        "url":{"type":["string","null"]},"owner":{"type":["string","null"]},"opening":{"type":["string","null"]},
        "closed":{"type":"boolean"},"version":{"type":"integer"}}})";
    }

    // What may be sent of a context; `more` are fields of one operation.
    std::string context_sent_schema(char const* required, char const* more)
    {
        return fmt::format(R"({{"type":"object","required":[{}],"additionalProperties":false,
        "properties":{{{}{}"kind":{{"type":"string","description":"A code of the list context_kind"}},"name":{{"type":"string"}},
        "latitude":{{"type":["number","null"]}},"longitude":{{"type":["number","null"]}},"postcode":{{"type":["string","null"]}},
        "address":{{"type":["string","null"]}},"platform":{{"type":["string","null"]}},"handle":{{"type":["string","null"]}},
        "url":{{"type":["string","null"]}},"owner":{{"type":["string","null"]}},"opening":{{"type":["string","null"]}},
        "closed":{{"type":"boolean"}}}}}})",
            required, more, own_properties_sent);
    }

    constexpr char const* sought_context_schema
        = R"({"type":"object","required":["purpose"],"additionalProperties":false,
        "description":"By reference alone, or by name, or near a point or the middle of a postcode : 150 metres. Homes and groups of peers by name only",
        "properties":{"purpose":{"type":"string","maxLength":500,"description":"Why you look: it stands in the record of who looked"},
        "reference":{"type":"string"},"name":{"type":"string"},"postcode":{"type":"string"},
        "latitude":{"type":"number"},"longitude":{"type":"number"}}})";
    constexpr char const* found_contexts_schema
        = R"({"type":"object","required":["contexts"],"properties":{"contexts":{"type":"array","items":{"type":"object",
        "required":["id","reference","kind","name"],"properties":{"id":{"type":"string","format":"uuid"},"reference":{"type":"string"},
        "kind":{"type":"string"},"name":{"type":"string"},"reason":{"type":["string","null"]}}}}}})";
    constexpr char const* said_why_schema
        = R"({"type":"object","required":["purpose"],"additionalProperties":false,
        "properties":{"purpose":{"type":"string","maxLength":500}}})";
    constexpr char const* said_until_schema
        = R"({"type":"object","required":["stands_until"],"properties":{"stands_until":{"type":"string","format":"date-time"}}})";

    Response one_context(
        Visit const& visit, Context const& context, http::Status status = http::Status::ok)
    {
        return http::json(
            write_context(context, list_facts(visit, context), london::day_of(visit.now())), status)
            .with("ETag", http::etag(context.version));
    }

    Response found(std::vector<KnownContext> const& contexts)
    {
        return http::json("{\"contexts\":" + write_briefs(contexts) + "}");
    }

    Result<Response> find_sent_reference(
        Visit const& visit, std::string const& text, std::string const& purpose)
    {
        auto const reference = Reference::read(text);
        if (!reference || reference->kind() != 'X')
            return invalid("Send a reference such as X-7KM-4QX9", "reference");
        auto const facts = find_facts(visit, *reference);
        if (!facts)
            return found({});
        if (!opens(visit, *facts))
            TRY(visit.change(
                [&](Change& change) { return links::state_purpose(change, *facts, purpose); }));
        visit.act_for(purpose);
        auto const context = TRY(find(visit, *reference));
        return found({KnownContext{context, ""}});
    }
} // namespace

Result<Response> api_find_context(Contexts const&, Visit const& visit, Request const& request)
{
    auto const id = TRY(request.id<ContextId>("context"));
    auto const facts = TRY(find_facts(visit, id));
    TRY(must_open(visit, facts));
    auto const context = TRY(find(visit, id));
    return one_context(visit, context);
}

Result<Response> api_find_contexts(Contexts const&, Visit const& visit, Request const& request)
{
    auto const sent = TRY(JsonFields::read(request));
    TRY(sent.only({"purpose", "reference", "name", "postcode", "latitude", "longitude"}));
    auto const purpose = TRY(sent.text("purpose"));
    TRY(links::check_purpose(purpose));
    if (sent.has("reference")) {
        auto const reference = TRY(sent.text("reference"));
        return find_sent_reference(visit, reference, purpose);
    }
    Sought sought;
    sought.name = TRY(sent.text("name"));
    sought.postcode = TRY(sent.text("postcode"));
    sought.point = TRY(read_sent_point(sent));
    if (sought.name.empty() && sought.postcode.empty() && !sought.point)
        return invalid("Send a reference, a name, a postcode or a point", "name");
    visit.act_for(purpose);
    return found(known(visit, sought));
}

Result<Response> api_state_purpose(Contexts const&, Visit const& visit, Request const& request)
{
    auto const id = TRY(request.id<ContextId>("context"));
    auto const facts = TRY(find_facts(visit, id));
    auto const sent = TRY(JsonFields::read(request));
    TRY(sent.only({"purpose"}));
    auto const purpose = TRY(sent.text("purpose"));
    TRY(visit.change([&](Change& change) { return links::state_purpose(change, facts, purpose); }));
    return http::json(
        "{\"stands_until\":\"" + (visit.now() + links::purpose_lasts).write() + "\"}");
}

Result<Response> api_create_context(
    Contexts const& room, Visit const& visit, Request const& request)
{
    auto const sent = TRY(JsonFields::read(request));
    TRY(sent.only({"kind", "name", "latitude", "longitude", "postcode", "address", "platform",
        "handle", "url", "owner", "opening", "closed", "another", "sort", "phases", "urn",
        "dfe_number", "hours", "transport", "area", "outline", "tells_where"}));
    auto const key = TRY(request.idempotency_key());
    auto const today = london::day_of(visit.now());
    auto read = TRY(read_sent(room.facts, today, sent, {}));
    complete_school(visit.reading(), read);
    auto const context = TRY(checked(read, today));
    auto const another = TRY(sent.flag("another"));
    auto const asked = request.path() + "\n" + request.body();
    auto before = std::optional<std::string>();
    if (key)
        before = TRY(forms::answer_for(visit.reading(), visit.visitor().account, *key, asked));
    if (!before && !another) {
        visit.act_for("Recording a context: is there a record already?");
        auto const already = known(visit, {context.name, context.postcode, context.point});
        if (!already.empty())
            return access::known_already(
                "Look at \"known\", or send \"another\": true to record another",
                write_briefs(already));
    }
    auto const id = TRY(visit.change([&](Change& change) {
        return forms::once<ContextId>(change, key, asked, [&]() -> Result<ContextId> {
            auto const made = TRY(create(change, context));
            return made.id;
        });
    }));
    auto const made = TRY(find(visit, id));
    return one_context(visit, made, http::Status::created)
        .with("Location", "/api/v1/contexts/" + id.write());
}

Result<Response> api_change_context(
    Contexts const& room, Visit const& visit, Request const& request)
{
    auto const id = TRY(request.id<ContextId>("context"));
    auto const facts = TRY(find_facts(visit, id));
    TRY(visit.may("change", facts));
    TRY(must_open(visit, facts));
    auto const version = TRY(request.if_match());
    if (!version)
        return http::problem(http::Status::precondition_required,
            "Send If-Match with the ETag you read the context with");
    auto const sent = TRY(JsonFields::read(request));
    TRY(sent.only({"kind", "name", "latitude", "longitude", "postcode", "address", "platform",
        "handle", "url", "owner", "opening", "closed", "reason", "sort", "phases", "urn",
        "dfe_number", "hours", "transport", "area", "outline", "tells_where"}));
    auto const reason = TRY(sent.text("reason"));
    if (reason.find_first_not_of(" \t\r\n") == std::string::npos)
        return invalid("Say why the record changes", "reason");
    auto const stands = TRY(find(visit, id));
    auto wanted = TRY(read_sent(room.facts, london::day_of(visit.now()), sent, stands));
    complete_school(visit.reading(), wanted);
    wanted.version = *version;
    auto const saved = TRY(
        visit.change([&](Change& change) { return save_and_tell(room, change, wanted, reason); }));
    return one_context(visit, saved);
}

std::vector<access::Operation> api_operations()
{
    using http::Method;
    return {{Method::get, "/api/v1/contexts/{context}", "findContext",
                "One context that you may know of; who is linked to it is not told", "contexts", "",
                context_got_schema()},
        {Method::post, "/api/v1/contexts/find", "findContexts",
            "Is it known, by name or nearness? Only those you may know of are told", "contexts",
            sought_context_schema, found_contexts_schema},
        {Method::post, "/api/v1/contexts/{context}/purpose", "statePurposeForContext",
            "Say why you open a home or a group of peers: asked again after 30 minutes", "contexts",
            said_why_schema, said_until_schema},
        {Method::post, "/api/v1/contexts", "recordContext",
            "Record a context; your team works with it from then on", "contexts",
            context_sent_schema(R"("kind","name")",
                R"("another":{"type":"boolean","description":"Not one of those that may be known already"},)"),
            context_got_schema(), 201, true},
        {Method::post, "/api/v1/contexts/{context}/change", "changeContext",
            "The next version: what is left out stays", "contexts",
            context_sent_schema(R"("reason")", R"("reason":{"type":"string"},)"),
            context_got_schema(), 200, false, true}};
}

} // namespace kith::contexts
