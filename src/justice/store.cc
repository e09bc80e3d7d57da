// SPDX-License-Identifier: MIT
#include "justice/store.h"
#include <algorithm>

namespace kith::justice {
namespace {
    constexpr db::Sql referral_by_id
        = {"find a referral", "select * from nrm_referrals where id = $1"};
    constexpr db::Sql referrals_of_person = {"referrals of a person",
        "select * from nrm_referrals where person = $1 order by recorded_at desc, id limit 500"};
    constexpr db::Sql referrals_of_agency = {"referrals of an agency",
        "select * from nrm_referrals where owner_agency = $1 order by recorded_at desc, id limit "
        "500"};
    constexpr db::Sql referral_reference_taken = {
        "is a reference of a referral taken", "select id from nrm_referrals where reference = $1"};
    constexpr db::Sql insert_referral = {"add a referral",
        "insert into nrm_referrals (id, reference, person, of_case, route, owner_agency, "
        "authority, age_disputed, child_then, exploiter_known, other_victims, police_told, "
        "consent_on, form_version, answers, version, created_by, recorded_at, recorded_by) values "
        "($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, 1, $16, $17, $18)"};
    constexpr db::Sql keep_referral = {"keep a referral as it was",
        "insert into nrm_referrals_was (id, reference, person, of_case, route, owner_agency, "
        "authority, age_disputed, child_then, exploiter_known, other_victims, police_told, "
        "consent_on, form_version, answers, version, created_by, recorded_at, recorded_by, "
        "superseded_at, reason) select id, reference, person, of_case, route, owner_agency, "
        "authority, age_disputed, child_then, exploiter_known, other_victims, police_told, "
        "consent_on, form_version, answers, version, created_by, recorded_at, recorded_by, $3, $4 "
        "from nrm_referrals where id = $1 and version = $2"};
    constexpr db::Sql update_referral = {"save a referral",
        "update nrm_referrals set route = $3, authority = $4, age_disputed = $5, child_then = $6, "
        "exploiter_known = $7, other_victims = $8, police_told = $9, consent_on = $10, "
        "form_version = $11, answers = $12, recorded_at = $13, recorded_by = $14, version = "
        "version + 1 where id = $1 and version = $2"};
    constexpr db::Sql versions_of_referral = {"versions of a referral",
        "select * from nrm_referrals_was where id = $1 order by version desc"};
    constexpr db::Sql exploitation_of_referral = {"exploitation in a version of a referral",
        "select * from nrm_exploitations where referral = $1 and version = $2 order by "
        "place_in_row"};
    constexpr db::Sql insert_exploitation = {"add exploitation to a referral",
        "insert into nrm_exploitations (id, referral, version, place_in_row, kind, place, "
        "from_day, until_day) values ($1, $2, $3, $4, $5, $6, $7, $8)"};
    constexpr db::Sql disputes_of_person = {"was a person's age disputed",
        "select id from nrm_referrals where person = $1 and age_disputed limit 1"};
    constexpr db::Sql decided_ages_of_person = {"what was decided of a person's age",
        "select e.kind, e.recorded_at from nrm_entries e join nrm_referrals r on r.id = e.referral "
        "where r.person = $1 and e.kind in ('age_child', 'age_adult') and e.taken_back_at is null "
        "order by e.recorded_at desc, e.id limit 1"};
    constexpr db::Sql entries_of_referral = {"entries of a referral",
        "select * from nrm_entries where referral = $1 order by place_in_row, id"};
    constexpr db::Sql insert_entry = {"add an entry to a referral",
        "insert into nrm_entries (id, referral, place_in_row, kind, on_day, words, reference, "
        "due_rule, due_on, recorded_at, recorded_by) select $1, $2, coalesce(max(place_in_row), 0) "
        "+ 1, $3, $4, $5, $6, $7, $8, $9, $10 from nrm_entries where referral = $2"};
    constexpr db::Sql take_referral_entry_back = {"take an entry of a referral back",
        "update nrm_entries set taken_back_at = $3, taken_back_by = $4, taken_back_because = $5 "
        "where id = $1 and referral = $2 and taken_back_at is null"};
    constexpr db::Sql defence_notes_of = {"notes of section 45 of a person",
        "select * from defence_notes where person = $1 order by on_day desc, recorded_at desc, id "
        "limit 500"};
    constexpr db::Sql defence_note_by_id
        = {"find a note of section 45", "select * from defence_notes where id = $1"};
    constexpr db::Sql insert_defence_note = {"add a note of section 45",
        "insert into defence_notes (id, person, referral, owner_agency, on_day, considered_by, "
        "contact, words, recorded_at, recorded_by) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, "
        "$10)"};
    constexpr db::Sql withdraw_defence_note = {"take a note of section 45 back",
        "update defence_notes set withdrawn_at = $2, withdrawn_by = $3, withdrawn_because = $4 "
        "where id = $1 and withdrawn_at is null"};

    // All but what is sealed.
    Referral bare_referral(db::Row const& row)
    {
        Referral one;
        one.id = row.id<ReferralId>("id");
        one.reference = Reference::read(row.text("reference")).value();
        one.person = row.id<PersonId>("person");
        one.of_case = row.id<CaseId>("of_case");
        one.route = read_route(row.text("route")).value_or(Route::child);
        one.owner_agency = row.id<AgencyId>("owner_agency");
        one.authority = row.text("authority");
        one.age_disputed = row.boolean("age_disputed");
        one.child_then = row.text("child_then");
        one.exploiter_known = row.text("exploiter_known");
        one.other_victims = row.text("other_victims");
        one.police_told = row.text("police_told");
        one.consent_on = row.maybe_date("consent_on");
        one.form_version = static_cast<int>(row.integer("form_version"));
        one.version = row.integer("version");
        one.created_by = row.id<AccountId>("created_by");
        one.recorded_at = row.instant("recorded_at");
        one.recorded_by = row.id<AccountId>("recorded_by");
        return one;
    }

    std::optional<PartialDate> partial_day(db::Row const& row, char const* column)
    {
        if (row.is_null(column))
            return std::nullopt;
        auto const read = PartialDate::read(row.text(column));
        return read ? std::optional(*read) : std::nullopt;
    }
    std::optional<std::string> written(std::optional<PartialDate> const& day)
    {
        return day ? std::optional(day->write()) : std::nullopt;
    }

    void open_referral(
        Visit const& visit, access::Facts const& facts, db::Row const& row, Referral& one)
    {
        one.answers = visit.unsealed("read", facts, row.bytes("answers")).value_or("");
        for (auto const part : visit.reading().run(exploitation_of_referral, one.id, one.version))
            one.exploitation.push_back(
                {part.text("kind"), visit.unsealed("read", facts, part.bytes("place")).value_or(""),
                    partial_day(part, "from_day"), partial_day(part, "until_day")});
    }

    std::vector<Referral> referrals_known(Visit const& visit, db::Rows const& rows)
    {
        std::vector<Referral> all;
        for (auto const row : rows) {
            auto one = bare_referral(row);
            auto const facts = facts_of(visit, one);
            if (!facts || !visit.sees(*facts))
                continue;
            visit.looked_at(thing(one.id));
            open_referral(visit, *facts, row, one);
            all.push_back(std::move(one));
        }
        return all;
    }

    void add_exploitation(Change& change, Referral const& one)
    {
        std::int64_t place = 0;
        for (auto const& part : one.exploitation)
            change.writing().run(insert_exploitation, Uuid::fresh(), one.id, one.version, ++place,
                part.kind,
                db::Bytes{change.keys().seal(change.writing(), thing(one.id), part.place)},
                written(part.from), written(part.until));
    }

    DefenceNote bare_note(db::Row const& row)
    {
        DefenceNote note;
        note.id = row.id<DefenceNoteId>("id");
        note.person = row.id<PersonId>("person");
        note.referral = row.id<ReferralId>("referral");
        note.owner_agency = row.id<AgencyId>("owner_agency");
        note.on = row.date("on_day");
        note.by = row.id<AccountId>("recorded_by");
        note.at = row.instant("recorded_at");
        note.withdrawn_at = row.maybe_instant("withdrawn_at");
        return note;
    }

    void open_note(
        Visit const& visit, access::Facts const& facts, db::Row const& row, DefenceNote& note)
    {
        auto const text = [&](char const* column) {
            return row.is_null(column)
                ? std::string()
                : visit.unsealed("read", facts, row.bytes(column)).value_or("");
        };
        note.considered_by = text("considered_by");
        note.contact = text("contact");
        note.words = text("words");
        note.withdrawn_because = text("withdrawn_because");
    }
} // namespace

Result<access::Facts> facts_of_person(Visit const& visit, PersonId person)
{
    auto known = visit.visitor().process.empty() ? people::find_facts(visit, person)
                                                 : people::facts_for_a_rule(visit, person);
    auto facts = TRY(std::move(known));
    facts.state = links::is_involved(visit, facts) ? "worked with" : "known";
    return facts;
}

AgeDispute age_dispute(db::Connection& connection, PersonId person)
{
    AgeDispute known;
    std::optional<Instant> latest;
    for (auto const record : records_as_one(connection, person)) {
        known.disputed = known.disputed || !connection.run(disputes_of_person, record).empty();
        for (auto const row : connection.run(decided_ages_of_person, record)) {
            auto const at = row.instant("recorded_at");
            if (latest && at <= *latest)
                continue;
            latest = at;
            known.decided
                = row.text("kind") == name_of(EntryKind::age_adult) ? Route::adult : Route::child;
        }
    }
    known.disputed = known.disputed || known.decided;
    return known;
}

std::vector<PersonId> records_as_one(db::Connection& connection, PersonId person)
{
    return people::records_of(connection, people::kept_of(connection, person));
}

Result<access::Facts> facts_about(
    Visit const& visit, PersonId person, Thing const& record, AgencyId owner, AccountId raised_by)
{
    auto facts = TRY(facts_of_person(visit, person));
    facts.thing = record;
    facts.subject = {};
    facts.owner = owner;
    facts.raised_by = raised_by;
    facts.opened_to = {};
    return facts;
}

Result<access::Facts> facts_of(Visit const& visit, Referral const& one)
{
    return facts_about(visit, one.person, thing(one.id), one.owner_agency, one.created_by);
}

Result<Referral> find(Visit const& visit, ReferralId id)
{
    auto const rows = visit.reading().run(referral_by_id, id);
    if (rows.empty())
        return not_found();
    auto one = bare_referral(rows[0]);
    auto const facts = TRY(facts_of(visit, one));
    TRY(visit.see(facts));
    open_referral(visit, facts, rows[0], one);
    return one;
}

bool knows(Visit const& visit, ReferralId id)
{
    auto const rows = visit.reading().run(referral_by_id, id);
    if (rows.empty())
        return false;
    auto const facts = facts_of(visit, bare_referral(rows[0]));
    return facts && visit.sees(*facts);
}

std::vector<Referral> list_referrals(Visit const& visit, PersonId person)
{
    std::vector<Referral> all;
    for (auto const record : records_as_one(visit.reading(), person))
        for (auto& one : referrals_known(visit, visit.reading().run(referrals_of_person, record)))
            all.push_back(std::move(one));
    return all;
}

std::vector<Referral> list_owned_referrals(Visit const& visit)
{
    return referrals_known(visit, visit.reading().run(referrals_of_agency, visit.visitor().agency));
}

Result<Referral> add(Change& change, Referral const& wanted)
{
    auto one = wanted;
    auto& connection = change.writing();
    one.id = ReferralId::fresh();
    do
        one.reference = Reference::fresh('R');
    while (!connection.run(referral_reference_taken, one.reference.write()).empty());
    one.version = 1;
    one.created_by = change.visitor().account;
    one.recorded_by = one.created_by;
    one.recorded_at = change.now();
    auto const facts = TRY(facts_of(change, one));
    TRY(change.record("create", facts, one.reference.write()));
    connection.run(insert_referral, one.id, one.reference.write(), one.person, one.of_case,
        name_of(one.route), one.owner_agency, one.authority, one.age_disputed, one.child_then,
        one.exploiter_known, one.other_victims, one.police_told, one.consent_on, one.form_version,
        db::Bytes{change.keys().seal(connection, facts.thing, one.answers)}, one.created_by,
        one.recorded_at, one.recorded_by);
    add_exploitation(change, one);
    return one;
}

Result<Referral> save(Change& change, Referral const& wanted, std::string const& reason)
{
    auto one = wanted;
    auto const facts = TRY(facts_of(change, one));
    TRY(change.record("change", facts, reason));
    auto& connection = change.writing();
    one.recorded_at = change.now();
    one.recorded_by = change.visitor().account;
    connection.run(keep_referral, one.id, one.version, change.now(),
        db::Bytes{change.keys().seal(connection, facts.thing, reason)});
    auto const changed = connection.run(update_referral, one.id, one.version, name_of(one.route),
        one.authority, one.age_disputed, one.child_then, one.exploiter_known, one.other_victims,
        one.police_told, one.consent_on, one.form_version,
        db::Bytes{change.keys().seal(connection, facts.thing, one.answers)}, one.recorded_at,
        one.recorded_by);
    if (changed.changed() == 0)
        return error(
            Code::conflict, "Somebody changed this referral meanwhile: look at what stands now");
    ++one.version;
    add_exploitation(change, one);
    return one;
}

std::vector<ReferralWas> versions_of(Visit const& visit, Referral const& referral)
{
    std::vector<ReferralWas> all;
    auto const facts = facts_of(visit, referral);
    if (!facts)
        return all;
    auto by = referral.recorded_by;
    for (auto const row : visit.reading().run(versions_of_referral, referral.id)) {
        auto was = bare_referral(row);
        open_referral(visit, *facts, row, was);
        auto const before = was.recorded_by;
        all.push_back({std::move(was), row.instant("superseded_at"), by,
            visit.unsealed("read", *facts, row.bytes("reason")).value_or("")});
        by = before;
    }
    return all;
}

std::vector<Entry> entries_of(Visit const& visit, Referral const& referral)
{
    std::vector<Entry> all;
    auto const facts = facts_of(visit, referral);
    if (!facts)
        return all;
    auto const text = [&](db::Row const& row, char const* column) {
        return row.is_null(column) ? std::string()
                                   : visit.unsealed("read", *facts, row.bytes(column)).value_or("");
    };
    for (auto const row : visit.reading().run(entries_of_referral, referral.id))
        all.push_back({row.id<ReferralEntryId>("id"),
            read_entry_kind(row.text("kind")).value_or(EntryKind::reference), row.date("on_day"),
            text(row, "words"), text(row, "reference"), row.text("due_rule"),
            row.maybe_date("due_on"), row.id<AccountId>("recorded_by"), row.instant("recorded_at"),
            row.maybe_instant("taken_back_at"), text(row, "taken_back_because")});
    return all;
}

Result<Entry> add_entry(Change& change, Referral const& referral, Entry const& wanted)
{
    auto entry = wanted;
    auto const facts = TRY(facts_of(change, referral));
    TRY(change.record("change", facts,
        std::string(in_words_of(entry.kind)) + ", " + entry.on.in_words()
            + (entry.words.empty() ? std::string() : ": " + entry.words)));
    entry.id = ReferralEntryId::fresh();
    entry.by = change.visitor().account;
    entry.at = change.now();
    auto& connection = change.writing();
    connection.run(insert_entry, entry.id, referral.id, name_of(entry.kind), entry.on,
        db::Bytes{change.keys().seal(connection, facts.thing, entry.words)},
        db::Bytes{change.keys().seal(connection, facts.thing, entry.reference)}, entry.due_rule,
        entry.due, entry.at, entry.by);
    return entry;
}

Done take_entry_back(
    Change& change, Referral const& referral, ReferralEntryId entry, std::string const& because)
{
    auto const facts = TRY(facts_of(change, referral));
    TRY(change.record("change", facts, "Taken back: " + because));
    auto& connection = change.writing();
    auto const changed = connection.run(take_referral_entry_back, entry, referral.id, change.now(),
        change.visitor().account, db::Bytes{change.keys().seal(connection, facts.thing, because)});
    if (changed.changed() == 0)
        return error(Code::conflict, "Somebody took this back meanwhile");
    return done();
}

Done note_export(Change& change, access::Facts const& facts, std::string const& how)
{
    return change.record("export", facts, how);
}

Result<access::Facts> facts_of(Visit const& visit, DefenceNote const& note)
{
    return facts_about(visit, note.person, thing(note.id), note.owner_agency, note.by);
}

std::vector<DefenceNote> list_defence_notes(Visit const& visit, PersonId person)
{
    std::vector<DefenceNote> all;
    for (auto const record : records_as_one(visit.reading(), person))
        for (auto const row : visit.reading().run(defence_notes_of, record)) {
            auto note = bare_note(row);
            auto const facts = facts_of(visit, note);
            if (!facts || !visit.sees(*facts))
                continue;
            visit.looked_at(facts->thing);
            open_note(visit, *facts, row, note);
            all.push_back(std::move(note));
        }
    return all;
}

Result<DefenceNote> find(Visit const& visit, DefenceNoteId id)
{
    auto const rows = visit.reading().run(defence_note_by_id, id);
    if (rows.empty())
        return not_found();
    auto note = bare_note(rows[0]);
    auto const facts = TRY(facts_of(visit, note));
    TRY(visit.see(facts));
    open_note(visit, facts, rows[0], note);
    return note;
}

bool knows(Visit const& visit, DefenceNoteId id)
{
    auto const rows = visit.reading().run(defence_note_by_id, id);
    if (rows.empty())
        return false;
    auto const facts = facts_of(visit, bare_note(rows[0]));
    return facts && visit.sees(*facts);
}

Result<DefenceNote> add(Change& change, DefenceNote const& wanted)
{
    auto note = wanted;
    note.id = DefenceNoteId::fresh();
    note.by = change.visitor().account;
    note.at = change.now();
    auto const facts = TRY(facts_of(change, note));
    TRY(change.record("create", facts, "Section 45 was considered, " + note.on.in_words()));
    auto& connection = change.writing();
    auto const sealed = [&](std::string const& text) {
        return db::Bytes{change.keys().seal(connection, facts.thing, text)};
    };
    connection.run(insert_defence_note, note.id, note.person, note.referral, note.owner_agency,
        note.on, sealed(note.considered_by), sealed(note.contact), sealed(note.words), note.at,
        note.by);
    return note;
}

Done withdraw(Change& change, DefenceNote const& note, std::string const& because)
{
    auto const facts = TRY(facts_of(change, note));
    TRY(change.record("change", facts, "Taken back: " + because));
    auto& connection = change.writing();
    auto const changed = connection.run(withdraw_defence_note, note.id, change.now(),
        change.visitor().account, db::Bytes{change.keys().seal(connection, facts.thing, because)});
    if (changed.changed() == 0)
        return error(Code::conflict, "Somebody took this back meanwhile");
    return done();
}

} // namespace kith::justice
