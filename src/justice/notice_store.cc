// SPDX-License-Identifier: MIT
#include "justice/notice_store.h"

namespace kith::justice {
namespace {
    constexpr db::Sql notice_by_id
        = {"find a notice without identity", "select * from duty_notices where id = $1"};
    constexpr db::Sql notices_of_person = {"notices without identity of a person",
        "select * from duty_notices where person = $1 order by recorded_at desc, id limit 500"};
    constexpr db::Sql notices_of_agency = {"notices without identity of an agency",
        "select * from duty_notices where owner_agency = $1 order by recorded_at desc, id limit "
        "500"};
    constexpr db::Sql notice_reference_taken
        = {"is a reference of a notice taken", "select id from duty_notices where reference = $1"};
    constexpr db::Sql insert_notice = {"add a notice without identity",
        "insert into duty_notices (id, reference, person, of_case, owner_agency, exploitation, "
        "region, year_from, year_until, age_band, sex, why, police_told, others_harmed, "
        "exploiter_known, support_offered, created_by, recorded_at) values ($1, $2, $3, $4, $5, "
        "$6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)"};
    constexpr db::Sql entries_of_notice = {"entries of a notice without identity",
        "select * from duty_notice_entries where notice = $1 order by place_in_row, id"};
    constexpr db::Sql insert_notice_entry = {"add an entry to a notice without identity",
        "insert into duty_notice_entries (id, notice, place_in_row, kind, on_day, words, "
        "reference, recorded_at, recorded_by) select $1, $2, coalesce(max(place_in_row), 0) + 1, "
        "$3, $4, $5, $6, $7, $8 from duty_notice_entries where notice = $2"};
    constexpr db::Sql take_notice_entry_back = {"take an entry of a notice back",
        "update duty_notice_entries set taken_back_at = $3, taken_back_by = $4, "
        "taken_back_because = $5 where id = $1 and notice = $2 and taken_back_at is null"};

    Notice bare_notice(db::Row const& row)
    {
        Notice one;
        one.id = row.id<NoticeId>("id");
        one.reference = Reference::read(row.text("reference")).value();
        one.person = row.id<PersonId>("person");
        one.of_case = row.id<CaseId>("of_case");
        one.owner_agency = row.id<AgencyId>("owner_agency");
        auto& leaving = one.leaving;
        must(read_exploitation(row.text("exploitation"), leaving),
            "a notice holds codes of its list");
        leaving.region = read_region(row.text("region")).value_or(NoticeRegion::not_known);
        leaving.year_from = static_cast<int>(row.integer("year_from"));
        leaving.year_until = static_cast<int>(row.integer("year_until"));
        leaving.age = read_age(row.text("age_band")).value_or(NoticeAge::not_known);
        leaving.sex = read_sex(row.text("sex")).value_or(NoticeSex::not_recorded);
        leaving.why = read_why(row.text("why")).value_or(NoticeWhy::does_not_agree);
        auto const said = [&](char const* column) {
            return read_said(row.text(column)).value_or(NoticeSaid::not_known);
        };
        leaving.police_told = said("police_told");
        leaving.others_harmed = said("others_harmed");
        leaving.exploiter_known = said("exploiter_known");
        leaving.support_offered = said("support_offered");
        one.created_by = row.id<AccountId>("created_by");
        one.recorded_at = row.instant("recorded_at");
        return one;
    }

    std::vector<Notice> notices_known(Visit const& visit, db::Rows const& rows)
    {
        std::vector<Notice> all;
        for (auto const row : rows) {
            auto one = bare_notice(row);
            auto const facts = facts_of(visit, one);
            if (!facts || !visit.sees(*facts))
                continue;
            visit.looked_at(thing(one.id));
            all.push_back(std::move(one));
        }
        return all;
    }
} // namespace

Result<access::Facts> facts_of(Visit const& visit, Notice const& notice)
{
    return facts_about(
        visit, notice.person, thing(notice.id), notice.owner_agency, notice.created_by);
}

Result<Notice> find(Visit const& visit, NoticeId id)
{
    auto const rows = visit.reading().run(notice_by_id, id);
    if (rows.empty())
        return not_found();
    auto one = bare_notice(rows[0]);
    auto const facts = TRY(facts_of(visit, one));
    TRY(visit.see(facts));
    return one;
}

bool knows(Visit const& visit, NoticeId id)
{
    auto const rows = visit.reading().run(notice_by_id, id);
    if (rows.empty())
        return false;
    auto const facts = facts_of(visit, bare_notice(rows[0]));
    return facts && visit.sees(*facts);
}

std::vector<Notice> list_notices(Visit const& visit, PersonId person)
{
    std::vector<Notice> all;
    for (auto const record : records_as_one(visit.reading(), person))
        for (auto& one : notices_known(visit, visit.reading().run(notices_of_person, record)))
            all.push_back(std::move(one));
    return all;
}

std::vector<Notice> list_owned_notices(Visit const& visit)
{
    return notices_known(visit, visit.reading().run(notices_of_agency, visit.visitor().agency));
}

Result<Notice> add(Change& change, Notice const& wanted)
{
    auto one = wanted;
    auto& connection = change.writing();
    one.id = NoticeId::fresh();
    do
        one.reference = Reference::fresh('H');
    while (!connection.run(notice_reference_taken, one.reference.write()).empty());
    one.created_by = change.visitor().account;
    one.recorded_at = change.now();
    auto const facts = TRY(facts_of(change, one));
    TRY(change.record("create", facts, one.reference.write()));
    auto const& leaving = one.leaving;
    connection.run(insert_notice, one.id, one.reference.write(), one.person, one.of_case,
        one.owner_agency, write_exploitation(leaving), code_of(leaving.region), leaving.year_from,
        leaving.year_until, code_of(leaving.age), code_of(leaving.sex), code_of(leaving.why),
        code_of(leaving.police_told), code_of(leaving.others_harmed),
        code_of(leaving.exploiter_known), code_of(leaving.support_offered), one.created_by,
        one.recorded_at);
    return one;
}

std::vector<NoticeEntry> entries_of(Visit const& visit, Notice const& notice)
{
    std::vector<NoticeEntry> all;
    auto const facts = facts_of(visit, notice);
    if (!facts)
        return all;
    auto const text = [&](db::Row const& row, char const* column) {
        return row.is_null(column) ? std::string()
                                   : visit.unsealed("read", *facts, row.bytes(column)).value_or("");
    };
    for (auto const row : visit.reading().run(entries_of_notice, notice.id))
        all.push_back({row.id<NoticeEntryId>("id"),
            read_notice_entry(row.text("kind")).value_or(NoticeEntryKind::prepared),
            row.date("on_day"), text(row, "words"), text(row, "reference"),
            row.id<AccountId>("recorded_by"), row.instant("recorded_at"),
            row.maybe_instant("taken_back_at"), text(row, "taken_back_because")});
    return all;
}

Result<NoticeEntry> add_entry(Change& change, Notice const& notice, NoticeEntry const& wanted)
{
    auto entry = wanted;
    auto const facts = TRY(facts_of(change, notice));
    TRY(change.record(
        "change", facts, std::string(in_words_of(entry.kind)) + ", " + entry.on.in_words()));
    entry.id = NoticeEntryId::fresh();
    entry.by = change.visitor().account;
    entry.at = change.now();
    auto& connection = change.writing();
    connection.run(insert_notice_entry, entry.id, notice.id, name_of(entry.kind), entry.on,
        db::Bytes{change.keys().seal(connection, facts.thing, entry.words)},
        db::Bytes{change.keys().seal(connection, facts.thing, entry.reference)}, entry.at,
        entry.by);
    return entry;
}

Done take_entry_back(
    Change& change, Notice const& notice, NoticeEntryId entry, std::string const& because)
{
    auto const facts = TRY(facts_of(change, notice));
    TRY(change.record("change", facts, "Taken back: " + because));
    auto& connection = change.writing();
    auto const changed = connection.run(take_notice_entry_back, entry, notice.id, change.now(),
        change.visitor().account, db::Bytes{change.keys().seal(connection, facts.thing, because)});
    if (changed.changed() == 0)
        return error(Code::conflict, "Somebody took this back meanwhile");
    return done();
}

} // namespace kith::justice
