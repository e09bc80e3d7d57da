// SPDX-License-Identifier: MIT
#include "intelligence/sharing_store.h"
#include "base/london.h"
#include "intelligence/sealed_fields.h"
#include <algorithm>

namespace kith::intelligence {
namespace {
    constexpr db::Sql sharing_by_id = {"find a sharing of intelligence",
        "select x.*, c.state as text_state, c.sealed as text_sealed, c.decision as text_decision "
        "from intelligence_sharings x join intelligence_texts c on c.id = x.clean_text where x.id "
        "= $1"};
    constexpr db::Sql sharings_of_submission = {"sharings of intelligence",
        "select * from intelligence_sharings where submission = $1 order by recorded_at desc, id"};
    constexpr db::Sql shared_with_account = {"intelligence shared with somebody",
        "select x.*, c.state as text_state, c.sealed as text_sealed, c.decision as text_decision "
        "from intelligence_sharings x join intelligence_texts c on c.id = x.clean_text where "
        "x.recipient_account = $1 order by x.recorded_at desc, x.id limit 500"};
    constexpr db::Sql shared_with_agency = {"intelligence shared with an agency",
        "select x.*, c.state as text_state, c.sealed as text_sealed, c.decision as text_decision "
        "from intelligence_sharings x join intelligence_texts c on c.id = x.clean_text where "
        "x.recipient_agency = $1 order by x.recorded_at desc, x.id limit 500"};
    constexpr db::Sql shared_with_team = {"intelligence shared with a team",
        "select x.*, c.state as text_state, c.sealed as text_sealed, c.decision as text_decision "
        "from intelligence_sharings x join intelligence_texts c on c.id = x.clean_text where "
        "x.recipient_team = $1 order by x.recorded_at desc, x.id limit 500"};
    constexpr db::Sql shared_by_mark = {"intelligence shared about a record",
        "select x.*, c.state as text_state, c.sealed as text_sealed, c.decision as text_decision "
        "from intelligence_sharings x join intelligence_texts c on c.id = x.clean_text where "
        "x.submission in (select u.submission from intelligence_subjects u where u.mark = $1 and "
        "u.withdrawn_at is null) order by x.recorded_at desc, x.id limit 500"};
    constexpr db::Sql bases_of_sharing = {"by which law intelligence is shared",
        "select basis from intelligence_sharing_bases where sharing = $1 order by basis"};
    constexpr db::Sql grade_that_stands = {"the grade of intelligence that stands",
        "select handling, sealed from intelligence_grades where submission = $1 order by number "
        "desc limit 1"};
    constexpr db::Sql outcomes_of_sharing = {"what came of a sharing",
        "select * from intelligence_outcomes where sharing = $1 order by recorded_at desc, id"};
    constexpr db::Sql outcomes_of_submission = {"what came of intelligence",
        "select * from intelligence_outcomes where submission = $1 and sharing is not null order "
        "by recorded_at desc, id"};
    constexpr db::Sql sharing_reference_taken = {"is a reference of a sharing taken",
        "select id from intelligence_sharings where reference = $1"};
    constexpr db::Sql insert_sharing = {"share intelligence",
        "insert into intelligence_sharings (id, reference, submission, clean_text, "
        "recipient_agency, recipient_team, recipient_account, purpose, special, sealed, "
        "expires_on, recorded_at, recorded_by, acknowledged_at, acknowledged_by, recalled_at, "
        "recalled_by, recalled_because) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, "
        "$13, null, null, null, null, null)"};
    constexpr db::Sql insert_basis = {"by which law it is shared",
        "insert into intelligence_sharing_bases (sharing, basis) values ($1, $2)"};
    constexpr db::Sql acknowledge_row = {"acknowledge intelligence",
        "update intelligence_sharings set acknowledged_at = $2, acknowledged_by = $3 where id = $1 "
        "and acknowledged_at is null"};
    constexpr db::Sql recall_row = {"recall intelligence",
        "update intelligence_sharings set recalled_at = $2, recalled_by = $3, recalled_because = "
        "$4 where id = $1 and recalled_at is null"};
    constexpr db::Sql insert_outcome = {"tell what came of intelligence",
        "insert into intelligence_outcomes (id, submission, sharing, code, sealed, recorded_at, "
        "recorded_by) values ($1, $2, $3, $4, $5, $6, $7)"};

    Sharing bare_sharing(Visit const& visit, db::Row const& row)
    {
        Sharing one;
        one.id = row.id<SharingId>("id");
        one.reference = Reference::read(row.text("reference")).value();
        one.submission = row.id<SubmissionId>("submission");
        one.text = row.id<CleanTextId>("clean_text");
        one.recipient = {row.id<AgencyId>("recipient_agency"), row.id<TeamId>("recipient_team"),
            row.id<AccountId>("recipient_account")};
        one.purpose = row.text("purpose");
        one.special = row.boolean("special");
        one.expires = row.date("expires_on");
        one.at = row.instant("recorded_at");
        one.by = row.id<AccountId>("recorded_by");
        one.acknowledged_at = row.maybe_instant("acknowledged_at");
        one.acknowledged_by = row.id<AccountId>("acknowledged_by");
        one.recalled_at = row.maybe_instant("recalled_at");
        one.recalled_by = row.id<AccountId>("recalled_by");
        for (auto const basis : visit.reading().run(bases_of_sharing, one.id))
            one.bases.push_back(basis.text("basis"));
        return one;
    }

    void open_words(Visit const& visit, std::string_view act, access::Facts const& facts,
        db::Row const& row, Sharing& one)
    {
        auto const fields = open_fields(visit, act, facts, row.bytes("sealed"));
        one.purpose_words = field_of(fields, "purpose_words");
        one.necessity = field_of(fields, "necessity");
        one.conditions = read_conditions(field_of(fields, "conditions"));
        if (!row.is_null("recalled_because"))
            one.recalled_because
                = field_of(open_fields(visit, act, facts, row.bytes("recalled_because")), "reason");
    }

    // Its handling where it was let out, that of the grade which stands now, and the sharing's own.
    Handling handling_of_row(
        Visit const& visit, access::Facts const& facts, db::Row const& row, Sharing const& one)
    {
        std::vector<Handling> all;
        auto const let_out = open_fields(visit, "read", facts, row.bytes("text_decision"));
        all.push_back({read_handling_code(field_of(let_out, "handling")),
            read_conditions(field_of(let_out, "conditions"))});
        for (auto const grade : visit.reading().run(grade_that_stands, one.submission))
            all.push_back({read_handling_code(grade.text("handling")),
                read_conditions(field_of(
                    open_fields(visit, "read", facts, grade.bytes("sealed")), "conditions"))});
        if (!one.conditions.empty())
            all.push_back({HandlingCode::conditional, one.conditions});
        return tightest(all);
    }

    std::vector<Outcome> outcomes_in(
        Visit const& visit, std::string_view act, access::Facts const& facts, db::Rows const& rows)
    {
        std::vector<Outcome> all;
        for (auto const row : rows)
            all.push_back({row.id<SharingId>("sharing"), row.text("code"),
                field_of(open_fields(visit, act, facts, row.bytes("sealed")), "words"),
                row.instant("recorded_at"), row.id<AccountId>("recorded_by")});
        return all;
    }

    // Nothing where this visit may not even know that there is one.
    std::optional<SharedText> known_sharing(Visit const& visit, db::Row const& row)
    {
        SharedText shared;
        shared.sharing = bare_sharing(visit, row);
        shared.state = shared.sharing.state(
            read_text_state(row.text("text_state")), london::day_of(visit.now()));
        auto const facts = facts_of(shared.sharing, shared.state);
        if (!visit.permits("know", facts))
            return std::nullopt;
        visit.looked_at(facts.thing);
        if (!visit.sees(facts))
            return shared;
        open_words(visit, "read", facts, row, shared.sharing);
        shared.text = field_of(open_fields(visit, "read", facts, row.bytes("text_sealed")), "text");
        shared.handling = handling_of_row(visit, facts, row, shared.sharing);
        shared.outcomes = outcomes_in(
            visit, "read", facts, visit.reading().run(outcomes_of_sharing, shared.sharing.id));
        return shared;
    }

    // With this visitor, their agency or a team of theirs; only rows that are `wanted` are opened.
    template <class Wanted>
    std::vector<SharedText> those_shared(Visit const& visit, Wanted const& wanted)
    {
        std::vector<SharedText> all;
        auto const take = [&](db::Rows const& rows) {
            for (auto const row : rows)
                if (wanted(row))
                    if (auto shared = known_sharing(visit, row))
                        all.push_back(std::move(*shared));
        };
        auto const& who = visit.visitor();
        auto& connection = visit.reading();
        take(connection.run(shared_with_account, who.account));
        take(connection.run(shared_with_agency, who.agency));
        for (auto const team : who.teams)
            take(connection.run(shared_with_team, team));
        std::ranges::stable_sort(all, [](SharedText const& one, SharedText const& other) {
            return one.sharing.at > other.sharing.at;
        });
        return all;
    }
} // namespace

access::Facts facts_of(Sharing const& one, SharingState state)
{
    access::Facts facts;
    facts.thing = thing(one.id);
    facts.subject = thing(one.submission);
    facts.owner = one.recipient.agency;
    if (!one.recipient.team.none())
        facts.holding_teams = {one.recipient.team};
    if (!one.recipient.account.none())
        facts.shared_with = {one.recipient.account};
    facts.state = std::string(name_of(state));
    return facts;
}

std::vector<Sharing> sharings_of(Visit const& visit, Submission const& one)
{
    std::vector<Sharing> all;
    for (auto const row : visit.reading().run(sharings_of_submission, one.id)) {
        auto sharing = bare_sharing(visit, row);
        open_words(visit, "see the work", facts_of(one), row, sharing);
        all.push_back(std::move(sharing));
    }
    return all;
}

std::vector<Outcome> outcomes_of(Visit const& visit, Submission const& one)
{
    return outcomes_in(
        visit, "see the work", facts_of(one), visit.reading().run(outcomes_of_submission, one.id));
}

Result<SharedText> find_shared(Visit const& visit, SharingId id)
{
    auto const rows = visit.reading().run(sharing_by_id, id);
    if (rows.empty())
        return not_found();
    auto shared = known_sharing(visit, rows[0]);
    if (!shared || !visit.sees(facts_of(shared->sharing, shared->state)))
        return not_found();
    return std::move(*shared);
}

std::vector<SharedText> list_shared(Visit const& visit)
{
    return those_shared(visit, [](db::Row const&) { return true; });
}

std::vector<SharedText> list_to_acknowledge(Visit const& visit)
{
    auto all = those_shared(visit, [](db::Row const& row) {
        return row.is_null("acknowledged_at") && row.is_null("recalled_at");
    });
    std::erase_if(all, [&](SharedText const& one) {
        return !visit.permits("acknowledge", facts_of(one.sharing, one.state));
    });
    return all;
}

std::vector<SharedText> shared_about(
    Intelligence const& room, Visit const& visit, Thing const& subject)
{
    std::vector<SharedText> all;
    if (!visit.could("know", "intelligence_sharing"))
        return all;
    auto& connection = visit.reading();
    for (auto const& record : room.records_of(connection, subject))
        for (auto const row : connection.run(shared_by_mark, subject_mark(room, record))) {
            auto const bare = bare_sharing(visit, row);
            auto const state
                = bare.state(read_text_state(row.text("text_state")), london::day_of(visit.now()));
            auto const there = std::ranges::any_of(
                all, [&](SharedText const& one) { return one.sharing.id == bare.id; });
            if (there || state != SharingState::shared || !visit.sees(facts_of(bare, state)))
                continue;
            if (auto shared = known_sharing(visit, row))
                all.push_back(std::move(*shared));
        }
    return all;
}

Result<Sharing> add_sharing(Change& change, Submission const& one, Sharing const& sharing)
{
    auto kept = sharing;
    auto& connection = change.writing();
    kept.id = SharingId::fresh();
    do
        kept.reference = Reference::fresh('G');
    while (!connection.run(sharing_reference_taken, kept.reference.write()).empty());
    kept.submission = one.id;
    kept.at = change.now();
    kept.by = change.visitor().account;
    TRY(change.record("create", facts_of(kept, SharingState::shared), kept.reference.write()));
    auto const& to = kept.recipient;
    connection.run(insert_sharing, kept.id, kept.reference.write(), one.id, kept.text, to.agency,
        to.team, to.account, kept.purpose, kept.special,
        seal_fields(change, one.id,
            {{"purpose_words", kept.purpose_words}, {"necessity", kept.necessity},
                {"conditions", write_conditions(kept.conditions)}}),
        kept.expires, kept.at, kept.by);
    for (auto const& basis : kept.bases)
        connection.run(insert_basis, kept.id, basis);
    return kept;
}

Done recall_sharing(Change& change, SharingId id, std::string const& because)
{
    auto const shared = TRY(find_shared(change, id));
    TRY(change.record("recall", facts_of(shared.sharing, shared.state), because));
    auto const changed
        = change.writing().run(recall_row, id, change.now(), change.visitor().account,
            seal_fields(change, shared.sharing.submission, {{"reason", because}}));
    if (changed.changed() == 0)
        return error(Code::conflict, "It was recalled already");
    return done();
}

Done acknowledge_sharing(Change& change, SharingId id)
{
    auto const shared = TRY(find_shared(change, id));
    TRY(change.record("acknowledge", facts_of(shared.sharing, shared.state), ""));
    auto const changed
        = change.writing().run(acknowledge_row, id, change.now(), change.visitor().account);
    if (changed.changed() == 0)
        return error(Code::conflict, "A colleague said so already");
    return done();
}

Done add_outcome(Change& change, SharingId id, Outcome const& outcome)
{
    auto const shared = TRY(find_shared(change, id));
    TRY(change.record("tell outcome", facts_of(shared.sharing, shared.state), outcome.code));
    change.writing().run(insert_outcome, Uuid::fresh(), shared.sharing.submission, id, outcome.code,
        seal_fields(change, shared.sharing.submission, {{"words", outcome.words}}), change.now(),
        change.visitor().account);
    return done();
}

} // namespace kith::intelligence
