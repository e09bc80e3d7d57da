// SPDX-License-Identifier: MIT
#include "people/api.h"
#include "base/london.h"
#include "people/api_facts.h"
#include "people/api_typed.h"
#include "people/fact_store.h"
#include "people/lookups.h"
#include "people/snapshot_rows.h"
#include "platform/forms/drafts.h"
#include "platform/http/errors.h"
#include <fmt/core.h>

namespace kith::people {
namespace {
    using access::JsonFields;
    using http::Request;
    using http::Response;
    constexpr std::size_t most_years = 120;

    std::string person_schema()
    {
        std::string schema
            = R"({"type":"object","required":["id","reference","names","version"],"properties":{
        "id":{"type":"string","format":"uuid"},"reference":{"type":"string"},
        "names":{"type":"array","items":{"type":"object"}},
        "birth":{"type":["string","null"],"description":"2011, 2011-05 or 2011-05-03; ~ in front for a guess"},
        "sex":{"type":["string","null"]},"language":{"type":["string","null"]},
        "interpreter":{"enum":["yes","no","not known"]},"died":{"type":["string","null"]},
        "protected_address":{"type":"boolean"},
        "addresses_withheld":{"type":"boolean","description":"Protected, and not for you to see, whether or not there is any"},
        "identifiers":{"type":"array","items":{"type":"object"}},"contacts":{"type":"array","items":{"type":"object"}},
        "facts":{"type":"array","description":"What is known, with who said it; what ended and what was taken back too","items":FACT},
        "version":{"type":"integer"},
        "also_recorded_as":{"type":"array","items":{"type":"object"},"description":"Records joined to this one: join, id, reference, joined_at"},
        "joined_to":{"type":["string","null"],"format":"uuid","description":"The record that is kept, where you asked for one that is joined to it: use its id from now on"}}})";
        return schema.replace(schema.find("FACT"), 4, fact_schema());
    }

    // What may be sent of a person; `more` are fields of one operation.
    std::string sent_schema(char const* required, char const* more)
    {
        return fmt::format(R"({{"type":"object","required":[{}],"additionalProperties":false,
        "properties":{{{}"birth":{{"type":["string","null"]}},"died":{{"type":["string","null"]}},
        "sex":{{"type":["string","null"],"description":"A code of the list sex"}},"language":{{"type":["string","null"]}},
        "interpreter":{{"enum":["yes","no","not known"]}},"protected_address":{{"type":"boolean"}},
        "names":{{"type":"array","items":{{"type":"object","required":["kind","name"],"additionalProperties":false,"properties":{{
        "kind":{{"type":"string","description":"A code of the list name_kind"}},"name":{{"type":"string"}},
        "from":{{"type":["string","null"],"format":"date"}},"until":{{"type":["string","null"],"format":"date"}},"source":{{"type":["string","null"]}},"language":{{"type":["string","null"],"description":"A code of the list language"}}}}}}}},
        "identifiers":{{"type":"array","items":{{"type":"object","required":["scheme","value"],"additionalProperties":false,"properties":{{
        "scheme":{{"type":"string","description":"A code of the list identifier_scheme"}},"value":{{"type":"string"}},
        "source":{{"type":["string","null"]}},"verified_on":{{"type":["string","null"],"format":"date"}},"verified_against":{{"type":["string","null"]}}}}}}}},
        "contacts":{{"type":"array","items":{{"type":"object","required":["kind","value"],"additionalProperties":false,"properties":{{
        "kind":{{"type":"string","description":"A code of the list contact_kind"}},"value":{{"type":"string"}},
        "safe":{{"enum":["yes","no","not known"]}},"note":{{"type":["string","null"]}}}}}}}}}}}})",
            required, more);
    }

    constexpr char const* sought_schema
        = R"({"type":"object","required":["purpose"],"additionalProperties":false,
        "description":"By reference alone; or by names (in any script, misspelt, short forms), birth date or age, postcode, phone or identifier: the most alike first. Each look-up is kept in the ledger; after many in a short while the answer is 429 with Retry-After, and \"reason\" says why you go on",
        "properties":{"purpose":{"type":"string","maxLength":500,"description":"Why you look: it stands in the record of who looked"},
        "reason":{"type":"string","maxLength":500},"reference":{"type":"string"},
        "names":{"type":"array","items":{"type":"string"}},"birth":{"type":["string","null"]},
        "age":{"type":["integer","null"],"minimum":0,"maximum":120},"postcode":{"type":"string"},"phone":{"type":"string"},
        "most":{"type":"integer","minimum":1,"maximum":50},"past":{"type":"integer","minimum":0,"maximum":500},
        "identifier":{"type":"object","required":["scheme","value"],"properties":{"scheme":{"type":"string"},"value":{"type":"string"}}}}})";
    constexpr char const* found_schema
        = R"({"type":"object","required":["people"],"properties":{"more":{"type":"boolean"},"still_reading":{"type":"boolean","description":"Just after a start: who is only alike may be missing"},"people":{"type":"array","items":{"type":"object",
        "required":["id","reference","name"],"properties":{"id":{"type":"string","format":"uuid"},"reference":{"type":"string"},
        "name":{"type":"string"},"age":{"type":["string","null"]},"reason":{"type":["string","null"]},"reasons":{"type":"array","items":{"type":"string"}}}}}}})";
    constexpr char const* purpose_schema
        = R"({"type":"object","required":["purpose"],"additionalProperties":false,
        "properties":{"purpose":{"type":"string","maxLength":500}}})";
    constexpr char const* stands_schema
        = R"({"type":"object","required":["stands_until"],"properties":{"stands_until":{"type":"string","format":"date-time"}}})";

    // `asked` is the record that was asked for, if that may be another than the one that is kept.
    Response one_person(Visit const& visit, Person const& person,
        http::Status status = http::Status::ok, PersonId asked = {})
    {
        auto const joins = joins_of(visit.reading(), person.id);
        auto const today = london::day_of(visit.now());
        auto const is_other = !asked.none() && asked != person.id;
        return http::json(
            write_person(person, list_facts(visit, person), today, joins, is_other), status)
            .with("ETag", http::etag(person.version));
    }

    Response briefs(
        Visit const& visit, std::vector<Brief> const& people, LookedUp const& looked = {})
    {
        return http::json(fmt::format(R"({{"people":{},"more":{},"still_reading":{}}})",
            write_briefs(people, london::day_of(visit.now())), looked.more, looked.still_reading));
    }

    // What the page asks before it opens.
    Done must_have_said_why(Visit const& visit, access::Facts const& facts)
    {
        if (links::purpose_stands(visit, facts))
            return done();
        return error(Code::not_allowed,
            "Say why you open this record first: POST /api/v1/people/{person}/purpose. Your "
            "reason stands for 30 minutes",
            "purpose");
    }

    std::vector<Brief> brief_of(std::vector<Alike> const& found)
    {
        std::vector<Brief> people;
        for (auto const& one : found)
            people.push_back({one.person, one.reasons.empty() ? std::string() : one.reasons.front(),
                one.reasons});
        return people;
    }

    Result<std::size_t> sent_count(
        JsonFields const& sent, char const* field, std::size_t otherwise, std::size_t most)
    {
        auto const number = TRY(sent.number(field));
        if (!number)
            return otherwise;
        if (*number < 0 || *number > static_cast<double>(most)
            || *number != static_cast<double>(static_cast<std::size_t>(*number)))
            return invalid(fmt::format("Send a whole number up to {}", most), field);
        return static_cast<std::size_t>(*number);
    }

    Done add_sent_whereabouts(JsonFields const& sent, Match& match)
    {
        auto const postcode = TRY(sent.text("postcode"));
        match.postcode = postcode_in(postcode);
        if (!postcode.empty() && match.postcode.empty())
            return invalid("Send a full postcode", "postcode");
        auto const phone = TRY(sent.text("phone"));
        match.phone = phone_digits(phone);
        if (!phone.empty() && match.phone.empty())
            return invalid("Send a phone number", "phone");
        auto const age = TRY(sent_count(sent, "age", most_years + 1, most_years));
        if (age <= most_years && !match.birth)
            match.age = static_cast<int>(age);
        return done();
    }

    Result<Match> sent_match(JsonFields const& sent)
    {
        Match match;
        match.names = TRY(sent.texts("names"));
        auto const birth = TRY(sent.text("birth"));
        if (!birth.empty()) {
            auto const day = PartialDate::read(birth);
            if (!day)
                return invalid("Send 2011, 2011-05 or 2011-05-03", "birth");
            match.birth = *day;
        }
        auto const identifier = TRY(sent.object("identifier"));
        if (identifier) {
            auto one = TRY(read_sent_identifier(*identifier));
            match.identifiers.push_back(std::move(one));
        }
        TRY(add_sent_whereabouts(sent, match));
        if (!worth_asking(asked_by(match)))
            return invalid("Send a reference, names, a whole birth date, a postcode, a phone or an "
                           "identifier; "
                           "an age or a birth date known in part needs names beside it",
                "names");
        return match;
    }

    Result<Response> find_by_reference(
        Visit const& visit, std::string const& text, std::string const& purpose)
    {
        auto const reference = Reference::read(text);
        if (!reference || reference->kind() != 'P')
            return invalid("Send a reference such as P-7KM-4QX9", "reference");
        auto const facts = find_facts(visit, *reference);
        if (!facts)
            return briefs(visit, {});
        if (!links::purpose_stands(visit, *facts))
            TRY(visit.change(
                [&](Change& change) { return links::state_purpose(change, *facts, purpose); }));
        visit.act_for(purpose);
        auto const person = TRY(find(visit, *reference));
        return briefs(visit, {Brief{person}});
    }
} // namespace

Result<Response> api_find_person(People const&, Visit const& visit, Request const& request)
{
    auto const id = TRY(request.id<PersonId>("person"));
    auto const facts = TRY(find_facts(visit, id));
    TRY(must_have_said_why(visit, facts));
    auto const person = TRY(find(visit, id));
    return one_person(visit, person, http::Status::ok, id);
}

Result<Response> api_find_people(People const& room, Visit const& visit, Request const& request)
{
    auto const sent = TRY(JsonFields::read(request));
    TRY(sent.only({"purpose", "reason", "reference", "names", "birth", "age", "postcode", "phone",
        "identifier", "most", "past"}));
    auto const purpose = TRY(sent.text("purpose"));
    TRY(links::check_purpose(purpose));
    if (sent.has("reference")) {
        auto const reference = TRY(sent.text("reference"));
        return find_by_reference(visit, reference, purpose);
    }
    auto const match = TRY(sent_match(sent));
    Looking looking{Way::program, purpose, 0, 0, {}};
    looking.most = TRY(sent_count(sent, "most", 10, 50));
    looking.past = TRY(sent_count(sent, "past", 0, 500));
    looking.reason = TRY(sent.text("reason"));
    auto const looked = TRY(look_up(room, visit, match, looking));
    if (looked.slowed)
        return http::problem(http::Status::too_many, in_words(*looked.slowed))
            .with("Retry-After", std::to_string(looked.slowed->wait.count()));
    return briefs(visit, brief_of(looked.found), looked);
}

Result<Response> api_state_purpose(People const&, Visit const& visit, Request const& request)
{
    auto const id = TRY(request.id<PersonId>("person"));
    auto const facts = TRY(find_facts(visit, id));
    auto const sent = TRY(JsonFields::read(request));
    TRY(sent.only({"purpose"}));
    auto const purpose = TRY(sent.text("purpose"));
    TRY(visit.change([&](Change& change) { return links::state_purpose(change, facts, purpose); }));
    return http::json(
        "{\"stands_until\":\"" + (visit.now() + links::purpose_lasts).write() + "\"}");
}

Result<Response> api_create_person(People const& room, Visit const& visit, Request const& request)
{
    auto const sent = TRY(JsonFields::read(request));
    TRY(sent.only({"names", "birth", "died", "sex", "language", "interpreter", "protected_address",
        "identifiers", "contacts", "another_person"}));
    auto const key = TRY(request.idempotency_key());
    auto const today = london::day_of(visit.now());
    auto const read = TRY(read_sent(room.facts, today, sent, {}));
    auto const person = TRY(checked(read, today));
    auto const another = TRY(sent.flag("another_person"));
    auto const asked = request.path() + "\n" + request.body();
    auto before = std::optional<std::string>();
    if (key)
        before = TRY(forms::answer_for(visit.reading(), visit.visitor().account, *key, asked));
    if (!before && !another) {
        visit.act_for("Recording somebody: is there a record already?");
        auto const already = likely(room, visit, match_of(person));
        if (!already.empty())
            return access::known_already(
                "Look at \"known\", or send \"another_person\": true to record another person",
                write_briefs(brief_of(already), today));
    }
    auto const id = TRY(visit.change([&](Change& change) {
        return forms::once<PersonId>(change, key, asked, [&]() -> Result<PersonId> {
            auto const made = TRY(create(change, person));
            return made.id;
        });
    }));
    auto const made = TRY(find(visit, id));
    return one_person(visit, made, http::Status::created)
        .with("Location", "/api/v1/people/" + id.write());
}

Result<Response> api_change_person(People const& room, Visit const& visit, Request const& request)
{
    auto const id = TRY(request.id<PersonId>("person"));
    auto const facts = TRY(find_facts(visit, id));
    TRY(visit.may("change", facts));
    TRY(must_have_said_why(visit, facts));
    auto const version = TRY(request.if_match());
    if (!version)
        return http::problem(http::Status::precondition_required,
            "Send If-Match with the ETag you read the person with");
    auto const sent = TRY(JsonFields::read(request));
    TRY(sent.only({"names", "birth", "died", "sex", "language", "interpreter", "protected_address",
        "identifiers", "contacts", "wrong", "reason"}));
    auto const reason = TRY(sent.text("reason"));
    if (reason.find_first_not_of(" \t\r\n") == std::string::npos)
        return invalid("Say why the record changes", "reason");
    auto const stands = TRY(find(visit, id));
    if (stands.id != id)
        return error(Code::conflict,
            "This record is joined to " + stands.reference.write() + ": read that, then change it");
    auto wanted = TRY(read_sent(room.facts, london::day_of(visit.now()), sent, stands));
    wanted.version = *version;
    auto const saved
        = TRY(visit.change([&](Change& change) { return save(change, wanted, reason); }));
    return one_person(visit, saved);
}

std::vector<access::Operation> api_operations()
{
    using http::Method;
    return {{Method::get, "/api/v1/people/{person}", "findPerson",
                "One person that you may know of; whoever does not work with them says why first",
                "people", "", person_schema()},
        {Method::post, "/api/v1/people/find", "findPeople",
            "Is somebody known? Only those you may know of are told", "people", sought_schema,
            found_schema},
        {Method::post, "/api/v1/people/{person}/purpose", "statePurposeForPerson",
            "Say why you open the record: asked again after 30 minutes", "people", purpose_schema,
            stands_schema},
        {Method::post, "/api/v1/people", "recordPerson",
            "Record somebody; your team works with them from then on", "people",
            sent_schema(R"("names")",
                R"("another_person":{"type":"boolean","description":"Not one of those that may be known already"},)"),
            person_schema(), 201, true},
        {Method::post, "/api/v1/people/{person}/change", "changePerson",
            "The next version: what is left out stays, names, identifiers and contacts are added",
            "people",
            sent_schema(R"("reason")",
                R"("reason":{"type":"string"},"wrong":{"type":"array","items":{"type":"string","format":"uuid"},"description":"Names, identifiers and contacts recorded in error, by id"},)"),
            person_schema(), 200, false, true}};
}

} // namespace kith::people
