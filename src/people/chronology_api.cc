// SPDX-License-Identifier: MIT
#include "people/chronology_api.h"
#include "base/london.h"
#include "people/api_typed.h"
#include "people/around.h"
#include "people/chronology.h"
#include "platform/access/json_fields.h"
#include "platform/forms/drafts.h"
#include "platform/http/errors.h"
#include <algorithm>
#include <boost/json.hpp>
#include <fmt/core.h>

namespace kith::people {
namespace {
    namespace json = boost::json;
    using access::JsonFields;
    using http::Request;
    using http::Response;

    constexpr char const* relationships_schema
        = R"({"type":"object","required":["relationships"],"properties":{"relationships":{"type":"array","items":{"type":"object",
        "required":["id","kind","name","stands"],"properties":{"id":{"type":"string","format":"uuid"},
        "kind":{"type":"string","description":"What they are to this person: a code of the list relationship_kind"},
        "person":{"type":["string","null"],"format":"uuid","description":"Their record, if they have one that you may know of"},"name":{"type":"string"},
        "from":{"type":["string","null"],"format":"date"},"until":{"type":["string","null"],"format":"date"},"stands":{"type":"boolean"},
        "certainty":{"type":"string"},"source":{"type":"string"},"said_by":{"type":["string","null"]},"words":{"type":["string","null"]},
        "parts":{"type":"array","items":{"type":"object","properties":{"part":{"type":"string","description":"A code of the list relationship_part"},
        "stated_by":{"type":"string"},"words":{"type":["string","null"]},"from":{"type":["string","null"]},"until":{"type":["string","null"]}}}},
        "telling":{"type":["object","null"],"properties":{"told":{"type":"string"},"matters":{"type":["string","null"]},"how":{"type":["string","null"]},
        "when":{"type":["string","null"]},"safe":{"enum":["yes","no","not known"]},"why":{"type":"string"},"wish":{"type":"string"},
        "wish_words":{"type":["string","null"]},"decided_by":{"type":"string"},"decided_on":{"type":"string","format":"date"},
        "until":{"type":["string","null"],"format":"date"}}}}}}}})";
    constexpr char const* sent_relationship_schema
        = R"({"type":"object","required":["kind","source"],"additionalProperties":false,"properties":{
        "kind":{"type":"string","description":"What they are to this person: a code of the list relationship_kind"},
        "person":{"type":["string","null"],"format":"uuid","description":"Their record; or send a name"},"name":{"type":["string","null"]},"reach":{"type":["string","null"]},
        "from":{"type":["string","null"],"format":"date"},"until":{"type":["string","null"],"format":"date"},
        "certainty":{"type":["string","null"],"description":"A code of the list certainty; reported, if left out"},"source":{"type":"string"},
        "said_by":{"type":["string","null"]},"words":{"type":["string","null"]},
        "parts":{"type":"array","items":{"type":"object","required":["part","stated_by"],"additionalProperties":false,"properties":{
        "part":{"type":"string"},"stated_by":{"type":"string"},"words":{"type":["string","null"]}}}}}})";
    constexpr char const* made_schema
        = R"({"type":"object","required":["id"],"properties":{"id":{"type":"string","format":"uuid"}}})";

    json::value null_if_empty(std::string const& text)
    {
        return text.empty() ? json::value(nullptr) : json::value(text);
    }
    json::value day_json(std::optional<Date> const& day)
    {
        return day ? json::value(day->write()) : json::value(nullptr);
    }

    Result<Person> opened_person(Visit const& visit, Request const& request)
    {
        auto const id = TRY(request.id<PersonId>("person"));
        auto const facts = TRY(find_facts(visit, id));
        if (!links::purpose_stands(visit, facts))
            return error(Code::not_allowed,
                "Say why you open this record first: POST /api/v1/people/{person}/purpose. Your "
                "reason stands for 30 minutes",
                "purpose");
        return find(visit, id);
    }

    json::value telling_json(std::optional<Telling> const& one)
    {
        if (!one)
            return nullptr;
        return json::object{{"told", one->told}, {"matters", null_if_empty(one->matters)},
            {"how", null_if_empty(one->how)}, {"when", null_if_empty(one->when)},
            {"safe", write(one->safe)}, {"why", one->why}, {"wish", one->wish},
            {"wish_words", null_if_empty(one->wish_words)}, {"decided_by", one->decided_by},
            {"decided_on", one->decided_on.write()}, {"until", day_json(one->until)}};
    }

    json::object around_json(Around const& one, Date today)
    {
        auto const& said = one.relationship;
        json::array parts;
        for (auto const& part : one.parts)
            parts.push_back(json::object{{"part", part.kind}, {"stated_by", part.stated_by},
                {"words", null_if_empty(part.words)}, {"from", day_json(part.from)},
                {"until", day_json(part.until)}});
        json::object written{{"id", said.id.write()}, {"kind", one.kind},
            {"name", one.name_on(today)}, {"from", day_json(said.from)},
            {"until", day_json(said.until)}, {"stands", said.stands_on(today)},
            {"certainty", said.certainty}, {"source", said.source},
            {"said_by", null_if_empty(said.said_by)}, {"words", null_if_empty(said.words)},
            {"parts", parts}, {"telling", telling_json(one.telling)}};
        written["person"] = one.other ? json::value(one.other->id.write()) : json::value(nullptr);
        return written;
    }

    Result<std::optional<Date>> sent_date(JsonFields const& sent, char const* name)
    {
        auto const text = TRY(sent.text(name));
        if (text.empty())
            return std::optional<Date>();
        auto const day = Date::read(text);
        if (!day)
            return invalid("Send a day as 2026-03-29", name);
        return std::optional(*day);
    }

    Result<Relationship> sent_relationship(JsonFields const& sent, PersonId person)
    {
        Relationship one;
        one.person = person;
        one.kind = TRY(sent.text("kind"));
        auto const other = TRY(sent.text("person"));
        if (!other.empty()) {
            auto const id = PersonId::read(other);
            if (!id)
                return invalid("Send the id of a person", "person");
            one.other = *id;
        }
        one.name = TRY(sent.text("name"));
        one.reach = TRY(sent.text("reach"));
        one.from = TRY(sent_date(sent, "from"));
        one.until = TRY(sent_date(sent, "until"));
        auto const certainty = TRY(sent.text("certainty"));
        if (!certainty.empty())
            one.certainty = certainty;
        one.source = TRY(sent.text("source"));
        one.said_by = TRY(sent.text("said_by"));
        one.words = TRY(sent.text("words"));
        return one;
    }

    Result<std::vector<Part>> sent_parts(
        People const& room, Date today, JsonFields const& sent, std::string const& source)
    {
        std::vector<Part> parts;
        auto const each = TRY(sent.each("parts"));
        for (auto const& one : each) {
            TRY(one.only({"part", "stated_by", "words"}));
            Part part;
            part.kind = TRY(one.text("part"));
            TRY(must_be_listed(room.facts, today, "relationship_part", part.kind, "parts"));
            part.stated_by = TRY(one.text("stated_by"));
            part.words = TRY(one.text("words"));
            part.source = source;
            parts.push_back(std::move(part));
        }
        return parts;
    }
} // namespace

Result<Response> api_chronology(People const& room, Visit const& visit, Request const& request)
{
    auto const person = TRY(opened_person(visit, request));
    auto const filter = read_filter(request.query(), london::day_of(visit.now()));
    if (!filter.problems.empty())
        return filter.problems.front();
    return links::chronology_json(chronology_of(room, visit, person, filter), request);
}

Result<Response> api_relationships(People const&, Visit const& visit, Request const& request)
{
    auto const person = TRY(opened_person(visit, request));
    auto const today = london::day_of(visit.now());
    json::array all;
    for (auto const& one : list_around(visit, person))
        all.push_back(around_json(one, today));
    return http::json(json::serialize(json::object{{"relationships", all}}));
}

Result<Response> api_add_relationship(
    People const& room, Visit const& visit, Request const& request)
{
    auto const id = TRY(request.id<PersonId>("person"));
    auto const facts = TRY(find_facts(visit, id));
    TRY(visit.may("change", facts));
    auto const sent = TRY(JsonFields::read(request));
    TRY(sent.only({"kind", "person", "name", "reach", "from", "until", "certainty", "source",
        "said_by", "words", "parts"}));
    auto const key = TRY(request.idempotency_key());
    auto const today = london::day_of(visit.now());
    auto const one = TRY(sent_relationship(sent, id));
    TRY(must_be_listed(room.facts, today, "relationship_kind", one.kind, "kind"));
    TRY(must_be_listed(room.facts, today, "certainty", one.certainty, "certainty"));
    auto const parts = TRY(sent_parts(room, today, sent, one.source));
    auto const asked = request.path() + "\n" + request.body();
    auto const made = TRY(visit.change([&](Change& change) {
        return forms::once<RelationshipId>(change, key, asked, [&]() -> Result<RelationshipId> {
            return add_relationship(room.links, change, one, parts);
        });
    }));
    return http::json(json::serialize(json::object{{"id", made.write()}}), http::Status::created);
}

std::vector<access::Operation> chronology_operations()
{
    using http::Method;
    return {{Method::get, "/api/v1/people/{person}/chronology", "readChronology",
                "Everything known that you may see, newest first. In the address: kind (several), "
                "agency, from, to, known_on (days; of known_on also a moment), most (1 to 500), "
                "after (`next` of the answer "
                "before)",
                "people", "", links::chronology_schema()},
        {Method::get, "/api/v1/people/{person}/relationships", "listRelationships",
            "Who stands around them, and what may be told to whom; nobody whom you may not know",
            "people", "", relationships_schema},
        {Method::post, "/api/v1/people/{person}/relationships", "addRelationship",
            "Adds somebody who stands around them, on record or named in words", "people",
            sent_relationship_schema, made_schema, 201, true}};
}

} // namespace kith::people
