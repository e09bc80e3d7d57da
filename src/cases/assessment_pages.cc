// SPDX-License-Identifier: MIT
// Assessments: those of a case, one to read, to print, as text, its versions.
#include "cases/assessment_pages.h"
#include "base/london.h"
#include "cases/assessment_open.h"
#include "cases/views.h"
#include <algorithm>
#include <fmt/core.h>

namespace kith::cases {
namespace {
    using html::Value;

    char const* section_of(Case const& one) { return one.of_context() ? "/contexts" : "/people"; }

    char const* assessment_notice_of(std::string_view said)
    {
        return said == "completed" ? "It is complete. Its clock is met."
            : said == "corrected"  ? "The correction stands. What it said before is in the history."
            : said == "aside"      ? "The draft is put aside."
                                   : "";
    }

    Value assessment_row(Cases const& room, Visit const& visit, Assessment const& one)
    {
        auto const draft = one.state == AssessmentState::draft;
        auto const who = room.name_of(visit.reading(), draft ? one.recorded_by : one.completed_by);
        return Value::object({{"href", draft ? edit_address_of(one) : address_of(one)},
            {"text", title_of(room, one.kind)},
            {"detail",
                draft
                    ? fmt::format("Last saved on {} by {}", london::in_words(one.recorded_at), who)
                    : fmt::format(
                        "Completed on {} by {}", london::in_words(*one.completed_at), who)},
            {"status", draft ? "Draft" : "Complete"}});
    }

    Value rows_of(Cases const& room, Visit const& visit, Case const& one)
    {
        return Value::each(assessments_of(visit, one),
            [&](Assessment const& each) { return assessment_row(room, visit, each); });
    }

    // Everything an assessment's page needs; `given` is what this visitor sees of it.
    Value page_of(Cases const& room, Visit const& visit, SeenAssessment const& seen)
    {
        return Value::object(
            {{"section", section_of(seen.of)}, {"case", case_view(room, visit, seen.of)},
                {"assessment", assessment_view(room, visit, seen)},
                {"given", given_view(room, visit, answers_seen_of(room, seen, seen.one))},
                {"today", london::in_words(visit.now())}});
    }

    // Versions that this visitor may read: of what was completed, the drafts before are for those
    // who work on it.
    std::vector<AssessmentWas> versions_seen(Visit const& visit, SeenAssessment const& seen)
    {
        auto all = versions_of(visit, seen.one.id);
        std::erase_if(all, [&](AssessmentWas const& was) {
            return !seen.works && was.one.state != AssessmentState::complete;
        });
        return all;
    }

    Response show_list(Cases const& room, Visit const& visit, Case const& one,
        std::vector<Error> const& problems, http::Status status)
    {
        auto const facts = facts_of(visit, one);
        auto const works = facts && visit.permits("assess", *facts) && one.is_open();
        auto kinds = Value::array();
        if (works)
            for (auto const* kind : kinds_for(room, visit, one)) {
                auto const open = open_assessment(visit.reading(), one.id, kind->code);
                kinds.push(Value::object({{"code", std::string(kind->code)},
                    {"title", title_of(room, kind->code)}, {"open", open.has_value()}}));
            }
        auto page
            = Value::object({{"section", section_of(one)}, {"case", case_view(room, visit, one)},
                {"rows", rows_of(room, visit, one)}, {"kinds", kinds}, {"works", works}});
        if (!problems.empty())
            page["errors"] = errors_view(problems);
        return room.pages.show(visit, "cases/assessments.njk", page, status);
    }

    Response show_put_aside(Cases const& room, Visit const& visit, SeenAssessment const& seen,
        std::string const& reason, std::vector<Error> const& problems, http::Status status)
    {
        auto page = page_of(room, visit, seen);
        page["reason"] = reason;
        page["problems"] = problems_view(problems);
        if (!problems.empty())
            page["errors"] = errors_view(problems);
        return room.pages.show(visit, "cases/assessment_aside.njk", page, status);
    }
} // namespace

SeenAssessment seen_as(Cases const& room, Visit const& visit, Case const& of, Assessment const& one)
{
    auto const facts = facts_of(visit, of);
    auto naming = naming_for(room, visit, of);
    return {of, naming ? names_withheld(one, *naming) : one,
        facts && visit.permits("assess", *facts), sees_health_signs(visit, of), std::move(naming)};
}

Result<SeenAssessment> opened_assessment(
    Cases const& room, Visit const& visit, http::Request const& request)
{
    auto const id = TRY(request.id<CaseId>("case"));
    auto const assessment = TRY(request.id<AssessmentId>("assessment"));
    auto const of = TRY(find(visit, id));
    auto const one = TRY(find_assessment(visit, assessment));
    if (one.of != id)
        return not_found();
    return seen_as(room, visit, of, one);
}

Result<Response> show_assessments(Cases const& room, Visit const& visit, Request const& request)
{
    auto const id = TRY(request.id<CaseId>("case"));
    auto const one = TRY(find(visit, id));
    return show_list(room, visit, one, {}, http::Status::ok);
}

Result<Response> begin_assessment(Cases const& room, Visit const& visit, Request const& request)
{
    auto const id = TRY(request.id<CaseId>("case"));
    auto const one = TRY(find(visit, id));
    auto const sent = TRY(request.form());
    auto const kind = links::text_of(sent, "kind");
    auto const begun
        = visit.change([&](Change& change) { return start_assessment(room, change, id, kind); });
    if (begun)
        return http::see_other(edit_address_of(*begun));
    if (begun.error().code == Code::conflict)
        if (auto const open = open_assessment(visit.reading(), id, kind))
            return http::see_other(address_of(id) + "/assessments/edit/" + open->write());
    if (begun.error().code != Code::invalid)
        return begun.error();
    return show_list(room, visit, one, {begun.error()}, http::Status::unprocessable);
}

Result<Response> show_assessment(Cases const& room, Visit const& visit, Request const& request)
{
    auto const seen = TRY(opened_assessment(room, visit, request));
    auto page = page_of(room, visit, seen);
    page["notice"] = assessment_notice_of(request.query("said"));
    page["corrected"] = static_cast<std::int64_t>(std::ranges::count_if(versions_seen(visit, seen),
        [](AssessmentWas const& was) { return was.one.state == AssessmentState::complete; }));
    return room.pages.show(visit, "cases/assessment.njk", page);
}

Result<Response> print_assessment(Cases const& room, Visit const& visit, Request const& request)
{
    auto const seen = TRY(opened_assessment(room, visit, request));
    return room.pages.show(visit, "cases/assessment_print.njk", page_of(room, visit, seen));
}

Result<Response> text_of_assessment(Cases const& room, Visit const& visit, Request const& request)
{
    auto const seen = TRY(opened_assessment(room, visit, request));
    auto const& one = seen.one;
    auto text = fmt::format("{}\nCase {}\n", title_of(room, one.kind), seen.of.reference.write());
    if (one.completed_at)
        text += fmt::format("Completed on {} by {}\n", london::in_words(*one.completed_at),
            room.name_of(visit.reading(), one.completed_by));
    else
        text += fmt::format("A draft, last saved on {}\n", london::in_words(one.recorded_at));
    if (one.section_42 == "outside")
        text += "Outside section 42 of the Care Act 2014.\n";
    if (one.support_plan)
        text += "A support plan is owed all the same.\n";
    return http::text(text + given_as_text(room, visit, answers_seen_of(room, seen, one)));
}

Result<Response> show_assessment_history(
    Cases const& room, Visit const& visit, Request const& request)
{
    auto const seen = TRY(opened_assessment(room, visit, request));
    auto page = page_of(room, visit, seen);
    page["versions"] = Value::each(versions_seen(visit, seen), [&](AssessmentWas const& was) {
        return Value::object({{"title", "Replaced: " + std::string(write(was.one.state))},
            {"when", london::in_words(was.until)}, {"who", room.name_of(visit.reading(), was.by)},
            {"text", text_seen_of(seen, was.reason)},
            {"href", fmt::format("{}/compare/{}", address_of(seen.one), was.one.version)}});
    });
    return room.pages.show(visit, "cases/assessment_history.njk", page);
}

Result<Response> compare_assessment(Cases const& room, Visit const& visit, Request const& request)
{
    auto const seen = TRY(opened_assessment(room, visit, request));
    auto const asked = TRY(request.segment("version"));
    auto const versions = versions_seen(visit, seen); // the latest first
    auto const at = std::ranges::find_if(versions,
        [&](AssessmentWas const& was) { return std::to_string(was.one.version) == asked; });
    if (at == versions.end())
        return not_found();
    auto const& after = at == versions.begin() ? seen.one : std::prev(at)->one;
    auto page = page_of(room, visit, seen);
    page["differences"] = differences_view(
        room, visit, answers_seen_of(room, seen, at->one), answers_seen_of(room, seen, after));
    page["replaced"] = london::in_words(at->until);
    page["by"] = room.name_of(visit.reading(), at->by);
    page["reason"] = text_seen_of(seen, at->reason);
    return room.pages.show(visit, "cases/assessment_compare.njk", page);
}

Result<Response> ask_put_aside(Cases const& room, Visit const& visit, Request const& request)
{
    auto const seen = TRY(opened_assessment(room, visit, request));
    auto const facts = TRY(facts_of(visit, seen.of));
    TRY(visit.may("assess", facts));
    if (seen.one.state != AssessmentState::draft)
        return http::see_other(address_of(seen.one));
    return show_put_aside(room, visit, seen, "", {}, http::Status::ok);
}

Result<Response> put_assessment_aside(Cases const& room, Visit const& visit, Request const& request)
{
    auto const seen = TRY(opened_assessment(room, visit, request));
    auto const sent = TRY(request.form());
    Answered answered{seen.one.id, seen.one.version, {}, links::text_of(sent, "reason")};
    auto const done
        = visit.change([&](Change& change) { return put_aside(room, change, answered); });
    if (done)
        return http::see_other(address_of(seen.one) + "?said=aside");
    if (done.error().code != Code::invalid)
        return done.error();
    return show_put_aside(
        room, visit, seen, answered.reason, {done.error()}, http::Status::unprocessable);
}

} // namespace kith::cases
