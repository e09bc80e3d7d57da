// SPDX-License-Identifier: MIT
#include "disruption/effect_store.h"

namespace kith::disruption {
namespace {
    constexpr db::Sql reviews_of_step = {"reviews of a step's effect",
        "select * from disruption_reviews where step = $1 order by recorded_at desc, id"};
    constexpr db::Sql insert_review = {"keep a review of a step's effect",
        "insert into disruption_reviews (id, step, on_day, conclusion, counts, words, children, "
        "next_on, recorded_at, recorded_by) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)"};
    constexpr db::Sql take_back_a_review = {"take a review of a step's effect back",
        "update disruption_reviews set taken_back_at = $3, taken_back_by = $4, taken_back_because "
        "= $5 where id = $1 and step = $2 and taken_back_at is null"};

    std::string opened_with(
        Visit const& visit, access::Facts const& facts, db::Row const& row, std::string_view column)
    {
        return row.is_null(column) ? std::string()
                                   : visit.unsealed("read", facts, row.bytes(column)).value_or("");
    }
} // namespace

std::vector<EffectReview> reviews_of(Visit const& visit, Step const& step)
{
    std::vector<EffectReview> all;
    auto const facts = facts_of(visit, step);
    if (!facts)
        return all;
    auto const answers = answer_facts_of(visit, step);
    auto const may_read_answers = answers && visit.sees(*answers);
    for (auto const row : visit.reading().run(reviews_of_step, step.id)) {
        EffectReview one;
        one.id = row.id<EffectReviewId>("id");
        one.on = row.date("on_day");
        one.conclusion = read_conclusion(row.text("conclusion")).value_or(Conclusion::cannot_tell);
        one.counts = opened_with(visit, *facts, row, "counts");
        one.words = opened_with(visit, *facts, row, "words");
        if (may_read_answers) {
            visit.looked_at(answers->thing);
            one.children = opened_with(visit, *answers, row, "children");
        }
        one.next_on = row.maybe_date("next_on");
        one.by = row.id<AccountId>("recorded_by");
        one.at = row.instant("recorded_at");
        one.taken_back_at = row.maybe_instant("taken_back_at");
        one.taken_back_because = opened_with(visit, *facts, row, "taken_back_because");
        all.push_back(std::move(one));
    }
    return all;
}

Result<EffectReviewId> add_review(Change& change, Step const& step, EffectReview const& review)
{
    auto const facts = TRY(facts_of(change, step));
    TRY(change.record("change", facts,
        "Its effect was looked at: " + std::string(in_words_of(review.conclusion))));
    auto const answers = TRY(answer_facts_of(change, step));
    if (review.children)
        TRY(change.record("answer", answers, "What it did to children"));
    auto& connection = change.writing();
    auto const id = EffectReviewId::fresh();
    auto const counts = change.keys().seal(connection, thing(step.id), review.counts);
    auto const words = change.keys().seal(connection, thing(step.id), review.words);
    auto const children
        = change.keys().seal(connection, answers.thing, review.children.value_or(""));
    connection.run(insert_review, id, step.id, review.on, name_of(review.conclusion),
        db::Bytes{counts}, db::Bytes{words}, db::Bytes{children}, review.next_on, change.now(),
        change.visitor().account);
    return id;
}

Done take_review_back(
    Change& change, Step const& step, EffectReviewId review, std::string const& because)
{
    auto const facts = TRY(facts_of(change, step));
    TRY(change.record("change", facts, "A review of its effect was taken back: " + because));
    auto const sealed = change.keys().seal(change.writing(), thing(step.id), because);
    auto const changed = change.writing().run(take_back_a_review, review, step.id, change.now(),
        change.visitor().account, db::Bytes{sealed});
    if (changed.changed() == 0)
        return error(Code::conflict, "Somebody took this back meanwhile", "taken_back");
    return done();
}

} // namespace kith::disruption
