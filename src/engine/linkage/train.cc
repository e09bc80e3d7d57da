// SPDX-License-Identifier: MIT
#include "engine/linkage/train.h"
#include "base/parallel.h"
#include <algorithm>
#include <cmath>
#include <optional>

namespace kith::linkage {
namespace {
    constexpr double usual_weight = 25;    // so many pairs of one person are worth what is usual
    constexpr double most_weight = 20'000; // of one key: none drowns the others
    constexpr double least = 1e-7;
    // So many pairs of strangers are worth what is usual of numbers: fewer than that show little of
    // what happens once in a million, and what most of a file hold by chance shows all the same.
    constexpr double usual_strangers = 1000;
    constexpr double most_alike = 0.99; // however alike the strangers of a small file are

    std::size_t place(Field field) { return static_cast<std::size_t>(field); }

    Levels levels(std::initializer_list<double> from_one)
    {
        Levels all = {};
        std::ranges::copy(from_one, all.begin() + 1);
        return all;
    }

    void make_shares(Levels& counts)
    {
        double total = 0;
        for (auto const one : counts)
            total += one;
        for (auto& one : counts)
            one = total > 0 ? one / total : 0;
    }

    // Gives `same` the share it has by its values' frequencies, and the others the rest.
    void set_share(Levels& u, unsigned level, double wanted)
    {
        auto const share = std::min(wanted, most_alike);
        double rest = 0;
        for (std::size_t at = 1; at < level_count; ++at)
            rest += at == level ? 0 : u[at];
        for (std::size_t at = 1; at < level_count; ++at)
            u[at] = at == level ? share : rest > 0 ? u[at] / rest * (1 - share) : 0;
    }

    // How often two records drawn at random give one address: counted on a share of the addresses.
    double same_address(People const& people)
    {
        auto const one_in = people.records.size() > 200'000 ? 16U : 1U;
        std::vector<std::uint64_t> addresses;
        double total = 0;
        for (auto const& record : people.records) {
            if (record.house == 0 || record.postcode == 0)
                continue;
            total += 1;
            auto const address
                = mixed((static_cast<std::uint64_t>(record.postcode) << 32) | record.house);
            if (address % one_in == 0)
                addresses.push_back(address);
        }
        std::ranges::sort(addresses);
        double pairs = 0;
        for (std::size_t first = 0, last = 0; first < addresses.size(); first = last) {
            while (last < addresses.size() && addresses[last] == addresses[first])
                ++last;
            pairs += static_cast<double>(last - first) * static_cast<double>(last - first - 1);
        }
        return total > 1 ? std::max(pairs * one_in / (total * (total - 1)), 1e-9) : 1e-9;
    }

    // Nothing where no two records say it: what is not there teaches nothing. No rarer than a file
    // of this size could show.
    std::optional<double> same_of(Frequency const& frequency)
    {
        if (frequency.total < 2)
            return std::nullopt;
        auto const pairs = frequency.total * (frequency.total - 1) / 2;
        return std::max(frequency.same(), 0.5 / (pairs + 1));
    }

    void set_same(Levels& u, unsigned level, Frequency const& frequency)
    {
        if (auto const same = same_of(frequency))
            set_share(u, level, *same);
    }

    void set_location_shares(Levels& u, People const& people,
        std::array<Frequency, counted_count> const& frequencies, double with_house)
    {
        using namespace location_level;
        auto const of
            = [&](Counted one) { return frequencies[static_cast<std::size_t>(one)].same(); };
        auto const at_postcode = std::min(
            same_of(frequencies[static_cast<std::size_t>(Counted::postcode)]).value_or(0),
            most_alike);
        if (at_postcode == 0)
            return;
        auto const at_address = std::min(same_address(people) * with_house, at_postcode);
        for (auto const level : {address, postcode, neighbour, moved_postcode})
            u[level] = 0;
        make_shares(u);
        set_share(u, address, at_address);
        set_share(u, neighbour, std::max(at_postcode * with_house - at_address, 1e-9));
        set_share(u, postcode, at_postcode * (1 - with_house) + 1e-9);
        set_share(u, moved_postcode, of(Counted::street) * of(Counted::house));
    }

    // How often a forename drawn at random is somebody else's surname.
    double same_across(Frequency const& forenames, Frequency const& surnames)
    {
        double sum = 0;
        auto const both = std::min(forenames.counts.size(), surnames.counts.size());
        for (std::size_t value = 1; value < both; ++value)
            sum += static_cast<double>(forenames.counts[value])
                * static_cast<double>(surnames.counts[value]);
        auto const pairs = forenames.total * surnames.total;
        return pairs > 0 ? sum / pairs : 0;
    }

    bool is_number(std::size_t field)
    {
        return std::ranges::any_of(
            usual_numbers, [&](UsualNumber const& one) { return place(one.field) == field; });
    }

    // How many pairs of strangers both say something, field by field.
    using PairsSeen = std::array<double, field_count>;

    // Never rarer than is usual, since that no two are the same by chance cannot be seen. Less than
    // one pair, as is left over where those of one person were taken out, is none.
    void mix_numbers(Model& model, PairsSeen const& seen)
    {
        for (auto const& one : usual_numbers) {
            auto& u = model.u[place(one.field)];
            auto const all = seen[place(one.field)];
            for (std::size_t level = 1; level < level_count; ++level) {
                auto const pairs = all * u[level] < 1 ? 0 : all * u[level];
                u[level] = std::max(one.u[level],
                    (pairs + usual_strangers * one.u[level]) / (all + usual_strangers));
            }
            make_shares(u);
        }
    }

    // How strangers happen to agree.
    PairsSeen count_strangers(Model& model, People const& people, unsigned threads)
    {
        for (auto const& [pattern, count] : sample_strangers(people, threads))
            for (std::size_t field = 0; field < field_count; ++field)
                model.u[field][level_of(pattern, static_cast<Field>(field))] += count;
        PairsSeen seen = {};
        std::size_t with_house = 0;
        for (auto const& record : people.records)
            with_house += record.house != 0 ? 1U : 0U;
        auto const share
            = static_cast<double>(with_house) / static_cast<double>(people.records.size());
        for (std::size_t field = 0; field < field_count; ++field) {
            model.u[field][0] = 0;
            for (auto const count : model.u[field])
                seen[field] += count;
            for (std::size_t level = 1; level < level_count && !is_number(field); ++level)
                if (usual_model().m[field][level] > 0)
                    model.u[field][level] += 0.2;
            make_shares(model.u[field]);
        }
        auto const of = [&](Counted one) -> Frequency const& {
            return model.frequencies[static_cast<std::size_t>(one)];
        };
        auto& forename = model.u[place(Field::forename)];
        set_same(forename, forename_level::same, of(Counted::forename));
        set_same(model.u[place(Field::surname)], surname_level::same, of(Counted::surname));
        if (of(Counted::forename).total > 0 && of(Counted::surname).total > 0) {
            auto const by_chance = of(Counted::forename).same() * of(Counted::surname).same();
            auto const across = same_across(of(Counted::forename), of(Counted::surname));
            set_share(forename, forename_level::swapped, 2 * std::max(across * across, by_chance));
            set_share(forename, forename_level::elsewhere, 2 * std::max(across, by_chance));
        }
        set_same(model.u[place(Field::birth)], birth_level::same, of(Counted::birth));
        set_same(model.u[place(Field::birth_place)], plain_level::same, of(Counted::birth_place));
        set_same(model.u[place(Field::occupation)], plain_level::same, of(Counted::occupation));
        set_location_shares(
            model.u[place(Field::location)], people, model.frequencies, share * share);
        return seen;
    }

    constexpr std::array households_share
        = {Field::surname, Field::location, Field::phone, Field::email};
    bool shared_at_home(std::size_t field)
    {
        return std::ranges::find(households_share, static_cast<Field>(field))
            != households_share.end();
    }

    // How likely a pattern is for one person, one household, two strangers: relative to strangers.
    struct Odds {
        double match = 1;
        double household = 1;
    };
    class OddsOf {
    public:
        explicit OddsOf(Model const& model, unsigned hidden = 0)
        {
            for (std::size_t field = 0; field < field_count; ++field)
                for (std::size_t level = 1; level < level_count; ++level)
                    if (((hidden >> field) & 1U) == 0)
                        odds_[field][level] = of(model, field, level);
        }
        Odds operator()(Pattern pattern) const
        {
            Odds odds;
            for (std::size_t field = 0; field < field_count; ++field) {
                auto const& [match, household]
                    = odds_[field][level_of(pattern, static_cast<Field>(field))];
                odds.match *= match;
                odds.household *= household;
            }
            return odds;
        }

    private:
        static Odds of(Model const& model, std::size_t field, std::size_t level)
        {
            auto const u = std::max(model.u[field][level], 1e-12);
            auto const match = model.m[field][level] / u;
            return {match,
                shared_at_home(field)              ? at_home(static_cast<Field>(field), match)
                    : field == place(Field::birth) ? model.household_birth[level] / u
                                                   : 1};
        }
        std::array<std::array<Odds, level_count>, field_count> odds_ = {}; // level 0 tells nothing
    };

    void mix(Levels& into, Levels const& counts, Levels const& usual)
    {
        double total = 0;
        for (std::size_t level = 1; level < level_count; ++level)
            total += counts[level];
        for (std::size_t level = 1; level < level_count; ++level)
            into[level] = usual[level] == 0
                ? 0
                : std::max(
                    least, (counts[level] + usual_weight * usual[level]) / (total + usual_weight));
    }

    struct Lesson {
        Key key;
        std::vector<Field> hidden;
    };
    std::array<Lesson, 4> const& lessons()
    {
        static std::array<Lesson, 4> const all = {{
            {Key::birth_and_surname, {Field::birth, Field::surname}},
            {Key::names, {Field::forename, Field::surname}},
            {Key::birth_and_forename, {Field::birth, Field::forename}},
            {Key::postcode_and_surname, {Field::location, Field::surname}},
        }};
        return all;
    }

    // What strangers seem to agree in holds those drawn that are one person, or one household.
    void take_out_matches(Model& model, Model const& counted_u, PairsSeen const& seen, double share)
    {
        for (std::size_t field = 0; field < field_count; ++field) {
            auto const taken = shared_at_home(field) ? share * (1 + model.households) : share;
            for (std::size_t level = 1; level < level_count; ++level)
                model.u[field][level]
                    = std::max(counted_u.u[field][level] - taken * model.m[field][level],
                        counted_u.u[field][level] * 0.01);
            make_shares(model.u[field]);
        }
        mix_numbers(model, seen);
    }

    // How many pairs are of one person: what they are worth in all, under a prior that is what they
    // are worth in all.
    struct Estimated {
        double matches = 0;
        Levels forenames = {}; // of the matches
    };
    Estimated estimated_matches(Model const& model, Sample const& everything, double pairs)
    {
        Estimated estimated;
        OddsOf const odds_of(model);
        std::vector<Odds> odds;
        for (auto const& one : everything.patterns)
            odds.push_back(odds_of(one.pattern));
        auto matches = std::sqrt(pairs);
        for (int turn = 0; turn < 30; ++turn) {
            auto const prior = std::min(matches / pairs, 0.5);
            matches = 0;
            for (std::size_t at = 0; at < odds.size(); ++at) {
                auto const match = prior * odds[at].match;
                auto const other = 1 + prior * model.households * odds[at].household;
                matches += everything.patterns[at].count * match / (match + other);
            }
            matches = std::max(matches / everything.share, 1.0);
        }
        estimated.matches = matches;
        auto const prior = std::min(matches / pairs, 0.5);
        for (std::size_t at = 0; at < odds.size(); ++at) {
            auto const match = prior * odds[at].match;
            auto const other = 1 + prior * model.households * odds[at].household;
            estimated.forenames[level_of(everything.patterns[at].pattern, Field::forename)]
                += everything.patterns[at].count * match / (match + other) / everything.share;
        }
        return estimated;
    }

    // The kinds of key that find less than one pair of one person in so many that no other finds.
    constexpr double worth_one_in = 1000;
    std::array<bool, key_count> not_worth_it(
        Model const& model, Sample const& everything, double pairs)
    {
        std::array<bool, key_count> asleep = {};
        auto const prior = std::min(model.matches_per_record * std::sqrt(2 / pairs), 0.5);
        OddsOf const odds_of(model);
        for (std::size_t kind = 0; kind < key_count; ++kind) {
            double matches = 0;
            double compared = 0;
            for (auto at = everything.starts[kind]; at < everything.starts[kind + 1]; ++at) {
                auto const& [pattern, count] = everything.patterns[at];
                auto const odds = odds_of(pattern);
                auto const match = prior * odds.match;
                matches += count * match / (match + 1 + prior * model.households * odds.household);
                compared += count;
            }
            auto const lesson = std::ranges::any_of(lessons(),
                [&](Lesson const& one) { return static_cast<std::size_t>(one.key) == kind; });
            asleep[kind] = !lesson && kind != static_cast<std::size_t>(Key::twins)
                && compared > 2000 && matches * worth_one_in < compared;
        }
        return asleep;
    }

    // No lesson meets names in each other's place: how often they are comes from all pairs met.
    void set_across(Model& model, Levels const& forenames, double matches)
    {
        auto const usual = usual_model().m[place(Field::forename)];
        for (auto const level : {forename_level::swapped, forename_level::elsewhere})
            model.m[place(Field::forename)][level]
                = (forenames[level] + usual_weight * usual[level])
                / (matches - forenames[0] + usual_weight);
    }

    void take_lessons(Model& model, std::array<Sample, 4> const& samples, unsigned threads)
    {
        auto const usual = usual_model();
        std::array<Levels, field_count> counts = {};
        std::array<Learned, 4> learned;
        in_parallel(4, threads, [&](std::size_t at, unsigned) {
            learned[at] = learn(samples[at].patterns, model, lessons()[at].hidden, 25);
        });
        for (std::size_t at = 0; at < 4; ++at) {
            auto const scale = std::min(1.0, most_weight / std::max(learned[at].matches, 1.0));
            for (std::size_t field = 0; field < field_count; ++field)
                for (std::size_t level = 1; level < level_count; ++level)
                    counts[field][level] += learned[at].counts[field][level] * scale;
        }
        for (std::size_t field = 0; field < field_count; ++field)
            mix(model.m[field], counts[field], usual.m[field]);
        mix(model.household_birth, learned[3].household_birth, usual.household_birth);
        model.households = (learned[3].households + 1) / (learned[3].matches + 2);
    }
} // namespace

Model usual_model()
{
    Model model;
    model.m[place(Field::forename)] = levels({.79, .06, .05, .02, .01, .01, .01, .01, .03, .01});
    model.m[place(Field::surname)] = levels({.86, .02, .05, .01, .01, .05});
    model.m[place(Field::birth)]
        = levels({.908, .01, .03, .004, .005, .02, .01, .005, .005, .001, .002});
    model.m[place(Field::location)] = levels({.45, .05, .05, .02, .05, .03, .05, .30});
    model.m[place(Field::sex)] = levels({.98, 0, .02});
    model.m[place(Field::middle)] = levels({.80, .10, .10});
    model.m[place(Field::identifier)] = levels({.92, .05, .03});
    model.m[place(Field::phone)] = levels({.70, .05, .25});
    model.m[place(Field::email)] = levels({.70, .10, .20});
    model.m[place(Field::birth_place)] = levels({.80, 0, .20});
    model.m[place(Field::occupation)] = levels({.60, 0, .40});
    model.household_birth = levels({.01, .001, .03, .002, .003, .05, .01, .08, .793, .001, .02});
    return model;
}

Learned learn(std::span<PatternCount const> patterns, Model const& from,
    std::span<Field const> hidden, unsigned turns)
{
    auto model = from;
    auto const usual = usual_model();
    unsigned mask = 0;
    for (auto const field : hidden)
        mask |= 1U << place(field);
    double match_share = 0.3;
    // Two of one household seldom share a forename: where the key holds it, they explain little.
    auto const most_households = ((mask >> place(Field::forename)) & 1U) != 0 ? 0.02 : 0.999;
    double household_share = std::min(0.2, most_households);
    Learned learned;
    for (unsigned turn = 0; turn < turns; ++turn) {
        learned = {};
        OddsOf const odds_of(model, mask);
        for (auto const& [pattern, count] : patterns) {
            auto const odds = odds_of(pattern);
            auto const match = match_share * odds.match;
            auto const household = household_share * odds.household;
            auto const all = match + household + (1 - match_share - household_share);
            learned.matches += count * match / all;
            learned.households += count * household / all;
            for (std::size_t field = 0; field < field_count; ++field)
                learned.counts[field][level_of(pattern, static_cast<Field>(field))]
                    += count * match / all;
            learned.household_birth[level_of(pattern, Field::birth)] += count * household / all;
        }
        double total = 1;
        for (auto const& one : patterns)
            total += one.count;
        learned.strangers = total - 1 - learned.matches - learned.households;
        match_share = std::clamp(learned.matches / total, 1e-6, 0.99);
        household_share = std::clamp(
            learned.households / total, 1e-6, std::min(most_households, 0.999 - match_share));
        for (std::size_t field = 0; field < field_count; ++field)
            if (((mask >> field) & 1U) == 0)
                mix(model.m[field], learned.counts[field], usual.m[field]);
        if (((mask >> place(Field::birth)) & 1U) == 0)
            mix(model.household_birth, learned.household_birth, usual.household_birth);
    }
    for (auto const field : hidden)
        learned.counts[place(field)] = {};
    learned.m = model.m;
    return learned;
}

Model train(People const& people, Blocked const& blocked,
    std::array<Frequency, counted_count> frequencies, unsigned threads)
{
    auto model = usual_model();
    model.frequencies = std::move(frequencies);
    model.crowded = blocked.crowded;
    auto const records = people.records.size();
    if (records < 2)
        return model;
    auto const seen = count_strangers(model, people, threads);
    std::array<Sample, 4> samples;
    for (std::size_t at = 0; at < 4; ++at)
        samples[at] = sample_key(people, blocked, lessons()[at].key, threads);
    auto const everything = sample_all(people, blocked, threads);
    auto const counted_u = model;
    mix_numbers(model, seen);
    auto const pairs = static_cast<double>(records) * static_cast<double>(records - 1) / 2;
    for (int round = 0; round < 3; ++round) {
        take_lessons(model, samples, threads);
        auto const [matches, forenames] = estimated_matches(model, everything, pairs);
        set_across(model, forenames, matches);
        model.matches_per_record = matches / static_cast<double>(records);
        take_out_matches(model, counted_u, seen, std::min(0.5, matches / pairs));
    }
    auto const twins = static_cast<std::size_t>(Key::twins);
    model.crowded.asleep = not_worth_it(model, everything, pairs);
    model.crowded.asleep[twins] = blocked.crowded.asleep[twins];
    return model;
}

} // namespace kith::linkage
