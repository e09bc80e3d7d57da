// SPDX-License-Identifier: MIT
#include "cases/review_store.h"
#include "cases/measurement_store.h"
#include <algorithm>
#include <fmt/core.h>

namespace kith::cases {
namespace {
    constexpr db::Sql reviews_of_case = {"reviews of a case",
        "select * from reviews where of_case = $1 order by on_day desc, recorded_at desc, id"};
    constexpr db::Sql findings_of_review = {"findings of a review",
        "select f.* from review_findings f join plan_goals g on g.id = f.goal where f.review = $1 "
        "and f.review_version = $2 order by g.place, f.id"};
    constexpr db::Sql insert_review = {"add review",
        "insert into reviews (id, of_case, on_day, who, own_view, contexts_changed, "
        "contexts_words, life_changed, life_words, displacement, displacement_words, displaced_to, "
        "level, level_why, next_review, completed_at, created_by, version, recorded_at, "
        "recorded_by, owner_agency) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, "
        "$13, $14, $15, $16, $17, 1, $18, $17, $19)"};
    constexpr db::Sql keep_review_row = {"keep review as it was",
        "insert into reviews_was select id, of_case, on_day, who, own_view, contexts_changed, "
        "contexts_words, life_changed, life_words, displacement, displacement_words, displaced_to, "
        "level, level_why, next_review, completed_at, created_by, version, recorded_at, "
        "recorded_by, owner_agency, $3, $4 from reviews where id = $1 and version = $2"};
    constexpr db::Sql update_review = {"save review",
        "update reviews set on_day = $3, who = $4, own_view = $5, contexts_changed = $6, "
        "contexts_words = $7, life_changed = $8, life_words = $9, displacement = $10, "
        "displacement_words = $11, displaced_to = $12, level = $13, level_why = $14, next_review = "
        "$15, completed_at = $16, recorded_at = $17, recorded_by = $18, version = version + 1 "
        "where id = $1 and version = $2"};
    constexpr db::Sql baselines_of_goal = {"measurements that gave a baseline of a goal",
        "select baseline_measurement from plan_goals where id = $1 and baseline_on = $2 and "
        "baseline_count = $3 and baseline_of = $4 union select baseline_measurement from "
        "plan_goals_was where id = $1 and baseline_on = $2 and baseline_count = $3 and baseline_of "
        "= $4"};
    constexpr db::Sql insert_finding = {"add finding of a review",
        "insert into review_findings (id, review, review_version, goal, before_count, before_of, "
        "before_on, after_measurement, after_count, after_of, after_on, said) values ($1, $2, $3, "
        "$4, $5, $6, $7, $8, $9, $10, $11, $12)"};
    constexpr db::Sql next_review_of_case = {"next review of a case",
        "select completed_at, next_review from reviews where of_case = $1 and completed_at is not "
        "null and next_review is not null order by completed_at desc, id limit 1"};
    constexpr db::Sql follow_ups_of_case = {"looks after a case closed",
        "select * from case_follow_ups where of_case = $1 order by recorded_at desc, id"};
    constexpr db::Sql insert_follow_up = {"add look after a case closed",
        "insert into case_follow_ups (id, of_case, closure, on_day, level, level_why, "
        "still_different, own_view, recorded_at, recorded_by) values ($1, $2, $3, $4, $5, $6, $7, "
        "$8, $9, $10)"};
    constexpr db::Sql follow_ups_of_team = {"looks due after cases of a team closed",
        "select c.id, k.due_at from cases c join case_clocks k on k.of_case = c.id where c.team = "
        "$1 and c.closed_at is not null and k.rule = 'closure.follow_up' and k.met_at is null and "
        "k.stopped_at is null and k.due_at <= $2 order by k.due_at, c.id limit 100"};

    std::optional<Counted> read_counted(
        db::Connection& connection, db::Row const& row, std::string const& which)
    {
        auto const on = row.maybe_date(which + "_on");
        if (!on)
            return std::nullopt;
        Counted counted{row.integer(which + "_count"), row.integer(which + "_of"), *on};
        auto const take = [&](MeasurementId measurement) {
            auto const state = state_of(connection, measurement);
            counted.told = counted.told && state.told;
            counted.taken_back = counted.taken_back || state.taken_back;
        };
        if (which == "after")
            take(row.id<MeasurementId>("after_measurement"));
        else // the measurement that gave the baseline, as the goal stood then
            for (auto const of : connection.run(
                     baselines_of_goal, row.id<GoalId>("goal"), *on, counted.count, counted.of))
                take(of.id<MeasurementId>("baseline_measurement"));
        return counted;
    }

    Review read_review(db::Connection& connection, db::Row const& row)
    {
        Review one;
        one.id = row.id<ReviewId>("id");
        one.of = row.id<CaseId>("of_case");
        one.on = row.date("on_day");
        one.who = row.text("who");
        one.own_view = row.text("own_view");
        one.contexts_changed = row.text("contexts_changed");
        one.contexts_words = row.text("contexts_words");
        one.life_changed = row.text("life_changed");
        one.life_words = row.text("life_words");
        one.displacement = row.text("displacement");
        one.displacement_words = row.text("displacement_words");
        one.displaced_to = row.id<ContextId>("displaced_to");
        one.level = row.text("level");
        one.level_why = row.text("level_why");
        one.next_review = row.maybe_date("next_review");
        one.completed_at = row.maybe_instant("completed_at");
        one.created_by = row.id<AccountId>("created_by");
        one.version = row.integer("version");
        one.recorded_at = row.instant("recorded_at");
        one.owner_agency = row.id<AgencyId>("owner_agency");
        for (auto const of : connection.run(findings_of_review, one.id, one.version))
            one.findings.push_back({of.id<GoalId>("goal"), read_counted(connection, of, "before"),
                of.id<MeasurementId>("after_measurement"), read_counted(connection, of, "after"),
                of.text("said")});
        return one;
    }

    void write_findings(db::Connection& connection, Review const& review)
    {
        auto const count = [](std::optional<Counted> const& one) {
            return one ? std::optional(one->count) : std::nullopt;
        };
        auto const all = [](std::optional<Counted> const& one) {
            return one ? std::optional(one->of) : std::nullopt;
        };
        auto const on = [](std::optional<Counted> const& one) {
            return one ? std::optional(one->on) : std::nullopt;
        };
        for (auto const& one : review.findings)
            connection.run(insert_finding, Uuid::fresh(), review.id, review.version, one.goal,
                count(one.before), all(one.before), on(one.before), one.after_measurement,
                count(one.after), all(one.after), on(one.after), one.said);
    }
} // namespace

std::vector<Review> reviews_of(Visit const& visit, CaseId id)
{
    std::vector<Review> all;
    if (!knows(visit, id))
        return all;
    for (auto const row : visit.reading().run(reviews_of_case, id))
        all.push_back(read_review(visit.reading(), row));
    return all;
}

Result<Review> find_review(Visit const& visit, CaseId of, ReviewId id)
{
    auto const all = reviews_of(visit, of);
    auto const found = std::ranges::find(all, id, &Review::id);
    if (found == all.end())
        return not_found();
    return *found;
}

Result<Review> save_review(
    Change& change, Case const& of, Review const& wanted, std::string const& reason)
{
    auto one = wanted;
    auto const facts = TRY(facts_of(change, of));
    TRY(change.record("review", facts, reason));
    auto& connection = change.writing();
    if (one.id.none()) {
        one.id = ReviewId::fresh();
        one.version = 0;
        one.of = of.id;
        one.created_by = change.visitor().account;
        one.owner_agency = of.owner_agency;
        connection.run(insert_review, one.id, one.of, one.on, one.who, one.own_view,
            one.contexts_changed, one.contexts_words, one.life_changed, one.life_words,
            one.displacement, one.displacement_words, one.displaced_to, one.level, one.level_why,
            one.next_review, one.completed_at, one.created_by, change.now(), one.owner_agency);
    } else {
        auto const stands = TRY(find_review(change, of.id, one.id));
        if (stands.version != one.version)
            return error(Code::conflict,
                "Somebody changed this review since you opened it: look at what stands now, then "
                "save again");
        connection.run(keep_review_row, one.id, one.version, change.now(), reason);
        connection.run(update_review, one.id, one.version, one.on, one.who, one.own_view,
            one.contexts_changed, one.contexts_words, one.life_changed, one.life_words,
            one.displacement, one.displacement_words, one.displaced_to, one.level, one.level_why,
            one.next_review, one.completed_at, change.now(), change.visitor().account);
    }
    ++one.version;
    one.recorded_at = change.now();
    write_findings(connection, one);
    return one;
}

std::optional<CompletedReview> last_completed(db::Connection& connection, CaseId id)
{
    auto const rows = connection.run(next_review_of_case, id);
    if (rows.empty())
        return std::nullopt;
    return CompletedReview{rows[0].instant("completed_at"), rows[0].date("next_review")};
}

std::vector<FollowUp> follow_ups_of(Visit const& visit, CaseId id)
{
    std::vector<FollowUp> all;
    if (!knows(visit, id))
        return all;
    for (auto const row : visit.reading().run(follow_ups_of_case, id))
        all.push_back({row.uuid("id"), id, row.uuid("closure"), row.date("on_day"),
            row.text("level"), row.text("level_why"), row.text("still_different"),
            row.text("own_view"), row.id<AccountId>("recorded_by"), row.instant("recorded_at")});
    return all;
}

Result<FollowUp> add_follow_up(Change& change, Case const& of, FollowUp const& wanted)
{
    auto one = wanted;
    auto const facts = TRY(facts_of(change, of));
    TRY(change.record("review", facts, "Looked at again after the case closed: " + one.level));
    one.id = Uuid::fresh();
    one.of = of.id;
    one.by = change.visitor().account;
    one.recorded_at = change.now();
    change.writing().run(insert_follow_up, one.id, one.of, one.closure, one.on, one.level,
        one.level_why, one.still_different, one.own_view, one.recorded_at, one.by);
    return one;
}

std::vector<FollowUpDue> follow_ups_due(Visit const& visit, Instant by)
{
    std::vector<FollowUpDue> all;
    for (auto const team : visit.visitor().teams)
        for (auto const row : visit.reading().run(follow_ups_of_team, team, by))
            if (auto one = find(visit, row.id<CaseId>("id")))
                all.push_back({std::move(*one), row.instant("due_at")});
    return all;
}

} // namespace kith::cases
