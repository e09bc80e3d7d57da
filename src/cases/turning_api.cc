// SPDX-License-Identifier: MIT
// Becoming an adult, for programs.
#include "base/london.h"
#include "cases/turning_acts.h"
#include "cases/turning_pages.h"
#include "platform/access/json_fields.h"
#include "platform/forms/drafts.h"
#include <boost/json.hpp>

namespace kith::cases {
namespace {
    namespace json = boost::json;
    using access::JsonFields;

    constexpr char const* turning_schema
        = R"({"type":"object","required":["turns_18","is_adult","ends","consents","supports"],"properties":{"turns_18":{"type":["string","null"],"format":"date","description":"Null where the whole day of birth is not known"},"is_adult":{"type":["boolean","null"]},"ends":{"type":"array","description":"Legal statuses that end on the birthday, as far as they may be read","items":{"type":"object","properties":{"status":{"type":"string"},"text":{"type":"string"}}}},"consents":{"type":"array","description":"The latest first","items":{"type":"object","properties":{"id":{"type":"string","format":"uuid"},"on":{"type":"string","format":"date"},"answer":{"type":"string","description":"A code of consent_answer"},"own_words":{"type":"string"},"because":{"type":"string"},"as_adult":{"type":["boolean","null"]}}}},"supports":{"type":"array","items":{"type":"object","properties":{"id":{"type":"string","format":"uuid"},"service":{"type":"string"},"does":{"type":"string"},"until":{"type":["string","null"],"format":"date"},"goes_on":{"type":"boolean"},"withdrawn_because":{"type":["string","null"]}}}}}})";
    constexpr char const* consent_sent
        = R"({"type":"object","required":["answer"],"additionalProperties":false,"properties":{"answer":{"type":"string","description":"A code of consent_answer"},"on":{"type":["string","null"],"format":"date","description":"Today, if left out"},"own_words":{"type":["string","null"],"description":"Of the person; given and refused need them"},"because":{"type":["string","null"],"description":"Why it was decided for them, or not asked"}}})";
    constexpr char const* support_sent
        = R"({"type":"object","required":["service"],"additionalProperties":false,"properties":{"service":{"type":"string"},"does":{"type":["string","null"]},"until":{"type":["string","null"],"format":"date"}}})";

    json::value day_or_null(std::optional<Date> day)
    {
        return day ? json::value(day->write()) : json::value(nullptr);
    }

    json::object consent_json(Consent const& consent, std::optional<Date> birthday)
    {
        return {{"id", consent.id.write()}, {"on", consent.on.write()}, {"answer", consent.answer},
            {"own_words", consent.own_words}, {"because", consent.because},
            {"as_adult", birthday ? json::value(*birthday <= consent.on) : json::value(nullptr)}};
    }

    json::object support_json(Support const& support, Date today)
    {
        return {{"id", support.id.write()}, {"service", support.service}, {"does", support.does},
            {"until", day_or_null(support.until)}, {"goes_on", goes_on(support, today)},
            {"withdrawn_because",
                support.withdrawn_at ? json::value(support.withdrawn_because)
                                     : json::value(nullptr)}};
    }

    Result<Response> turning_json(Cases const& room, Visit const& visit, Case const& one,
        http::Status status = http::Status::ok)
    {
        auto const person = TRY(people::find(visit, PersonId(one.subject.id)));
        auto const today = london::day_of(visit.now());
        auto const birthday = birthday_of(person);
        json::array ends, consents, supports;
        for (auto const& each : what_ends(room, visit, person, today))
            ends.push_back(json::object{{"status", each.status}, {"text", each.says}});
        for (auto const& each : consents_of(visit, one.id))
            consents.push_back(consent_json(each, birthday));
        for (auto const& each : supports_of(visit, one.id))
            supports.push_back(support_json(each, today));
        return http::json(
            json::serialize(json::object{{"turns_18", day_or_null(birthday)},
                {"is_adult", birthday ? json::value(*birthday <= today) : json::value(nullptr)},
                {"ends", ends}, {"consents", consents}, {"supports", supports}}),
            status);
    }

    Result<std::optional<Date>> day_sent(JsonFields const& sent, std::string_view name)
    {
        auto const text = TRY(sent.text(name));
        if (text.empty())
            return std::optional<Date>();
        auto const day = Date::read(text);
        if (!day)
            return invalid("Send a day as 2026-03-29", std::string(name));
        return std::optional(*day);
    }

    Result<Response> api_turning(Cases const& room, Visit const& visit, Request const& request)
    {
        auto const one = TRY(persons_case(visit, request, "read"));
        return turning_json(room, visit, one);
    }

    Result<Response> api_consent(Cases const& room, Visit const& visit, Request const& request)
    {
        auto const one = TRY(persons_case(visit, request, "plan"));
        auto const key = TRY(request.idempotency_key());
        auto const sent = TRY(JsonFields::read(request));
        TRY(sent.only({"answer", "on", "own_words", "because"}));
        Consent consent;
        auto const on = TRY(day_sent(sent, "on"));
        consent.on = on.value_or(london::day_of(visit.now()));
        consent.answer = TRY(sent.text("answer"));
        consent.own_words = TRY(sent.text("own_words"));
        consent.because = TRY(sent.text("because"));
        TRY(visit.change([&](Change& change) {
            return forms::once<Uuid>(change, key, request.path() + "\n" + request.body(),
                [&] { return record_consent(room, change, one.id, consent); });
        }));
        return turning_json(room, visit, one, http::Status::created);
    }

    Result<Response> api_support(Cases const& room, Visit const& visit, Request const& request)
    {
        auto const one = TRY(persons_case(visit, request, "plan"));
        auto const key = TRY(request.idempotency_key());
        auto const sent = TRY(JsonFields::read(request));
        TRY(sent.only({"service", "does", "until"}));
        Support support;
        support.service = TRY(sent.text("service"));
        support.does = TRY(sent.text("does"));
        support.until = TRY(day_sent(sent, "until"));
        TRY(visit.change([&](Change& change) {
            return forms::once<Uuid>(change, key, request.path() + "\n" + request.body(),
                [&] { return record_support(change, one.id, support); });
        }));
        return turning_json(room, visit, one, http::Status::created);
    }
} // namespace

void add_turning_api(House& house, Cases const& room)
{
    using http::Method;
    auto routes = house.routes.of(room);
    auto const* const address = "/api/v1/cases/{case}/turning-18";
    auto const* const consents = "/api/v1/cases/{case}/turning-18/consent";
    auto const* const supports = "/api/v1/cases/{case}/turning-18/support";
    routes.get(address, "case:read", api_turning);
    routes.post(consents, "case:plan", api_consent);
    routes.post(supports, "case:plan", api_support);
    house.operations.push_back({Method::get, address, "becomingAdult",
        "What ends with childhood, what was answered about consent, and who goes on supporting",
        "cases", "", turning_schema});
    house.operations.push_back({Method::post, consents, "recordConsent",
        "Add what they answered when they were asked for consent", "cases", consent_sent,
        turning_schema, 201, true});
    house.operations.push_back({Method::post, supports, "recordSupport",
        "Add a service that goes on past 18", "cases", support_sent, turning_schema, 201, true});
}

} // namespace kith::cases
