// SPDX-License-Identifier: MIT
#include "engine/linkage/model.h"
#include "base/parallel.h"
#include <algorithm>
#include <optional>
#include <string>
#include <unordered_map>

namespace kith::linkage {
namespace {
    // Small numbers for birth dates, in order of arrival.
    class Births {
    public:
        Births() : slots_(1 << 12) { }
        Value take(std::uint32_t packed)
        {
            if (packed == 0)
                return 0;
            auto at = mixed(packed) & (slots_.size() - 1);
            while (slots_[at].packed != 0 && slots_[at].packed != packed)
                at = (at + 1) & (slots_.size() - 1);
            if (slots_[at].packed == 0) {
                slots_[at] = {packed, ++count_};
                if (count_ * 2 > slots_.size()) {
                    grow();
                    return count_;
                }
            }
            return slots_[at].value;
        }

    private:
        struct Slot {
            std::uint32_t packed = 0;
            Value value = 0;
        };
        void grow()
        {
            std::vector<Slot> old(slots_.size() * 2);
            old.swap(slots_);
            for (auto const& slot : old) {
                if (slot.packed == 0)
                    continue;
                auto at = mixed(slot.packed) & (slots_.size() - 1);
                while (slots_[at].packed != 0)
                    at = (at + 1) & (slots_.size() - 1);
                slots_[at] = slot;
            }
        }
        std::vector<Slot> slots_;
        Value count_ = 0;
    };

    Value value_of(Record const& record, Counted one)
    {
        switch (one) {
        case Counted::forename:
            return record.forename;
        case Counted::surname:
            return record.surname;
        case Counted::birth:
            return record.birth_value;
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
    std::string written(Birth const& birth) { return std::to_string(birth.packed()); }
} // namespace

SavedModel saved(Model const& model, People const& people)
{
    SavedModel kept{model.m, model.u, model.household_birth, model.households,
        model.matches_per_record, {}, model.crowded};
    std::vector<std::string> births;
    for (auto const& record : people.records) {
        if (record.birth_value >= births.size())
            births.resize(record.birth_value + 1);
        if (births[record.birth_value].empty())
            births[record.birth_value] = written(record.birth);
    }
    for (std::size_t at = 0; at < kept_count; ++at) {
        auto const& from = model.frequencies[at];
        auto& to = kept.common[at];
        to.total = from.total;
        to.average = from.same();
        auto const book = book_of(static_cast<Counted>(at));
        for (Value value = 1; value < from.counts.size(); ++value)
            if (from.counts[value] >= kept_from)
                to.values.emplace_back(
                    book ? std::string(people.text(*book, value)) : births[value],
                    from.counts[value]);
        std::ranges::sort(to.values);
    }
    return kept;
}

Model applied(SavedModel const& saved, People& people)
{
    Model model;
    model.m = saved.m;
    model.u = saved.u;
    model.household_birth = saved.household_birth;
    model.households = saved.households;
    model.matches_per_record = saved.matches_per_record;
    model.crowded = saved.crowded;
    model.frequencies = count_values(people, 1);
    std::vector<Birth> births;
    for (auto const& record : people.records) {
        births.resize(std::max<std::size_t>(births.size(), record.birth_value + 1));
        births[record.birth_value] = record.birth;
    }
    for (std::size_t at = 0; at < kept_count; ++at) {
        auto& frequency = model.frequencies[at];
        auto const& common = saved.common[at];
        std::unordered_map<std::string_view, std::uint32_t> known(
            common.values.begin(), common.values.end());
        auto const book = book_of(static_cast<Counted>(at));
        for (Value value = 1; value < frequency.counts.size(); ++value) {
            if (frequency.counts[value] == 0)
                continue;
            auto const text
                = book ? std::string(people.text(*book, value)) : written(births[value]);
            auto const found = known.find(text);
            frequency.counts[value] = found == known.end() ? 1 : found->second;
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

std::array<Frequency, counted_count> count_values(People& people, unsigned threads)
{
    Births births;
    for (auto& record : people.records)
        record.birth_value = record.birth.whole() ? births.take(record.birth.packed()) : 0;
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
