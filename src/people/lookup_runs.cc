// SPDX-License-Identifier: MIT
#include "people/lookup_runs.h"
#include "base/london.h"
#include <boost/json.hpp>

namespace kith::people {
namespace {
    namespace json = boost::json;
    using html::Value;

    constexpr int days_told = 90;
    constexpr std::size_t most_told = 200;
    constexpr char const* runs_address = "/people/lookup-runs";

    constexpr db::Sql runs_of_agency = {"runs of look-ups of an agency",
        "select * from person_lookup_runs where agency = $1 and began_at > $2 order by began_at "
        "desc, id limit $3"};

    access::Facts facts_of_runs(Visit const& visit)
    {
        access::Facts facts;
        facts.thing = {"lookup_run", visit.visitor().agency.uuid()};
        facts.owner = visit.visitor().agency;
        return facts;
    }

    std::string unsealed_why(Visit const& visit, RunTold const& run, db::Row const& row)
    {
        if (row.is_null("said_why"))
            return {};
        auto facts = facts_of_runs(visit);
        facts.subject = thing(run.account); // whose key sealed it
        return visit.unsealed("read", facts, row.bytes("said_why")).value_or("");
    }

    Instant told_since(Visit const& visit)
    {
        return london::start_of(london::day_of(visit.now()) + -days_told);
    }
} // namespace

Result<std::vector<RunTold>> runs_told(Visit const& visit, Instant since, std::size_t most)
{
    TRY(visit.see(facts_of_runs(visit)));
    std::vector<RunTold> all;
    for (auto const row : visit.reading().run(
             runs_of_agency, visit.visitor().agency, since, static_cast<std::int64_t>(most))) {
        RunTold run;
        run.id = row.uuid("id");
        run.account = row.id<AccountId>("account");
        run.began_at = row.instant("began_at");
        run.different = row.integer("different");
        run.brief = row.integer("brief");
        run.stepping = row.integer("stepping");
        run.said_why_at = row.maybe_instant("said_why_at");
        run.why = unsealed_why(visit, run, row);
        all.push_back(std::move(run));
    }
    return all;
}

http::Response draw_lookup_runs(
    People const& room, Visit const& visit, std::vector<RunTold> const& runs)
{
    auto const rows = Value::each(runs, [&](RunTold const& run) {
        return Value::object({{"at", london::in_words(run.began_at)},
            {"who", room.name_of(visit.reading(), run.account)}, {"different", run.different},
            {"brief", run.brief}, {"stepping", run.stepping},
            {"went_on", run.said_why_at ? london::in_words(*run.said_why_at) : std::string()},
            {"why", run.why}});
    });
    return room.pages.show(visit, "people/lookup_runs.njk",
        Value::object({{"section", "/"}, {"days", days_told}, {"runs", rows},
            {"most", runs.size() >= most_told ? static_cast<std::int64_t>(most_told) : 0}}));
}

Result<http::Response> show_lookup_runs(
    People const& room, Visit const& visit, http::Request const& /*request*/)
{
    auto const runs = TRY(runs_told(visit, told_since(visit), most_told));
    return draw_lookup_runs(room, visit, runs);
}

Result<http::Response> api_lookup_runs(
    People const& room, Visit const& visit, http::Request const& /*request*/)
{
    json::array all;
    auto const runs = TRY(runs_told(visit, told_since(visit), most_told));
    for (auto const& run : runs)
        all.push_back(json::object{{"id", run.id.write()}, {"account", run.account.write()},
            {"who", room.name_of(visit.reading(), run.account)}, {"at", run.began_at.write()},
            {"different", run.different}, {"brief", run.brief}, {"stepping", run.stepping},
            {"went_on_at",
                run.said_why_at ? json::value(run.said_why_at->write()) : json::value(nullptr)},
            {"why", run.why}});
    return http::json(json::serialize(json::object{{"runs", all}}));
}

access::Operation lookup_runs_operation()
{
    return {http::Method::get, "/api/v1/people/lookup-runs", "listLookupRuns",
        "Who of the auditor's agency looked many people up in a short while in the last 90 days, "
        "and why they went on; the latest first, at most 200",
        "people", "",
        R"({"type":"object","required":["runs"],"properties":{"runs":{"type":"array","items":{"type":"object","properties":{"id":{"type":"string","format":"uuid"},"account":{"type":"string","format":"uuid"},"who":{"type":"string"},"at":{"type":"string","format":"date-time"},"different":{"type":"integer"},"brief":{"type":"integer"},"stepping":{"type":"integer"},"went_on_at":{"type":["string","null"],"format":"date-time"},"why":{"type":"string"}}}}}})"};
}

std::optional<Value> way_to_lookup_runs(Visit const& visit)
{
    if (!visit.permits("read", facts_of_runs(visit)))
        return std::nullopt;
    return Value::object({{"text", "Who looked many people up"}, {"href", runs_address}});
}

} // namespace kith::people
