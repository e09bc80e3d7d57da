// SPDX-License-Identifier: MIT
#include "invented/invented.h"
#include "base/shipped.h"
#include "invented/acting.h"
#include "invented/background.h"
#include "invented/recording.h"
#include "invented/town.h"
#include "invented/year.h"
#include "platform/ledger/ledger.h"
#include <algorithm>
#include <fmt/core.h>
#include <map>

namespace kith::invented {
namespace {
    constexpr std::chrono::hours year_lasts{366 * 24};
    constexpr std::size_t background_of_small = 42;
    constexpr std::size_t background_of_larger = 3000;
    constexpr std::size_t people_of_town = 20000;
    constexpr std::size_t people_of_county = 100000;
    constexpr std::size_t people_of_region = 1500000; // as many as all of pan-Lancashire

    std::size_t people_of(Size size)
    {
        switch (size) {
        case Size::small:
            return 0;
        case Size::town:
            return people_of_town;
        case Size::county:
            return people_of_county;
        case Size::region:
            return people_of_region;
        }
        must(false, "every size is named");
        return 0;
    }

    // The clock shows `end` again when the telling is over, whatever happens in between.
    class EndOfYear {
    public:
        explicit EndOfYear(Clock& clock) : clock_(clock), end_(clock.now()) { }
        EndOfYear(EndOfYear const&) = delete;
        EndOfYear& operator=(EndOfYear const&) = delete;
        ~EndOfYear() { clock_.move_to(end_); }
        [[nodiscard]] Instant moment() const { return end_; }

    private:
        Clock& clock_;
        Instant end_;
    };

    // What there is around the stories: worries of the rest of the year and, of the larger places,
    // the people and places that they are about.
    Population draw_around(
        Size size, Instant end, Draw& draw, Place& place, std::vector<Story>& stories)
    {
        if (size == Size::small) {
            stories.push_back(compose_background(place, background_of_small, draw));
            return {};
        }
        auto population = draw_population(people_of(size), london::day_of(end - year_lasts), draw);
        std::ranges::move(population.spots(), std::back_inserter(place.spots));
        stories.push_back(compose_background(
            place, background_of_larger, draw, population.children(london::day_of(end))));
        return population;
    }

    void live_through(
        Invented const& invented, std::vector<TimedAct> const& plan, Acting& acting, Told& told)
    {
        std::multimap<Instant, TimedAct> ahead;
        for (auto const& one : plan)
            ahead.emplace(one.at, one);
        for (auto acts = told.people; !ahead.empty(); ++acts) {
            auto const next = ahead.extract(ahead.begin()).mapped();
            invented.clock.move_to(next.at);
            for (auto& later : acting.act(*next.story, next.act, told))
                ahead.emplace(later.at, std::move(later));
            if (invented.progress)
                invented.progress(acts + 1, acts + 1 + ahead.size());
        }
    }

    // On PostgreSQL a server's sequencer gives the entries their places; here nobody else does yet.
    void number_what_is_left(db::Database& database)
    {
        if (database.kind() != db::Kind::postgres)
            return;
        std::size_t numbered = 0;
        do {
            database.write([&](db::Connection& connection) {
                numbered = ledger::number_entries(connection);
                return db::Outcome::keep;
            });
        } while (numbered > 0);
    }
} // namespace

Result<Size> read_size(std::string_view text)
{
    if (text == "small")
        return Size::small;
    if (text == "town")
        return Size::town;
    if (text == "county")
        return Size::county;
    if (text == "region")
        return Size::region;
    return invalid("Choose the size \"small\", \"town\", \"county\" or \"region\"", "size");
}

std::string write_truth(std::vector<HeldTwice> const& held_twice)
{
    std::string csv = "reference,same_as,slip,by,name,birth,postcode\n";
    for (auto const& one : held_twice)
        csv += fmt::format("{},{},{},{},{},{},{}\n", one.second.write(), one.first.write(),
            one.slip, one.by, one.name, one.birth, one.postcode);
    return csv;
}

Result<Told> tell(Invented const& invented, Size size, std::uint64_t seed)
{
    auto& database = invented.gate.database();
    EndOfYear const end(invented.clock);
    if (!directory::list_agencies(*database.reader(), london::day_of(end.moment())).empty())
        return error(
            Code::conflict, "This folder holds agencies already: name an empty one with --data");
    auto place = read_place();
    Draw draw(seed);
    auto stories = read_stories();
    auto const population = draw_around(size, end.moment(), draw, place, stories);
    auto const postcodes = size == Size::small
        ? std::string(shipped_file("data/invented/postcodes.csv"))
        : Streets::postcodes_csv();
    auto const boxes = make_boxes(invented, stories);
    auto plan = plan_year(stories,
        {invented.room.facts.working_days(), invented.room.clocks.rule("concern.decision"),
            end.moment()});
    invented.clock.move_to(end.moment() - year_lasts);
    auto const town = build_town(invented, place, postcodes);
    Told told;
    told.postcodes = town.postcodes;
    told.receipts = boxes.receipts;
    told.people = population.held.size();
    told.contexts = population.contexts.size();
    auto const references = record(invented, town, population, [&](std::size_t people) {
        if (invented.progress)
            invented.progress(people, told.people + plan.size());
    });
    told.held_twice = held_twice(population, references);
    Acting acting(invented, town, boxes,
        Later(plan, read_ways(), draw, {invented.room.facts.working_days(), end.moment()},
            size == Size::small ? Later::Most::worked : Later::Most::advised));
    live_through(invented, plan, acting, told);
    invented.clock.move_to(end.moment());
    while (concerns::lay_out_replies(invented.room, invented.gate) > 0) { }
    cases::tell_who_becomes_an_adult(invented.cases, invented.gate);
    missing::ask_for_meetings(invented.missing, invented.gate);
    told.sign_ins = hand_out_passwords(invented, place, town);
    number_what_is_left(database);
    return told;
}

} // namespace kith::invented
