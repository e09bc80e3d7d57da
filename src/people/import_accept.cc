// SPDX-License-Identifier: MIT
// Accepting an import: all of it, or nothing.
#include "base/london.h"
#include "people/import_plan.h"
#include "people/imports.h"
#include "people/kept_record.h"
#include <algorithm>
#include <fmt/core.h>
#include <unordered_map>

namespace kith::people {
namespace {
    constexpr std::int64_t rows_accepted_at_once = 500;

    Error moved_on(std::size_t row)
    {
        return error(Code::conflict,
            fmt::format("Row {}: the record it is about was changed since the file was looked at. "
                        "Nothing was brought in: look again, then accept",
                row));
    }

    class Accepting {
    public:
        Accepting(People const& room, Change& change, Import& import, ImportOwner const& owner)
            : room_(room)
            , change_(change)
            , import_(import)
            , owner_(owner)
            , today_(london::day_of(change.now()))
        {
        }
        Done accept(StagedRow row)
        {
            auto const said = TRY(person_of(row.row, owner_, today_));
            if (row.fate == Fate::fresh || row.fate == Fate::perhaps_known) {
                TRY(make(row, said));
            } else if (row.fate == Fate::changed) {
                TRY(bring_up_to_date(row, said));
            }
            of_row_.emplace(row.row.number, row.person);
            if (row.fate == Fate::perhaps_known)
                TRY(propose(row));
            return done();
        }

    private:
        Done make(StagedRow& row, Person said)
        {
            if (find_own(change_, import_.agency, said, owner_).surely)
                return moved_on(row.row.number);
            said.id = PersonId::fresh();
            said.created_by = change_.visitor().account;
            said.owner_agency = import_.agency;
            access::Facts facts;
            facts.thing = thing(said.id);
            facts.subject = facts.thing;
            facts.owner = said.owner_agency;
            facts.raised_by = said.created_by;
            auto const reference = add_record(change_, said);
            TRY(change_.record("create", facts,
                fmt::format(
                    "{} recorded by an import, row {}", reference.write(), row.row.number)));
            links::Involvement with;
            with.agency = import_.agency;
            with.team = import_.team;
            if (with.team.none())
                with.practitioner = change_.visitor().account;
            with.role = "Works with them";
            TRY(links::involve(change_, facts, with));
            row.person = said.id;
            row.version = 0;
            set_person(change_, import_, row);
            return done();
        }

        Done bring_up_to_date(StagedRow const& row, Person const& said)
        {
            auto const stands = kept_record(change_.writing(), row.person);
            if (!stands || stands->version != row.version)
                return moved_on(row.row.number);
            auto const wanted = TRY(checked(diff_of(*stands, said, owner_, today_).wanted, today_));
            TRY(change_.record("bring in", facts_of(change_, *stands),
                fmt::format("Brought up to date by an import, row {}", row.row.number)));
            TRY(keep_version(change_, *stands, wanted, "Brought up to date by an import"));
            note_values(*stands, *kept_record(change_.writing(), row.person));
            return done();
        }

        // What came and what went, by id: for undoing it.
        void note_values(Person const& before, Person const& after)
        {
            note(before.id, before.names, after.names);
            note(before.id, before.identifiers, after.identifiers);
            note(before.id, before.contacts, after.contacts);
            for (auto const& one : after.names)
                for (auto const& other : before.names)
                    if (one.id == other.id && one.until && !other.until)
                        add_value(change_, import_, before.id, one.id, ValueAct::ended);
        }
        template <class Part>
        void note(PersonId person, std::vector<Part> const& before, std::vector<Part> const& after)
        {
            auto const holds = [](std::vector<Part> const& parts, Uuid const& id) {
                return std::ranges::any_of(parts, [&](Part const& one) { return one.id == id; });
            };
            for (auto const& one : after)
                if (!holds(before, one.id))
                    add_value(change_, import_, person, one.id, ValueAct::added);
            for (auto const& one : before)
                if (!holds(after, one.id))
                    add_value(change_, import_, person, one.id, ValueAct::ended);
        }

        Done propose(StagedRow const& row)
        {
            for (auto const& one : row.candidates)
                TRY(propose(row, one.person, one.why));
            if (auto const at = of_row_.find(row.like_row); at != of_row_.end())
                TRY(propose(row, at->second,
                    fmt::format(
                        "Row {} of the same file gives the same name and birth date", at->first)));
            return done();
        }
        Done propose(StagedRow const& row, PersonId other, std::string const& why)
        {
            add_alike(change_, import_, {row.place, row.person, other, why});
            return room_.propose_same ? room_.propose_same(change_, row.person, other, why)
                                      : done();
        }

        People const& room_;
        Change& change_;
        Import& import_;
        ImportOwner const& owner_;
        Date today_;
        std::unordered_map<std::size_t, PersonId> of_row_ = {};
    };
} // namespace

Result<Import> accept(People const& room, Visit const& visit, Import const& import,
    ImportOwner const& owner, ImportProgress const& progress)
{
    return visit.change([&](Change& change) -> Result<Import> {
        auto stands = TRY(find_import(change, import.id));
        if (stands.state != ImportState::staged)
            return error(Code::conflict, "This import is decided already");
        stands.version = import.version;
        TRY(change.record("accept", facts_of(stands),
            fmt::format("Accepted: {} rows, {} new, {} changed", stands.counts.rows,
                stands.counts.made, stands.counts.changed)));
        Accepting accepting(room, change, stands, owner);
        for (std::int64_t after = 0;;) {
            auto const some = list_rows(change, stands, after, rows_accepted_at_once);
            for (auto const& row : some) {
                if (progress)
                    progress(static_cast<std::size_t>(row.place - 1),
                        static_cast<std::size_t>(stands.counts.rows));
                TRY(accepting.accept(row));
            }
            if (some.size() < static_cast<std::size_t>(rows_accepted_at_once))
                break;
            after = some.back().place;
        }
        stands.state = ImportState::accepted;
        destroy_what_rows_say(change.writing(), change.keys(), stands.id, change.now());
        return save_import(change, stands, "accepted");
    });
}

} // namespace kith::people
