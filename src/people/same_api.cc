// SPDX-License-Identifier: MIT
#include "people/same_api.h"
#include "base/london.h"
#include "people/joining.h"
#include "people/same.h"
#include "platform/access/json_fields.h"
#include "platform/forms/drafts.h"
#include <boost/json.hpp>

namespace kith::people {
namespace {
    namespace json = boost::json;
    using access::JsonFields;
    using http::Request;
    using http::Response;
    constexpr std::size_t most_listed = 200;

    constexpr char const* same_schema
        = R"({"type":"object","required":["proposals"],"properties":{"proposals":{"type":"array","items":{"type":"object",
        "required":["id","one","other","state","version"],"properties":{"id":{"type":"string","format":"uuid"},
        "one":{"type":"object","description":"id, reference, name and version of a record"},"other":{"type":"object"},
        "bits":{"type":"number","description":"How alike: +1 doubles the odds. 0 if a colleague proposed it"},
        "state":{"enum":["open","not the same"]},"proposed_at":{"type":"string","format":"date-time"},
        "put_off_until":{"type":["string","null"]},"why":{"type":"string"},"version":{"type":"integer"}}}}}})";
    constexpr char const* proposing_schema
        = R"({"type":"object","required":["one","other","why"],"additionalProperties":false,"properties":{
        "one":{"type":"string","description":"A reference such as P-7KM-4QX9"},"other":{"type":"string"},
        "why":{"type":"string","maxLength":500}}})";
    constexpr char const* proposed_schema
        = R"({"type":"object","required":["id"],"properties":{"id":{"type":"string","format":"uuid"}}})";
    constexpr char const* deciding_schema
        = R"({"type":"object","required":["decision","version","one_version","other_version"],"additionalProperties":false,"properties":{
        "decision":{"enum":["same","not the same","later","back"],"description":"back takes \"not the same\" back"},
        "kept":{"type":["string","null"],"format":"uuid","description":"Of \"same\": the record that is kept"},
        "why":{"type":["string","null"],"maxLength":500},"version":{"type":"integer","description":"Of the proposal, as it was read"},
        "one_version":{"type":"integer"},"other_version":{"type":"integer"}}})";
    constexpr char const* decided_schema
        = R"({"type":"object","required":["state"],"properties":{"state":{"enum":["open","same","not the same"]},
        "join":{"type":["string","null"],"format":"uuid"}}})";
    constexpr char const* parting_schema
        = R"({"type":"object","required":["join","why","version"],"additionalProperties":false,"properties":{
        "join":{"type":"string","format":"uuid"},"why":{"type":"string","maxLength":500},
        "version":{"type":"integer","description":"Of the record that is kept, as it was read"},
        "to_other":{"type":"array","items":{"type":"string","format":"uuid"},"description":"Rows recorded since the joining that belong to the other record"}}})";
    constexpr char const* parted_schema
        = R"({"type":"object","required":["person","other"],"properties":{"person":{"type":"string","format":"uuid"},
        "other":{"type":"string","format":"uuid"}}})";

    json::object record_json(Visit const& visit, PersonId id)
    {
        auto const person = find(visit, id);
        if (!person)
            return {};
        return {{"id", person->id.write()}, {"reference", person->reference.write()},
            {"name", usual_name(*person, london::day_of(visit.now()))},
            {"version", person->version}};
    }

    json::object proposal_json(Visit const& visit, Proposal const& proposal)
    {
        return {{"id", proposal.id.write()}, {"one", record_json(visit, proposal.one)},
            {"other", record_json(visit, proposal.other)}, {"bits", proposal.bits},
            {"state", proposal.standing == Standing::open ? "open" : "not the same"},
            {"proposed_at", proposal.proposed_at.write()},
            {"put_off_until",
                proposal.put_off_until ? json::value(proposal.put_off_until->write())
                                       : json::value(nullptr)},
            {"why", proposal.why}, {"version", proposal.version}};
    }

    Result<PersonId> person_of_reference(
        Visit const& visit, JsonFields const& sent, char const* field)
    {
        auto const text = TRY(sent.text(field));
        auto const reference = Reference::read(text);
        auto const facts = reference && reference->kind() == 'P'
            ? find_facts(visit, *reference)
            : Result<access::Facts>(not_found());
        if (!facts)
            return invalid("No person you may know of has this reference", field);
        return PersonId(facts->thing.id);
    }

    Result<std::int64_t> sent_version(JsonFields const& sent, char const* field)
    {
        auto const number = TRY(sent.number(field));
        if (!number)
            return invalid("Send the version you read", field);
        return static_cast<std::int64_t>(*number);
    }

    Result<Joining> sent_joining(
        JsonFields const& sent, Proposal const& proposal, Deciding const& wanted)
    {
        auto const text = TRY(sent.text("kept"));
        auto const kept = PersonId::read(text);
        if (!kept || (*kept != proposal.one && *kept != proposal.other))
            return invalid("Send the id of the record that is kept", "kept");
        auto const keeps_one = *kept == proposal.one;
        return Joining{*kept, keeps_one ? proposal.other : proposal.one,
            keeps_one ? wanted.one_version : wanted.other_version,
            keeps_one ? wanted.other_version : wanted.one_version, wanted.why};
    }

    Response decided(char const* state, JoinId join = {})
    {
        return http::json(json::serialize(json::object{{"state", state},
            {"join", join.none() ? json::value(nullptr) : json::value(join.write())}}));
    }
} // namespace

Result<Response> api_list_same(People const&, Visit const& visit, Request const&)
{
    if (!visit.could("join", "person"))
        return not_found();
    visit.act_for("Deciding whether two records are of one person");
    json::array all;
    for (auto const which : {Listed::waiting, Listed::put_off, Listed::told_apart})
        for (auto const& proposal : list_same(visit, which, most_listed))
            all.push_back(proposal_json(visit, proposal));
    return http::json(json::serialize(json::object{{"proposals", std::move(all)}}));
}

Result<Response> api_propose_same(People const&, Visit const& visit, Request const& request)
{
    auto const sent = TRY(JsonFields::read(request));
    TRY(sent.only({"one", "other", "why"}));
    auto const key = TRY(request.idempotency_key());
    auto const why = TRY(sent.text("why"));
    visit.act_for("Saying that two records may be of one person");
    auto const one = TRY(person_of_reference(visit, sent, "one"));
    auto const other = TRY(person_of_reference(visit, sent, "other"));
    auto const id = TRY(visit.change([&](Change& change) {
        return forms::once<ProposalId>(change, key, request.path() + "\n" + request.body(),
            [&] { return propose(change, one, other, why); });
    }));
    return http::json(json::serialize(json::object{{"id", id.write()}}), http::Status::created);
}

Result<Response> api_decide_same(People const&, Visit const& visit, Request const& request)
{
    visit.act_for("Deciding whether two records are of one person");
    auto const id = TRY(request.id<ProposalId>("proposal"));
    auto const proposal = TRY(find_same(visit, id));
    auto const sent = TRY(JsonFields::read(request));
    TRY(sent.only({"decision", "kept", "why", "version", "one_version", "other_version"}));
    auto const decision = TRY(sent.text("decision"));
    Deciding wanted{id};
    wanted.version = TRY(sent_version(sent, "version"));
    wanted.one_version = TRY(sent_version(sent, "one_version"));
    wanted.other_version = TRY(sent_version(sent, "other_version"));
    wanted.why = TRY(sent.text("why"));
    if (decision == "same") {
        auto const joining = TRY(sent_joining(sent, proposal, wanted));
        auto const join
            = TRY(visit.change([&](Change& change) { return join_records(change, joining); }));
        return decided("same", join);
    }
    if (decision != "not the same" && decision != "later" && decision != "back")
        return invalid("Send same, not the same, later or back", "decision");
    TRY(visit.change([&](Change& change) {
        return decision == "later" ? put_off(change, wanted)
            : decision == "back"   ? take_back(change, wanted)
                                   : tell_apart(change, wanted);
    }));
    return decided(decision == "not the same" ? "not the same" : "open");
}

Result<Response> api_part_person(People const& room, Visit const& visit, Request const& request)
{
    auto const id = TRY(request.id<PersonId>("person"));
    auto const facts = TRY(find_facts(visit, id));
    TRY(visit.may("part", facts));
    auto const sent = TRY(JsonFields::read(request));
    TRY(sent.only({"join", "why", "version", "to_other"}));
    Parting wanted;
    auto const join = TRY(sent.text("join"));
    wanted.join = JoinId::read(join).value_or(JoinId());
    wanted.why = TRY(sent.text("why"));
    wanted.version = TRY(sent_version(sent, "version"));
    auto const rows = TRY(sent.texts("to_other"));
    for (auto const& text : rows)
        wanted.to_other.push_back(Uuid::read(text).value_or(Uuid()));
    auto const standing = joins_of(visit.reading(), PersonId(facts.thing.id));
    if (std::ranges::none_of(
            standing, [&](RecordJoin const& one) { return one.id == wanted.join; }))
        return invalid("Send the id of a joining that stands", "join");
    auto const other
        = TRY(visit.change([&](Change& change) { return part_records(room, change, wanted); }));
    return http::json(json::serialize(
        json::object{{"person", facts.thing.id.write()}, {"other", other.write()}}));
}

std::vector<access::Operation> same_operations()
{
    using http::Method;
    return {{Method::get, "/api/v1/people/same", "listSamePerson",
                "Records that may be of one person, on which you may decide", "people", "",
                same_schema},
        {Method::post, "/api/v1/people/same", "proposeSamePerson",
            "Say that two records may be of one person", "people", proposing_schema,
            proposed_schema, 201, true},
        {Method::post, "/api/v1/people/same/{proposal}/decide", "decideSamePerson",
            "Join two records, tell them apart, put it off, or take \"not the same\" back",
            "people", deciding_schema, decided_schema},
        {Method::post, "/api/v1/people/{person}/part", "partPerson",
            "Take joined records apart: each has its own rows again", "people", parting_schema,
            parted_schema}};
}

} // namespace kith::people
