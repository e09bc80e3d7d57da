// SPDX-License-Identifier: MIT
// Plans and reviews for programs: what is changed of them later. What is left out stays.
#include "base/london.h"
#include "cases/plan_api.h"
#include "cases/plan_sent.h"
#include "platform/forms/drafts.h"
#include "platform/http/errors.h"
#include <algorithm>
#include <boost/json.hpp>

namespace kith::cases {
namespace {
    namespace json = boost::json;
    using http::Request;
    using http::Response;

    // The case of the address, for whoever may do that in it.
    Result<Case> case_for(Visit const& visit, Request const& request, char const* act)
    {
        auto const id = TRY(request.id<CaseId>("case"));
        auto one = TRY(find(visit, id));
        auto const facts = TRY(facts_of(visit, one));
        TRY(visit.may(act, facts));
        return one;
    }

    // As it is saved now: its id, and the version to send back.
    template <class AnyId>
    Response saved_json(AnyId id, std::int64_t version)
    {
        return http::json(json::serialize(json::object{{"id", id.write()}, {"version", version}}))
            .with("ETag", http::etag(version));
    }

    Response added_json(std::string const& id)
    {
        return http::json(json::serialize(json::object{{"id", id}}), http::Status::created);
    }

    Result<Goal> standing_goal(
        Cases const& room, Visit const& visit, Request const& request, CaseId of)
    {
        auto const id = TRY(request.id<GoalId>("goal"));
        auto const whole = whole_plan(room, visit, of); // names withheld
        if (!whole)
            return not_found();
        auto const found = std::ranges::find(whole->goals, id, &Goal::id);
        return found == whole->goals.end() ? Result<Goal>(not_found()) : *found;
    }

    Done take_sent_goal(JsonFields const& sent, Goal& goal, Date today)
    {
        for (auto const& [field, text] : {std::pair("statement", &goal.statement),
                 {"aims_at", &goal.aims_at}, {"measured_by", &goal.measured_by},
                 {"what_it_tells", &goal.what_it_tells}, {"observation", &goal.observation},
                 {"measure", &goal.measure}, {"target", &goal.target}, {"state", &goal.state},
                 {"state_because", &goal.state_because}})
            if (sent.has(field))
                *text = TRY(sent.text(field));
        if (sent.has("baseline"))
            goal.baseline = TRY(sent_counted(sent, "baseline", today));
        if (!sent.has("measurement"))
            return done();
        auto const measurement = TRY(sent.text("measurement"));
        auto const id = MeasurementId::read(measurement);
        if (!id && !measurement.empty())
            return invalid("Send the id of a measurement of this case", "measurement");
        goal.baseline_measurement = id.value_or(MeasurementId());
        return done();
    }

    Result<Response> api_change_goal(Cases const& room, Visit const& visit, Request const& request)
    {
        auto const one = TRY(case_for(visit, request, "plan"));
        auto goal = TRY(standing_goal(room, visit, request, one.id));
        auto const sent = TRY(JsonFields::read(request));
        TRY(sent.only({"statement", "aims_at", "measured_by", "what_it_tells", "observation",
            "measurement", "measure", "baseline", "target", "state", "state_because", "reason"}));
        TRY(take_sent_goal(sent, goal, london::day_of(visit.now())));
        goal.version = TRY(must_match(request));
        auto const reason = TRY(sent.text("reason"));
        auto const saved = TRY(visit.change(
            [&](Change& change) { return set_goal(room, change, one.id, goal, reason); }));
        return saved_json(saved.id, saved.version);
    }

    Result<Response> api_add_partner(Cases const& room, Visit const& visit, Request const& request)
    {
        auto const one = TRY(case_for(visit, request, "plan"));
        auto const sent = TRY(JsonFields::read(request));
        TRY(sent.only({"who", "own_view", "offer", "their_part", "may_be_told"}));
        Partner partner;
        for (auto const& [field, text] : {std::pair("who", &partner.who),
                 {"own_view", &partner.own_view}, {"offer", &partner.offer},
                 {"their_part", &partner.their_part}, {"may_be_told", &partner.may_be_told}})
            *text = TRY(sent.text(field));
        auto const key = TRY(request.idempotency_key());
        auto const asked = request.path() + "\n" + request.body();
        auto const id = TRY(visit.change([&](Change& change) {
            return forms::once<Uuid>(change, key, asked, [&]() -> Result<Uuid> {
                auto const made = TRY(take_partner(room, change, one.id, partner));
                return made.id;
            });
        }));
        return added_json(id.write());
    }

    Result<Response> api_end_partner(Cases const& room, Visit const& visit, Request const& request)
    {
        auto const one = TRY(case_for(visit, request, "plan"));
        auto const id = TRY(request.id<Uuid>("partner"));
        auto const whole = whole_plan(room, visit, one.id);
        if (!whole || std::ranges::find(whole->partners, id, &Partner::id) == whole->partners.end())
            return not_found();
        auto const sent = TRY(JsonFields::read(request));
        TRY(sent.only({"because"}));
        auto const because = TRY(sent.text("because"));
        TRY(visit.change(
            [&](Change& change) { return end_partner(room, change, one.id, id, because); }));
        return http::json(json::serialize(json::object{{"id", id.write()}}));
    }

    // What is sent of some goals stands beside what was found of the others.
    Done take_found(JsonFields const& sent, Review& review, Date today)
    {
        auto const found = TRY(sent_findings(sent, today));
        for (auto const& one : found) {
            auto const stands = std::ranges::find(review.findings, one.goal, &Finding::goal);
            if (stands == review.findings.end()) {
                review.findings.push_back(one);
                continue;
            }
            stands->after_measurement = one.after_measurement;
            stands->after = one.after;
            stands->said = one.said;
        }
        return done();
    }

    Result<Response> api_change_review(
        Cases const& room, Visit const& visit, Request const& request)
    {
        auto const one = TRY(case_for(visit, request, "review"));
        auto const id = TRY(request.id<ReviewId>("review"));
        auto const all = shown_reviews(room, visit, one);
        auto const stands = std::ranges::find(all, id, &Review::id);
        if (stands == all.end())
            return not_found();
        auto const sent = TRY(JsonFields::read(request));
        TRY(sent.only({"on", "who", "own_view", "contexts_changed", "contexts_words",
            "life_changed", "life_words", "displacement", "displacement_words", "displaced_to",
            "level", "level_why", "findings", "complete", "reason"}));
        auto review = *stands;
        review.version = TRY(must_match(request));
        auto const today = london::day_of(visit.now());
        auto const on = TRY(sent_plan_day(sent, "on"));
        review.on = on.value_or(review.on);
        TRY(take_sent_texts(sent, review));
        TRY(take_found(sent, review, today));
        auto const complete = TRY(sent.flag("complete"));
        auto const reason = TRY(sent.text("reason"));
        auto const saved = TRY(visit.change([&](Change& change) {
            return keep_review(room, change, one.id, review,
                complete ? Reviewing::complete : Reviewing::draft, reason);
        }));
        return saved_json(saved.id, saved.version);
    }

    Result<Response> api_follow_up(Cases const& room, Visit const& visit, Request const& request)
    {
        auto const one = TRY(case_for(visit, request, "review"));
        auto const sent = TRY(JsonFields::read(request));
        TRY(sent.only({"on", "level", "level_why", "still_different", "own_view"}));
        FollowUp entry;
        entry.of = one.id;
        auto const on = TRY(sent_plan_day(sent, "on"));
        entry.on = on.value_or(london::day_of(visit.now()));
        for (auto const& [field, text] :
            {std::pair("level", &entry.level), {"level_why", &entry.level_why},
                {"still_different", &entry.still_different}, {"own_view", &entry.own_view}})
            *text = TRY(sent.text(field));
        auto const key = TRY(request.idempotency_key());
        auto const asked = request.path() + "\n" + request.body();
        auto const id = TRY(visit.change([&](Change& change) {
            return forms::once<Uuid>(change, key, asked, [&]() -> Result<Uuid> {
                auto const made = TRY(follow_up(room, change, one.id, entry));
                return made.id;
            });
        }));
        return added_json(id.write());
    }

    constexpr char const* saved_answer
        = R"({"type":"object","required":["id","version"],"properties":{"id":{"type":"string","format":"uuid"},"version":{"type":"integer"}}})";
    constexpr char const* added_answer
        = R"({"type":"object","required":["id"],"properties":{"id":{"type":"string","format":"uuid"}}})";

    std::vector<access::Operation> plan_change_operations()
    {
        using http::Method;
        auto const goal_sent
            = std::string(
                  R"({"type":"object","additionalProperties":false,"description":"What is left out stays","properties":{"statement":{"type":"string"},"aims_at":{"type":["string","null"],"description":"A code of context_kind, or LIFE"},"measured_by":{"type":["string","null"],"enum":["measure","observation",null]},"what_it_tells":{"type":["string","null"],"enum":["what_is_different","what_we_do",null],"description":"what_we_do is refused"},"observation":{"type":["string","null"]},"measurement":{"type":["string","null"],"format":"uuid"},"measure":{"type":["string","null"]},"target":{"type":["string","null"]},"state":{"type":"string","enum":["open","reached","dropped"]},"state_because":{"type":["string","null"],"description":"Why it is dropped"},"reason":{"type":["string","null"],"description":"Why an agreed plan changes"},"baseline":)")
            + counted_schema + "}}";
        constexpr char const* partner_sent
            = R"({"type":"object","required":["who"],"additionalProperties":false,"properties":{"who":{"type":"string"},"own_view":{"type":["string","null"]},"offer":{"type":["string","null"]},"their_part":{"type":["string","null"]},"may_be_told":{"type":["string","null"]}}})";
        constexpr char const* ended_sent
            = R"({"type":"object","required":["because"],"additionalProperties":false,"properties":{"because":{"type":"string"}}})";
        auto const review_sent
            = std::string(
                  R"({"type":"object","additionalProperties":false,"description":"What is left out stays","properties":{"on":{"type":["string","null"],"format":"date"},"who":{"type":["string","null"]},"own_view":{"type":["string","null"]},"contexts_changed":{"type":["string","null"],"description":"A code of did_change"},"contexts_words":{"type":["string","null"]},"life_changed":{"type":["string","null"]},"life_words":{"type":["string","null"]},"displacement":{"type":["string","null"],"description":"A code of displacement"},"displacement_words":{"type":["string","null"]},"displaced_to":{"type":["string","null"],"format":"uuid"},"level":{"type":["string","null"]},"level_why":{"type":["string","null"]},"complete":{"type":"boolean","description":"All that is needed must be there"},"reason":{"type":["string","null"],"description":"Why a complete one changes"},"findings":{"type":"array","items":{"type":"object","required":["goal"],"additionalProperties":false,"properties":{"goal":{"type":"string","format":"uuid"},"measurement":{"type":["string","null"],"format":"uuid"},"said":{"type":["string","null"]},"after":)")
            + counted_schema + "}}}}}";
        constexpr char const* looked_sent
            = R"({"type":"object","required":["level","level_why","still_different"],"additionalProperties":false,"properties":{"on":{"type":["string","null"],"format":"date"},"level":{"type":"string","description":"A code of level"},"level_why":{"type":"string"},"still_different":{"type":"string"},"own_view":{"type":["string","null"]}}})";
        return {{Method::post, "/api/v1/cases/{case}/plan/goals/{goal}", "changeGoal",
                    "Change a goal, or say that it is reached or dropped; the version before stays",
                    "cases", goal_sent, saved_answer, 200, false, true},
            {Method::post, "/api/v1/cases/{case}/plan/partners", "addPartner",
                "Add somebody who goes the way together", "cases", partner_sent, added_answer, 201,
                true},
            {Method::post, "/api/v1/cases/{case}/plan/partners/{partner}/withdraw", "endPartner",
                "Take somebody off the plan, with the reason; what they said stays in the history",
                "cases", ended_sent, added_answer},
            {Method::post, "/api/v1/cases/{case}/reviews/{review}", "changeReview",
                "Save a draft again, complete it, or put a complete review right with a reason",
                "cases", review_sent, saved_answer, 200, false, true},
            {Method::post, "/api/v1/cases/{case}/follow-up", "lookAfterClosing",
                "What is still different after a case closed", "cases", looked_sent, added_answer,
                201, true}};
    }
} // namespace

void join_plan_change_api(House& house, Cases& room)
{
    auto routes = house.routes.of(room);
    routes.post("/api/v1/cases/{case}/plan/goals/{goal}", "case:plan", api_change_goal);
    routes.post("/api/v1/cases/{case}/plan/partners", "case:plan", api_add_partner);
    routes.post(
        "/api/v1/cases/{case}/plan/partners/{partner}/withdraw", "case:plan", api_end_partner);
    routes.post("/api/v1/cases/{case}/reviews/{review}", "case:review", api_change_review);
    routes.post("/api/v1/cases/{case}/follow-up", "case:review", api_follow_up);
    for (auto& operation : plan_change_operations())
        house.operations.push_back(std::move(operation));
}

} // namespace kith::cases
