// SPDX-License-Identifier: MIT
#include "engine/linkage/model.h"
#include "base/parallel.h"
#include <algorithm>
#include <cmath>
#include <optional>
#include <span>
#include <string>
#include <unordered_map>

namespace kith::linkage {
namespace {
    constexpr unsigned first_year = 1000; // older birth dates have no frequency of their own

    // Two strangers hardly ever hold one number: a figure above this was not learned from any.
    constexpr double never_by_chance = 0.1;

    Value value_of(Record const& record, Counted one)
    {
        switch (one) {
        case Counted::forename:
            return record.forename;
        case Counted::surname:
            return record.surname;
        case Counted::birth:
            return value_of_birth(record.birth);
        case Counted::postcode:
            return record.postcode;
        case Counted::birth_place:
            return record.birth_place;
        case Counted::occupation:
            return record.occupation;
        case Counted::house:
            return record.house;
        case Counted::street:
            return record.street;
        }
        return 0;
    }
    std::optional<Book> book_of(Counted one)
    {
        switch (one) {
        case Counted::forename:
        case Counted::surname:
            return Book::names;
        case Counted::postcode:
            return Book::postcodes;
        case Counted::birth_place:
        case Counted::occupation:
            return Book::words;
        default:
            return std::nullopt; // a birth date is written, not looked up
        }
    }
    // "2011-5-3": the text of a birth date's number.
    std::string written_birth(Value value)
    {
        auto const days = value - 1;
        return std::to_string(first_year + days / 372) + "-" + std::to_string(days / 31 % 12 + 1)
            + "-" + std::to_string(days % 31 + 1);
    }
} // namespace

SavedModel saved(Model const& model, People const& people)
{
    SavedModel kept{model.m, model.u, model.household_birth, model.households,
        model.matches_per_record, {}, model.crowded};
    for (std::size_t at = 0; at < kept_count; ++at) {
        auto const& from = model.frequencies[at];
        auto& to = kept.common[at];
        to.total = from.total;
        to.average = from.same();
        auto const book = book_of(static_cast<Counted>(at));
        for (Value value = 1; value < from.counts.size(); ++value)
            if (from.counts[value] >= kept_from)
                to.values.emplace_back(
                    book ? std::string(people.text(*book, value)) : written_birth(value),
                    from.counts[value]);
        std::ranges::sort(to.values);
    }
    return kept;
}

void give_usual_numbers(std::array<Levels, field_count>& m, std::array<Levels, field_count>& u)
{
    for (auto const& one : usual_numbers) {
        auto const field = static_cast<std::size_t>(one.field);
        if (u[field][plain_level::same] > never_by_chance) {
            m[field] = one.m;
            u[field] = one.u;
        }
    }
}

void keep_for_look_ups(SavedModel& model)
{
    constexpr auto most = kept_for_look_ups;
    give_usual_numbers(model.m, model.u);
    model.crowded.keys = {};
    for (auto& common : model.common) {
        auto& values = common.values;
        if (values.size() <= most)
            continue;
        std::ranges::sort(values, [](auto const& left, auto const& right) {
            return std::pair(right.second, std::string_view(left.first))
                < std::pair(left.second, std::string_view(right.first));
        });
        double held = 0; // by the values that go, each counted as often as it is held
        double squares = 0;
        for (auto const& [text, count] : std::span(values).subspan(most)) {
            held += count;
            squares += static_cast<double>(count) * count;
        }
        common.others = std::max(std::round(squares / held), 1.0);
        values.resize(most);
        std::ranges::sort(values);
    }
}

Model applied(SavedModel const& saved, People const& people)
{
    Model model;
    model.m = saved.m;
    model.u = saved.u;
    give_usual_numbers(model.m, model.u);
    model.household_birth = saved.household_birth;
    model.households = saved.households;
    model.matches_per_record = saved.matches_per_record;
    model.crowded = saved.crowded;
    model.frequencies = count_values(people, 1);
    for (std::size_t at = 0; at < kept_count; ++at) {
        auto& frequency = model.frequencies[at];
        auto const& common = saved.common[at];
        std::unordered_map<std::string_view, std::uint32_t> known(
            common.values.begin(), common.values.end());
        auto const book = book_of(static_cast<Counted>(at));
        for (Value value = 1; value < frequency.counts.size(); ++value) {
            if (frequency.counts[value] == 0)
                continue;
            auto const text = book ? std::string(people.text(*book, value)) : written_birth(value);
            auto const found = known.find(text);
            frequency.counts[value] = found == known.end()
                ? static_cast<std::uint32_t>(std::max(common.others, 1.0))
                : found->second;
        }
        frequency.total = std::max(common.total, 1.0);
        frequency.average = std::max(common.average, 1e-9);
    }
    return model;
}

double Frequency::same() const
{
    if (average > 0)
        return average;
    double sum = 0;
    for (std::size_t value = 1; value < counts.size(); ++value)
        sum += static_cast<double>(counts[value]) * (static_cast<double>(counts[value]) - 1);
    return total > 1 ? std::max(sum / (total * (total - 1)), 1e-9) : 1e-9;
}

Value value_of_birth(Birth const& birth)
{
    if (!birth.whole() || birth.year < first_year || birth.month > 12 || birth.day > 31)
        return 0;
    return (birth.year - first_year) * 372U + (birth.month - 1U) * 31U + birth.day;
}

std::array<Frequency, counted_count> count_values(People const& people, unsigned threads)
{
    std::array<Frequency, counted_count> all;
    in_parallel(counted_count, threads, [&](std::size_t at, unsigned) {
        auto& counts = all[at].counts;
        auto& total = all[at].total;
        for (auto const& record : people.records) {
            auto const value = value_of(record, static_cast<Counted>(at));
            if (value == 0)
                continue;
            if (value >= counts.size())
                counts.resize(std::max<std::size_t>(value + 1, counts.size() * 2));
            ++counts[value];
            total += 1;
        }
    });
    return all;
}

} // namespace kith::linkage
