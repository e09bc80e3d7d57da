// SPDX-License-Identifier: MIT
#include "intelligence/desk_store.h"
#include "intelligence/sealed_fields.h"
#include "intelligence/sharing_store.h"
#include "platform/ledger/ledger.h"
#include <algorithm>

namespace kith::intelligence {
namespace {
    constexpr db::Sql triages_of = {"how urgent intelligence is",
        "select * from intelligence_triages where submission = $1 order by recorded_at desc, id"};
    constexpr db::Sql grades_of = {"grades of intelligence",
        "select * from intelligence_grades where submission = $1 order by number desc"};
    constexpr db::Sql old_grades_of = {"historic grades of intelligence",
        "select * from intelligence_old_grades where submission = $1 order by recorded_at desc, "
        "id"};
    constexpr db::Sql texts_of = {"texts of intelligence",
        "select * from intelligence_texts where submission = $1 order by number desc"};
    constexpr db::Sql subjects_of = {"whom intelligence is about",
        "select * from intelligence_subjects where submission = $1 and withdrawn_at is null order "
        "by recorded_at desc, id"};
    constexpr db::Sql told_back_of = {"what whoever submitted intelligence was told",
        "select * from intelligence_outcomes where submission = $1 and sharing is null order by "
        "recorded_at desc, id"};
    constexpr db::Sql reviews_of = {"reviews of intelligence",
        "select * from intelligence_reviews where submission = $1 order by recorded_at desc, id"};

    constexpr db::Sql insert_triage = {"triage intelligence",
        "insert into intelligence_triages (id, submission, urgent, sealed, recorded_at, "
        "recorded_by) values ($1, $2, $3, $4, $5, $6)"};
    constexpr db::Sql insert_grade = {"grade intelligence",
        "insert into intelligence_grades (id, submission, number, source, information, handling, "
        "sealed, recorded_at, recorded_by) values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict "
        "(submission, number) do nothing"};
    constexpr db::Sql insert_old_grade = {"keep a historic grade",
        "insert into intelligence_old_grades (id, submission, sealed, recorded_at, recorded_by) "
        "values ($1, $2, $3, $4, $5)"};
    constexpr db::Sql insert_text = {"write a text of intelligence",
        "insert into intelligence_texts (id, submission, number, state, sealed, recorded_at, "
        "recorded_by, decided_at, decided_by, decision) values ($1, $2, $3, 'waits', $4, $5, $6, "
        "null, null, null) on conflict (submission, number) do nothing"};
    constexpr db::Sql supersede_texts = {"a later text supersedes",
        "update intelligence_texts set state = 'superseded' where submission = $1 and number < $2 "
        "and state = $3"};
    constexpr db::Sql decide_one_text = {"decide about a text of intelligence",
        "update intelligence_texts set state = $2, decided_at = $3, decided_by = $4, decision = $5 "
        "where id = $1 and state = 'waits'"};
    constexpr db::Sql insert_subject = {"say whom intelligence is about",
        "insert into intelligence_subjects (id, submission, mark, sealed, recorded_at, "
        "recorded_by, withdrawn_at, withdrawn_by) values ($1, $2, $3, $4, $5, $6, null, null)"};
    constexpr db::Sql end_subject = {"intelligence is not about them",
        "update intelligence_subjects set withdrawn_at = $2, withdrawn_by = $3 where id = $1 and "
        "withdrawn_at is null"};
    constexpr db::Sql insert_told_back = {"tell whoever submitted intelligence",
        "insert into intelligence_outcomes (id, submission, sharing, code, sealed, recorded_at, "
        "recorded_by) values ($1, $2, null, 'told back', $3, $4, $5)"};
    constexpr db::Sql insert_review = {"review intelligence",
        "insert into intelligence_reviews (id, submission, result, sealed, recorded_at, "
        "recorded_by, decision, decided_at, decided_by, decided_because) values ($1, $2, $3, $4, "
        "$5, $6, null, null, null, null)"};
    constexpr db::Sql decide_review = {"decide about weeding intelligence",
        "update intelligence_reviews set decision = $2, decided_at = $3, decided_by = $4, "
        "decided_because = $5 where id = $1 and decision is null and result = 'weed'"};

    // What weeding empties: the rows stay.
    constexpr db::Sql empty_told = {"weed what was told",
        "update intelligence_submissions set sealed = $2, withdrawn_because = null, weeded_at = $3 "
        "where id = $1 and weeded_at is null"};
    constexpr db::Sql empty_source
        = {"weed who told it", "update intelligence_sources set sealed = $2 where submission = $1"};
    constexpr db::Sql empty_triages
        = {"weed triages", "update intelligence_triages set sealed = $2 where submission = $1"};
    constexpr db::Sql empty_grades
        = {"weed grades", "update intelligence_grades set sealed = $2 where submission = $1"};
    constexpr db::Sql empty_old_grades = {"weed historic grades",
        "update intelligence_old_grades set sealed = $2 where submission = $1"};
    constexpr db::Sql empty_texts = {"weed texts",
        "update intelligence_texts set sealed = $2, decision = null, state = 'weeded' where "
        "submission = $1"};
    constexpr db::Sql empty_subjects = {"weed whom it is about",
        "update intelligence_subjects set sealed = $2, mark = $2 where submission = $1"};
    constexpr db::Sql empty_sharings = {"weed sharings",
        "update intelligence_sharings set sealed = $2, recalled_because = null where submission = "
        "$1"};
    constexpr db::Sql empty_outcomes
        = {"weed outcomes", "update intelligence_outcomes set sealed = $2 where submission = $1"};
    constexpr db::Sql empty_reviews = {"weed reviews",
        "update intelligence_reviews set sealed = $2, decided_because = null where submission = "
        "$1"};

    constexpr char const* sees_work = "see the work";

    CleanText text_of_row(Visit const& visit, access::Facts const& facts, db::Row const& row)
    {
        CleanText one;
        one.id = row.id<CleanTextId>("id");
        one.submission = row.id<SubmissionId>("submission");
        one.number = static_cast<int>(row.integer("number"));
        one.state = read_text_state(row.text("state"));
        one.at = row.instant("recorded_at");
        one.by = row.id<AccountId>("recorded_by");
        one.decided_at = row.maybe_instant("decided_at");
        one.decided_by = row.id<AccountId>("decided_by");
        auto const fields = open_fields(visit, sees_work, facts, row.bytes("sealed"));
        one.text = field_of(fields, "text");
        one.only_one = field_of(fields, "only_one");
        one.why_stays = field_of(fields, "why_stays");
        one.because = field_of(fields, "because");
        if (!row.is_null("decision")) {
            auto const decided = open_fields(visit, sees_work, facts, row.bytes("decision"));
            one.decision = field_of(decided, "reason");
            one.handling.code = read_handling_code(field_of(decided, "handling"));
            one.handling.conditions = read_conditions(field_of(decided, "conditions"));
        }
        return one;
    }

    Error somebody_was_first()
    {
        return error(Code::conflict,
            "Somebody at the desk was first: what they wrote stands below. Read it, then send "
            "yours again if it is still needed");
    }
} // namespace

Grade const* DeskWork::grade() const { return grades.empty() ? nullptr : &grades.front(); }

CleanText const* DeskWork::text(CleanTextId id) const
{
    auto const at = std::ranges::find(texts, id, &CleanText::id);
    return at == texts.end() ? nullptr : &*at;
}

CleanText const* DeskWork::authorised() const
{
    auto const at = std::ranges::find_if(texts, &CleanText::may_leave);
    return at == texts.end() ? nullptr : &*at;
}

DeskReview const* DeskWork::proposal() const
{
    auto const at = std::ranges::find_if(reviews, &DeskReview::waits);
    return at == reviews.end() ? nullptr : &*at;
}

Stage stage_of(Submission const& one, DeskWork const& work)
{
    return one.weeded_at                                                      ? Stage::weeded
        : one.withdrawn_at                                                    ? Stage::withdrawn
        : !work.sharings.empty()                                              ? Stage::shared
        : !one.received_at                                                    ? Stage::to_receive
        : work.triages.empty()                                                ? Stage::to_triage
        : !work.texts.empty() && work.texts.front().state == TextState::waits ? Stage::to_authorise
        : work.authorised()                                                   ? Stage::to_share
        : !work.reviews.empty() && !work.reviews.front().weed                 ? Stage::kept
        : work.grades.empty()                                                 ? Stage::to_grade
                                                                              : Stage::to_sanitise;
}

std::optional<Instant> last_looked_at(Submission const& one, DeskWork const& work)
{
    auto latest = one.received_at;
    for (auto const& review : work.reviews) {
        if (!review.weed)
            latest = std::max(latest, std::optional(review.at));
        if (review.decided_at && !review.agreed)
            latest = std::max(latest, review.decided_at);
    }
    return latest;
}

access::Facts facts_of(CleanText const& text)
{
    access::Facts facts;
    facts.thing = thing(text.id);
    facts.subject = thing(text.submission);
    facts.raised_by = text.by;
    facts.state = std::string(name_of(text.state));
    return facts;
}

access::Facts facts_of(DeskReview const& review, SubmissionId submission)
{
    access::Facts facts;
    facts.thing = {"intelligence_review", review.id};
    facts.subject = thing(submission);
    facts.raised_by = review.by;
    facts.state = review.waits() ? "waits" : "decided";
    return facts;
}

Result<DeskWork> find_desk_work(Visit const& visit, Submission const& one)
{
    auto const facts = facts_of(one);
    if (!visit.permits(sees_work, facts))
        return not_found();
    auto& connection = visit.reading();
    auto const opened = [&](db::Row const& row) {
        return open_fields(visit, sees_work, facts, row.bytes("sealed"));
    };
    DeskWork work;
    for (auto const row : connection.run(triages_of, one.id)) {
        auto const fields = opened(row);
        work.triages.push_back({row.boolean("urgent"), field_of(fields, "reference"),
            field_of(fields, "told"), field_of(fields, "done"), row.instant("recorded_at"),
            row.id<AccountId>("recorded_by")});
    }
    for (auto const row : connection.run(grades_of, one.id)) {
        auto const fields = opened(row);
        work.grades.push_back(
            {static_cast<int>(row.integer("number")), row.text("source"), row.text("information"),
                {read_handling_code(row.text("handling")),
                    read_conditions(field_of(fields, "conditions"))},
                field_of(fields, "because"), row.instant("recorded_at"),
                row.id<AccountId>("recorded_by")});
    }
    for (auto const row : connection.run(old_grades_of, one.id)) {
        auto const fields = opened(row);
        work.old_grades.push_back({field_of(fields, "as_written"), field_of(fields, "from"),
            row.instant("recorded_at"), row.id<AccountId>("recorded_by")});
    }
    for (auto const row : connection.run(texts_of, one.id))
        work.texts.push_back(text_of_row(visit, facts, row));
    for (auto const row : connection.run(subjects_of, one.id)) {
        auto const fields = opened(row);
        auto const id = Uuid::read(field_of(fields, "id"));
        if (id)
            work.subjects.push_back({row.uuid("id"), {field_of(fields, "kind"), *id},
                row.instant("recorded_at"), row.id<AccountId>("recorded_by")});
    }
    work.sharings = sharings_of(visit, one);
    work.outcomes = outcomes_of(visit, one);
    work.told_back = told_back(visit, one);
    for (auto const row : connection.run(reviews_of, one.id)) {
        auto const fields = opened(row);
        auto const decided = row.is_null("decided_because")
            ? SealedFields()
            : open_fields(visit, sees_work, facts, row.bytes("decided_because"));
        work.reviews.push_back(
            {row.uuid("id"), row.text("result") == "weed", field_of(fields, "because"),
                row.instant("recorded_at"), row.id<AccountId>("recorded_by"),
                row.maybe_instant("decided_at"), row.text("decision") == "weed",
                row.id<AccountId>("decided_by"), field_of(decided, "because")});
    }
    return work;
}

std::vector<ToldBack> told_back(Visit const& visit, Submission const& one)
{
    std::vector<ToldBack> all;
    auto const facts = facts_of(one);
    if (!visit.sees(facts))
        return all;
    for (auto const row : visit.reading().run(told_back_of, one.id))
        all.push_back({field_of(open_fields(visit, "read", facts, row.bytes("sealed")), "words"),
            row.instant("recorded_at"), row.id<AccountId>("recorded_by")});
    return all;
}

Done add_triage(Change& change, Submission const& one, Triage const& triage)
{
    TRY(change.record("triage", facts_of(one), triage.urgent ? "urgent" : "not urgent"));
    change.writing().run(insert_triage, Uuid::fresh(), one.id, triage.urgent,
        seal_fields(change, one.id,
            {{"reference", triage.reference}, {"told", triage.told}, {"done", triage.done}}),
        change.now(), change.visitor().account);
    return done();
}

Done add_grade(Change& change, Submission const& one, Grade const& grade)
{
    TRY(change.record("grade", facts_of(one), grade.in_short()));
    auto const added = change.writing().run(insert_grade, Uuid::fresh(), one.id, grade.number,
        grade.source, grade.information, std::string(name_of(grade.handling.code)),
        seal_fields(change, one.id,
            {{"conditions", write_conditions(grade.handling.conditions)},
                {"because", grade.because}}),
        change.now(), change.visitor().account);
    return added.changed() == 1 ? done() : Done(somebody_was_first());
}

Done add_old_grade(Change& change, Submission const& one, OldGrade const& grade)
{
    TRY(change.record("grade", facts_of(one), "a historic grade, as it was written"));
    change.writing().run(insert_old_grade, Uuid::fresh(), one.id,
        seal_fields(change, one.id, {{"as_written", grade.as_written}, {"from", grade.from}}),
        change.now(), change.visitor().account);
    return done();
}

Result<CleanText> add_text(Change& change, Submission const& one, CleanText const& text)
{
    auto kept = text;
    kept.id = CleanTextId::fresh();
    kept.submission = one.id;
    kept.at = change.now();
    kept.by = change.visitor().account;
    TRY(change.record("sanitise", facts_of(one), "text " + std::to_string(kept.number)));
    auto const added = change.writing().run(insert_text, kept.id, one.id, kept.number,
        seal_fields(change, one.id,
            {{"text", kept.text}, {"only_one", kept.only_one}, {"why_stays", kept.why_stays},
                {"because", kept.because}}),
        kept.at, kept.by);
    if (added.changed() == 0)
        return somebody_was_first();
    change.writing().run(supersede_texts, one.id, kept.number, "waits");
    return kept;
}

Done decide_text(Change& change, Submission const& one, CleanText const& text,
    std::string const& act, Handling const& handling, std::string const& reason)
{
    TRY(change.record(act, facts_of(text), reason));
    auto const authorised = act == "authorise";
    auto const changed = change.writing().run(decide_one_text, text.id,
        authorised ? "authorised" : "refused", change.now(), change.visitor().account,
        seal_fields(change, one.id,
            {{"reason", reason}, {"handling", std::string(name_of(handling.code))},
                {"conditions", write_conditions(handling.conditions)}}));
    if (changed.changed() == 0)
        return somebody_was_first();
    if (authorised)
        change.writing().run(supersede_texts, one.id, text.number, "authorised");
    return done();
}

Done add_subject(
    Intelligence const& room, Change& change, Submission const& one, Thing const& subject)
{
    TRY(change.record("link", facts_of(one), "about a record"));
    change.writing().run(insert_subject, Uuid::fresh(), one.id, subject_mark(room, subject),
        seal_fields(change, one.id, {{"kind", subject.kind}, {"id", subject.id.write()}}),
        change.now(), change.visitor().account);
    return done();
}

Done withdraw_subject(Change& change, Submission const& one, AboutSubject const& subject)
{
    TRY(change.record("link", facts_of(one), "not about a record any more"));
    auto const changed
        = change.writing().run(end_subject, subject.id, change.now(), change.visitor().account);
    return changed.changed() == 1 ? done() : Done(somebody_was_first());
}

Done add_told_back(Change& change, Submission const& one, std::string const& words)
{
    TRY(change.record("answer", facts_of(one), words));
    change.writing().run(insert_told_back, Uuid::fresh(), one.id,
        seal_fields(change, one.id, {{"words", words}}), change.now(), change.visitor().account);
    return done();
}

Done add_review(Change& change, Submission const& one, DeskReview const& review)
{
    TRY(change.record("review", facts_of(one), review.weed ? "propose to weed" : "keep"));
    change.writing().run(insert_review, Uuid::fresh(), one.id, review.weed ? "weed" : "keep",
        seal_fields(change, one.id, {{"because", review.because}}), change.now(),
        change.visitor().account);
    return done();
}

Done decide_weeding(Change& change, Submission const& one, DeskReview const& proposal, bool agreed,
    std::string const& because)
{
    auto& connection = change.writing();
    auto const facts = facts_of(proposal, one.id);
    TRY(static_cast<Visit const&>(change).may("decide", facts));
    if (agreed) {
        db::Bytes const nothing{};
        if (connection.run(empty_told, one.id, nothing, change.now()).changed() == 0)
            return somebody_was_first();
        for (auto const& sql : {empty_source, empty_triages, empty_grades, empty_old_grades,
                 empty_texts, empty_subjects, empty_sharings, empty_outcomes, empty_reviews})
            connection.run(sql, one.id, nothing);
        ledger::Actor const actor{change.visitor().account, change.visitor().agency, {}, {}};
        for (auto const& subject : {thing(one.id), source_facts_of(one).thing})
            ledger::erase(connection, change.keys(), actor,
                {subject, "intelligence is weeded once two people agreed"}, change.now());
    }
    // Both are sealed with a key that is made anew, where the old one is destroyed: what of this
    // moment was sealed before would be taken away by an entry of the same moment.
    TRY(change.record("decide", facts, agreed ? "weed" : "keep"));
    auto const changed
        = connection.run(decide_review, proposal.id, agreed ? "weed" : "keep", change.now(),
            change.visitor().account, seal_fields(change, one.id, {{"because", because}}));
    return changed.changed() == 1 ? done() : Done(somebody_was_first());
}

db::Bytes subject_mark(Intelligence const& room, Thing const& subject)
{
    return {
        keyed_hash(room.keys, "intelligence subjects", subject.kind + " " + subject.id.write())};
}

} // namespace kith::intelligence
