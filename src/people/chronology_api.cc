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
    constexpr int fewest_entries = 1;
    constexpr int most_entries = 500;
    constexpr int usual_entries = 100;

    constexpr char const* chronology_schema
        = R"({"type":"object","required":["entries","next"],"properties":{"entries":{"type":"array","items":{"type":"object",
        "required":["id","kind","when","title"],"properties":{"id":{"type":"string"},"kind":{"type":"string","description":"A code of the list chronology_kind"},
        "at":{"type":["string","null"],"format":"date-time"},"day":{"type":["string","null"],"description":"2026, 2026-05 or 2026-05-03; ~ in front for a guess"},
        "when":{"type":"string"},"title":{"type":"string"},"text":{"type":["string","null"]},"who":{"type":["string","null"]},
        "agency":{"type":["string","null"],"format":"uuid"},
        "days_without_contact_after":{"type":["integer","null"],"description":"Since this entry of contact, until the next newer one or the last day shown"}}}},
        "next":{"type":["string","null"],"description":"Send as `after` for those that are older; null at the end"}}})";
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

    json::object entry_json(Entry const& entry)
    {
        json::object written{{"id", entry.id}, {"kind", entry.kind},
            {"at", entry.at ? json::value(entry.at->write()) : json::value(nullptr)},
            {"day", entry.day ? json::value(entry.day->write()) : json::value(nullptr)},
            {"when", entry.when_in_words()}, {"title", entry.title},
            {"text", null_if_empty(entry.text)}, {"who", null_if_empty(entry.who)},
            {"days_without_contact_after", nullptr}};
        written["agency"]
            = entry.agency.none() ? json::value(nullptr) : json::value(entry.agency.write());
        return written;
    }

    // "2026-03-29T00:40:00.000000Z_ID": those that stand after it.
    Result<std::size_t> place_after(std::vector<Entry> const& entries, std::string_view after)
    {
        if (after.empty())
            return std::size_t(0);
        auto const bar = after.find('_');
        auto const at = Instant::read(after.substr(0, bar));
        if (bar == std::string_view::npos || !at)
            return invalid("Send `next` of the answer before as it was", "after");
        std::pair const place(*at, std::string(after.substr(bar + 1)));
        auto const found = std::ranges::find_if(
            entries, [&](Entry const& entry) { return entry.place() < place; });
        return static_cast<std::size_t>(found - entries.begin());
    }

    Result<std::size_t> how_many(std::string_view text)
    {
        if (text.empty())
            return std::size_t(usual_entries);
        auto const many = std::atoi(std::string(text).c_str());
        if (many < fewest_entries || many > most_entries)
            return invalid("Send a whole number from 1 to 500", "most");
        return static_cast<std::size_t>(many);
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
    auto const most = TRY(how_many(request.query("most")));
    auto const made = chronology_of(room, visit, person, filter);
    auto const first = TRY(place_after(made.entries, request.query("after")));
    auto const end = std::min(made.entries.size(), first + most);
    json::array entries;
    for (auto i = first; i < end; ++i) {
        auto written = entry_json(made.entries[i]);
        for (auto const& gap : made.gaps)
            if (gap.before == i)
                written["days_without_contact_after"] = gap.days;
        entries.push_back(std::move(written));
    }
    json::value next = nullptr;
    if (end < made.entries.size()) {
        auto const place = made.entries[end - 1].place();
        next = place.first.write() + "_" + place.second;
    }
    return http::json(json::serialize(json::object{{"entries", entries}, {"next", next}}));
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
                "agency, from, to, known_on (days), most (1 to 500), after (`next` of the answer "
                "before)",
                "people", "", chronology_schema},
        {Method::get, "/api/v1/people/{person}/relationships", "listRelationships",
            "Who stands around them, and what may be told to whom; nobody whom you may not know",
            "people", "", relationships_schema},
        {Method::post, "/api/v1/people/{person}/relationships", "addRelationship",
            "Adds somebody who stands around them, on record or named in words", "people",
            sent_relationship_schema, made_schema, 201, true}};
}

} // namespace kith::people
