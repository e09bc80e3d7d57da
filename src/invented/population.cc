// SPDX-License-Identifier: MIT
#include "invented/population.h"
#include "base/csv.h"
#include "base/shipped.h"
#include "contexts/contexts.h"
#include "invented/tale_reader.h"
#include "people/people.h"
#include <fmt/core.h>

namespace kith::invented {
namespace {
    constexpr std::size_t recorded_at_once = 200;
    constexpr auto between_changes = std::chrono::minutes(3);
    constexpr auto recorder = "rosa.adeyemi";
    constexpr int oldest = 90;
    constexpr std::size_t in_ten_are_children = 4;
    constexpr std::size_t one_in_speaks_more = 8;

    struct TownWords {
        std::vector<std::string> given_f, given_m, family, languages, stems, schools, places,
            online;
    };

    TownWords read_town_words()
    {
        TownWords words;
        constexpr auto path = "data/invented/town.toml";
        read_tale(path, shipped_file(path), [&](TaleTable const& top) {
            words.given_f = top.list("given_f");
            words.given_m = top.list("given_m");
            words.family = top.list("family");
            words.languages = top.list("languages");
            words.stems = top.list("stems");
            words.schools = top.list("schools");
            words.places = top.list("places");
            words.online = top.list("online");
        });
        return words;
    }

    std::vector<std::string> read_postcodes()
    {
        std::vector<std::string> postcodes;
        auto const table = csv::Table::read(shipped_file("data/invented/postcodes.csv"));
        must(table.ok(), "the invented postcodes read");
        for (std::size_t row = 0; row < table->size(); ++row)
            postcodes.push_back(table->text(row, "postcode"));
        return postcodes;
    }

    // Four in ten are under 18; most birth dates are known to the day.
    PartialDate draw_birth(Date born_before, Draw& draw)
    {
        auto const child = draw.below(10) < in_ten_are_children;
        auto const years = child ? draw.below(18) : 18 + draw.below(oldest - 18);
        auto const day = born_before + -static_cast<int>(years * 365 + 1 + draw.below(365));
        if (draw.below(20) == 0)
            return {.year = day.year(), .about = true};
        return {day.year(), day.month(), day.day()};
    }

    people::Person draw_person(TownWords const& words, Date born_before, Draw& draw)
    {
        people::Person person;
        auto const female = draw.below(2) == 0;
        person.sex = female ? "F" : "M";
        auto const& given = draw.pick(female ? words.given_f : words.given_m);
        auto const& family = draw.pick(words.family);
        people::Name name;
        name.text = given + " " + family;
        name.source = "record brought over";
        person.names.push_back(std::move(name));
        person.birth = draw_birth(born_before, draw);
        if (draw.below(one_in_speaks_more) == 0)
            person.language = draw.pick(words.languages);
        return person;
    }

    contexts::Context public_place(
        std::string kind, std::string name, std::vector<std::string> const& postcodes, Draw& draw)
    {
        contexts::Context context;
        context.kind = std::move(kind);
        context.name = std::move(name);
        context.postcode = draw.pick(postcodes);
        return context;
    }

    template <class T>
    T taken(Result<T> result, std::string_view what)
    {
        must(result.ok(),
            result ? "" : fmt::format("{} is refused: {}", what, result.error().words.key));
        return std::move(*result);
    }

    // Some of a list in one Change, each through `keep`.
    template <class T, class Keep>
    void record_some(Invented const& invented, AccountId by, std::vector<T> const& all,
        std::size_t from, Keep const& keep)
    {
        auto const pass = taken(invented.gate.enter(by), recorder);
        auto const until = std::min(all.size(), from + recorded_at_once);
        taken(pass->visit().change([&](access::Change& change) -> Done {
            for (auto i = from; i < until; ++i)
                TRY(keep(change, all[i], i));
            return done();
        }),
            "a record of the town");
        pass->settle();
        invented.clock.move_to(invented.clock.now() + between_changes);
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
    for (auto const& person : people) {
        auto const age = on.year() - person.birth->year;
        if (age >= 12 && age <= 17)
            found.push_back({person.names.front().text, std::to_string(age - 1)});
    }
    return found;
}

Population draw_population(std::size_t people, Date born_before, Draw& draw)
{
    auto const words = read_town_words();
    auto const postcodes = read_postcodes();
    Population population;
    for (auto const& [kind, ends] : {std::pair{"SCHOOL", &words.schools}, {"PLACE", &words.places}})
        for (auto const& end : *ends)
            for (auto const& stem : words.stems)
                population.contexts.push_back(
                    public_place(kind, stem + " " + end, postcodes, draw));
    for (auto const& name : words.online) {
        contexts::Context context;
        context.kind = "ONLINE";
        context.name = name;
        context.platform = "a group of a social network";
        context.handle = "invented";
        population.contexts.push_back(std::move(context));
    }
    population.people.reserve(people);
    for (std::size_t i = 0; i < people; ++i)
        population.people.push_back(draw_person(words, born_before, draw));
    return population;
}

void record(Invented const& invented, Town const& town, Population const& population,
    std::function<void(std::size_t)> const& recorded)
{
    auto const by = town.accounts.at(recorder);
    std::vector<TeamId> const teams
        = {town.teams.at("front_door_children"), town.teams.at("harbour")};
    for (std::size_t from = 0; from < population.contexts.size(); from += recorded_at_once)
        record_some(invented, by, population.contexts, from,
            [&](access::Change& change, contexts::Context const& context, std::size_t i) -> Done {
                TRY(contexts::create(change, context, teams[i % teams.size()]));
                return done();
            });
    for (std::size_t from = 0; from < population.people.size(); from += recorded_at_once) {
        record_some(invented, by, population.people, from,
            [&](access::Change& change, people::Person const& person, std::size_t i) -> Done {
                TRY(people::create(change, person, teams[i % teams.size()]));
                return done();
            });
        recorded(std::min(population.people.size(), from + recorded_at_once));
    }
}

} // namespace kith::invented
