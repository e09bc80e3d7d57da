// SPDX-License-Identifier: MIT
#include "cases/conference_store.h"
#include "cases/store.h"

namespace kith::cases {
namespace {
    constexpr db::Sql conferences_of_case = {"conferences of a case",
        "select * from conferences where of_case = $1 order by recorded_at desc, id"};
    constexpr db::Sql find_one_conference
        = {"find conference", "select * from conferences where id = $1 and of_case = $2"};
    constexpr db::Sql conference_versions = {"conference as it was",
        "select * from conferences_was where id = $1 order by version desc"};
    constexpr db::Sql insert_conference = {"add conference",
        "insert into conferences (id, of_case, day, place, chair, came, absent, now_like, goals, "
        "decisions, dissent, views, views_how, guardians, steps, held_at, created_by, version, "
        "recorded_at, recorded_by, owner_agency) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, "
        "$11, $12, $13, $14, $15, $16, $17, 1, $18, $17, $19)"};
    constexpr db::Sql keep_conference_row = {"keep conference as it was",
        "insert into conferences_was (id, of_case, day, place, chair, came, absent, now_like, "
        "goals, decisions, dissent, views, views_how, guardians, steps, held_at, created_by, "
        "version, recorded_at, recorded_by, owner_agency, superseded_at, reason) select id, "
        "of_case, day, place, chair, came, absent, now_like, goals, decisions, dissent, views, "
        "views_how, guardians, steps, held_at, created_by, version, recorded_at, recorded_by, "
        "owner_agency, $2, $3 from conferences where id = $1"};
    constexpr db::Sql update_conference = {"save conference",
        "update conferences set day = $3, place = $4, chair = $5, came = $6, absent = $7, now_like "
        "= $8, goals = $9, decisions = $10, dissent = $11, views = $12, views_how = $13, guardians "
        "= $14, steps = $15, held_at = $16, recorded_by = $17, recorded_at = $18, version = "
        "version + 1 where id = $1 and version = $2"};
    constexpr db::Sql colleague_of_name = {"is there a colleague of a name",
        "select id from accounts where name = $1 and closed_at is null limit 1"};

    Conference read_conference(db::Row const& row)
    {
        Conference one;
        one.id = row.id<ConferenceId>("id");
        one.of = row.id<CaseId>("of_case");
        one.day = row.maybe_date("day");
        for (auto const& text : conference_texts)
            one.*text.text = row.text(text.name);
        one.held_at = row.maybe_instant("held_at");
        one.version = row.integer("version");
        one.created_by = row.id<AccountId>("created_by");
        one.owner_agency = row.id<AgencyId>("owner_agency");
        one.recorded_at = row.instant("recorded_at");
        return one;
    }
} // namespace

std::vector<Conference> list_conferences(access::Visit const& visit, CaseId of)
{
    std::vector<Conference> all;
    for (auto const row : visit.reading().run(conferences_of_case, of))
        all.push_back(read_conference(row));
    return all;
}

Result<Conference> find_conference(access::Visit const& visit, CaseId of, ConferenceId id)
{
    auto const rows = visit.reading().run(find_one_conference, id, of);
    if (rows.empty())
        return not_found();
    return read_conference(rows[0]);
}

std::vector<ConferenceWas> versions_of_conference(access::Visit const& visit, ConferenceId id)
{
    std::vector<ConferenceWas> all;
    for (auto const row : visit.reading().run(conference_versions, id))
        all.push_back({read_conference(row), row.instant("superseded_at"), row.text("reason")});
    return all;
}

Result<Conference> save_conference(access::Change& change, Case const& of, Conference const& wanted,
    std::string const& text, std::string const& reason)
{
    auto one = wanted;
    auto const facts = TRY(facts_of(change, of));
    TRY(change.record("confer", facts, text));
    auto& connection = change.writing();
    auto const who = change.visitor().account;
    one.of = of.id;
    if (one.id.none()) {
        one.id = ConferenceId::fresh();
        one.created_by = who;
        one.owner_agency = change.visitor().agency;
        connection.run(insert_conference, one.id, one.of, one.day, one.place, one.chair, one.came,
            one.absent, one.now_like, one.goals, one.decisions, one.dissent, one.views,
            one.views_how, one.guardians, one.steps, one.held_at, who, change.now(),
            one.owner_agency);
        one.version = 1;
        return one;
    }
    auto const stands = TRY(find_conference(change, of.id, one.id));
    if (stands.version != one.version)
        return error(Code::conflict,
            "Somebody changed this record since you opened it: look at what stands now, then save "
            "again");
    connection.run(keep_conference_row, one.id, change.now(), reason);
    connection.run(update_conference, one.id, one.version, one.day, one.place, one.chair, one.came,
        one.absent, one.now_like, one.goals, one.decisions, one.dissent, one.views, one.views_how,
        one.guardians, one.steps, one.held_at, who, change.now());
    ++one.version;
    return one;
}

bool is_colleague(db::Connection& connection, std::string const& name)
{
    return !connection.run(colleague_of_name, name).empty();
}

} // namespace kith::cases
