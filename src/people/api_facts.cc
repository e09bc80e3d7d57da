// SPDX-License-Identifier: MIT
#include "people/api_facts.h"
#include "base/london.h"
#include "people/fact_pages.h"
#include "people/fact_store.h"
#include "platform/access/json_fields.h"
#include "platform/forms/drafts.h"
#include "platform/http/errors.h"
#include <algorithm>
#include <boost/json.hpp>

namespace kith::people {
namespace {
    namespace json = boost::json;
    using access::JsonFields;
    using http::Request;
    using http::Response;

    constexpr char const* one_fact
        = R"({"type":"object","required":["id","kind","answer","stands","version"],"properties":{
        "id":{"type":"string","format":"uuid"},"kind":{"type":"string"},
        "answer":{"enum":["said","not asked","not wished","not known"]},
        "code":{"type":["string","null"]},"words":{"type":["string","null"]},
        "number":{"type":["string","null"],"description":"A school's register number, a postcode, or the code of the authority that looks after them"},
        "stated_by":{"type":["string","null"],"description":"A code of the list stated_by"},
        "source":{"type":["string","null"]},"from":{"type":["string","null"]},"until":{"type":["string","null"]},
        "note":{"type":["string","null"]},"stands":{"type":"boolean"},
        "recorded_at":{"type":"string","format":"date-time"},
        "ended_at":{"type":["string","null"],"format":"date-time"},"end_reason":{"type":["string","null"]},
        "withdrawn_at":{"type":["string","null"],"format":"date-time"},"reason":{"type":["string","null"]},
        "version":{"type":"integer"}}})";
    constexpr char const* added_schema
        = R"({"type":"object","required":["kind"],"additionalProperties":false,"properties":{
        "kind":{"enum":["gender","pronouns","ethnicity","religion","language","understands","interpreter","communication","disability","support","education","status","address"]},
        "answer":{"enum":["said","not asked","not wished","not known"],"description":"said, if left out"},
        "code":{"type":["string","null"],"description":"Of ethnicity, language, interpreter_need, disability, education_place, legal_status, address_kind"},
        "words":{"type":["string","null"]},"number":{"type":["string","null"],"description":"Of status: the code or name of the authority that looks after them"},
        "stated_by":{"type":["string","null"],"description":"A code of the list stated_by"},
        "source":{"type":["string","null"]},"from":{"type":["string","null"],"description":"2011, 2011-05 or 2011-05-03"},
        "until":{"type":["string","null"],"description":"The last day"},"note":{"type":["string","null"]}}})";
    constexpr char const* ended_schema
        = R"({"type":"object","additionalProperties":false,"properties":{
        "until":{"type":["string","null"],"description":"It is no longer so since this day; without it, it was never so and is taken back"},
        "reason":{"type":["string","null"],"description":"Needed to take it back"}}})";

    json::value text_or_null(std::string const& text)
    {
        return text.empty() ? json::value(nullptr) : json::value(text);
    }
    template <class When>
    json::value when_or_null(std::optional<When> const& when)
    {
        return when ? json::value(when->write()) : json::value(nullptr);
    }

    Result<std::optional<PartialDate>> sent_when(JsonFields const& sent, char const* field)
    {
        auto const text = TRY(sent.text(field));
        if (text.empty())
            return std::optional<PartialDate>();
        auto const day = PartialDate::read(text);
        if (!day)
            return invalid("Send 2011, 2011-05 or 2011-05-03, with ~ in front for a guess", field);
        return std::optional(*day);
    }

    Result<Fact> sent_fact(JsonFields const& sent)
    {
        TRY(sent.only({"kind", "answer", "code", "words", "number", "stated_by", "source", "from",
            "until", "note"}));
        Fact fact;
        fact.kind = TRY(sent.text("kind"));
        auto const answer = TRY(sent.text("answer"));
        auto const known = read_answer(answer.empty() ? "said" : answer);
        if (!known)
            return invalid("Send said, not asked, not wished or not known", "answer");
        fact.answer = *known;
        fact.code = TRY(sent.text("code"));
        fact.words = TRY(sent.text("words"));
        fact.number = TRY(sent.text("number"));
        fact.stated_by = TRY(sent.text("stated_by"));
        fact.source = TRY(sent.text("source"));
        fact.from = TRY(sent_when(sent, "from"));
        fact.until = TRY(sent_when(sent, "until"));
        fact.note = TRY(sent.text("note"));
        return fact;
    }

    // Somebody whom the visitor may change, and who opened the record as its page would ask.
    Result<Person> changeable(Visit const& visit, Request const& request)
    {
        auto const id = TRY(request.id<PersonId>("person"));
        auto const facts = TRY(find_facts(visit, id));
        TRY(visit.may("change", facts));
        if (!links::purpose_stands(visit, facts))
            return error(Code::not_allowed,
                "Say why you open this record first: POST /api/v1/people/{person}/purpose. Your "
                "reason stands for 30 minutes",
                "purpose");
        return find(visit, id);
    }

    Response one_answer(Visit const& visit, Fact const& fact, http::Status status)
    {
        return http::json(write_fact(fact, london::day_of(visit.now())), status)
            .with("ETag", http::etag(version_of(fact)));
    }
} // namespace

std::string write_fact(Fact const& fact, Date today)
{
    return json::serialize(json::object{{"id", fact.id.write()}, {"kind", fact.kind},
        {"answer", write(fact.answer)}, {"code", text_or_null(fact.code)},
        {"words", text_or_null(fact.words)}, {"number", text_or_null(fact.number)},
        {"stated_by", text_or_null(fact.stated_by)}, {"source", text_or_null(fact.source)},
        {"from", when_or_null(fact.from)}, {"until", when_or_null(fact.until)},
        {"note", text_or_null(fact.note)}, {"stands", stands(fact, today)},
        {"recorded_at", fact.recorded_at.write()}, {"ended_at", when_or_null(fact.ended_at)},
        {"end_reason", text_or_null(fact.end_reason)},
        {"withdrawn_at", when_or_null(fact.withdrawn_at)}, {"reason", text_or_null(fact.reason)},
        {"version", version_of(fact)}});
}

std::string fact_schema() { return one_fact; }

Result<Response> api_add_fact(People const& room, Visit const& visit, Request const& request)
{
    auto const person = TRY(changeable(visit, request));
    auto const sent = TRY(JsonFields::read(request));
    auto const key = TRY(request.idempotency_key());
    auto fact = TRY(sent_fact(sent));
    complete_school(visit.reading(), fact);
    auto const asked = request.path() + "\n" + request.body();
    auto const id = TRY(visit.change([&](Change& change) {
        return forms::once<Uuid>(change, key, asked, [&]() -> Result<Uuid> {
            auto const added = TRY(add_fact_and_tell(room, change, person, fact));
            return added.id;
        });
    }));
    auto const added = TRY(find_fact(visit, person, id));
    return one_answer(visit, added, http::Status::created)
        .with("Location", "/api/v1/people/" + person.id.write());
}

Result<Response> api_end_fact(People const&, Visit const& visit, Request const& request)
{
    auto const person = TRY(changeable(visit, request));
    auto const id = TRY(request.id<Uuid>("fact"));
    auto const fact = TRY(find_fact(visit, person, id));
    auto const version = TRY(request.if_match());
    if (!version)
        return http::problem(http::Status::precondition_required,
            "Send If-Match with the version you read: \"v1\" for version 1");
    auto const sent = TRY(JsonFields::read(request));
    TRY(sent.only({"until", "reason"}));
    auto const until = TRY(sent_when(sent, "until"));
    auto const reason = TRY(sent.text("reason"));
    if (*version != version_of(fact) || fact.withdrawn_at)
        return error(Code::conflict, "Somebody ended this or took it back: read the person again");
    auto const saved = TRY(visit.change([&](Change& change) {
        return until ? end_fact(change, person, fact, until, reason)
                     : withdraw_fact(change, person, fact, reason);
    }));
    return one_answer(visit, saved, http::Status::ok);
}

std::vector<access::Operation> fact_operations()
{
    using http::Method;
    return {{Method::post, "/api/v1/people/{person}/facts", "addFactOfPerson",
                "Add what is known of a person, with who said it", "people", added_schema,
                fact_schema(), 201, true},
        {Method::post, "/api/v1/people/{person}/facts/{fact}/withdraw", "endFactOfPerson",
            "Give a statement its last day, or take it back with a reason; it stays in the history",
            "people", ended_schema, fact_schema(), 200, false, true}};
}

} // namespace kith::people
