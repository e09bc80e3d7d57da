// SPDX-License-Identifier: MIT
#include "cases/plan_api.h"
#include "base/london.h"
#include "cases/plan_sent.h"
#include "cases/plan_views.h"
#include "cases/review_acts.h"
#include "platform/access/json_fields.h"
#include "platform/forms/drafts.h"
#include "platform/http/errors.h"
#include <boost/json.hpp>

namespace kith::cases {
namespace {
    namespace json = boost::json;
    using access::JsonFields;
    using http::Request;
    using http::Response;

    constexpr char const* weighting_sent
        = R"({"type":"object","required":["parts"],"additionalProperties":false,"properties":{"parts":{"type":"array","items":{"type":"object","required":["part","harm","safety"],"additionalProperties":false,"properties":{"part":{"type":"string","description":"A code of context_kind"},"harm":{"type":"string","description":"A code of weight"},"safety":{"type":"string"},"because":{"type":["string","null"]},"contexts":{"type":"array","items":{"type":"string","format":"uuid"}}}}},"own_view":{"type":["string","null"]},"own_view_missing":{"type":["string","null"],"description":"Why it was not heard"}}})";
    constexpr char const* weighting_answer
        = R"({"type":"object","required":["version","parts"],"properties":{"version":{"type":"integer","description":"0: not weighed yet"},"on":{"type":["string","null"],"format":"date"},"own_view":{"type":["string","null"]},"own_view_missing":{"type":["string","null"]},"parts":{"type":"array","items":{"type":"object"}}}})";
    constexpr char const* plan_answer
        = R"({"type":"object","required":["version","goals","actions","partners"],"properties":{"version":{"type":"integer","description":"How often anything of it was saved; 0: nothing is planned yet"},"own_goal":{"type":"string"},"own_view":{"type":"string"},"trusted_worker":{"type":"string"},"agreed_on":{"type":["string","null"],"format":"date"},"agreed_with":{"type":"string"},"changed_since_agreed":{"type":"boolean"},"next_review":{"type":["string","null"],"format":"date"},"goals":{"type":"array","items":{"type":"object"}},"actions":{"type":"array","items":{"type":"object"}},"partners":{"type":"array","items":{"type":"object"}},"missing":{"type":"array","items":{"type":"string"}},"said":{"type":"array","items":{"type":"string"},"description":"What the actions do, and whether effort follows the weight"}}})";
    constexpr char const* reviews_answer
        = R"({"type":"object","required":["reviews"],"properties":{"reviews":{"type":"array","items":{"type":"object"}},"after_closing":{"type":"array","items":{"type":"object"}}}})";
    constexpr char const* made_answer
        = R"({"type":"object","required":["id"],"properties":{"id":{"type":"string","format":"uuid"}}})";

    Result<Case> case_of(Visit const& visit, Request const& request)
    {
        auto const id = TRY(request.id<CaseId>("case"));
        return find(visit, id);
    }

    json::value written_day(std::optional<Date> const& day)
    {
        return day ? json::value(day->write()) : json::value(nullptr);
    }

    json::value written_count(std::optional<Counted> const& one)
    {
        if (!one || !one->told)
            return nullptr;
        return json::object{{"count", one->count}, {"of", one->of}, {"on", one->on.write()}};
    }

    template <class AnyId>
    Response made_json(AnyId id)
    {
        return http::json(json::serialize(json::object{{"id", id.write()}}), http::Status::created);
    }

    Result<Response> api_weighting(Cases const& room, Visit const& visit, Request const& request)
    {
        auto const one = TRY(case_of(visit, request));
        auto const all = shown_weightings(room, visit, one);
        Weighting const stands = all.empty() ? Weighting() : all.front();
        json::array parts;
        for (auto const& part : stands.parts) {
            json::array contexts;
            for (auto const context : part.contexts)
                if (room.links.seen.may_know(visit, thing(context)))
                    contexts.emplace_back(context.write());
            parts.push_back(json::object{{"part", part.part}, {"harm", part.harm},
                {"safety", part.safety}, {"because", part.because}, {"contexts", contexts}});
        }
        return http::json(
            json::serialize(json::object{{"version", stands.version},
                {"on", all.empty() ? json::value(nullptr) : json::value(stands.on.write())},
                {"own_view", stands.own_view}, {"own_view_missing", stands.own_view_missing},
                {"parts", parts}}))
            .with("ETag", http::etag(stands.version));
    }

    Result<Weighting> sent_weighting(JsonFields const& sent)
    {
        TRY(sent.only({"parts", "own_view", "own_view_missing"}));
        Weighting wanted;
        wanted.own_view = TRY(sent.text("own_view"));
        wanted.own_view_missing = TRY(sent.text("own_view_missing"));
        auto const parts = TRY(sent.each("parts"));
        for (auto const& part : parts) {
            TRY(part.only({"part", "harm", "safety", "because", "contexts"}));
            PartWeight read;
            read.part = TRY(part.text("part"));
            read.harm = TRY(part.text("harm"));
            read.safety = TRY(part.text("safety"));
            read.because = TRY(part.text("because"));
            auto const contexts = TRY(part.texts("contexts"));
            for (auto const& text : contexts) {
                auto const id = ContextId::read(text);
                if (!id)
                    return invalid("Send ids of contexts", "contexts");
                read.contexts.push_back(*id);
            }
            wanted.parts.push_back(std::move(read));
        }
        return wanted;
    }

    Result<Response> api_weigh(Cases const& room, Visit const& visit, Request const& request)
    {
        auto const one = TRY(case_of(visit, request));
        auto const sent = TRY(JsonFields::read(request));
        auto wanted = TRY(sent_weighting(sent));
        wanted.on = london::day_of(visit.now());
        auto const seen = TRY(must_match(request));
        TRY(visit.change(
            [&](Change& change) { return weigh(room, change, one.id, wanted, seen); }));
        return api_weighting(room, visit, request);
    }

    json::object goal_json(Cases const& room, Goal const& goal)
    {
        return {{"id", goal.id.write()}, {"version", goal.version}, {"statement", goal.statement},
            {"aims_at", goal.aims_at}, {"measured_by", goal.measured_by},
            {"measured", measured_in_words(room, goal)}, {"baseline", written_count(goal.baseline)},
            {"baseline_in_words",
                goal.baseline ? in_words(room, goal, *goal.baseline) : std::string()},
            {"target", goal.target}, {"state", goal.state}, {"state_because", goal.state_because}};
    }

    Result<Response> api_plan(Cases const& room, Visit const& visit, Request const& request)
    {
        auto const one = TRY(case_of(visit, request));
        auto const found = whole_plan(room, visit, one.id);
        auto const whole = found.value_or(WholePlan());
        json::array goals;
        json::array actions;
        json::array partners;
        json::array missing;
        json::array said;
        for (auto const& goal : whole.goals)
            goals.push_back(goal_json(room, goal));
        for (auto const& action : whole.actions)
            actions.push_back(json::object{{"id", action.id.write()},
                {"goal", GoalId(action.drawn_from.id).write()}, {"what", action.what},
                {"kind", action.kind}, {"who", doer_in_words(room, visit, action)},
                {"due", action.due.write()}, {"state", std::string(actions::name_of(action.state))},
                {"how_we_will_know", action.how_we_will_know}});
        for (auto const& partner : whole.partners)
            partners.push_back(json::object{{"id", partner.id.write()}, {"who", partner.who},
                {"own_view", partner.own_view}, {"offer", partner.offer},
                {"their_part", partner.their_part}, {"may_be_told", partner.may_be_told}});
        for (auto const& what : missing_to_agree(visit, one, found))
            missing.emplace_back(what.text);
        for (auto const& text : said_of_actions(room, visit, one, whole))
            said.emplace_back(text);
        return http::json(json::serialize(json::object{{"version", whole.changes},
                              {"own_goal", whole.plan.own_goal}, {"own_view", whole.plan.own_view},
                              {"trusted_worker", whole.plan.trusted_worker},
                              {"agreed_on", written_day(whole.plan.agreed_on)},
                              {"agreed_with", whole.plan.agreed_with},
                              {"changed_since_agreed", whole.changed_since_agreed()},
                              {"next_review", written_day(whole.plan.next_review)},
                              {"goals", goals}, {"actions", actions}, {"partners", partners},
                              {"missing", missing}, {"said", said}}))
            .with("ETag", http::etag(whole.changes));
    }

    Result<Goal> sent_goal(JsonFields const& sent, Date today)
    {
        TRY(sent.only({"statement", "aims_at", "measured_by", "what_it_tells", "observation",
            "measurement", "measure", "baseline", "target", "reason"}));
        Goal goal;
        goal.statement = TRY(sent.text("statement"));
        goal.aims_at = TRY(sent.text("aims_at"));
        goal.measured_by = TRY(sent.text("measured_by"));
        goal.what_it_tells = TRY(sent.text("what_it_tells"));
        goal.observation = TRY(sent.text("observation"));
        goal.measure = TRY(sent.text("measure"));
        goal.target = TRY(sent.text("target"));
        goal.baseline = TRY(sent_counted(sent, "baseline", today));
        auto const measurement = TRY(sent.text("measurement"));
        if (!measurement.empty()) {
            auto const id = MeasurementId::read(measurement);
            if (!id)
                return invalid("Send the id of a measurement of this case", "measurement");
            goal.baseline_measurement = *id;
        }
        return goal;
    }

    Result<Response> api_add_goal(Cases const& room, Visit const& visit, Request const& request)
    {
        auto const one = TRY(case_of(visit, request));
        auto const sent = TRY(JsonFields::read(request));
        auto const goal = TRY(sent_goal(sent, london::day_of(visit.now())));
        auto const reason = TRY(sent.text("reason"));
        auto const key = TRY(request.idempotency_key());
        auto const asked = request.path() + "\n" + request.body();
        auto const id = TRY(visit.change([&](Change& change) {
            return forms::once<GoalId>(change, key, asked, [&]() -> Result<GoalId> {
                auto const made = TRY(set_goal(room, change, one.id, goal, reason));
                return made.id;
            });
        }));
        return made_json(id);
    }

    Result<actions::Action> sent_action(JsonFields const& sent)
    {
        TRY(sent.only({"what", "kind", "agency", "named_in_words", "due", "how_we_will_know"}));
        actions::Action action;
        action.what = TRY(sent.text("what"));
        action.kind = TRY(sent.text("kind"));
        action.named_in_words = TRY(sent.text("named_in_words"));
        action.how_we_will_know = TRY(sent.text("how_we_will_know"));
        auto const agency = TRY(sent.text("agency"));
        action.for_agency = AgencyId::read(agency).value_or(AgencyId());
        auto const due = TRY(sent_plan_day(sent, "due"));
        if (!due)
            return invalid("Send the day by which it is done", "due");
        action.due = *due;
        return action;
    }

    Result<Response> api_ask_action(Cases const& room, Visit const& visit, Request const& request)
    {
        auto const one = TRY(case_of(visit, request));
        auto const goal = TRY(request.id<GoalId>("goal"));
        auto const sent = TRY(JsonFields::read(request));
        auto const action = TRY(sent_action(sent));
        auto const key = TRY(request.idempotency_key());
        auto const asked = request.path() + "\n" + request.body();
        auto const id = TRY(visit.change([&](Change& change) {
            return forms::once<ActionId>(change, key, asked, [&]() -> Result<ActionId> {
                auto const made = TRY(ask_for(room, change, one.id, goal, action));
                return made.id;
            });
        }));
        return made_json(id);
    }

    Result<Response> api_word_plan(Cases const& room, Visit const& visit, Request const& request)
    {
        auto const one = TRY(case_of(visit, request));
        auto const sent = TRY(JsonFields::read(request));
        TRY(sent.only({"own_goal", "own_view", "trusted_worker", "reason"}));
        Plan plan;
        plan.own_goal = TRY(sent.text("own_goal"));
        plan.own_view = TRY(sent.text("own_view"));
        plan.trusted_worker = TRY(sent.text("trusted_worker"));
        auto const seen = TRY(must_match(request));
        auto const reason = TRY(sent.text("reason"));
        TRY(visit.change([&](Change& change) -> Result<Plan> {
            plan.version = TRY(version_of_unchanged(whole_plan(room, change, one.id), seen));
            return word_plan(room, change, one.id, plan, reason);
        }));
        return api_plan(room, visit, request);
    }

    Result<Response> api_agree_plan(Cases const& room, Visit const& visit, Request const& request)
    {
        auto const one = TRY(case_of(visit, request));
        auto const sent = TRY(JsonFields::read(request));
        TRY(sent.only({"on", "with", "own_view"}));
        Agreement agreement;
        auto const on = TRY(sent_plan_day(sent, "on"));
        agreement.on = on.value_or(london::day_of(visit.now()));
        agreement.with = TRY(sent.text("with"));
        agreement.own_view = TRY(sent.text("own_view"));
        agreement.seen = TRY(must_match(request));
        TRY(visit.change([&](Change& change) { return agree(room, change, one.id, agreement); }));
        return api_plan(room, visit, request);
    }

    json::object review_json(
        Cases const& room, std::optional<WholePlan> const& whole, Review const& review)
    {
        json::array findings;
        for (auto const& one : review.findings) {
            auto const difference = in_words(room, whole, one);
            findings.push_back(json::object{{"goal", one.goal.write()},
                {"before", written_count(one.before)}, {"after", written_count(one.after)},
                {"difference", difference.empty() ? json::value(nullptr) : json::value(difference)},
                {"said", one.said}});
        }
        return {{"id", review.id.write()}, {"version", review.version}, {"on", review.on.write()},
            {"complete", review.complete()}, {"contexts_changed", review.contexts_changed},
            {"contexts_words", review.contexts_words}, {"life_changed", review.life_changed},
            {"life_words", review.life_words}, {"displacement", review.displacement},
            {"displacement_words", review.displacement_words}, {"level", review.level},
            {"level_why", review.level_why}, {"next_review", written_day(review.next_review)},
            {"findings", findings}};
    }

    Result<Response> api_reviews(Cases const& room, Visit const& visit, Request const& request)
    {
        auto const one = TRY(case_of(visit, request));
        json::array reviews;
        json::array later;
        auto const whole = whole_plan(room, visit, one.id);
        for (auto const& review : shown_reviews(room, visit, one))
            reviews.push_back(review_json(room, whole, review));
        for (auto const& entry : shown_follow_ups(room, visit, one))
            later.push_back(json::object{{"on", entry.on.write()}, {"level", entry.level},
                {"level_why", entry.level_why}, {"still_different", entry.still_different}});
        return http::json(
            json::serialize(json::object{{"reviews", reviews}, {"after_closing", later}}));
    }

    Result<Response> api_add_review(Cases const& room, Visit const& visit, Request const& request)
    {
        auto const one = TRY(case_of(visit, request));
        auto const sent = TRY(JsonFields::read(request));
        TRY(sent.only({"on", "who", "own_view", "contexts_changed", "contexts_words",
            "life_changed", "life_words", "displacement", "displacement_words", "displaced_to",
            "level", "level_why", "findings", "complete"}));
        Review review;
        auto const today = london::day_of(visit.now());
        auto const on = TRY(sent_plan_day(sent, "on"));
        review.on = on.value_or(today);
        TRY(take_sent_texts(sent, review));
        review.findings = TRY(sent_findings(sent, today));
        auto const complete = TRY(sent.flag("complete"));
        auto const key = TRY(request.idempotency_key());
        auto const asked = request.path() + "\n" + request.body();
        auto const id = TRY(visit.change([&](Change& change) {
            return forms::once<ReviewId>(change, key, asked, [&]() -> Result<ReviewId> {
                auto const made = TRY(keep_review(room, change, one.id, review,
                    complete ? Reviewing::complete : Reviewing::draft));
                return made.id;
            });
        }));
        return made_json(id);
    }

    std::vector<access::Operation> plan_operations()
    {
        using http::Method;
        auto const goal_sent
            = std::string(
                  R"({"type":"object","required":["statement"],"additionalProperties":false,"properties":{"statement":{"type":"string"},"aims_at":{"type":["string","null"],"description":"A code of context_kind, or LIFE"},"measured_by":{"type":["string","null"],"enum":["measure","observation",null]},"what_it_tells":{"type":["string","null"],"enum":["what_is_different","what_we_do",null],"description":"what_we_do is refused"},"observation":{"type":["string","null"]},"measurement":{"type":["string","null"],"format":"uuid"},"measure":{"type":["string","null"]},"target":{"type":["string","null"]},"reason":{"type":["string","null"],"description":"Why an agreed plan changes"},"baseline":)")
            + counted_schema + "}}";
        auto const review_sent
            = std::string(
                  R"({"type":"object","additionalProperties":false,"properties":{"on":{"type":["string","null"],"format":"date"},"who":{"type":["string","null"]},"own_view":{"type":["string","null"]},"contexts_changed":{"type":["string","null"],"description":"A code of did_change"},"contexts_words":{"type":["string","null"]},"life_changed":{"type":["string","null"]},"life_words":{"type":["string","null"]},"displacement":{"type":["string","null"],"description":"A code of displacement"},"displacement_words":{"type":["string","null"]},"displaced_to":{"type":["string","null"],"format":"uuid"},"level":{"type":["string","null"]},"level_why":{"type":["string","null"]},"complete":{"type":"boolean","description":"All that is needed must be there"},"findings":{"type":"array","items":{"type":"object","required":["goal"],"additionalProperties":false,"properties":{"goal":{"type":"string","format":"uuid"},"measurement":{"type":["string","null"],"format":"uuid"},"said":{"type":["string","null"]},"after":)")
            + counted_schema + "}}}}}";
        constexpr char const* action_sent
            = R"({"type":"object","required":["what","kind","agency","named_in_words","due","how_we_will_know"],"additionalProperties":false,"properties":{"what":{"type":"string"},"kind":{"type":"string","description":"A code of action_kind"},"agency":{"type":"string","format":"uuid"},"named_in_words":{"type":"string"},"due":{"type":"string","format":"date"},"how_we_will_know":{"type":"string"}}})";
        constexpr char const* words_sent
            = R"({"type":"object","additionalProperties":false,"properties":{"own_goal":{"type":["string","null"]},"own_view":{"type":["string","null"]},"trusted_worker":{"type":["string","null"]},"reason":{"type":["string","null"]}}})";
        constexpr char const* agreed_sent
            = R"({"type":"object","required":["with"],"additionalProperties":false,"properties":{"on":{"type":["string","null"],"format":"date"},"with":{"type":"string"},"own_view":{"type":["string","null"]}}})";
        return {{Method::get, "/api/v1/cases/{case}/weighting", "findWeighting",
                    "Which contexts weigh most: the weighting that stands", "cases", "",
                    weighting_answer},
            {Method::post, "/api/v1/cases/{case}/weighting", "weighContexts",
                "Weigh the contexts; the earlier weighting stays in the history", "cases",
                weighting_sent, weighting_answer, 200, false, true},
            {Method::get, "/api/v1/cases/{case}/plan", "findPlan",
                "The plan, with its goals, actions and partners", "cases", "", plan_answer},
            {Method::post, "/api/v1/cases/{case}/plan/goals", "addGoal",
                "Add a goal; a measure of what is done, not of what changes, is refused", "cases",
                goal_sent, made_answer, 201, true},
            {Method::post, "/api/v1/cases/{case}/plan/goals/{goal}/actions", "askForActionOfGoal",
                "Ask for an action for a goal", "cases", action_sent, made_answer, 201, true},
            {Method::post, "/api/v1/cases/{case}/plan/words", "wordPlan",
                "Own goal, own view and trusted worker", "cases", words_sent, plan_answer, 200,
                false, true},
            {Method::post, "/api/v1/cases/{case}/plan/agree", "agreePlan",
                "Agree the plan, once nothing is missing", "cases", agreed_sent, plan_answer, 200,
                false, true},
            {Method::get, "/api/v1/cases/{case}/reviews", "listReviews",
                "Reviews, the latest first, and looks after the case closed", "cases", "",
                reviews_answer},
            {Method::post, "/api/v1/cases/{case}/reviews", "addReview",
                "Keep a review as a draft, or complete it", "cases", review_sent, made_answer, 201,
                true}};
    }
} // namespace

void join_plan_api(House& house, Cases& room)
{
    auto routes = house.routes.of(room);
    routes.get("/api/v1/cases/{case}/weighting", "case:read", api_weighting);
    routes.post("/api/v1/cases/{case}/weighting", "case:weigh", api_weigh);
    routes.get("/api/v1/cases/{case}/plan", "case:read", api_plan);
    routes.post("/api/v1/cases/{case}/plan/goals", "case:plan", api_add_goal);
    routes.post("/api/v1/cases/{case}/plan/goals/{goal}/actions", "case:plan", api_ask_action);
    routes.post("/api/v1/cases/{case}/plan/words", "case:plan", api_word_plan);
    routes.post("/api/v1/cases/{case}/plan/agree", "case:plan", api_agree_plan);
    routes.get("/api/v1/cases/{case}/reviews", "case:read", api_reviews);
    routes.post("/api/v1/cases/{case}/reviews", "case:review", api_add_review);
    for (auto& operation : plan_operations())
        house.operations.push_back(std::move(operation));
    join_plan_change_api(house, room);
}

} // namespace kith::cases
