// SPDX-License-Identifier: MIT
// What waits at the desk: how far each submission came, whose texts wait, what is to be looked at
// again.
#include "intelligence/desk_store.h"
#include <algorithm>

namespace kith::intelligence {
namespace {
    // How far each came, without what is sealed.
    constexpr db::Sql desk_waiting = {"intelligence that waits at the desk",
        "select s.*, "
        "(select t.urgent from intelligence_triages t where t.submission = s.id order by "
        "t.recorded_at desc, t.id limit 1) as urgent, "
        "(select g.handling from intelligence_grades g where g.submission = s.id order by g.number "
        "desc limit 1) as graded, "
        "(select c.state from intelligence_texts c where c.submission = s.id order by c.number "
        "desc limit 1) as last_text, "
        "(select count(*) from intelligence_texts c where c.submission = s.id and c.state = "
        "'authorised') as let_out, "
        "(select r.result from intelligence_reviews r where r.submission = s.id order by "
        "r.recorded_at desc, r.id limit 1) as reviewed, "
        "0 as shared from intelligence_submissions s where s.withdrawn_at is null and s.weeded_at "
        "is null and not exists (select 1 from intelligence_sharings x where x.submission = s.id) "
        "order by s.sent_at, s.id limit 500"};
    constexpr db::Sql desk_rest = {"intelligence that waits no longer",
        "select s.*, null as urgent, null as graded, null as last_text, 0 as let_out, null as "
        "reviewed, 1 as shared from intelligence_submissions s where s.withdrawn_at is null and "
        "(s.weeded_at is not null or exists (select 1 from intelligence_sharings x where "
        "x.submission = s.id)) order by s.sent_at desc, s.id limit 200"};
    constexpr db::Sql waiting_texts = {"texts of intelligence that wait",
        "select c.id, c.submission, c.recorded_at, c.recorded_by, s.reference from "
        "intelligence_texts c join intelligence_submissions s on s.id = c.submission where c.state "
        "= 'waits' order by c.recorded_at, c.id limit 500"};

    constexpr db::Sql standing_rows = {"intelligence that stands",
        "select s.*, "
        "(select max(r.recorded_at) from intelligence_reviews r where r.submission = s.id and "
        "r.result = 'keep') as kept_at, "
        "(select max(r.decided_at) from intelligence_reviews r where r.submission = s.id and "
        "r.decision = 'keep') as stays_since, "
        "(select r.id from intelligence_reviews r where r.submission = s.id and r.result = 'weed' "
        "and r.decision is null order by r.recorded_at, r.id limit 1) as proposal, "
        "(select r.recorded_by from intelligence_reviews r where r.submission = s.id and r.result "
        "= 'weed' and r.decision is null order by r.recorded_at, r.id limit 1) as proposed_by "
        "from intelligence_submissions s where s.received_at is not null and s.withdrawn_at is "
        "null and s.weeded_at is null order by s.received_at, s.id limit 500"};

    Waiting waiting_of(Submission const& one, db::Row const& row)
    {
        Waiting waiting;
        waiting.since = one.sent_at;
        waiting.urgent = !row.is_null("urgent") && row.boolean("urgent");
        auto const last_text = row.text("last_text");
        waiting.stage = one.weeded_at        ? Stage::weeded
            : row.integer("shared") != 0     ? Stage::shared
            : !one.received_at               ? Stage::to_receive
            : row.is_null("urgent")          ? Stage::to_triage
            : last_text == "waits"           ? Stage::to_authorise
            : row.integer("let_out") > 0     ? Stage::to_share
            : row.text("reviewed") == "keep" ? Stage::kept
            : row.text("graded").empty()     ? Stage::to_grade
                                             : Stage::to_sanitise;
        return waiting;
    }
} // namespace

std::vector<DeskLine> list_desk(Visit const& visit)
{
    std::vector<DeskLine> all;
    if (!visit.could("list", "intelligence_submission"))
        return all;
    for (auto const& sql : {desk_waiting, desk_rest}) {
        auto const rows = visit.reading().run(sql);
        std::size_t at = 0;
        for (auto& one : those_known(visit, rows)) {
            while (rows[at].id<SubmissionId>("id") != one.id)
                ++at;
            auto const waiting = waiting_of(one, rows[at]);
            all.push_back({std::move(one), waiting});
        }
    }
    std::ranges::stable_sort(all, [](DeskLine const& one, DeskLine const& other) {
        return before(one.waiting, other.waiting);
    });
    return all;
}

std::vector<TextWaiting> texts_waiting(Visit const& visit)
{
    std::vector<TextWaiting> all;
    if (!visit.could("list", "intelligence_submission"))
        return all;
    for (auto const row : visit.reading().run(waiting_texts)) {
        CleanText text;
        text.id = row.id<CleanTextId>("id");
        text.submission = row.id<SubmissionId>("submission");
        text.by = row.id<AccountId>("recorded_by");
        auto const submission = bare_submission(visit, text.submission);
        if (submission && visit.permits("authorise", facts_of(text))
            && visit.permits("authorise", facts_of(*submission)))
            all.push_back({text.id, text.submission, Reference::read(row.text("reference")).value(),
                row.instant("recorded_at")});
    }
    return all;
}

std::vector<Standing> list_standing(Visit const& visit)
{
    std::vector<Standing> all;
    if (!visit.could("list", "intelligence_submission"))
        return all;
    for (auto const row : visit.reading().run(standing_rows)) {
        auto const one = bare_submission(visit, row.id<SubmissionId>("id"));
        if (!one || !visit.permits("review", facts_of(*one)))
            continue;
        Standing standing{
            one->id, one->reference, *one->received_at, *one->received_at, *one->received_at, {}};
        if (auto const kept = row.maybe_instant("kept_at"))
            standing.looked_at = *kept;
        if (auto const stays = row.maybe_instant("stays_since")) {
            standing.stays_since = *stays;
            standing.looked_at = std::max(standing.looked_at, *stays);
        }
        if (!row.is_null("proposal")) {
            DeskReview proposal;
            proposal.id = row.uuid("proposal");
            proposal.weed = true;
            proposal.by = row.id<AccountId>("proposed_by");
            standing.proposal = facts_of(proposal, one->id);
        }
        all.push_back(std::move(standing));
    }
    return all;
}

} // namespace kith::intelligence
