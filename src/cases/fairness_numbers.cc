// SPDX-License-Identifier: MIT
#include "cases/fairness_numbers.h"
#include "base/london.h"
#include "cases/case_rows.h"
#include <algorithm>
#include <map>

namespace kith::cases {
namespace {
    constexpr int looked_back_days = 365; // "in the last 12 months"
    constexpr std::string_view of_harm = "harm-";

    constexpr db::Sql open_people = {"open cases of people",
        "select c.*, case when exists (select 1 from case_clocks k where k.of_case = c.id and "
        "k.met_at is null and k.stopped_at is null and k.due_at < $1) then 1 else 0 end as late "
        "from cases c where c.subject_kind = 'person' and c.closed_at is null order by "
        "c.opened_at, "
        "c.id"};
    constexpr db::Sql closed_people = {"closed cases of people",
        "select c.*, 0 as late from cases c where c.subject_kind = 'person' and c.closed_at >= $1 "
        "and not exists (select 1 from withdrawn_cases w where w.of_case = c.id) order by "
        "c.closed_at desc, c.id"};
    constexpr db::Sql levels_judged = {"levels judged in a case",
        "select level from case_levels where of_case = $1 order by on_day, recorded_at"};
    constexpr db::Sql people_in_concerns = {"people whom concerns are about",
        "select distinct l.from_id, c.id, c.state, c.received_at from links l join concerns c on "
        "c.id = l.drawn_from where l.drawn_kind = 'concern' and l.from_kind = 'person' and l.role "
        "= 'worry_about' and not l.withdrawn and c.received_at >= $1 order by c.received_at desc, "
        "c.id, l.from_id"};
    constexpr db::Sql case_after = {"case that a concern found open, or that was opened since",
        "select 1 from cases where subject_kind = 'person' and subject = $1 and (opened_at >= $2 "
        "or closed_at is null or closed_at >= $2) and not exists (select 1 from withdrawn_cases w "
        "where w.of_case = cases.id)"};

    struct CountedCase {
        Case one;
        bool late = false;
    };

    access::Facts numbers_facts(Visit const& visit)
    {
        access::Facts facts;
        facts.thing = {"fairness", visit.visitor().agency.uuid()};
        facts.owner = visit.visitor().agency;
        return facts;
    }

    // Whoever may open cases knows some of those counted, and could take them off.
    bool counts_all(Visit const& visit)
    {
        return visit.permits("read all", numbers_facts(visit)) && !visit.could("create", "case");
    }

    // The cases counted, each person once.
    std::vector<CountedCase> cases_counted(Visit const& visit, db::Sql const& which, Instant since)
    {
        auto const all = counts_all(visit);
        std::vector<CountedCase> counted;
        std::set<PersonId> seen;
        auto& connection = visit.reading();
        for (auto const row : connection.run(which, since)) {
            auto one = read_case(row);
            if (!all) {
                if (!visit.visitor().in_team(one.team))
                    continue;
                auto const facts = facts_of(visit, one);
                if (!facts.ok() || !visit.sees(facts.value()))
                    continue;
            }
            if (seen.insert(people::kept_of(connection, PersonId(one.subject.id))).second)
                counted.push_back({std::move(one), row.boolean("late")});
        }
        return counted;
    }

    // By their postcode alone: where something happened, or was told, is not where they live.
    std::string district_of_person(db::Connection& connection, people::SplitBy const& person)
    {
        if (auto const postcode = directory::Postcode::read(person.postcode); postcode.ok())
            if (auto const known = directory::find_postcode(connection, postcode.value()))
                return known->district;
        return {};
    }

    // One list, read: what it counts, and how.
    class Counting {
    public:
        Counting(Cases const& room, Visit const& visit)
            : room_(room)
            , groups_(*room.groups)
            , visit_(visit)
            , on_(london::day_of(visit.now()))
            , since_(london::start_of(on_ + -looked_back_days))
        {
        }

        [[nodiscard]] std::vector<CountedPerson> people_of(FairnessList const& list)
        {
            if (list.code == "concerns")
                add_concerns();
            else if (list.code == "closed")
                for (auto const& one : cases_counted(visit_, closed_people, since_))
                    add(one.one, change_of_level(one.one));
            else
                for (auto const& one : cases_counted(visit_, open_people, visit_.now()))
                    add(one.one, outcome_of(list, one));
            return std::move(people_);
        }

    private:
        std::size_t outcome_of(FairnessList const& list, CountedCase const& counted) const
        {
            auto const& one = counted.one;
            if (list.code == "late")
                return counted.late ? 0 : 1;
            if (list.code == "allocated")
                return one.worker.none() ? 1 : 0;
            if (list.code.starts_with(of_harm))
                return one.strands.contains(list.code.substr(of_harm.size())) ? 0 : 1;
            return level_place(one.level);
        }

        // In the order of the list; after the last, of a case that nobody judged yet.
        std::size_t level_place(std::string const& level) const
        {
            auto const levels = room_.facts.codes("level", on_);
            return static_cast<std::size_t>(
                std::ranges::find(levels, level, &directory::ListedCode::code) - levels.begin());
        }

        // Lower, the same, higher, or judged less than twice.
        std::size_t change_of_level(Case const& one) const
        {
            std::vector<std::size_t> judged;
            for (auto const row : visit_.reading().run(levels_judged, one.id))
                judged.push_back(level_place(row.text("level")));
            if (judged.size() < 2)
                return 3;
            return judged.back() < judged.front() ? 0 : judged.back() == judged.front() ? 1 : 2;
        }

        // Each person by the latest concern about them: what stood or followed from its own day on.
        void add_concerns()
        {
            auto& connection = visit_.reading();
            std::set<PersonId> seen;
            for (auto const row : connection.run(people_in_concerns, since_)) {
                auto const kept = people::kept_of(connection, row.id<PersonId>("from_id"));
                if (!seen.insert(kept).second)
                    continue;
                auto const records = people::records_of(connection, kept);
                auto const received = row.instant("received_at");
                auto const has_case = std::ranges::any_of(records, [&](PersonId record) {
                    return !connection.run(case_after, record, received).empty();
                });
                add(kept, has_case ? 0 : row.text("state") == "decided" ? 1 : 2);
            }
        }

        void add(Case const& one, std::size_t outcome)
        {
            add(people::kept_of(visit_.reading(), PersonId(one.subject.id)), outcome);
        }

        void add(PersonId kept, std::size_t outcome)
        {
            auto& connection = visit_.reading();
            auto const person = people::split_by(connection, kept, on_);
            auto const district = district_of_person(connection, person);
            CountedPerson counted;
            counted.outcome = outcome;
            for (std::size_t i = 0; i < all_splits.size(); ++i)
                counted.groups[i] = groups_.group_of(all_splits[i], person, district, on_);
            people_.push_back(counted);
        }

        Cases const& room_;
        FairnessGroups const& groups_;
        Visit const& visit_;
        Date on_;
        Instant since_;
        std::vector<CountedPerson> people_;
    };
} // namespace

std::vector<FairnessList> fairness_lists(Cases const& room, Visit const& visit)
{
    auto const today = london::day_of(visit.now());
    auto const* const open = "People with an open case today.";
    std::vector<FairnessList> lists;
    FairnessList levels{"levels", "Open cases: the level judged", open};
    for (auto const& level : room.facts.codes("level", today))
        levels.outcomes.push_back(level.label);
    levels.outcomes.emplace_back("Not judged yet");
    lists.push_back(std::move(levels));
    lists.push_back({"allocated", "Open cases: allocated to somebody", open,
        {"Allocated", "Not allocated yet"}});
    lists.push_back({"late", "Open cases: a time limit has passed", open,
        {"A time limit has passed", "None has passed"}});
    lists.push_back({"closed", "Closed cases: did the level fall?",
        "People whose case closed in the last 12 months: the level judged first beside the last.",
        {"Lower", "The same", "Higher", "Judged once, or not at all"}});
    if (counts_all(visit))
        lists.push_back({"concerns", "Concerns: was a case opened?",
            "People whom a concern of the last 12 months was about, by the latest of these.",
            {"A case was open then, or opened since", "Decided, and no case", "Not decided yet"}});
    for (auto const& harm : room.facts.codes("harm", today))
        lists.push_back({std::string(of_harm) + harm.code, "Open cases: " + harm.label, open,
            {"Among the kinds of harm", "Not among them"}});
    return lists;
}

Result<FairnessNumbers> fairness_of(Cases const& room, Visit const& visit, std::string_view list)
{
    auto const facts = numbers_facts(visit);
    TRY(visit.see(facts));
    auto const lists = fairness_lists(room, visit);
    auto const chosen = std::ranges::find(lists, list, &FairnessList::code);
    if (chosen == lists.end())
        return not_found();
    FairnessNumbers numbers{*chosen, counts_all(visit), london::day_of(visit.now())};
    numbers.tables = tables_of(*room.groups, Counting(room, visit).people_of(*chosen),
        chosen->outcomes.size(), numbers.on);
    return numbers;
}

} // namespace kith::cases
