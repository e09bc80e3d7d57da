// SPDX-License-Identifier: MIT
#include "engine/linkage/known.h"
#include <algorithm>

namespace kith::linkage {
namespace {
    constexpr float alike_from = 0.80F;

    std::vector<Value> names_in_use(People const& people)
    {
        std::vector<bool> used(people.names.size());
        for (auto const& record : people.records)
            used[record.forename] = used[record.surname] = true;
        std::vector<Value> names;
        for (Value value = 1; value < used.size(); ++value)
            if (used[value])
                names.push_back(value);
        return names;
    }

    // The birth date with day and month in each other's place.
    Birth swapped(Birth const& birth) { return {birth.year, birth.day, birth.month}; }
} // namespace

std::span<KnownPeople::Entry const> KnownPeople::Index::of(Value value) const
{
    if (value + 1 >= starts.size())
        return {};
    return std::span(entries).subspan(starts[value], starts[value + 1] - starts[value]);
}

template <class ValueOf>
KnownPeople::Index KnownPeople::index_by(std::size_t values, ValueOf const& value_of) const
{
    Index index;
    index.starts.resize(values + 2);
    for (auto const& record : people_.records)
        ++index.starts[value_of(record) + 1];
    for (std::size_t at = 1; at < index.starts.size(); ++at)
        index.starts[at] += index.starts[at - 1];
    index.entries.resize(people_.records.size());
    auto next = index.starts;
    for (std::uint32_t at = 0; at < people_.records.size(); ++at) {
        auto const& record = people_.records[at];
        index.entries[next[value_of(record)]++] = {at, record.forename};
    }
    return index;
}

KnownPeople::KnownPeople(
    People& people, Variants const& variants, Model const& model, double pairs_per_record)
    : people_(people)
    , variants_(variants)
    , scorer_(model, pairs_per_record)
    , comparer_(people)
    , names_(people.book(Book::names), names_in_use(people))
{
    by_surname_ = index_by(people.names.size(), [](Record const& one) { return one.surname; });
    by_forename_ = index_by(people.names.size(), [](Record const& one) { return one.forename; });
    Value last = 0;
    for (auto const& record : people.records)
        last = std::max(last, value_of_birth(record.birth));
    by_birth_ = index_by(last + 1, [](Record const& one) { return value_of_birth(one.birth); });
    for (auto const name : names_in_use(people))
        for (auto const root : people.names[name].roots)
            if (root != 0) {
                forms_.resize(std::max<std::size_t>(forms_.size(), root + 1U));
                forms_[root].push_back(name);
            }
}

// Adds the forms of one name to those written alike.
void KnownPeople::mark(Value name, std::vector<AlikeName>& alike)
{
    if (name == 0)
        return;
    alike = names_.find(people_.text(Book::names, name), alike_from);
    for (auto const root : people_.names[name].roots)
        if (root != 0 && root < forms_.size())
            for (auto const form : forms_[root])
                alike.push_back({form, 0.9F});
    std::ranges::stable_sort(
        alike, [](AlikeName const& l, AlikeName const& r) { return l.alike > r.alike; });
}

// Records of a surname among these whose forename is among those; or only one of the two is known.
void KnownPeople::gather(
    std::vector<AlikeName> const& surnames, std::vector<AlikeName> const& forenames)
{
    for (auto const& one : forenames)
        marked_[one.name] = 1;
    auto const until = found_.size() + most_compared / 3;
    for (auto const& one : surnames)
        for (auto const& entry : by_surname_.of(one.name))
            if ((forenames.empty() || entry.other == 0 || marked_[entry.other] != 0)
                && found_.size() < until)
                found_.push_back(entry.record);
    if (surnames.empty())
        for (auto const& one : forenames)
            for (auto const& entry : by_forename_.of(one.name))
                if (found_.size() < until)
                    found_.push_back(entry.record);
    for (auto const& one : forenames)
        marked_[one.name] = 0;
}

void KnownPeople::gather_born(Record const& asked)
{
    for (auto const& birth : {asked.birth, swapped(asked.birth)}) {
        auto const value = value_of_birth(birth);
        if (value == 0)
            continue;
        auto const born = by_birth_.of(value);
        for (auto const& entry : born.first(std::min(born.size(), most_compared / 6)))
            found_.push_back(entry.record);
    }
}

std::vector<Candidate> KnownPeople::find(Record const& asked, std::size_t most)
{
    comparer_.look_again();
    marked_.resize(people_.names.size());
    found_.clear();
    std::vector<AlikeName> forenames;
    std::vector<AlikeName> surnames;
    mark(asked.forename, forenames);
    mark(asked.surname, surnames);
    gather(surnames, forenames);
    if (asked.forename != 0 && asked.surname != 0)
        gather(forenames, surnames); // in each other's place
    gather_born(asked);
    std::ranges::sort(found_);
    found_.erase(std::unique(found_.begin(), found_.end()), found_.end());
    std::vector<Candidate> candidates;
    for (auto const record : found_) {
        auto const& other = people_.records[record];
        candidates.push_back({record, scorer_.bits(comparer_.compare(asked, other), asked, other)});
    }
    auto const kept = std::min(most, candidates.size());
    std::ranges::partial_sort(candidates, candidates.begin() + static_cast<std::ptrdiff_t>(kept),
        [](Candidate const& l, Candidate const& r) {
            return std::pair(-l.bits, l.record) < std::pair(-r.bits, r.record);
        });
    candidates.resize(kept);
    return candidates;
}

} // namespace kith::linkage
