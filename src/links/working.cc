// SPDX-License-Identifier: MIT
#include "links/working.h"
#include "base/london.h"
#include "directory/directory.h"
#include "links/typed.h"
#include <algorithm>
#include <fmt/core.h>

namespace kith::links {
namespace {
    using html::Value;

    std::string who_works(access::Visit const& visit, Involvement const& one, NameOf const& name_of)
    {
        std::string who;
        if (auto const team = directory::find_team(visit.reading(), one.team))
            who = team->name;
        if (!one.practitioner.none())
            who += (who.empty() ? "" : ", ") + name_of(visit.reading(), one.practitioner);
        if (auto const agency = directory::find_agency(visit.reading(), one.agency))
            who += ", " + agency->name;
        return who;
    }

    std::string since_in_words(Involvement const& one)
    {
        if (one.until && *one.until < one.from)
            return one.role + ", taken back";
        return fmt::format("{}, from {}{}", one.role, one.from.in_words(),
            one.until ? " to " + one.until->in_words() : "");
    }

    // Those that have not ended by today; one that has a last day to come can be ended before.
    bool still_open(Involvement const& one, Date today) { return !one.until || today < *one.until; }

    // Of the subject, and of records that stand joined to it.
    std::vector<Involvement> all_of(access::Visit const& visit, SubjectPage const& subject)
    {
        if (subject.records.size() < 2)
            return involvements_of(visit.reading(), subject.facts.thing);
        std::vector<Involvement> all;
        for (auto const& record : subject.records)
            for (auto& one : involvements_of(visit.reading(), record))
                all.push_back(std::move(one));
        std::ranges::stable_sort(all,
            [](Involvement const& one, Involvement const& other) { return other.from < one.from; });
        return all;
    }

    Result<Involvement> open_one(
        access::Visit const& visit, SubjectPage const& subject, std::string_view id)
    {
        auto const which = Uuid::read(id);
        if (!which)
            return not_found();
        auto const today = london::day_of(visit.now());
        for (auto const& one : all_of(visit, subject))
            if (one.id == *which && still_open(one, today))
                return one;
        return not_found();
    }

    http::Response show_end(access::Pages const& pages, access::Visit const& visit,
        SubjectPage const& subject, NameOf const& name_of, Involvement const& one,
        Value const& values = Value::object(), std::vector<Error> const& problems = {})
    {
        auto page = Value::object({{"section", subject.section}, {"href", subject.href},
            {"reference", subject.reference}, {"involvement", one.id.write()},
            {"who", who_works(visit, one, name_of)}, {"detail", since_in_words(one)},
            {"form", Value::object({{"values", values}, {"problems", problems_view(problems)}})}});
        if (!problems.empty())
            page["errors"] = errors_view(problems);
        return pages.show(visit, "links/end_working.njk", page,
            problems.empty() ? http::Status::ok : http::Status::unprocessable);
    }
} // namespace

Value working_view(access::Visit const& visit, SubjectPage const& subject, NameOf const& name_of)
{
    auto const today = london::day_of(visit.now());
    auto const may_end = visit.permits("end involvement", subject.facts);
    auto rows = Value::each(all_of(visit, subject), [&](Involvement const& one) {
        auto const ends = may_end && still_open(one, today);
        return Value::object({{"who", who_works(visit, one, name_of)}, {"role", one.role},
            {"detail", since_in_words(one)}, {"reason", one.end_reason},
            {"end_href", ends ? subject.href + "/involve/end?involvement=" + one.id.write() : ""}});
    });
    return Value::object({{"title", "Who works with " + subject.pronoun},
        {"join", "My team works with " + subject.pronoun}, {"href", subject.href}, {"rows", rows},
        {"may_name", visit.permits("involve", subject.facts)},
        {"may_join",
            visit.permits("involve", subject.facts) && !is_involved(visit, subject.facts)}});
}

Result<http::Response> start_working(access::Visit const& visit, SubjectPage const& subject)
{
    Involvement mine;
    mine.agency = visit.visitor().agency;
    if (!visit.visitor().teams.empty())
        mine.team = visit.visitor().teams.front();
    else
        mine.practitioner = visit.visitor().account;
    mine.role = "Works with " + subject.pronoun;
    TRY(visit.change([&](access::Change& change) { return involve(change, subject.facts, mine); }));
    return http::see_other(subject.href);
}

Result<http::Response> ask_end(access::Pages const& pages, access::Visit const& visit,
    SubjectPage const& subject, NameOf const& name_of, http::Request const& request)
{
    TRY(visit.may("end involvement", subject.facts));
    auto const one = TRY(open_one(visit, subject, request.query("involvement")));
    return show_end(pages, visit, subject, name_of, one);
}

Result<http::Response> stop_working(access::Pages const& pages, access::Visit const& visit,
    SubjectPage const& subject, NameOf const& name_of, http::Request const& request)
{
    auto const form = TRY(request.form());
    TRY(visit.may("end involvement", subject.facts));
    auto const one = TRY(open_one(visit, subject, form.first("involvement")));
    auto const today = london::day_of(visit.now());
    std::vector<Error> problems;
    auto const until = read_last_day(form, problems).value_or(today);
    auto const reason = text_of(form, "reason");
    if (problems.empty()) {
        auto const ended = visit.change([&](access::Change& change) {
            return end_involvement(change, subject.facts, one.id, until, reason, one.subject);
        });
        if (ended) // who worked with it until yesterday may not be able to open it any more
            return http::see_other(
                until < today ? subject.section : subject.href + "?said=involvement-ended");
        if (ended.error().code != Code::invalid)
            return ended.error();
        problems.push_back(ended.error());
    }
    return show_end(pages, visit, subject, name_of, one, values_of(form), problems);
}

} // namespace kith::links
