// SPDX-License-Identifier: MIT
#include "engine/linkage/model.h"
#include "base/parallel.h"
#include <algorithm>
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
} // namespace

double Frequency::same() const
{
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
        auto& [counts, total] = all[at];
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
