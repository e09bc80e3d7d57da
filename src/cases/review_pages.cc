// SPDX-License-Identifier: MIT
#include "cases/review_pages.h"
#include "base/london.h"
#include "cases/plan_views.h"
#include "cases/review_acts.h"
#include "cases/views.h"
#include <algorithm>

namespace kith::cases {
namespace {
    using html::Value;

    std::string reviews_path(CaseId id, std::string const& rest = {})
    {
        return address_of(id) + "/reviews" + rest;
    }

    Result<Case> case_to_review(Visit const& visit, Request const& request)
    {
        auto const id = TRY(request.id<CaseId>("case"));
        auto one = TRY(find(visit, id));
        auto const facts = TRY(facts_of(visit, one));
        TRY(visit.may("review", facts));
        return one;
    }

    // Before and after of each goal, in words.
    Value findings_view(
        Cases const& room, Review const& review, std::optional<WholePlan> const& whole)
    {
        auto rows = Value::array();
        for (auto const& one : review.findings) {
            std::string statement;
            auto told = in_words(room, whole, one);
            if (whole)
                if (auto const goal = std::ranges::find(whole->goals, one.goal, &Goal::id);
                    goal != whole->goals.end()) {
                    statement = goal->statement;
                    if (one.after && told.empty())
                        told = "Now " + in_words(room, *goal, *one.after);
                }
            if (told.empty())
                told = "Not measured again";
            rows.push(Value::object({{"goal", statement}, {"told", told}, {"said", one.said}}));
        }
        return rows;
    }

    Value displaced_view(Cases const& room, Visit const& visit, ContextId context)
    {
        if (context.none() || !room.links.seen.may_know(visit, thing(context)))
            return {};
        auto const shown = room.links.seen.show(visit, thing(context));
        auto view = Value::object({{"text", shown.text}, {"href", shown.href}});
        auto const open = list_of(visit, thing(context));
        view["case_href"] = !open.empty() && open.front().is_open()
            ? address_of(open.front().id)
            : "/cases/new?context=" + context.write();
        view["has_case"] = !open.empty() && open.front().is_open();
        return view;
    }

    Value review_view(Cases const& room, Visit const& visit, Review const& review,
        std::optional<WholePlan> const& whole)
    {
        return Value::object({{"on", review.on.in_words()}, {"complete", review.complete()},
            {"by", room.name_of(visit.reading(), review.created_by)}, {"who", review.who},
            {"own_view", review.own_view}, {"findings", findings_view(room, review, whole)},
            {"contexts_changed", label_of(room, "did_change", review.contexts_changed)},
            {"contexts_words", review.contexts_words},
            {"life_changed", label_of(room, "did_change", review.life_changed)},
            {"life_words", review.life_words},
            {"displacement", label_of(room, "displacement", review.displacement)},
            {"displacement_words", review.displacement_words},
            {"displaced_to", displaced_view(room, visit, review.displaced_to)},
            {"level", label_of(room, "level", review.level)}, {"level_why", review.level_why},
            {"next_review", review.next_review ? review.next_review->in_words() : std::string()},
            {"href", reviews_path(review.of, "/" + review.id.write() + "/edit")}});
    }

    Value follow_up_view(Cases const& room, Visit const& visit, FollowUp const& one)
    {
        return Value::object(
            {{"on", one.on.in_words()}, {"by", room.name_of(visit.reading(), one.by)},
                {"level", label_of(room, "level", one.level)}, {"level_why", one.level_why},
                {"still_different", one.still_different}, {"own_view", one.own_view}});
    }

    Value review_values(Review const& review)
    {
        auto values = Value::object({{"version", std::to_string(review.version)},
            {"on", review.on.in_words()}, {"who", review.who}, {"own_view", review.own_view},
            {"contexts_changed", review.contexts_changed},
            {"contexts_words", review.contexts_words}, {"life_changed", review.life_changed},
            {"life_words", review.life_words}, {"displacement", review.displacement},
            {"displacement_words", review.displacement_words}, {"level", review.level},
            {"level_why", review.level_why}});
        for (auto const& one : review.findings) {
            auto const field = "after-" + one.goal.write();
            values[field + "-said"] = one.said;
            if (!one.after_measurement.none())
                values[field + "-measured"] = one.after_measurement.write();
            else if (one.after) {
                values[field + "-count"] = std::to_string(one.after->count);
                values[field + "-of"] = std::to_string(one.after->of);
                values[field + "-on"] = one.after->on.in_words();
            }
        }
        return values;
    }

    // Uses of the goal's instrument after its baseline.
    Value repeats_of(Cases const& room, std::vector<Measurement> const& all, Goal const& goal,
        Finding const* stood, bool keeps, std::string const& chosen)
    {
        std::vector<std::pair<std::string, std::string>> items = {{"", "Not measured again"}};
        auto const before = keeps ? stood->before : goal.baseline;
        auto const* const was = keeps && stood->after ? stood : nullptr;
        if (was) // what the review compared, as it was counted then
            items.emplace_back(was->after_measurement.write(), in_words(room, goal, *was->after));
        for (auto const& one : all)
            if (!(was && one.id == was->after_measurement)
                && no_repeat_because(room, goal, before, one).empty())
                items.emplace_back(
                    one.id.write(), in_words(room, goal, *counted_in(room, one, goal.measure)));
        return plan_choices(items, chosen);
    }

    // Of a complete review its own goals, against the baselines it compared.
    Value asked_goals(Cases const& room, Visit const& visit, Case const& one, Review const& review,
        Value const& values)
    {
        auto goals = Value::array();
        auto const whole = whole_plan(room, visit, one.id);
        if (!whole)
            return goals;
        auto const measured = measurements_of(visit, one.id);
        for (auto const& goal : goals_of(*whole, review)) {
            auto const field = "after-" + goal.id.write();
            auto const* const stood = review.finding(goal.id);
            auto const keeps = review.complete();
            auto const& before = keeps ? stood->before : goal.baseline;
            goals.push(Value::object({{"field", field}, {"statement", goal.statement},
                {"measured_by", measured_in_words(room, goal)},
                {"before", before ? in_words(room, goal, *before) : std::string("not recorded")},
                {"target", goal.target}, {"by_instrument", by_instrument(goal, review)},
                {"repeats",
                    repeats_of(room, measured, goal, stood, keeps,
                        values.get(field + "-measured").text())}}));
        }
        return goals;
    }

    Value displaced_choices(
        Cases const& room, Visit const& visit, Case const& one, std::string const& chosen)
    {
        std::vector<std::pair<std::string, std::string>> items = {{"", "Choose, if it moved"}};
        for (auto const& link : room.links.store.list_of(visit, one.subject)) {
            auto const& other = link.other_end(one.subject);
            if (other.kind == "context")
                items.emplace_back(other.id.write(), room.links.seen.show(visit, other).text);
        }
        return plan_choices(items, chosen);
    }

    Response show_review_form(Cases const& room, Visit const& visit, Case const& one,
        std::optional<Review> const& stands, Value const& values,
        std::vector<Error> const& problems = {}, http::Status status = http::Status::ok)
    {
        auto const today = london::day_of(visit.now());
        auto page = plan_form_view(room, visit, one, values, problems);
        page["goals"] = asked_goals(room, visit, one, stands.value_or(Review()), values);
        page["contexts_answers"]
            = code_choices(room, "did_change", today, values.get("contexts_changed").text());
        page["life_answers"]
            = code_choices(room, "did_change", today, values.get("life_changed").text());
        page["displacements"]
            = code_choices(room, "displacement", today, values.get("displacement").text());
        page["contexts"] = displaced_choices(room, visit, one, values.get("displaced_to").text());
        page["levels"] = code_choices(room, "level", today, values.get("level").text());
        page["level_now"] = one.level.empty() ? std::string("not judged yet")
                                              : label_of(room, "level", one.level);
        page["complete"] = stands && stands->complete();
        page["action"] = reviews_path(one.id, stands ? "/" + stands->id.write() + "/edit" : "/new");
        page["back"] = reviews_path(one.id);
        if (stands && status == http::Status::conflict)
            page["stands"] = review_view(room, visit, *stands, whole_plan(room, visit, one.id));
        return room.pages.show(visit, "cases/review_form.njk", page, status);
    }

    // What was not sent of a complete one stays.
    Finding read_finding(http::FormData const& form, Goal const& goal, Review const& stands,
        Date today, std::vector<Error>& problems)
    {
        auto one = stands.complete() ? *stands.finding(goal.id) : Finding{goal.id};
        auto const field = "after-" + goal.id.write();
        auto const sent
            = [&](std::string const& name) { return !stands.complete() || form.has(name); };
        if (sent(field + "-said"))
            one.said = links::text_of(form, field + "-said");
        if (by_instrument(goal, stands)) {
            if (sent(field + "-measured"))
                one.after_measurement = MeasurementId::read(form.first(field + "-measured"))
                                            .value_or(MeasurementId());
            return one;
        }
        auto const count = field + "-count";
        auto const of = field + "-of";
        if (!sent(count) && !sent(of))
            return one;
        auto const day = one.after ? one.after->on : today;
        one.after.reset();
        if (!links::text_of(form, count).empty() || !links::text_of(form, of).empty())
            one.after
                = Counted{read_count_field(form, count.c_str()), read_count_field(form, of.c_str()),
                    read_day_field(form, (field + "-on").c_str(), day, problems)};
        return one;
    }

    Review read_review_form(Cases const& room, Visit const& visit, Case const& one,
        http::FormData const& form, Review const& stands, std::vector<Error>& problems)
    {
        auto review = stands;
        auto const today = london::day_of(visit.now());
        auto const sent = [&](char const* name) { return !stands.complete() || form.has(name); };
        review.of = one.id;
        if (!stands.id.none())
            review.version = version_typed(form);
        review.on = read_day_field(form, "on", stands.complete() ? stands.on : today, problems);
        for (auto const& [field, text] : {std::pair("who", &review.who),
                 {"own_view", &review.own_view}, {"contexts_changed", &review.contexts_changed},
                 {"contexts_words", &review.contexts_words}, {"life_changed", &review.life_changed},
                 {"life_words", &review.life_words}, {"displacement", &review.displacement},
                 {"displacement_words", &review.displacement_words}, {"level", &review.level},
                 {"level_why", &review.level_why}})
            if (sent(field))
                *text = links::text_of(form, field);
        if (sent("displaced_to"))
            review.displaced_to = ContextId::read(form.first("displaced_to")).value_or(ContextId());
        if (auto const typed = links::text_of(form, "displaced_reference"); !typed.empty()) {
            auto const reference = Reference::read(typed);
            auto const found = reference ? contexts::find(visit, *reference)
                                         : Result<contexts::Context>(not_found());
            if (found)
                review.displaced_to = found->id;
            else
                problems.push_back(invalid(
                    "No context you may know of has this reference", "displaced_reference"));
        }
        review.findings.clear();
        if (auto const whole = whole_plan(room, visit, one.id))
            for (auto const& goal : goals_of(*whole, stands))
                review.findings.push_back(read_finding(form, goal, stands, today, problems));
        return review;
    }

    Result<std::optional<Review>> review_asked(
        Cases const& room, Visit const& visit, Request const& request, Case const& one)
    {
        if (request.path().ends_with("/new"))
            return std::optional<Review>();
        auto const id = TRY(request.id<ReviewId>("review"));
        auto const all = shown_reviews(room, visit, one);
        auto const found = std::ranges::find(all, id, &Review::id);
        if (found == all.end())
            return not_found();
        return std::optional(*found);
    }

    Response show_follow_up_form(Cases const& room, Visit const& visit, Case const& one,
        Value const& values, std::vector<Error> const& problems = {},
        http::Status status = http::Status::ok)
    {
        auto page = plan_form_view(room, visit, one, values, problems);
        page["levels"]
            = code_choices(room, "level", london::day_of(visit.now()), values.get("level").text());
        page["level_then"]
            = one.level.empty() ? std::string("not judged") : label_of(room, "level", one.level);
        page["action"] = address_of(one.id) + "/follow-up";
        page["back"] = reviews_path(one.id);
        return room.pages.show(visit, "cases/follow_up.njk", page, status);
    }

    std::optional<Value> reviews_panel(Cases const& room, Visit const& visit, Case const& one)
    {
        auto const all = shown_reviews(room, visit, one);
        auto const later = shown_follow_ups(room, visit, one);
        auto const facts = facts_of(visit, one);
        auto const may = facts && visit.permits("review", *facts);
        auto const whole = plan_of(visit, one.id);
        if (all.empty() && later.empty()
            && !(may && (!one.is_open() || (whole && whole->agreed()))))
            return std::nullopt;
        auto panel = Value::object({{"title", "Reviews"}});
        auto rows = Value::array();
        for (auto const& review : all)
            rows.push(Value::object({{"href", reviews_path(one.id)},
                {"text", "Review of " + review.on.in_words()}, {"detail", review.contexts_words},
                {"status", review.complete() ? "Complete" : "Draft"}}));
        for (auto const& entry : later)
            rows.push(Value::object({{"href", reviews_path(one.id)},
                {"text", "After it closed: " + entry.on.in_words()},
                {"detail", entry.still_different},
                {"status", label_of(room, "level", entry.level)}}));
        panel["rows"] = rows;
        if (all.empty() && later.empty())
            panel["text"] = "Nothing is reviewed yet.";
        if (may)
            panel["link"] = one.is_open()
                ? Value::object(
                    {{"text", "Review the plan"}, {"href", reviews_path(one.id, "/new")}})
                : Value::object({{"text", "Look again: what is still different?"},
                    {"href", address_of(one.id) + "/follow-up"}});
        return panel;
    }

    // Of this stay in the review: what was completed before it began was of an earlier one.
    std::optional<Missing> review_needed(Visit const& visit, Case const& one)
    {
        auto const since = london::day_of(one.stage_since);
        for (auto const& review : reviews_of(visit, one.id))
            if (review.complete() && since <= london::day_of(*review.completed_at))
                return std::nullopt;
        return Missing{"The review is not complete", reviews_path(one.id, "/new")};
    }

    std::vector<actions::Line> lines_of_follow_ups(Visit const& visit)
    {
        std::vector<actions::Line> lines;
        if (!visit.could("review", "case"))
            return lines;
        for (auto const& due : follow_ups_due(visit, visit.now() + std::chrono::hours(7 * 24)))
            lines.push_back({"Look again at", "closed case " + due.one.reference.write(),
                "What is still different", address_of(due.one.id) + "/follow-up", due.due});
        return lines;
    }
} // namespace

Result<Response> show_reviews(Cases const& room, Visit const& visit, Request const& request)
{
    auto const id = TRY(request.id<CaseId>("case"));
    auto const one = TRY(find(visit, id));
    auto const facts = TRY(facts_of(visit, one));
    auto const whole = whole_plan(room, visit, id);
    auto const said = request.query("said");
    auto const page = Value::object({{"section", one.of_context() ? "/contexts" : "/people"},
        {"case", case_view(room, visit, one)},
        {"reviews",
            Value::each(shown_reviews(room, visit, one),
                [&](Review const& review) { return review_view(room, visit, review, whole); })},
        {"later",
            Value::each(shown_follow_ups(room, visit, one),
                [&](FollowUp const& entry) { return follow_up_view(room, visit, entry); })},
        {"may_review", visit.permits("review", facts)}, {"new_href", reviews_path(id, "/new")},
        {"follow_href", address_of(id) + "/follow-up"},
        {"notice",
            said == "complete"     ? "The review is complete. The next one is set by the level."
                : said == "kept"   ? "The review is saved."
                : said == "looked" ? "It is recorded."
                                   : ""}});
    return room.pages.show(visit, "cases/reviews.njk", page);
}

Result<Response> ask_review(Cases const& room, Visit const& visit, Request const& request)
{
    auto const one = TRY(case_to_review(visit, request));
    auto const stands = TRY(review_asked(room, visit, request, one));
    Review fresh;
    fresh.on = london::day_of(visit.now());
    auto values = review_values(stands.value_or(fresh));
    if (stands && !stands->displaced_to.none())
        values["displaced_to"] = stands->displaced_to.write();
    return show_review_form(room, visit, one, stands, values);
}

Result<Response> record_review(Cases const& room, Visit const& visit, Request const& request)
{
    auto const one = TRY(case_to_review(visit, request));
    auto const form = TRY(request.form());
    auto const stands = TRY(review_asked(room, visit, request, one));
    auto const how = form.first("do") == "complete" ? Reviewing::complete : Reviewing::draft;
    std::vector<Error> problems;
    auto const review
        = read_review_form(room, visit, one, form, stands.value_or(Review()), problems);
    for (auto& wrong : problems_of(room, visit, one, review, how))
        problems.push_back(std::move(wrong));
    auto status = http::Status::unprocessable;
    auto values = links::values_of(form);
    if (problems.empty()) {
        auto const made = visit.change([&](Change& change) {
            return keep_review(room, change, one.id, review, how, links::text_of(form, "reason"));
        });
        if (made)
            return http::see_other(reviews_path(one.id)
                + (how == Reviewing::complete ? "?said=complete" : "?said=kept"));
        if (made.error().code == Code::conflict) {
            status = http::Status::conflict;
            values["version"] = std::to_string(stands ? stands->version : 0);
        } else if (made.error().code != Code::invalid)
            return made.error();
        problems.push_back(made.error());
    }
    return show_review_form(room, visit, one, stands, values, problems, status);
}

Result<Response> ask_follow_up(Cases const& room, Visit const& visit, Request const& request)
{
    auto const one = TRY(case_to_review(visit, request));
    if (one.is_open())
        return http::see_other(reviews_path(one.id));
    return show_follow_up_form(
        room, visit, one, Value::object({{"on", london::day_of(visit.now()).in_words()}}));
}

Result<Response> record_follow_up(Cases const& room, Visit const& visit, Request const& request)
{
    auto const one = TRY(case_to_review(visit, request));
    auto const form = TRY(request.form());
    std::vector<Error> problems;
    FollowUp entry;
    entry.of = one.id;
    entry.on = read_day_field(form, "on", london::day_of(visit.now()), problems);
    entry.level = form.first("level");
    entry.level_why = links::text_of(form, "level_why");
    entry.still_different = links::text_of(form, "still_different");
    entry.own_view = links::text_of(form, "own_view");
    for (auto& wrong : problems_of(entry, london::day_of(visit.now())))
        problems.push_back(std::move(wrong));
    if (problems.empty()) {
        auto const made
            = visit.change([&](Change& change) { return follow_up(room, change, one.id, entry); });
        if (made)
            return http::see_other(reviews_path(one.id) + "?said=looked");
        if (made.error().code != Code::invalid)
            return made.error();
        problems.push_back(made.error());
    }
    return show_follow_up_form(
        room, visit, one, links::values_of(form), problems, http::Status::unprocessable);
}

void join_reviews(House& house, Cases& room)
{
    auto routes = house.routes.of(room);
    routes.get("/cases/{case}/reviews", "case:read", show_reviews);
    routes.get("/cases/{case}/reviews/new", "case:review", ask_review);
    routes.post("/cases/{case}/reviews/new", "case:review", record_review);
    routes.get("/cases/{case}/reviews/{review}/edit", "case:review", ask_review);
    routes.post("/cases/{case}/reviews/{review}/edit", "case:review", record_review);
    routes.get("/cases/{case}/follow-up", "case:review", ask_follow_up);
    routes.post("/cases/{case}/follow-up", "case:review", record_follow_up);
    room.needs["a review"] = review_needed;
    room.panels.emplace_back(
        [&room](Visit const& visit, Case const& one) { return reviews_panel(room, visit, one); });
    room.home.lines.emplace_back(
        [](access::Visit const& visit) { return lines_of_follow_ups(visit); });
}

} // namespace kith::cases
