// SPDX-License-Identifier: MIT
// What assessments add to the house and to the room.
#include "base/london.h"
#include "cases/assessment_api.h"
#include "cases/assessment_pages.h"
#include "cases/assessment_views.h"
#include "cases/views.h"
#include <algorithm>
#include <fmt/core.h>

namespace kith::cases {
namespace {
    using html::Value;

    std::string list_address(Case const& one) { return address_of(one.id) + "/assessments"; }

    std::optional<Value> assessments_panel(Cases const& room, Visit const& visit, Case const& one)
    {
        auto const listed = assessments_of(visit, one);
        auto const facts = facts_of(visit, one);
        auto const works = facts && visit.permits("assess", *facts) && one.is_open();
        if (listed.empty() && !works)
            return std::nullopt;
        auto panel = Value::object({{"title", "Screening and assessments"},
            {"rows", Value::each(listed, [&](Assessment const& each) {
                 auto const draft = each.state == AssessmentState::draft;
                 return Value::object({{"href", draft ? edit_address_of(each) : address_of(each)},
                     {"text", title_of(room, each.kind)},
                     {"detail",
                         draft ? "Last saved on " + london::in_words(each.recorded_at)
                               : "Completed on " + london::in_words(*each.completed_at)},
                     {"status", draft ? "Draft" : "Complete"}});
             })}});
        if (listed.empty())
            panel["text"] = "Nothing was screened or assessed yet.";
        panel["link"] = Value::object(
            {{"text", works ? "Start or read" : "Read them"}, {"href", list_address(one)}});
        return panel;
    }

    std::optional<Missing> screening_missing(Visit const& visit, Case const& one)
    {
        auto const latest = latest_completed(visit, one, Looking::screening);
        if (!latest)
            return Missing{"The screening is not complete", list_address(one)};
        if (latest->outcome == "advice")
            return Missing{"The screening ended with advice: close the case, or screen again",
                list_address(one)};
        return std::nullopt;
    }

    std::optional<Missing> assessment_missing(Visit const& visit, Case const& one)
    {
        if (latest_completed(visit, one, Looking::assessment))
            return std::nullopt;
        return Missing{"No assessment is complete", list_address(one)};
    }

    bool had_a_plan(Visit const& visit, Case const& one)
    {
        auto const was = versions_of(visit, one.id);
        return one.stage == "plan" || std::ranges::any_of(was, [](CaseWas const& each) {
            return each.one.stage == "plan";
        });
    }

    std::vector<Blocked> assessments_blocking(
        Cases const& room, Visit const& visit, Case const& one)
    {
        std::vector<Blocked> all;
        for (auto const& each : assessments_of(visit, one))
            if (each.state == AssessmentState::draft)
                all.push_back({fmt::format("A draft is open ({}): complete it, or put it aside",
                                   title_of(room, each.kind)),
                    edit_address_of(each)});
        auto const latest = latest_completed(visit, one, Looking::assessment);
        if (latest && latest->support_plan && !had_a_plan(visit, one))
            all.push_back({"They are exploited and outside section 42: a support plan is owed",
                address_of(*latest)});
        return all;
    }
} // namespace

void join_assessments(House& house, Cases& room)
{
    auto routes = house.routes.of(room);
    routes.get("/cases/{case}/assessments", "case:read", show_assessments);
    routes.post("/cases/{case}/assessments", "case:assess", begin_assessment);
    routes.get("/cases/{case}/assessments/{assessment}", "case:read", show_assessment);
    routes.get("/cases/{case}/assessments/edit/{assessment}", "case:assess", ask_assessment);
    routes.post("/cases/{case}/assessments/edit/{assessment}", "case:assess", take_assessment);
    routes.get("/cases/{case}/assessments/{assessment}/print", "case:read", print_assessment);
    routes.get("/cases/{case}/assessments/{assessment}/text", "case:read", text_of_assessment);
    routes.get(
        "/cases/{case}/assessments/{assessment}/history", "case:read", show_assessment_history);
    routes.get("/cases/{case}/assessments/{assessment}/compare/{version}", "case:read",
        compare_assessment);
    routes.get("/cases/{case}/assessments/{assessment}/aside", "case:assess", ask_put_aside);
    routes.post(
        "/cases/{case}/assessments/{assessment}/aside", "case:assess", put_assessment_aside);
    add_assessment_api(house, room);

    room.panels.emplace_back([&room](Visit const& visit, Case const& one) {
        return assessments_panel(room, visit, one);
    });
    room.needs["a completed screening"] = screening_missing;
    room.needs["a completed assessment"] = assessment_missing;
    room.blockers.emplace_back([&room](Visit const& visit, Case const& one) {
        return assessments_blocking(room, visit, one);
    });
}

} // namespace kith::cases
