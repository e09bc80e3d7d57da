// SPDX-License-Identifier: MIT
// Accepting the rows of an import, one by one.
#include "base/london.h"
#include "people/import_diff.h"
#include "people/import_plan.h"
#include "people/imports.h"
#include "people/kept_record.h"
#include <algorithm>
#include <fmt/core.h>
#include <unordered_map>

namespace kith::people {
namespace {
    using imports::Fate;
    using imports::StagedRow;

    Error record_moved_on()
    {
        return error(
            Code::conflict, "the record it is about was changed since the file was looked at");
    }

    class Accepting final : public imports::Bringing {
    public:
        Accepting(People const& room, Change& change, Import const& import)
            : room_(room)
            , change_(change)
            , import_(import)
            , owner_(imports::owner_of(change.writing(), import.agency))
            , today_(london::day_of(change.now()))
        {
        }
        Done accept(StagedRow& row) override
        {
            auto const said = TRY(person_of(row.row, owner_, today_));
            if (row.fate == Fate::fresh || row.fate == Fate::perhaps_known) {
                if (find_own(change_, import_.agency, said, owner_).surely)
                    return record_moved_on();
                auto const made = TRY(record_from_list(change_, import_, said, row.row.number));
                row.thing = thing(made);
                row.version = 0;
            } else if (row.fate == Fate::changed) {
                TRY(bring_up_to_date(row, said));
            }
            of_row_.emplace(row.row.number, PersonId(row.thing.id));
            if (row.fate == Fate::perhaps_known)
                TRY(propose(row));
            return done();
        }

    private:
        Done bring_up_to_date(StagedRow const& row, Person const& said)
        {
            auto const stands = kept_record(change_.writing(), PersonId(row.thing.id));
            if (!stands || stands->version != row.version)
                return record_moved_on();
            auto const wanted = TRY(checked(diff_of(*stands, said, owner_, today_).wanted, today_));
            TRY(change_.record("bring in", facts_of(change_, *stands),
                fmt::format("Brought up to date by an import, row {}", row.row.number)));
            TRY(keep_version(change_, *stands, wanted, "Brought up to date by an import"));
            note_values(*stands, *kept_record(change_.writing(), stands->id));
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
                TRY(propose(row, one.thing, one.why));
            if (auto const at = of_row_.find(row.like_row); at != of_row_.end())
                TRY(propose(row, thing(at->second),
                    fmt::format(
                        "Row {} of the same file gives the same name and birth date", at->first)));
            return done();
        }
        Done propose(StagedRow const& row, Thing const& other, std::string const& why)
        {
            add_alike(change_, import_, row.place, {row.thing, other, why});
            return room_.propose_same
                ? room_.propose_same(change_, PersonId(row.thing.id), PersonId(other.id), why)
                : done();
        }

        People const& room_;
        Change& change_;
        Import const& import_;
        Owner owner_;
        Date today_;
        std::unordered_map<std::size_t, PersonId> of_row_ = {};
    };
} // namespace

std::unique_ptr<imports::Bringing> PeopleList::bringing(Change& change, Import const& import) const
{
    return std::make_unique<Accepting>(room_, change, import);
}

Result<PersonId> record_from_list(
    Change& change, Import const& import, Person said, std::size_t row)
{
    said.id = PersonId::fresh();
    said.created_by = change.visitor().account;
    said.owner_agency = import.agency;
    access::Facts facts;
    facts.thing = thing(said.id);
    facts.subject = facts.thing;
    facts.owner = said.owner_agency;
    facts.raised_by = said.created_by;
    auto const reference = add_record(change, said);
    TRY(change.record(
        "create", facts, fmt::format("{} recorded by an import, row {}", reference.write(), row)));
    links::Involvement with;
    with.agency = import.agency;
    with.team = import.team;
    if (with.team.none())
        with.practitioner = change.visitor().account;
    with.role = "Works with them";
    TRY(links::involve(change, facts, with));
    return said.id;
}

} // namespace kith::people
