// SPDX-License-Identifier: MIT
#include "evidence/store.h"
#include <algorithm>
#include <fmt/core.h>

namespace kith::evidence {
namespace {
    constexpr db::Sql exhibit_by_id = {"find exhibit", "select * from exhibits where id = $1"};
    constexpr db::Sql exhibit_by_reference
        = {"find exhibit by reference", "select * from exhibits where reference = $1"};
    constexpr db::Sql exhibits_of_record = {"exhibits of a record",
        "select * from exhibits where about_kind = $1 and about = $2 order by recorded_at desc, id "
        "limit 500"};
    constexpr db::Sql exhibits_of_agency = {"exhibits of an agency",
        "select * from exhibits where owner_agency = $1 order by recorded_at desc, id limit 500"};
    constexpr db::Sql waiting_exhibits = {"exhibits that wait for a second person",
        "select * from exhibits where owner_agency = $1 and withdrawn_at is null and id in (select "
        "exhibit from exhibit_custody where act = 'destroyed' and confirmed_at is null and "
        "wrong_at "
        "is null) order by recorded_at, id"};
    constexpr db::Sql insert_exhibit = {"add exhibit",
        "insert into exhibits (id, reference, about_kind, about, sort, words, found_on, "
        "attachment, sha256, out_of, owner_agency, version, created_by, recorded_at, recorded_by) "
        "values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, 1, $12, $13, $14)"};
    constexpr db::Sql keep_exhibit = {"keep exhibit as it was",
        "insert into exhibits_was (id, reference, about_kind, about, sort, words, found_on, "
        "attachment, sha256, out_of, owner_agency, version, created_by, recorded_at, recorded_by, "
        "withdrawn_at, withdrawn_by, withdrawn_because, superseded_at, reason) select id, "
        "reference, about_kind, about, sort, words, found_on, attachment, sha256, out_of, "
        "owner_agency, version, created_by, recorded_at, recorded_by, withdrawn_at, withdrawn_by, "
        "withdrawn_because, $3, $4 from exhibits where id = $1 and version = $2"};
    constexpr db::Sql update_exhibit = {"save exhibit",
        "update exhibits set sort = $3, words = $4, found_on = $5, recorded_at = $6, recorded_by = "
        "$7, version = version + 1 where id = $1 and version = $2 and withdrawn_at is null"};
    constexpr db::Sql exhibit_withdrawn = {"withdraw exhibit",
        "update exhibits set withdrawn_at = $2, withdrawn_by = $3, withdrawn_because = $4 where id "
        "= $1 and withdrawn_at is null"};
    constexpr db::Sql versions_of_exhibit = {
        "versions of an exhibit", "select * from exhibits_was where id = $1 order by version desc"};
    constexpr db::Sql custody_of_exhibit = {
        "custody of an exhibit", "select * from exhibit_custody where exhibit = $1 order by place"};
    constexpr db::Sql insert_custody = {"add custody of an exhibit",
        "insert into exhibit_custody (id, exhibit, place, act, at, words, recorded_at, "
        "recorded_by) values ($1, $2, $3, $4, $5, $6, $7, $8)"};
    constexpr db::Sql confirm_entry = {"confirm custody of an exhibit",
        "update exhibit_custody set confirmed_at = $2, confirmed_by = $3 where id = $1 and "
        "confirmed_at is null and wrong_at is null"};
    constexpr db::Sql entry_wrong = {"mark custody of an exhibit as wrong",
        "update exhibit_custody set wrong_at = $2, wrong_by = $3, wrong_because = $4 where id = $1 "
        "and wrong_at is null and confirmed_at is null"};
    constexpr db::Sql timeline_by_id
        = {"find entry of a timeline", "select * from evidence_timeline where id = $1"};
    constexpr db::Sql timeline_of_record = {"timeline of a record",
        "select * from evidence_timeline where about_kind = $1 and about = $2 order by "
        "recorded_at, id limit 500"};
    constexpr db::Sql insert_timeline = {"add entry of a timeline",
        "insert into evidence_timeline (id, about_kind, about, on_day, words, exhibit, "
        "owner_agency, recorded_at, recorded_by) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)"};
    constexpr db::Sql withdraw_timeline = {"withdraw entry of a timeline",
        "update evidence_timeline set withdrawn_at = $2, withdrawn_by = $3, withdrawn_because = $4 "
        "where id = $1 and withdrawn_at is null"};

    Error somebody_first()
    {
        return error(Code::conflict, "Somebody changed this meanwhile: look at what stands now");
    }

    // All but its words.
    Exhibit bare_exhibit(db::Row const& row)
    {
        Exhibit one;
        one.id = row.id<ExhibitId>("id");
        one.reference = Reference::read(row.text("reference")).value();
        one.about = {row.text("about_kind"), row.uuid("about")};
        one.sort = read_sort(row.text("sort")).value();
        one.found_on = row.date("found_on");
        one.file = row.id<AttachmentId>("attachment");
        one.sha256 = row.bytes("sha256");
        one.out_of = row.id<ExhibitId>("out_of");
        one.owner_agency = row.id<AgencyId>("owner_agency");
        one.version = row.integer("version");
        one.created_by = row.id<AccountId>("created_by");
        one.recorded_at = row.instant("recorded_at");
        one.recorded_by = row.id<AccountId>("recorded_by");
        one.withdrawn_at = row.maybe_instant("withdrawn_at");
        return one;
    }

    std::string opened(Visit const& visit, access::Facts const& facts, std::string const& sealed)
    {
        return sealed.empty() ? std::string() : visit.unsealed("read", facts, sealed).value_or("");
    }

    void read_exhibit_sealed(
        Visit const& visit, access::Facts const& facts, db::Row const& row, Exhibit& one)
    {
        one.words = read_exhibit_words(opened(visit, facts, row.bytes("words")));
        if (one.withdrawn_at)
            one.withdrawn_because = opened(visit, facts, row.bytes("withdrawn_because"));
    }

    std::vector<Exhibit> exhibits_known(Visit const& visit, db::Rows const& rows)
    {
        std::vector<Exhibit> all;
        for (auto const row : rows) {
            auto one = bare_exhibit(row);
            auto const facts = facts_of(visit, one);
            if (!facts || !visit.sees(*facts))
                continue;
            visit.looked_at(thing(one.id));
            read_exhibit_sealed(visit, *facts, row, one);
            all.push_back(std::move(one));
        }
        return all;
    }

    Result<Exhibit> exhibit_in(Visit const& visit, db::Rows const& rows)
    {
        if (rows.empty())
            return not_found();
        auto one = bare_exhibit(rows[0]);
        auto const facts = TRY(facts_of(visit, one));
        TRY(visit.see(facts));
        read_exhibit_sealed(visit, facts, rows[0], one);
        return one;
    }

    TimelineEntry bare_timeline(db::Row const& row)
    {
        TimelineEntry one;
        one.id = row.id<TimelineId>("id");
        one.about = {row.text("about_kind"), row.uuid("about")};
        one.on = PartialDate::read(row.text("on_day")).value();
        one.exhibit = row.id<ExhibitId>("exhibit");
        one.owner_agency = row.id<AgencyId>("owner_agency");
        one.recorded_at = row.instant("recorded_at");
        one.recorded_by = row.id<AccountId>("recorded_by");
        one.withdrawn_at = row.maybe_instant("withdrawn_at");
        return one;
    }

    void read_timeline_sealed(
        Visit const& visit, access::Facts const& facts, db::Row const& row, TimelineEntry& one)
    {
        one.words = read_timeline_words(opened(visit, facts, row.bytes("words")));
        if (one.withdrawn_at)
            one.withdrawn_because = opened(visit, facts, row.bytes("withdrawn_because"));
    }

    db::Bytes sealed_for(Change& change, access::Facts const& facts, std::string const& text)
    {
        return db::Bytes{change.keys().seal(change.writing(), facts.thing, text)};
    }

    // What hangs on it has a key of its own, and the owner and author of its own row.
    access::Facts hanging(access::Facts facts, Thing const& own, AgencyId owner, AccountId by)
    {
        facts.thing = own;
        facts.subject = {};
        facts.owner = owner;
        facts.raised_by = by;
        facts.shared_with = {};
        facts.opened_to = {};
        return facts;
    }

    std::vector<Thing> same_records(db::Connection& connection, Thing const& about)
    {
        if (about.kind != "person")
            return {about};
        std::vector<Thing> all;
        for (auto const record :
            people::records_of(connection, people::kept_of(connection, PersonId(about.id))))
            all.push_back(thing(record));
        return all;
    }
} // namespace

Result<access::Facts> facts_of_about(Visit const& visit, Thing const& about)
{
    if (about.kind == "person" || about.kind == "context")
        return disruption::facts_of_target(visit, about);
    if (about.kind == "disruption_step") {
        auto facts = disruption::facts_by_id(visit, StepId(about.id));
        if (!facts || !visit.sees(*facts))
            return not_found();
        return *facts;
    }
    if (about.kind == "concern") {
        auto facts = concerns::find_facts(visit, ConcernId(about.id));
        // Whoever raised it knows nothing that hangs on it.
        if (!facts || !visit.sees(*facts) || !visit.permits("decide", *facts))
            return not_found();
        facts->state = "worked with";
        return *facts;
    }
    return not_found();
}

Result<access::Facts> facts_of(Visit const& visit, Exhibit const& exhibit)
{
    auto facts = TRY(facts_of_about(visit, exhibit.about));
    return hanging(std::move(facts), thing(exhibit.id), exhibit.owner_agency, exhibit.created_by);
}

Result<access::Facts> facts_of(Visit const& visit, TimelineEntry const& entry)
{
    auto facts = TRY(facts_of_about(visit, entry.about));
    return hanging(std::move(facts), thing(entry.id), entry.owner_agency, entry.recorded_by);
}

Result<Exhibit> find(Visit const& visit, ExhibitId id)
{
    return exhibit_in(visit, visit.reading().run(exhibit_by_id, id));
}

Result<Exhibit> find(Visit const& visit, Reference const& reference)
{
    return exhibit_in(visit, visit.reading().run(exhibit_by_reference, reference.write()));
}

std::optional<access::Facts> facts_by_id(Visit const& visit, ExhibitId id)
{
    auto const rows = visit.reading().run(exhibit_by_id, id);
    if (rows.empty())
        return std::nullopt;
    auto const one = bare_exhibit(rows[0]);
    auto facts = facts_of(visit, one);
    if (!facts)
        return std::nullopt;
    if (one.withdrawn_at && !visit.permits("change", *facts))
        return std::nullopt;
    return *facts;
}

std::vector<Exhibit> exhibits_of(Visit const& visit, Thing const& about)
{
    std::vector<Exhibit> all;
    for (auto const& record : same_records(visit.reading(), about))
        for (auto& one :
            exhibits_known(visit, visit.reading().run(exhibits_of_record, record.kind, record.id)))
            all.push_back(std::move(one));
    return all;
}

std::vector<Exhibit> exhibits_owned(Visit const& visit)
{
    return exhibits_known(visit, visit.reading().run(exhibits_of_agency, visit.visitor().agency));
}

std::vector<Exhibit> exhibits_that_wait(Visit const& visit)
{
    return exhibits_known(visit, visit.reading().run(waiting_exhibits, visit.visitor().agency));
}

Result<Exhibit> add(Change& change, Exhibit const& wanted)
{
    auto one = wanted;
    auto& connection = change.writing();
    one.id = one.id.none() ? ExhibitId::fresh() : one.id;
    do
        one.reference = Reference::fresh('E');
    while (!connection.run(exhibit_by_reference, one.reference.write()).empty());
    one.version = 1;
    one.created_by = change.visitor().account;
    one.recorded_by = one.created_by;
    one.recorded_at = change.now();
    auto const facts = TRY(facts_of(change, one));
    TRY(change.record("create", facts,
        fmt::format("{}, {}{}", one.reference.write(), in_words_of(one.sort),
            one.sha256.empty() ? std::string() : ", SHA-256 " + ledger::write_hex(one.sha256))));
    connection.run(insert_exhibit, one.id, one.reference.write(), one.about.kind, one.about.id,
        name_of(one.sort), sealed_for(change, facts, write(one.words)), one.found_on, one.file,
        db::Bytes{one.sha256}, one.out_of, one.owner_agency, one.created_by, one.recorded_at,
        one.recorded_by);
    return one;
}

Result<Exhibit> save(Change& change, Exhibit const& wanted, std::string const& reason)
{
    auto one = wanted;
    auto const facts = TRY(facts_of(change, one));
    TRY(change.record("change", facts, reason));
    one.recorded_at = change.now();
    one.recorded_by = change.visitor().account;
    change.writing().run(
        keep_exhibit, one.id, one.version, change.now(), sealed_for(change, facts, reason));
    auto const changed = change.writing().run(update_exhibit, one.id, one.version,
        name_of(one.sort), sealed_for(change, facts, write(one.words)), one.found_on,
        one.recorded_at, one.recorded_by);
    if (changed.changed() == 0)
        return somebody_first();
    ++one.version;
    return one;
}

Done withdraw(Change& change, Exhibit const& exhibit, std::string const& because)
{
    auto const facts = TRY(facts_of(change, exhibit));
    TRY(change.record("change", facts, "Withdrawn: " + because));
    auto const gone = change.writing().run(exhibit_withdrawn, exhibit.id, change.now(),
        change.visitor().account, sealed_for(change, facts, because));
    return gone.changed() == 0 ? Done(somebody_first()) : done();
}

std::vector<ExhibitWas> versions_of(Visit const& visit, Exhibit const& exhibit)
{
    std::vector<ExhibitWas> all;
    auto const facts = facts_of(visit, exhibit);
    if (!facts)
        return all;
    auto by = exhibit.recorded_by;
    for (auto const row : visit.reading().run(versions_of_exhibit, exhibit.id)) {
        auto was = bare_exhibit(row);
        auto const before = was.recorded_by;
        read_exhibit_sealed(visit, *facts, row, was);
        all.push_back({std::move(was), row.instant("superseded_at"), by,
            opened(visit, *facts, row.bytes("reason"))});
        by = before;
    }
    return all;
}

std::vector<CustodyEntry> custody_of(Visit const& visit, Exhibit const& exhibit)
{
    std::vector<CustodyEntry> all;
    auto const facts = facts_of(visit, exhibit);
    if (!facts)
        return all;
    for (auto const row : visit.reading().run(custody_of_exhibit, exhibit.id)) {
        CustodyEntry one;
        one.id = row.id<CustodyId>("id");
        one.exhibit = exhibit.id;
        one.act = read_custody_act(row.text("act")).value();
        one.at = row.instant("at");
        one.words = read_custody_words(opened(visit, *facts, row.bytes("words")));
        one.recorded_at = row.instant("recorded_at");
        one.recorded_by = row.id<AccountId>("recorded_by");
        one.confirmed_at = row.maybe_instant("confirmed_at");
        one.confirmed_by = row.id<AccountId>("confirmed_by");
        one.wrong_at = row.maybe_instant("wrong_at");
        one.wrong_by = row.id<AccountId>("wrong_by");
        if (one.wrong_at)
            one.wrong_because = opened(visit, *facts, row.bytes("wrong_because"));
        all.push_back(std::move(one));
    }
    return all;
}

Result<CustodyId> add_custody(Change& change, Exhibit const& exhibit, CustodyEntry const& entry)
{
    auto const facts = TRY(facts_of(change, exhibit));
    auto const id = CustodyId::fresh();
    auto const& words = entry.words;
    TRY(change.record("change", facts,
        fmt::format("Custody: {} at {} by {}. Where: {}. Seal: {}. Why: {}", name_of(entry.act),
            entry.at.write(), words.who, words.where, words.seal.empty() ? "none" : words.seal,
            words.why)));
    auto const place
        = std::int64_t(change.writing().run(custody_of_exhibit, exhibit.id).size()) + 1;
    change.writing().run(insert_custody, id, exhibit.id, place, name_of(entry.act), entry.at,
        sealed_for(change, facts, write(words)), change.now(), change.visitor().account);
    return id;
}

Done confirm_custody(Change& change, Exhibit const& exhibit, CustodyEntry const& entry)
{
    auto const facts = TRY(facts_of(change, exhibit));
    TRY(change.record("change", facts, "Custody: a second person confirms that it was destroyed"));
    auto const done_now
        = change.writing().run(confirm_entry, entry.id, change.now(), change.visitor().account);
    return done_now.changed() == 0 ? Done(somebody_first()) : done();
}

Done mark_custody_wrong(
    Change& change, Exhibit const& exhibit, CustodyEntry const& entry, std::string const& because)
{
    auto const facts = TRY(facts_of(change, exhibit));
    TRY(change.record("change", facts,
        fmt::format("Custody: the entry \"{}\" of {} is wrong: {}", name_of(entry.act),
            entry.at.write(), because)));
    auto const marked = change.writing().run(entry_wrong, entry.id, change.now(),
        change.visitor().account, sealed_for(change, facts, because));
    return marked.changed() == 0 ? Done(somebody_first()) : done();
}

Result<TimelineEntry> find(Visit const& visit, TimelineId id)
{
    auto const rows = visit.reading().run(timeline_by_id, id);
    if (rows.empty())
        return not_found();
    auto one = bare_timeline(rows[0]);
    auto const facts = TRY(facts_of(visit, one));
    TRY(visit.see(facts));
    read_timeline_sealed(visit, facts, rows[0], one);
    return one;
}

std::vector<TimelineEntry> timeline_of(Visit const& visit, Thing const& about)
{
    std::vector<TimelineEntry> all;
    for (auto const& record : same_records(visit.reading(), about))
        for (auto const row : visit.reading().run(timeline_of_record, record.kind, record.id)) {
            auto one = bare_timeline(row);
            auto const facts = facts_of(visit, one);
            if (!facts || !visit.sees(*facts))
                continue;
            visit.looked_at(thing(one.id));
            read_timeline_sealed(visit, *facts, row, one);
            all.push_back(std::move(one));
        }
    std::ranges::stable_sort(all, [](TimelineEntry const& a, TimelineEntry const& b) {
        return std::pair(a.on.first(), a.words.time) < std::pair(b.on.first(), b.words.time);
    });
    return all;
}

Result<TimelineId> add(Change& change, TimelineEntry const& wanted)
{
    auto one = wanted;
    one.id = TimelineId::fresh();
    one.recorded_by = change.visitor().account;
    auto const facts = TRY(facts_of(change, one));
    TRY(change.record("create", facts, one.on.write() + ": " + one.words.what));
    change.writing().run(insert_timeline, one.id, one.about.kind, one.about.id, one.on.write(),
        sealed_for(change, facts, write(one.words)), one.exhibit, one.owner_agency, change.now(),
        one.recorded_by);
    return one.id;
}

Done withdraw(Change& change, TimelineEntry const& entry, std::string const& because)
{
    auto const facts = TRY(facts_of(change, entry));
    TRY(change.record("change", facts, "Withdrawn: " + because));
    auto const gone = change.writing().run(withdraw_timeline, entry.id, change.now(),
        change.visitor().account, sealed_for(change, facts, because));
    return gone.changed() == 0 ? Done(somebody_first()) : done();
}

} // namespace kith::evidence
