// SPDX-License-Identifier: MIT
#include "people/import_plan.h"
#include "base/london.h"
#include "people/alike.h"
#include "people/import_diff.h"
#include "people/imports.h"
#include "people/kept_record.h"
#include "people/rows.h"
#include <algorithm>
#include <fmt/core.h>
#include <map>
#include <unordered_map>

namespace kith::people {
namespace {
    using imports::Candidate;
    using imports::Fate;
    using imports::StagedRow;

    constexpr std::size_t most_candidates = 5;
    constexpr double least_likely = 0.5;

    bool is_whole(std::optional<PartialDate> const& day) { return day && day->day && !day->about; }

    // A record that this visit may bring up to date; a look, for what stands in it is shown.
    std::optional<Person> record_to_bring_in(Visit const& visit, PersonId id)
    {
        auto record = kept_record(visit.reading(), id);
        if (!record || !visit.permits("bring in", facts_of(visit, *record)))
            return std::nullopt;
        visit.looked_at(thing(id));
        return record;
    }

    // Of one agency two numbers are two people, unless the list says that one was the other before.
    bool holds_another_own_number(Person const& record, Person const& said)
    {
        auto const own = std::ranges::find(said.identifiers, "agency_number", &Identifier::scheme);
        if (own == said.identifiers.end())
            return false;
        auto const agency = own->value.substr(0, own->value.find('/') + 1);
        auto const is_said = [&](Identifier const& number) {
            return std::ranges::any_of(said.identifiers, [&](Identifier const& one) {
                return one.scheme.starts_with("agency_") && one.value == number.value;
            });
        };
        auto const of_agency = [&](Identifier const& number) {
            return number.scheme == "agency_number" && number.value.starts_with(agency);
        };
        return std::ranges::any_of(record.identifiers, of_agency)
            && std::ranges::none_of(record.identifiers,
                [&](Identifier const& number) { return of_agency(number) && is_said(number); });
    }

    bool is_surely(
        Person const& record, Identifier const& number, Person const& said, Owner const& owner)
    {
        if (number.scheme == "agency_number")
            return true;
        if (holds_another_own_number(record, said))
            return false;
        auto const vouched = std::ranges::any_of(record.identifiers, [&](Identifier const& one) {
            return one.scheme == number.scheme && one.value == number.value
                && (one.verified_on || one.source == owner.name);
        });
        return vouched && is_whole(record.birth) && record.birth == said.birth;
    }

    void add_candidate(std::vector<Candidate>& all, PersonId person, std::string why)
    {
        if (all.size() < most_candidates && std::ranges::none_of(all, [&](auto const& one) {
                return one.thing == thing(person);
            }))
            all.push_back({thing(person), std::move(why)});
    }

    std::string in_one_line(std::vector<std::string> const& reasons)
    {
        std::string line;
        for (auto const& one : reasons)
            line += (line.empty() ? "" : "; ") + one;
        return line;
    }

    // Rows of one file that give one name and one whole birth date.
    class SameInFile {
    public:
        std::size_t take(Person const& said, std::size_t row)
        {
            if (!is_whole(said.birth))
                return 0;
            auto const key = folded_name(said.names.front().text) + said.birth->write();
            auto const [at, fresh] = first_.emplace(key, row);
            return fresh ? 0 : at->second;
        }

    private:
        std::unordered_map<std::string, std::size_t> first_ = {};
    };

    void add_candidates(People const& room, Visit const& visit, AgencyId agency, Person const& said,
        std::vector<Candidate>& candidates)
    {
        if (said.birth)
            for (auto const& name : said.names)
                for (auto const id : own_of_name(visit.reading(), agency, name.text, *said.birth))
                    if (record_to_bring_in(visit, id))
                        add_candidate(candidates, id, "Same name and birth date");
        if (!visit.visitor().process.empty())
            return; // rule 3
        for (auto const& one : alike(room, visit, match_of(said), most_candidates))
            if (one.probability >= least_likely)
                add_candidate(candidates, one.person.id, in_one_line(one.reasons));
    }
} // namespace

ImportFound find_own(Visit const& visit, AgencyId agency, Person const& said, Owner const& owner)
{
    ImportFound found;
    for (auto const& number : said.identifiers)
        for (auto const id : own_of_number(visit.reading(), agency, number)) {
            if (found.surely && found.surely->id == id)
                continue;
            auto record = record_to_bring_in(visit, id);
            if (!record)
                continue;
            if (!found.surely && is_surely(*record, number, said, owner))
                found.surely = std::move(record);
            else
                add_candidate(found.candidates, id,
                    holds_another_own_number(*record, said)
                        ? "Same number, and another of your agency’s own numbers"
                        : "Same number");
        }
    if (found.surely)
        std::erase_if(found.candidates,
            [&](auto const& one) { return one.thing == thing(found.surely->id); });
    return found;
}

FoundInList find_in_list(
    People const& room, Visit const& visit, AgencyId agency, Person const& said, Owner const& owner)
{
    auto found = find_own(visit, agency, said, owner);
    if (found.surely)
        return {found.surely->id, {}};
    add_candidates(room, visit, agency, said, found.candidates);
    return {{}, std::move(found.candidates)};
}

std::vector<StagedRow> PeopleList::plan(Visit const& visit, Import const& head,
    std::vector<Row> const& rows, imports::Progress const& progress) const
{
    auto const today = london::day_of(visit.now());
    auto const owner = imports::owner_of(visit.reading(), head.agency);
    SameInFile in_file;
    std::map<PersonId, std::size_t> row_about;
    return imports::plan_rows(rows, progress, [&](StagedRow& staged) {
        auto const said = person_of(staged.row, owner, today).value(); // it was read before
        auto found = find_own(visit, head.agency, said, owner);
        if (found.surely) {
            auto const diff = diff_of(*found.surely, said, owner, today);
            staged.fate = diff.lines.empty() ? Fate::unchanged : Fate::changed;
            staged.thing = thing(found.surely->id);
            if (auto const [first, fresh] = row_about.emplace(found.surely->id, staged.row.number);
                !fresh)
                staged.trouble = fmt::format("it is about the record that row {} is about too: "
                                             "leave one of them, or mend its number",
                    first->second);
            staged.version = found.surely->version;
            staged.lines = diff.lines;
        } else {
            staged.candidates = std::move(found.candidates);
            add_candidates(room_, visit, head.agency, said, staged.candidates);
            staged.like_row = in_file.take(said, staged.row.number);
            staged.fate = staged.candidates.empty() && staged.like_row == 0 ? Fate::fresh
                                                                            : Fate::perhaps_known;
        }
    });
}

} // namespace kith::people
