// SPDX-License-Identifier: MIT
#include "intelligence/store.h"
#include "base/london.h"
#include <array>
#include <fmt/core.h>
#include <sodium.h>

namespace kith::intelligence {
namespace {
    constexpr db::Sql submission_by_id
        = {"find intelligence", "select * from intelligence_submissions where id = $1"};
    constexpr db::Sql submissions_newest = {"intelligence that came in",
        "select * from intelligence_submissions order by sent_at desc, id limit 500"};
    constexpr db::Sql submissions_of = {"intelligence that somebody sent",
        "select * from intelligence_submissions where sent_by = $1 order by sent_at desc, id limit "
        "500"};
    constexpr db::Sql submissions_waiting = {"intelligence that waits",
        "select * from intelligence_submissions where received_at is null and withdrawn_at is null "
        "order by sent_at, id limit 500"};
    constexpr db::Sql submission_reference_taken = {"is a reference of intelligence taken",
        "select id from intelligence_submissions where reference = $1"};
    constexpr db::Sql insert_submission = {"submit intelligence",
        "insert into intelligence_submissions (id, reference, form_version, sealed, sent_at, "
        "sent_by, owner_agency, received_at, received_by, withdrawn_at, withdrawn_because) values "
        "($1, $2, $3, $4, $5, $6, $7, null, null, null, null)"};
    constexpr db::Sql receive_submission = {"receive intelligence",
        "update intelligence_submissions set received_at = $2, received_by = $3 where id = $1 and "
        "received_at is null and withdrawn_at is null"};
    constexpr db::Sql withdraw_submission = {"take intelligence back",
        "update intelligence_submissions set withdrawn_at = $2, withdrawn_because = $3 where id = "
        "$1 and received_at is null and withdrawn_at is null"};
    constexpr db::Sql insert_source = {"keep who told it apart",
        "insert into intelligence_sources (submission, sealed) values ($1, $2)"};
    constexpr db::Sql source_of
        = {"who told it", "select sealed from intelligence_sources where submission = $1"};
    constexpr db::Sql insert_mark = {"mark what was offered",
        "insert into intelligence_marks (mark, sealed) values ($1, $2) on conflict (mark) do "
        "nothing"};
    constexpr db::Sql find_mark
        = {"was it offered", "select sealed from intelligence_marks where mark = $1"};

    constexpr char const* source_kind = "intelligence_source";
    constexpr int most_marks = 1000; // of one record

    db::Bytes mark_of(Intelligence const& room, Thing const& drawn_from, int number)
    {
        return {keyed_hash(room.keys, "intelligence marks",
            fmt::format("{} {} {}", drawn_from.kind, drawn_from.id.write(), number))};
    }

    // Without what is sealed: to decide who may open it.
    Submission bare(db::Row const& row)
    {
        Submission one;
        one.id = row.id<SubmissionId>("id");
        one.reference = Reference::read(row.text("reference")).value();
        one.sent_at = row.instant("sent_at");
        one.sent_by = row.id<AccountId>("sent_by");
        one.owner_agency = row.id<AgencyId>("owner_agency");
        one.received_at = row.maybe_instant("received_at");
        one.received_by = row.id<AccountId>("received_by");
        one.withdrawn_at = row.maybe_instant("withdrawn_at");
        one.weeded_at = row.maybe_instant("weeded_at");
        return one;
    }

    // What was erased is not there: the rest is.
    void open_sealed(Visit const& visit, db::Row const& row, Submission& one)
    {
        auto const facts = facts_of(one);
        auto const version = static_cast<int>(row.integer("form_version"));
        one.told = forms::Answers(submission_form, version);
        if (auto const text = visit.unsealed("read", facts, row.bytes("sealed")))
            if (auto answers = forms::Answers::from_json(submission_form, version, *text))
                one.told = std::move(*answers);
        if (one.withdrawn_at)
            one.withdrawn_because
                = visit.unsealed("read", facts, row.bytes("withdrawn_because")).value_or("");
    }

    std::optional<Submission> bare_by_id(Visit const& visit, SubmissionId id)
    {
        auto const rows = visit.reading().run(submission_by_id, id);
        return rows.empty() ? std::nullopt : std::optional(bare(rows[0]));
    }

    Error no_more_to_be_changed(Submission const& one)
    {
        return error(Code::conflict,
            one.received_at ? "Somebody at the desk received it meanwhile: it stands as it was sent"
                            : "It was taken back meanwhile");
    }
} // namespace

std::string keyed_hash(ledger::Keys const& keys, std::string_view purpose, std::string_view text)
{
    auto const key = keys.derive(purpose);
    std::string hash(crypto_generichash_BYTES, '\0');
    crypto_generichash(reinterpret_cast<unsigned char*>(hash.data()), hash.size(),
        reinterpret_cast<unsigned char const*>(text.data()), text.size(),
        reinterpret_cast<unsigned char const*>(key.data()), key.size());
    return hash;
}

access::Facts facts_of(Submission const& one)
{
    access::Facts facts;
    facts.thing = thing(one.id);
    facts.owner = one.owner_agency;
    facts.raised_by = one.sent_by;
    facts.state = std::string(name_of(one.state()));
    return facts;
}

access::Facts source_facts_of(Submission const& one)
{
    auto facts = facts_of(one);
    facts.thing.kind = source_kind; // and so a key of its own
    return facts;
}

std::vector<Submission> those_known(Visit const& visit, db::Rows const& rows)
{
    std::vector<Submission> all;
    for (auto const row : rows) {
        auto one = bare(row);
        if (!visit.sees(facts_of(one)))
            continue;
        visit.looked_at(thing(one.id));
        open_sealed(visit, row, one);
        all.push_back(std::move(one));
    }
    return all;
}

std::optional<Submission> bare_submission(Visit const& visit, SubmissionId id)
{
    auto one = bare_by_id(visit, id);
    return one && visit.sees(facts_of(*one)) ? one : std::nullopt;
}

Result<Submission> find(Visit const& visit, SubmissionId id)
{
    auto const rows = visit.reading().run(submission_by_id, id);
    if (rows.empty())
        return not_found();
    auto one = bare(rows[0]);
    TRY(visit.see(facts_of(one)));
    open_sealed(visit, rows[0], one);
    return one;
}

std::vector<Submission> list(Visit const& visit)
{
    // Whoever sees what came in sees their own among it.
    if (visit.could("list", "intelligence_submission"))
        return those_known(visit, visit.reading().run(submissions_newest));
    return those_known(visit, visit.reading().run(submissions_of, visit.visitor().account));
}

std::vector<Submission> list_waiting(Visit const& visit)
{
    if (!visit.could("receive", "intelligence_submission"))
        return {};
    return those_known(visit, visit.reading().run(submissions_waiting));
}

Result<Submission> add(Change& change, forms::Answers const& told, Source const& source)
{
    Submission one;
    auto& connection = change.writing();
    one.id = SubmissionId::fresh();
    do
        one.reference = Reference::fresh('N');
    while (!connection.run(submission_reference_taken, one.reference.write()).empty());
    one.told = told;
    one.sent_at = change.now();
    one.sent_by = change.visitor().account;
    one.owner_agency = change.visitor().agency;
    auto const facts = facts_of(one);
    TRY(change.record("create", facts, one.reference.write()));
    auto const sealed = change.keys().seal(connection, facts.thing, filled_up(told.to_json()));
    connection.run(insert_submission, one.id, one.reference.write(), told.version(),
        db::Bytes{sealed}, one.sent_at, one.sent_by, one.owner_agency);
    auto const apart = change.keys().seal(connection, source_facts_of(one).thing, write(source));
    connection.run(insert_source, one.id, db::Bytes{apart});
    return one;
}

Result<Submission> receive(Change& change, SubmissionId id)
{
    auto one = TRY(find(change, id));
    TRY(change.record("receive", facts_of(one), ""));
    auto const changed
        = change.writing().run(receive_submission, id, change.now(), change.visitor().account);
    if (changed.changed() == 0)
        return no_more_to_be_changed(one);
    one.received_at = change.now();
    one.received_by = change.visitor().account;
    return one;
}

Result<Submission> withdraw(Change& change, SubmissionId id, std::string const& reason)
{
    auto one = TRY(find(change, id));
    auto const facts = facts_of(one);
    TRY(change.record("withdraw", facts, reason));
    auto const sealed = change.keys().seal(change.writing(), facts.thing, reason);
    auto const changed
        = change.writing().run(withdraw_submission, id, change.now(), db::Bytes{sealed});
    if (changed.changed() == 0)
        return no_more_to_be_changed(one);
    one.withdrawn_at = change.now();
    one.withdrawn_because = reason;
    return one;
}

Result<Submission> find_to_ask_source(Visit const& visit, SubmissionId id)
{
    auto one = bare_by_id(visit, id);
    if (!one || !visit.sees(source_facts_of(*one)))
        return not_found();
    return std::move(*one);
}

Result<Source> find_source(Visit const& visit, SubmissionId id, std::string const& reason)
{
    auto const one = TRY(find_to_ask_source(visit, id));
    auto const facts = source_facts_of(one);
    visit.act_for(reason);
    TRY(visit.see(facts));
    auto const rows = visit.reading().run(source_of, id);
    if (rows.empty())
        return not_found();
    auto const text = visit.unsealed("read", facts, rows[0].bytes("sealed"));
    auto source = text ? read_source(*text) : std::nullopt;
    if (!source)
        return not_found();
    return std::move(*source);
}

void mark_offered(Intelligence const& room, Change& change, Thing const& drawn_from)
{
    auto& connection = change.writing();
    auto const day = db::Bytes{room.keys.seal(london::day_of(change.now()).write())};
    for (int number = 1; number <= most_marks; ++number)
        if (connection.run(insert_mark, mark_of(room, drawn_from, number), day).changed() == 1)
            return;
}

std::vector<Date> offered_on(Intelligence const& room, Visit const& visit, Thing const& drawn_from)
{
    std::vector<Date> days;
    for (int number = 1; number <= most_marks; ++number) {
        auto const rows = visit.reading().run(find_mark, mark_of(room, drawn_from, number));
        if (rows.empty())
            break;
        auto const text = room.keys.unseal(rows[0].bytes("sealed"));
        if (auto const day = text ? Date::read(*text) : Result<Date>(not_found()))
            days.push_back(*day);
    }
    return days;
}

std::string fingerprint(Intelligence const& room, std::string_view sent)
{
    return keyed_hash(room.keys, "intelligence requests", sent);
}

} // namespace kith::intelligence
