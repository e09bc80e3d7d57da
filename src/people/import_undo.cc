// SPDX-License-Identifier: MIT
// Undoing an import: what it made goes, what it changed comes back, and what was touched since
// stays.
#include "base/london.h"
#include "people/import_plan.h"
#include "people/imports.h"
#include "people/kept_record.h"
#include <algorithm>

namespace kith::people {
namespace {
    using imports::Fate;
    using imports::StagedRow;

    constexpr char const* import_undone = "The import that said so was undone";

    template <class Part>
    void drop(std::vector<Part>& parts, std::vector<Uuid> const& ids)
    {
        std::erase_if(
            parts, [&](Part const& one) { return std::ranges::find(ids, one.id) != ids.end(); });
    }

    class Undoing {
    public:
        Undoing(Change& change, Import const& import, std::string const& why)
            : change_(change), import_(import), why_(why), today_(london::day_of(change.now()))
        {
        }
        // Why it stays; empty if it is undone, or was untouched.
        Result<std::string> undo(StagedRow const& row)
        {
            if (row.thing.id.none() || row.fate == Fate::unchanged)
                return std::string();
            auto const stands = kept_record(change_.writing(), PersonId(row.thing.id));
            if (!stands)
                return std::string(); // withdrawn before
            if (row.fate == Fate::changed)
                return put_back(row, *stands);
            if (auto stays = why_record_stays(change_, import_, stands->id); !stays.empty())
                return stays;
            TRY(withdraw_from_list(change_, import_, stands->id, why_));
            return std::string();
        }

    private:
        Result<std::string> put_back(StagedRow const& row, Person const& stands)
        {
            auto const before = person_before(change_, stands.id, row.version);
            if (!before || stands.version != row.version + 1)
                return std::string("The record was changed since");
            auto wanted = stands;
            wanted.birth = before->birth;
            wanted.sex = before->sex;
            wanted.language = before->language;
            wanted.interpreter = before->interpreter;
            wanted.died = before->died;
            for (auto const act : {ValueAct::added, ValueAct::ended}) {
                auto const ids = list_values(change_, import_, stands.id, act);
                drop(wanted.names, ids);
                drop(wanted.identifiers, ids);
                drop(wanted.contacts, ids);
                if (act == ValueAct::added)
                    continue;
                for (auto& one : names_by_id(change_, ids))
                    wanted.names.push_back(std::move(one));
                for (auto& one : numbers_by_id(change_, ids))
                    wanted.identifiers.push_back(std::move(one));
            }
            auto const tidied = TRY(checked(std::move(wanted), today_));
            TRY(change_.record("bring in", facts_of(change_, stands), why_));
            TRY(keep_version(change_, stands, tidied, import_undone));
            return std::string();
        }

        Change& change_;
        Import const& import_;
        std::string const& why_;
        Date today_;
    };
} // namespace

std::string why_record_stays(
    Change& change, Import const& import, PersonId id, std::span<Thing const> drawn_from)
{
    auto const stands = kept_record(change.writing(), id);
    if (!stands)
        return {}; // withdrawn before
    auto const joined = links::Store::is_joined(change.writing(), thing(id), drawn_from);
    return imports::why_stays(change, import, thing(id), stands->version, joined);
}

Done withdraw_from_list(Change& change, Import const& import, PersonId id, std::string const& why)
{
    auto const stands = kept_record(change.writing(), id);
    if (!stands)
        return done();
    auto const facts = facts_of(change, *stands);
    TRY(change.record("withdraw", facts, why));
    TRY(links::end_involvements(change, facts, london::day_of(change.now()), import_undone));
    withdraw_record(change, import, id, import_undone);
    return done();
}

Result<std::string> PeopleList::take_back(
    Change& change, Import const& import, StagedRow const& row, std::string const& why) const
{
    return Undoing(change, import, why).undo(row);
}

} // namespace kith::people
