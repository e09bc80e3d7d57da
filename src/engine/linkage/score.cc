// SPDX-License-Identifier: MIT
#include "engine/linkage/score.h"
#include <algorithm>
#include <cmath>

namespace kith::linkage {
namespace {
    float log2_of(double value) { return static_cast<float>(std::log2(value)); }

    // How much more, or less, a shared value tells than the average shared value.
    std::vector<float> rarities(Frequency const& frequency)
    {
        std::vector<float> bits(frequency.counts.size());
        auto const once = frequency.same() * frequency.total;
        for (std::size_t value = 0; value < bits.size(); ++value)
            bits[value] = log2_of(once / std::max(frequency.counts[value], 1U));
        return bits;
    }
} // namespace

Scorer::Scorer(Model const& model, double pairs_per_record)
{
    for (std::size_t field = 0; field < field_count; ++field)
        for (std::size_t level = 1; level < level_count; ++level)
            if (model.m[field][level] > 0 && model.u[field][level] > 0)
                weights_[field][level] = log2_of(model.m[field][level] / model.u[field][level]);
    for (auto& field : weights_) { // what was hardly ever seen tells no more than equality does
        auto const most = field[1] != 0 ? std::max(field[1], 0.0F) : 20.0F;
        for (std::size_t level = 2; level < level_count; ++level)
            field[level] = std::clamp(field[level], -14.0F, most);
    }
    set_swapped(model);
    for (std::size_t level = 1; level < phone_at_home_.size(); ++level) {
        auto const of = [&](Field field) {
            return log2_of(at_home(field, std::exp2(weight(field, static_cast<unsigned>(level)))));
        };
        phone_at_home_[level] = of(Field::phone);
        email_at_home_[level] = of(Field::email);
    }
    auto const birth = static_cast<std::size_t>(Field::birth);
    for (std::size_t level = 1; level < level_count; ++level)
        if (model.household_birth[level] > 0 && model.u[birth][level] > 0)
            household_birth_[level] = log2_of(model.household_birth[level] / model.u[birth][level]);
    for (std::size_t one = 0; one < rarity_.size(); ++one) {
        auto const& frequency = model.frequencies[one];
        rarity_[one] = rarities(frequency);
        rarest_[one] = frequency.total > 0 ? log2_of(frequency.same() * frequency.total) : 0.0F;
    }
    find_most_unequal(model);
    prior_ = log2_of(
        std::clamp(model.matches_per_record / std::max(pairs_per_record, 1.0), 1e-18, 0.5));
    households_ = log2_of(std::max(model.households, 1e-6));
}

// Names in each other's place stand for both: they may tell as much as both would.
void Scorer::set_swapped(Model const& model)
{
    constexpr auto level = forename_level::swapped;
    auto const& m = model.m[static_cast<std::size_t>(Field::forename)];
    auto const& u = model.u[static_cast<std::size_t>(Field::forename)];
    if (m[level] <= 0 || u[level] <= 0)
        return;
    auto const most
        = std::max(weight(Field::forename, 1), 0.0F) + std::max(weight(Field::surname, 1), 0.0F);
    weights_[static_cast<std::size_t>(Field::forename)][level]
        = std::clamp(log2_of(m[level] / u[level]), -14.0F, most);
}

// Nearly the same tells less than the same would, of the more common of the two names.
float Scorer::name_part(Field field, unsigned level, Counted one, Value left, Value right) const
{
    constexpr float at_least_less = 0.5F;
    auto const by_level = weight(field, level);
    auto const across = level == forename_level::swapped || level == forename_level::elsewhere;
    if (level == 0 || (field == Field::forename && across))
        return by_level;
    auto const equal = weight(field, 1) + std::min(rarity(one, left), rarity(one, right));
    return level == 1 ? equal : std::min(by_level, equal - at_least_less);
}

Score Scorer::score(Pattern pattern, Record const& left, Record const& right) const
{
    Score score;
    score.prior = prior_;
    for (std::size_t field = 0; field < field_count; ++field)
        score.parts[field] = weights_[field][level_of(pattern, static_cast<Field>(field))];
    auto const part
        = [&](Field field) -> float& { return score.parts[static_cast<std::size_t>(field)]; };
    part(Field::forename) = name_part(Field::forename, level_of(pattern, Field::forename),
        Counted::forename, left.forename, right.forename);
    part(Field::surname) = name_part(Field::surname, level_of(pattern, Field::surname),
        Counted::surname, left.surname, right.surname);
    if (level_of(pattern, Field::birth) == birth_level::same)
        part(Field::birth) += rarity(Counted::birth, value_of_birth(left.birth));
    if (auto const where = level_of(pattern, Field::location);
        where >= location_level::address && where <= location_level::neighbour)
        part(Field::location)
            += rarity(Counted::postcode, left.postcode != 0 ? left.postcode : right.postcode);
    if (level_of(pattern, Field::birth_place) == plain_level::same)
        part(Field::birth_place) += rarity(Counted::birth_place, left.birth_place);
    if (level_of(pattern, Field::occupation) == plain_level::same)
        part(Field::occupation) += rarity(Counted::occupation, left.occupation);
    float total = prior_;
    for (auto const one : score.parts)
        total += one;
    auto const household = prior_ + households_ + part(Field::surname) + part(Field::location)
        + phone_at_home_[level_of(pattern, Field::phone)]
        + email_at_home_[level_of(pattern, Field::email)]
        + household_birth_[level_of(pattern, Field::birth)];
    score.household
        = household < -12 ? 0.0F : -std::log2(1.0F + std::exp2(std::min(household, 60.0F)));
    score.total = total + score.household;
    return score;
}

float Scorer::bits(Pattern pattern, Record const& left, Record const& right) const
{
    return score(pattern, left, right).total;
}

double probability(float bits) { return 1.0 / (1.0 + std::exp2(-static_cast<double>(bits))); }

} // namespace kith::linkage
