// SPDX-License-Identifier: MIT
#include "invented/households.h"
#include "invented/numbers.h"
#include <algorithm>

namespace kith::invented {
namespace {
    constexpr int oldest = 94;

    // Of 100 households: census of 2021, England.
    constexpr std::size_t alone = 30, couples = 26, couples_with_children = 26, lone_parents = 11,
                          three_generations = 4;  // the rest share a house
    constexpr std::size_t in_hundred_in_need = 6; // as six children of a hundred are
    constexpr std::size_t numbers_to_skip = 9;    // NHS numbers stand apart, as real ones do

    class Drawing {
    public:
        Drawing(CountyWords const& words, Date on, Draw& draw)
            : words_(words), streets_(words), on_(on), draw_(draw)
        {
        }

        Household household()
        {
            Household one;
            one.home = streets_.draw_home(draw_);
            auto const kind = draw_.below(100);
            auto const& community = draw_community(words_, draw_);
            if (kind < alone)
                add_alone(one, community);
            else if (kind < alone + couples)
                add_couple(one, community, 20 + draw_age(70));
            else if (kind < alone + couples + couples_with_children)
                add_family(one, community, true);
            else if (kind < alone + couples + couples_with_children + lone_parents)
                add_family(one, community, false);
            else if (kind
                < alone + couples + couples_with_children + lone_parents + three_generations) {
                add_family(one, community, true);
                add_grandparent(one, community);
            } else
                for (auto left = 2 + draw_.below(3); left > 0; --left)
                    one.members.push_back(grown_up(
                        draw_community(words_, draw_), draw_.below(2) == 0, 18 + draw_age(25)));
            one.in_need = one.children() > 0 && draw_.below(100) < in_hundred_in_need;
            return one;
        }

    private:
        int draw_age(std::size_t span) { return static_cast<int>(draw_.below(span)); }

        PartialDate born(int age)
        {
            auto const day = on_ + -(age * 1461 / 4 + 1 + static_cast<int>(draw_.below(364)));
            return {day.year(), day.month(), day.day()};
        }

        Somebody somebody(Community const& community, bool female)
        {
            Somebody one;
            one.female = female;
            one.community = &community;
            auto const& given = female ? community.given_f : community.given_m;
            one.given = draw_name(given, draw_);
            if (draw_.below(10) < 4)
                one.middle = draw_name(given, draw_);
            if (one.middle == one.given)
                one.middle.clear();
            next_nhs_ += 1 + draw_.below(numbers_to_skip);
            if (next_nhs_ < nhs_numbers) // the last people of a region have none
                one.nhs = next_nhs_;
            one.number = next_number_++;
            if (draw_.below(100) < community.speaks)
                one.language = draw_.pick(community.languages);
            return one;
        }

        Somebody grown_up(Community const& community, bool female, int age)
        {
            auto one = somebody(community, female);
            auto const& own = female && !community.of_women.empty() && draw_.below(10) < 6
                ? community.of_women
                : community.family;
            one.family = draw_name(own, draw_);
            if (female)
                one.family = of_a_woman(community, one.family);
            one.birth = born(age);
            if (community.speaks > 50 && draw_.below(25) == 0)
                one.birth = {one.birth.year, 1, 1}; // the day was not known when they came
            return one;
        }

        void add_alone(Household& one, Community const& community)
        {
            auto const old = draw_.below(10) < 4;
            auto const age = old ? 66 + draw_age(oldest - 66) : 19 + draw_age(47);
            one.members.push_back(grown_up(community, draw_.below(2) == 0, age));
        }

        // He, then she; most wives of the place take his name.
        void add_couple(Household& one, Community const& community, int age)
        {
            auto const& hers = draw_.below(20) == 0 ? draw_community(words_, draw_) : community;
            auto const other_age = std::clamp(age - 4 + draw_age(8), 18, oldest);
            one.members.push_back(grown_up(community, false, std::min(age, oldest)));
            auto she = grown_up(hers, true, other_age);
            if (hers.of_women.empty() && draw_.below(10) < 6) {
                she.family_before = she.family;
                she.family = of_a_woman(hers, one.members.front().family);
            }
            one.members.push_back(std::move(she));
        }

        std::size_t draw_children()
        {
            auto const drawn = draw_.below(100); // ONS families: 44, 41, 15 (of them some more)
            return drawn < 44 ? 1 : drawn < 85 ? 2 : drawn < 96 ? 3 : 4;
        }

        void add_family(Household& one, Community const& community, bool both)
        {
            auto const eldest = draw_age(24);
            auto const age = eldest + 20 + draw_age(20);
            if (both)
                add_couple(one, community, age);
            else
                one.members.push_back(grown_up(community, draw_.below(10) < 9, age));
            auto const family = one.members.front().family;
            auto at = eldest;
            std::optional<PartialDate> last_birth;
            for (auto left = draw_children(); left > 0 && at >= 0; --left) {
                auto child = somebody(community, draw_.below(2) == 0);
                child.part = Part::child;
                child.family = child.female ? of_a_woman(community, family) : family;
                while (std::ranges::find(one.members, child.given, &Somebody::given)
                    != one.members.end())
                    child.given = draw_.pick(child.female ? community.given_f : community.given_m);
                auto const twin = last_birth && draw_.below(65) == 0;
                child.birth = twin ? *last_birth : born(at);
                last_birth = child.birth;
                one.members.push_back(std::move(child));
                at -= 1 + draw_age(4);
            }
        }

        void add_grandparent(Household& one, Community const& community)
        {
            auto const age = one.members.front().birth.year - 22 - draw_age(12);
            auto old = grown_up(community, draw_.below(3) != 0, std::min(on_.year() - age, oldest));
            old.part = Part::elder;
            if (!old.female)
                old.family = one.members.front().family;
            one.members.push_back(std::move(old));
        }

        CountyWords const& words_;
        Streets streets_;
        Date on_;
        Draw& draw_;
        std::size_t next_nhs_ = 0;
        std::size_t next_number_ = 0;
    };
} // namespace

std::size_t Household::children() const
{
    return static_cast<std::size_t>(std::ranges::count(members, Part::child, &Somebody::part));
}

std::vector<Household> draw_households(
    CountyWords const& words, std::size_t people, Date on, Draw& draw)
{
    Drawing drawing(words, on, draw);
    std::vector<Household> all;
    for (std::size_t drawn = 0; drawn < people; drawn += all.back().members.size())
        all.push_back(drawing.household());
    return all;
}

int age_on(Somebody const& one, Date day)
{
    auto const born = one.birth.first();
    auto const before_birthday
        = day.month() < born.month() || (day.month() == born.month() && day.day() < born.day());
    return day.year() - born.year() - (before_birthday ? 1 : 0);
}

} // namespace kith::invented
