// SPDX-License-Identifier: MIT
#include "links/working_json.h"
#include "base/london.h"
#include <algorithm>
#include <boost/json.hpp>

namespace kith::links {
namespace {
    namespace json = boost::json;

    template <class AnyId>
    json::value id_or_null(AnyId id)
    {
        return id.none() ? json::value(nullptr) : json::value(id.write());
    }

    json::object involvement_json(Involvement const& one)
    {
        return {{"id", one.id.write()}, {"agency", id_or_null(one.agency)},
            {"team", id_or_null(one.team)}, {"practitioner", id_or_null(one.practitioner)},
            {"role", one.role}, {"from", one.from.write()},
            {"until", one.until ? json::value(one.until->write()) : json::value(nullptr)},
            {"end_reason", one.end_reason}};
    }

    std::vector<Involvement> of_all_records(access::Visit const& visit, SubjectPage const& subject)
    {
        std::vector<Involvement> all;
        auto const records
            = subject.records.empty() ? std::vector<Thing>{subject.facts.thing} : subject.records;
        for (auto const& record : records)
            std::ranges::move(involvements_of(visit.reading(), record), std::back_inserter(all));
        std::ranges::stable_sort(
            all, [](Involvement const& a, Involvement const& b) { return b.from < a.from; });
        return all;
    }

    Involvement of_the_visitor(access::Visit const& visit, SubjectPage const& subject)
    {
        Involvement mine;
        mine.agency = visit.visitor().agency;
        if (!visit.visitor().teams.empty())
            mine.team = visit.visitor().teams.front();
        else
            mine.practitioner = visit.visitor().account;
        mine.role = "Works with " + subject.pronoun;
        return mine;
    }

    Result<std::optional<Date>> sent_last_day(access::JsonFields const& sent)
    {
        auto const text = TRY(sent.text("until"));
        if (text.empty())
            return std::optional<Date>();
        auto const day = Date::read(text);
        return day ? Result<std::optional<Date>>(std::optional(*day))
                   : invalid("Send a day as 2026-03-29", "until");
    }

    bool says_nothing(std::string const& text)
    {
        return text.find_first_not_of(" \t\r\n") == std::string::npos;
    }

    constexpr char const* one_schema
        = R"({"type":"object","required":["id","role","from"],"properties":{"id":{"type":"string","format":"uuid"},"agency":{"type":["string","null"],"format":"uuid"},"team":{"type":["string","null"],"format":"uuid"},"practitioner":{"type":["string","null"],"format":"uuid"},"role":{"type":"string"},"from":{"type":"string","format":"date"},"until":{"type":["string","null"],"format":"date","description":"The last day"},"end_reason":{"type":"string"}}})";
    constexpr char const* taken_on_schema
        = R"({"type":"object","additionalProperties":false,"properties":{"team":{"type":["string","null"],"format":"uuid"},"agency":{"type":["string","null"],"format":"uuid","description":"Of a practitioner who is named, where no team is"},"practitioner":{"type":["string","null"],"format":"uuid"},"because":{"type":["string","null"],"description":"Why they need to read the record: needed, unless it is your own team"}}})";
    constexpr char const* ended_schema
        = R"({"type":"object","required":["reason"],"additionalProperties":false,"properties":{"until":{"type":["string","null"],"format":"date","description":"The last day; today, if left out"},"reason":{"type":"string"}}})";
} // namespace

Result<http::Response> working_json(access::Visit const& visit, SubjectPage const& subject)
{
    json::array all;
    for (auto const& one : of_all_records(visit, subject))
        all.push_back(involvement_json(one));
    return http::json(json::serialize(json::object{{"involvements", all}}));
}

Result<http::Response> take_on(access::Visit const& visit, SubjectPage const& subject,
    NameOf const& name_of, http::Request const& request)
{
    TRY(visit.may("involve", subject.facts));
    auto const sent = TRY(access::JsonFields::read(request));
    TRY(sent.only({"team", "agency", "practitioner", "because"}));
    auto const because = TRY(sent.text("because"));
    auto one = of_the_visitor(visit, subject);
    if (sent.has("team") || sent.has("agency") || sent.has("practitioner")) {
        one = TRY(named_by_program(visit, subject, name_of, sent));
        if (says_nothing(because))
            return invalid("Say why they need to read the record", "because");
    }
    TRY(visit.change(
        [&](access::Change& change) { return involve(change, subject.facts, one, because); }));
    return working_json(visit, subject);
}

Result<http::Response> end_by_program(
    access::Visit const& visit, SubjectPage const& subject, http::Request const& request)
{
    TRY(visit.may("end involvement", subject.facts));
    auto const id = TRY(request.id<Uuid>("involvement"));
    auto const today = london::day_of(visit.now());
    auto const all = of_all_records(visit, subject);
    auto const found = std::ranges::find(all, id, &Involvement::id);
    if (found == all.end() || (found->until && *found->until <= today))
        return not_found();
    auto const sent = TRY(access::JsonFields::read(request));
    TRY(sent.only({"until", "reason"}));
    auto const until = TRY(sent_last_day(sent));
    auto const reason = TRY(sent.text("reason"));
    if (says_nothing(reason))
        return invalid("Say why it ends", "reason");
    auto ended = *found;
    ended.until = until.value_or(today);
    ended.end_reason = reason;
    TRY(visit.change([&](access::Change& change) {
        return end_involvement(change, subject.facts, id, *ended.until, reason, found->subject);
    }));
    return http::json(json::serialize(involvement_json(ended)));
}

std::vector<access::Operation> working_operations(
    std::string const& address, std::string const& room, std::string const& what)
{
    using http::Method;
    auto const list
        = R"({"type":"object","required":["involvements"],"properties":{"involvements":{"type":"array","items":)"
        + std::string(one_schema) + "}}}";
    return {{Method::get, address + "/involvements", "listInvolvementsOf" + what,
                "Who works with it, and who did, the latest first", room, "", list},
        {Method::post, address + "/involvements", "involveWith" + what,
            "Another team, or somebody by name, works with it too: they read the record. Your own "
            "team where nobody is named. The same once more changes nothing",
            room, taken_on_schema, list},
        {Method::post, address + "/involvements/{involvement}/end", "endInvolvementWith" + what,
            "They work with it no longer, from which day and why", room, ended_schema, one_schema}};
}

} // namespace kith::links
