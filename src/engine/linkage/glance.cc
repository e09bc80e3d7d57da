// SPDX-License-Identifier: MIT
// What a pair can be worth at most, from whether its values are equal: most pairs that share a key
// are strangers, and are known for such without looking at a text.
#include "engine/linkage/score.h"
#include <algorithm>

namespace kith::linkage {
namespace {
    constexpr float never = -100.0F;
    constexpr float rounding = 0.01F; // parts are added up in another order

    // The last level of a field.
    constexpr unsigned least_alike(Field field)
    {
        switch (field) {
        case Field::forename:
            return forename_level::different;
        case Field::surname:
            return surname_level::different;
        case Field::birth:
            return birth_level::estimated;
        case Field::location:
            return location_level::different;
        default:
            return plain_level::different;
        }
    }
} // namespace

void Scorer::find_most_unequal(Model const& model)
{
    for (std::size_t field = 0; field < field_count; ++field) {
        most_unequal_[field] = never;
        for (unsigned level = 2; level <= least_alike(static_cast<Field>(field)); ++level)
            most_unequal_[field] = std::max(most_unequal_[field],
                model.m[field][level] > 0 && model.u[field][level] > 0 ? weights_[field][level]
                                                                       : 0.0F);
    }
}

float Scorer::names_at_most(Record const& left, Record const& right) const
{
    auto const of = [&](Field field, Counted one, Value l, Value r) {
        if (l == 0 || r == 0)
            return 0.0F;
        return l == r ? weight(field, 1) + rarity(one, l)
                      : most_unequal_[static_cast<std::size_t>(field)];
    };
    auto const most = of(Field::forename, Counted::forename, left.forename, right.forename)
        + of(Field::surname, Counted::surname, left.surname, right.surname);
    auto const all_there
        = left.forename != 0 && right.forename != 0 && left.surname != 0 && right.surname != 0;
    if (!all_there)
        return std::max(most, weight(Field::forename, forename_level::elsewhere));
    return left.forename != right.forename && left.surname != right.surname
        ? std::max(most, weight(Field::forename, forename_level::swapped))
        : most;
}

float Scorer::location_at_most(Record const& left, Record const& right) const
{
    using namespace location_level;
    auto const of = [&](unsigned level) { return weight(Field::location, level); };
    auto const same_house = left.house != 0 && left.house == right.house;
    if (left.postcode != 0 && left.postcode == right.postcode)
        return rarity(Counted::postcode, left.postcode)
            + (same_house ? of(address) : std::max(of(postcode), of(neighbour)));
    auto most = of(different);
    if ((left.town != 0 && right.town != 0) || (left.street != 0 && left.street == right.street))
        most = std::max(most, of(town));
    if (left.postcode != 0 && right.postcode != 0) {
        most = std::max({most, of(slip), of(sector)});
        return same_house ? std::max(most, of(moved_postcode)) : most;
    }
    most = std::max(most, 0.0F);
    auto const known = left.postcode != 0 ? left.postcode : right.postcode;
    return same_house ? std::max(most, of(address) + rarity(Counted::postcode, known)) : most;
}

float Scorer::plain_at_most(Field field, Value left, Value right) const
{
    if (left == 0 || right == 0)
        return 0.0F;
    return left == right ? weight(field, plain_level::same)
                         : most_unequal_[static_cast<std::size_t>(field)];
}

Scorer::Glance Scorer::glance(Record const& left, Record const& right) const
{
    auto bits = prior_ + rounding + location_at_most(left, right);
    auto const birth = compare_births_of(left, right);
    bits += weight(Field::birth, birth);
    if (birth == birth_level::same)
        bits += rarity(Counted::birth, value_of_birth(left.birth));
    if (left.sex != Sex::unknown && right.sex != Sex::unknown)
        bits += weight(
            Field::sex, left.sex == right.sex ? plain_level::same : plain_level::different);
    // a middle name that stands for the forename is not compared again
    bits += std::max(plain_at_most(Field::middle, left.middle, right.middle), 0.0F);
    bits += plain_at_most(Field::identifier, left.identifier, right.identifier);
    bits += plain_at_most(Field::phone, left.phone, right.phone);
    bits += plain_at_most(Field::email, left.email, right.email);
    bits += plain_at_most(Field::birth_place, left.birth_place, right.birth_place);
    bits += plain_at_most(Field::occupation, left.occupation, right.occupation);
    if (left.birth_place != 0 && left.birth_place == right.birth_place)
        bits += rarity(Counted::birth_place, left.birth_place);
    if (left.occupation != 0 && left.occupation == right.occupation)
        bits += rarity(Counted::occupation, left.occupation);
    return {names_at_most(left, right), bits};
}

std::optional<float> Scorer::bits_from(
    float least, Comparer& comparer, Record const& left, Record const& right) const
{
    auto const most = glance(left, right);
    if (most.names + most.rest < least)
        return std::nullopt;
    auto const names = comparer.names(left, right);
    auto const forename = name_part(Field::forename, level_of(names, Field::forename),
        Counted::forename, left.forename, right.forename);
    auto const surname = name_part(Field::surname, level_of(names, Field::surname),
        Counted::surname, left.surname, right.surname);
    if (forename + surname + most.rest < least)
        return std::nullopt;
    auto const bits_of_all = bits(names | comparer.all_but_names(left, right), left, right);
    return bits_of_all < least ? std::nullopt : std::optional(bits_of_all);
}

} // namespace kith::linkage
