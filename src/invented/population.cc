// SPDX-License-Identifier: MIT
#include "invented/population.h"
#include "base/shipped.h"
#include "invented/tale_reader.h"
#include <algorithm>
#include <array>

namespace kith::invented {
namespace {
    constexpr std::size_t in_hundred_held_twice = 3;

    // Who holds records, and of 100 people how many they hold first.
    struct Share {
        Keeper keeper;
        std::size_t of_hundred;
    };
    constexpr std::array<Share, 5> keepers = {{
        {{"rosa.adeyemi", "council records brought over", 35, 30, 96, 20}, 46},
        {{"farida.aziz", "hospital records brought over", 97, 0, 90, 10}, 30},
        {{"dana.whitlock", "police records brought over", 0, 0, 80, 0}, 12},
        {{"amina.sesay", "school register brought over", 0, 96, 94, 30}, 8},
        {{"delroy.grantham", "youth project records brought over", 0, 0, 35, 15}, 4},
    }};
    Keeper const& council() { return keepers[0].keeper; }

    Keeper const& draw_keeper(Somebody const& one, Date on, Draw& draw)
    {
        auto at = draw.below(100);
        for (auto const& share : keepers) {
            if (at < share.of_hundred) {
                auto const at_school = share.keeper.pupil > 90;
                auto const age = age_on(one, on);
                return at_school && (age < 4 || age > 18) ? council() : share.keeper;
            }
            at -= share.of_hundred;
        }
        return council();
    }

    Keeper const& draw_other(Keeper const& than, Somebody const& one, Date on, Draw& draw)
    {
        for (;;)
            if (auto const& keeper = draw_keeper(one, on, draw); &keeper != &than)
                return keeper;
    }

    std::string postcode_in(people::Person const& person, HomeAddress const& home)
    {
        auto const held = std::ranges::any_of(person.contacts,
            [](people::ContactDetail const& one) { return one.kind == "address"; });
        return held ? home.postcode : std::string();
    }

    void hold(Population& population, std::vector<Household> const& households,
        CountyWords const& words, Date on, Draw& draw)
    {
        struct Again {
            std::size_t household, member, first;
        };
        std::vector<Again> again;
        for (std::size_t at = 0; at < households.size(); ++at)
            for (std::size_t i = 0; i < households[at].members.size(); ++i) {
                auto const& one = households[at].members[i];
                Held held;
                held.keeper = households[at].in_need ? &council() : &draw_keeper(one, on, draw);
                held.person = write_down(one, households[at].home, *held.keeper, on, draw);
                held.household = at;
                held.part = one.part;
                held.worked_with = households[at].in_need;
                auto const age = age_on(one, on);
                held.at_school = age >= 5 && age <= 15;
                held.postcode = postcode_in(held.person, households[at].home);
                if (draw.below(100) < in_hundred_held_twice)
                    again.push_back({at, i, population.held.size()});
                population.held.push_back(std::move(held));
            }
        for (auto const& one : again) {
            auto const& member = households[one.household].members[one.member];
            Held held;
            held.keeper = &draw_other(*population.held[one.first].keeper, member, on, draw);
            auto written
                = with_slip(member, households[one.household].home, *held.keeper, words, draw);
            held.person = std::move(written.person);
            held.household = one.household;
            held.part = member.part;
            held.slip = written.slip;
            held.first = one.first;
            held.postcode = std::move(written.postcode);
            population.held.push_back(std::move(held));
        }
    }

    // Those of one keeper together, in the order of `keepers`; first records before second ones.
    void gather(std::vector<Held>& held)
    {
        std::vector<std::size_t> order(held.size());
        for (std::size_t i = 0; i < order.size(); ++i)
            order[i] = i;
        std::ranges::stable_sort(order, {}, [&](std::size_t i) {
            auto const keeper = std::ranges::find_if(
                keepers, [&](Share const& share) { return &share.keeper == held[i].keeper; });
            return std::pair(held[i].first.has_value(), keeper - keepers.begin());
        });
        std::vector<std::size_t> now(held.size());
        std::vector<Held> gathered;
        gathered.reserve(held.size());
        for (auto const i : order) {
            now[i] = gathered.size();
            gathered.push_back(std::move(held[i]));
        }
        for (auto& one : gathered)
            if (one.first)
                one.first = now[*one.first];
        held = std::move(gathered);
    }

    contexts::Context public_place(std::string kind, std::string name, std::string postcode)
    {
        contexts::Context context;
        context.kind = std::move(kind);
        context.name = std::move(name);
        context.postcode = std::move(postcode);
        return context;
    }

    std::vector<contexts::Context> draw_contexts(Streets const& streets, Draw& draw)
    {
        std::vector<contexts::Context> all;
        constexpr auto path = "data/invented/town.toml";
        read_tale(path, shipped_file(path), [&](TaleTable const& top) {
            auto const stems = top.list("stems");
            for (auto const& [kind, ends] : {std::pair{"SCHOOL", "schools"}, {"PLACE", "places"}})
                for (auto const& end : top.list(ends))
                    for (auto const& stem : stems)
                        all.push_back(
                            public_place(kind, stem + " " + end, streets.draw_home(draw).postcode));
            for (auto const& name : top.list("online")) {
                auto context = public_place("ONLINE", name, {});
                context.platform = "a group of a social network";
                context.handle = "invented";
                all.push_back(std::move(context));
            }
        });
        return all;
    }
} // namespace

std::vector<Spot> Population::spots() const
{
    std::vector<Spot> spots;
    for (auto const& context : contexts)
        if (!context.postcode.empty())
            spots.push_back({context.name, context.postcode});
    return spots;
}

std::vector<Child> Population::children(Date on) const
{
    std::vector<Child> found;
    for (auto const& one : held) {
        if (one.slip || !one.person.birth)
            continue;
        auto const age = on.year() - one.person.birth->year;
        if (age >= 12 && age <= 17)
            found.push_back({one.person.names.front().text, std::to_string(age - 1)});
    }
    return found;
}

Population draw_population(std::size_t people, Date on, Draw& draw)
{
    auto const words = read_county_words();
    Population population;
    population.contexts = draw_contexts(Streets(words), draw);
    hold(population, draw_households(words, people, on, draw), words, on, draw);
    gather(population.held);
    return population;
}

} // namespace kith::invented
