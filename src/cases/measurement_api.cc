// SPDX-License-Identifier: MIT
// Measurements for programs.
#include "cases/measurement.h"
#include "cases/measurement_pages.h"
#include "cases/safety_map.h"
#include "platform/access/json_fields.h"
#include <boost/json.hpp>
#include <cmath>

namespace kith::cases {
namespace {
    namespace json = boost::json;

    constexpr char const* measurement_schema
        = R"({"type":"object","required":["id","case","instrument","on","n","results"],"properties":{
        "id":{"type":"string","format":"uuid"},"case":{"type":"string","format":"uuid"},"instrument":{"type":"string"},
        "instrument_version":{"type":"integer"},"on":{"type":"string","format":"date"},"n":{"type":"integer"},"baseline":{"type":"boolean"},
        "results":{"type":"object","description":"By measure, in percent of those who answered","additionalProperties":{"type":"number"}},
        "results_told":{"type":"boolean","description":"False for a safety map with so few marks that its shares would tell a hidden number"},
        "how":{"type":"string"},"place":{"type":["string","null"]}}})";
    constexpr char const* measurements_schema
        = R"({"type":"object","required":["measurements"],"properties":{"measurements":{"type":"array","items":{"type":"object"}}}})";
    constexpr char const* entered_schema
        = R"({"type":"object","required":["instrument","on","n","how","tallies"],"additionalProperties":false,"properties":{
        "instrument":{"type":"string","description":"safety_survey, observation, safety_map"},"on":{"type":"string","format":"date"},
        "n":{"type":"integer","minimum":1,"maximum":1000000},"how":{"type":"string"},"place":{"type":["string","null"]},
        "tallies":{"type":"array","description":"Numbers, never who","items":{"type":"object","required":["question","answer","count"],
        "additionalProperties":false,"properties":{"question":{"type":"string"},"answer":{"type":"string"},
        "where":{"type":["string","null"],"description":"Of a safety map: the square, A1 to H8"},"count":{"type":"integer","minimum":0}}}}}})";

    json::object measurement_json(Measurement const& one)
    {
        json::object results;
        auto const told = tells_shares(one.tallies);
        if (told)
            for (auto const& [measure, value] : one.results)
                results[measure] = value;
        return {{"id", one.id.write()}, {"case", one.of.write()}, {"instrument", one.instrument},
            {"instrument_version", one.instrument_version}, {"on", one.on.write()}, {"n", one.n},
            {"baseline", one.baseline}, {"results", results}, {"results_told", told},
            {"how", one.how},
            {"place", one.place.empty() ? json::value(nullptr) : json::value(one.place)}};
    }

    Result<std::int64_t> whole_sent(access::JsonFields const& sent, std::string_view name)
    {
        auto const number = TRY(sent.number(name));
        auto const whole = number && std::floor(*number) == *number && std::abs(*number) < 1e9;
        if (!whole)
            return invalid("Send a whole number", std::string(name));
        return static_cast<std::int64_t>(*number);
    }

    Result<Tally> tally_sent(access::JsonFields const& sent)
    {
        TRY(sent.only({"question", "answer", "where", "count"}));
        Tally tally;
        tally.question = TRY(sent.text("question"));
        tally.answer = TRY(sent.text("answer"));
        tally.where = TRY(sent.text("where"));
        tally.count = TRY(whole_sent(sent, "count"));
        return tally;
    }

    Result<Measurement> measurement_sent(access::JsonFields const& sent, CaseId of)
    {
        TRY(sent.only({"instrument", "on", "n", "how", "place", "tallies"}));
        Measurement one;
        one.of = of;
        one.instrument = TRY(sent.text("instrument"));
        auto const on = TRY(sent.text("on"));
        auto const day = Date::read(on);
        if (!day)
            return invalid("Send a day such as 2026-03-06", "on");
        one.on = *day;
        one.n = TRY(whole_sent(sent, "n"));
        one.how = TRY(sent.text("how"));
        one.place = TRY(sent.text("place"));
        auto const tallies = TRY(sent.each("tallies"));
        for (auto const& each : tallies) {
            auto tally = TRY(tally_sent(each));
            one.tallies.push_back(std::move(tally));
        }
        return one;
    }

    Result<Response> api_list_measurements(
        Cases const& room, Visit const& visit, Request const& request)
    {
        auto const id = TRY(request.id<CaseId>("case"));
        auto const of = TRY(find(visit, id));
        json::array list;
        for (auto const& one : shown_measurements(room, visit, of))
            list.push_back(measurement_json(one));
        return http::json(json::serialize(json::object{{"measurements", list}}));
    }

    Result<Response> api_add_measurement(
        Cases const& room, Visit const& visit, Request const& request)
    {
        auto const id = TRY(request.id<CaseId>("case"));
        auto const sent = TRY(access::JsonFields::read(request));
        auto const wanted = TRY(measurement_sent(sent, id));
        auto const key = TRY(request.idempotency_key());
        auto const asked = request.path() + "\n" + request.body();
        auto const made = TRY(visit.change([&](Change& change) {
            return forms::once<MeasurementId>(change, key, asked, [&]() -> Result<MeasurementId> {
                auto const added = TRY(add(change, room, wanted));
                return added.id;
            });
        }));
        auto const one = TRY(shown_measurement(room, visit, made));
        return http::json(json::serialize(measurement_json(one)), http::Status::created)
            .with("Location", "/cases/" + id.write() + "/measurements/" + made.write());
    }
} // namespace

void add_measurement_api(House& house, Cases const& room)
{
    using http::Method;
    static constexpr char const* all = "/api/v1/cases/{case}/measurements";
    auto routes = house.routes.of(room);
    routes.get(all, "case:read", api_list_measurements);
    routes.post(all, "case:assess", api_add_measurement);
    house.operations.push_back({Method::get, all, "listMeasurements",
        "What was measured in a case, the earliest first", "cases", "", measurements_schema});
    house.operations.push_back(
        {Method::post, all, "addMeasurement", "Enter one use of an instrument, in numbers", "cases",
            entered_schema, measurement_schema, 201, true});
}

} // namespace kith::cases
