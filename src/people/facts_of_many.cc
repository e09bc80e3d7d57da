// SPDX-License-Identifier: MIT
// Whose records many people's are and who works with them: what facts_for_a_rule says of each, in a
// few statements for each fifty (held to that by facts_of_many_db_test.cc).
#include "base/london.h"
#include "links/links.h"
#include "people/joined.h"
#include "people/kept_record.h"
#include "people/store.h"
#include <algorithm>

namespace kith::people {
namespace {
    constexpr std::size_t records_at_once = 50;
    constexpr db::Sql joins_that_stand = {"joins of records that stand",
        "select kept, other from person_joins where undone_at is null order by joined_at, id"};
    constexpr db::Sql owners_of_many = {"whose records these are",
        "select p.id, p.created_by, p.owner_agency from persons p where not exists "
        "(select 1 from withdrawn_people w where w.person = p.id) and p.id in ($1, $2, "
        "$3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, "
        "$20, $21, $22, $23, $24, $25, $26, $27, $28, $29, $30, $31, $32, $33, $34, $35, "
        "$36, $37, $38, $39, $40, $41, $42, $43, $44, $45, $46, $47, $48, $49, $50)"};

    // All joins that stand: few, beside the records.
    class Joins {
    public:
        explicit Joins(db::Connection& connection)
        {
            for (auto const row : connection.run(joins_that_stand)) {
                auto const kept = row.id<PersonId>("kept");
                auto const other = row.id<PersonId>("other");
                kept_for_[other] = kept;
                joined_to_[kept].push_back(other);
            }
        }
        [[nodiscard]] PersonId kept(PersonId any) const
        {
            for (auto at = kept_for_.find(any); at != kept_for_.end(); at = kept_for_.find(any))
                any = at->second;
            return any;
        }
        // The record that is kept first.
        [[nodiscard]] std::vector<PersonId> records(PersonId kept) const
        {
            std::vector<PersonId> all{kept};
            for (std::size_t next = 0; next < all.size(); ++next)
                if (auto const at = joined_to_.find(all[next]); at != joined_to_.end())
                    all.insert(all.end(), at->second.begin(), at->second.end());
            return all;
        }

    private:
        std::map<PersonId, PersonId> kept_for_;
        std::map<PersonId, std::vector<PersonId>> joined_to_;
    };

    std::vector<access::Facts> own_facts_of(Visit const& visit, std::vector<PersonId> const& ids)
    {
        std::vector<access::Facts> all;
        for (std::size_t at = 0; at < ids.size(); at += records_at_once) {
            std::vector<db::Value> bound;
            for (std::size_t i = 0; i < records_at_once; ++i) // the last, again, of a few
                bound.push_back(db::to_value(ids[std::min(at + i, ids.size() - 1)]));
            for (auto const row : visit.reading().run_bound(owners_of_many, bound)) {
                Person record;
                record.id = row.id<PersonId>("id");
                record.created_by = row.id<AccountId>("created_by");
                record.owner_agency = row.id<AgencyId>("owner_agency");
                all.push_back(bare_facts(record));
            }
        }
        links::add_involved(visit.reading(), london::day_of(visit.now()), all);
        return all;
    }
} // namespace

std::map<PersonId, access::Facts> facts_for_rules(Visit const& visit, std::set<PersonId> const& ids)
{
    Joins const joins(visit.reading());
    std::set<PersonId> records(ids);
    for (auto const id : ids) {
        auto const of_person = joins.records(joins.kept(id));
        records.insert(of_person.begin(), of_person.end());
    }
    std::map<PersonId, access::Facts> own;
    for (auto& facts : own_facts_of(visit, {records.begin(), records.end()})) {
        auto const id = PersonId(facts.thing.id);
        own.emplace(id, std::move(facts));
    }
    std::map<PersonId, access::Facts> all;
    for (auto const id : ids) {
        auto const kept = joins.kept(id);
        if (!own.contains(id) || !own.contains(kept))
            continue;
        auto facts = own.at(kept);
        for (auto const record : joins.records(kept))
            if (record != kept && own.contains(record))
                unite(facts, own.at(record), visit.visitor().account);
        all.emplace(id, std::move(facts));
    }
    return all;
}

} // namespace kith::people
