// SPDX-License-Identifier: MIT
#include "engine/linkage/known_look.h"
#include <algorithm>
#include <limits>

namespace kith::linkage {
namespace {
    Birth unpacked(std::uint32_t birth)
    {
        return {static_cast<std::uint16_t>(birth >> 16), static_cast<std::uint8_t>(birth >> 8),
            static_cast<std::uint8_t>(birth)};
    }
    Birth day_and_month_swapped(Birth const& birth) { return {birth.year, birth.day, birth.month}; }
    // The names in the other order: "kha moh" is Moh Kha, "smith mary jane" Mary Jane Smith.
    struct OtherOrder {
        std::string middle = {};
        Written written = {};
        explicit OtherOrder(Written const& given) : written(given)
        {
            written.surname = given.forename;
            written.forename = given.surname;
            if (given.middle.empty())
                return;
            auto const space = std::min(given.middle.find(' '), given.middle.size());
            written.forename = given.middle.substr(0, space);
            middle = std::string(given.middle.substr(std::min(space + 1, given.middle.size())));
            middle += (middle.empty() ? "" : " ") + std::string(given.surname);
            written.middle = middle;
        }
    };
    constexpr auto less_likely = [](KnownCandidate const& left, KnownCandidate const& right) {
        return left.bound != right.bound ? left.bound < right.bound : left.lot > right.lot;
    };
} // namespace

Look::Look(KnownRows const& rows, GivenModel const& model, LookRoom& room, Sought const& sought)
    : rows_(rows), model_(model), room_(room), any_order_(sought.any_order)
{
    readings_.reserve(2); // what was compared points into it
    add_reading(sought.written, sought.unfinished);
    if (!sought.any_order)
        return;
    OtherOrder const other(sought.written);
    add_reading(other.written, sought.unfinished);
}

Look::~Look()
{
    for (auto& names : room_.names)
        names.end();
    room_.candidates.clear();
    room_.may.clear();
}

void Look::add_reading(Written const& written, bool unfinished)
{
    auto const at = readings_.size() * 2;
    auto& reading = readings_.emplace_back();
    reading.typed = typed_record(rows_, model_, written);
    reading.forenames = &room_.names[at];
    reading.surnames = &room_.names[at + 1];
    reading.forenames->begin(
        rows_.names(), model_, reading.typed.forename, Field::forename, unfinished);
    reading.surnames->begin(
        rows_.names(), model_, reading.typed.surname, Field::surname, unfinished);
    Record born;
    born.birth = reading.typed.birth;
    for (unsigned level = 1; level < level_count; ++level)
        reading.birth_parts[level] = model_.scorer()
                                         .score(packed(Field::birth, level), born, born)
                                         .parts[static_cast<std::size_t>(Field::birth)];
    reading.besides = Asking(rows_, model_, reading.typed, *reading.forenames, *reading.surnames)
                          .most_besides();
}

Look::OfSurname Look::of_surname(ComparedName const* one) const
{
    OfSurname out;
    if (one != nullptr) {
        out.level = one->level;
        out.part = one->part;
        out.common = rows_.names().common(one->name);
    }
    return out;
}

// The most that a row of these can weigh, and just that if nothing else was asked for.
float Look::bound(
    Reading const& reading, OfSurname& surname, float forename, Birth const& birth) const
{
    auto const level = compare_births(reading.typed.birth, birth);
    if (((surname.known_households >> level) & 1U) == 0) {
        Record typed;
        Record known;
        typed.surname = reading.typed.surname.common;
        known.surname = surname.common;
        surname.households[level]
            = model_.scorer()
                  .score(packed(Field::surname, surname.level) | packed(Field::birth, level), typed,
                      known)
                  .household;
        surname.known_households |= 1U << level;
    }
    auto const total = model_.scorer().prior() + forename + surname.part
        + reading.birth_parts[level] + surname.households[level];
    return reading.besides == 0.0F ? total : total + reading.besides;
}

// A forename that is little alike may still be the middle name.
float Look::forename_part(Reading const& reading, Value forename) const
{
    if (reading.typed.forename.empty() || forename == 0)
        return 0;
    auto const one = reading.forenames->look(forename);
    auto const middle = one.level == forename_level::near
        || one.level == forename_level::first_letter || one.level == forename_level::different;
    return middle
        ? std::max(one.part, model_.scorer().weight(Field::forename, forename_level::middle))
        : one.part;
}

void Look::push(std::uint32_t at, KnownEntry const& entry, float bound)
{
    room_.candidates.push_back({bound, entry.lot, entry.row, at});
}

void Look::gather(std::uint32_t at)
{
    auto const& typed = readings_[at].typed;
    if (!typed.forename.empty() && !typed.surname.empty())
        gather_by_names(at, any_order_);
    else if (!typed.forename.empty() || !typed.surname.empty())
        gather_by_one_name(at);
    gather_born(at);
    if (at == 0)
        gather_by_number(at);
}

void Look::gather_by_names(std::uint32_t at, bool any_order)
{
    auto const& reading = readings_[at];
    auto const one_letter = reading.typed.forename.described.length == 1;
    auto const walk = [&](Value name, OfSurname& surname) {
        for (auto const& entry : rows_.of_surname(name)) {
            auto const alike = entry.first == 0 || reading.forenames->is_alike(entry.first)
                || (one_letter && reading.forenames->look(entry.first).alike);
            if (alike)
                push(at, entry,
                    bound(reading, surname, forename_part(reading, entry.first),
                        unpacked(entry.second)));
        }
    };
    for (auto const& one : reading.surnames->alike()) {
        auto surname = of_surname(&one);
        walk(one.name, surname);
    }
    auto without = of_surname(nullptr);
    walk(0, without);
    if (!any_order)
        gather_swapped(at);
}

void Look::gather_by_one_name(std::uint32_t at)
{
    auto const& reading = readings_[at];
    for (auto const& one : reading.surnames->alike()) {
        auto surname = of_surname(&one);
        for (auto const& entry : rows_.of_surname(one.name))
            push(at, entry, bound(reading, surname, 0, unpacked(entry.second)));
    }
    auto none = of_surname(nullptr);
    for (auto const& one : reading.forenames->alike()) {
        auto const part = forename_part(reading, one.name);
        for (auto const& entry : rows_.of_forename(one.name))
            push(at, entry, bound(reading, none, part, unpacked(entry.second)));
    }
}

void Look::gather_swapped(std::uint32_t at)
{
    auto const& reading = readings_[at];
    auto const part = model_.scorer().weight(Field::forename, forename_level::swapped);
    Asking asking(rows_, model_, reading.typed, *reading.forenames, *reading.surnames);
    auto none = of_surname(nullptr);
    for (std::size_t which = 0; which < reading.forenames->alike().size(); ++which) {
        auto const one = reading.forenames->alike()[which];
        if (one.likeness < Likeness::close)
            continue;
        for (auto const& entry : rows_.of_surname(one.name))
            if (auto const* const other
                = entry.first == 0 ? nullptr : reading.surnames->if_alike(entry.first);
                other != nullptr && other->likeness >= Likeness::close
                && asking.swapped(entry.first, one.name))
                push(at, entry, bound(reading, none, part, unpacked(entry.second)));
    }
}

void Look::gather_born(std::uint32_t at)
{
    auto const& reading = readings_[at];
    auto const walk = [&](Birth const& birth) {
        for (auto const& entry : rows_.born(birth)) {
            ComparedName compared;
            if (!reading.typed.surname.empty() && entry.second != 0)
                compared = reading.surnames->look(entry.second);
            auto surname = of_surname(compared.name == 0 ? nullptr : &compared);
            push(at, entry, bound(reading, surname, forename_part(reading, entry.first), birth));
        }
    };
    auto const& birth = reading.typed.birth;
    walk(birth);
    if (auto const other = day_and_month_swapped(birth); other != birth)
        walk(other);
}

void Look::gather_by_number(std::uint32_t at)
{
    auto const& typed = readings_[at].typed;
    auto const all = [&](std::span<std::uint32_t const> rows) {
        for (auto const row : rows)
            room_.candidates.push_back({std::numeric_limits<float>::max(),
                lot_of(rows_.id_of(rows_.person_of(row))), row, at});
    };
    for (auto const* const number : {&typed.phone, &typed.email, &typed.identifier})
        if (number->value != 0)
            all(rows_.reached_by(number->value));
    if (typed.postcode.value != 0)
        all(rows_.living_at(typed.postcode.value));
}

bool Look::comes_before(Best const& left, Best const& right) const
{
    if (left.bits != right.bits)
        return left.bits > right.bits;
    return rows_.id_of(left.person) < rows_.id_of(right.person);
}

bool Look::can_still_enter(KnownCandidate const& one) const
{
    auto const& last = best_.back();
    return one.bound > last.bits
        || (one.bound == last.bits && one.lot <= lot_of(rows_.id_of(last.person)));
}

void Look::consider(KnownCandidate const& one, std::size_t most, May const& may)
{
    auto const person = rows_.person_of(one.row);
    auto const [asked, is_new] = room_.may.try_emplace(person, false);
    if (is_new)
        asked->second = may(rows_.id_of(person));
    if (!asked->second)
        return;
    auto const& reading = readings_[one.reading];
    Asking asking(rows_, model_, reading.typed, *reading.forenames, *reading.surnames);
    auto const row = asking.compare(rows_.row(one.row));
    if (!asking.agrees(row))
        return;
    Best const best{row.score.total, person, one.row, one.reading};
    auto const same = std::ranges::find(best_, person, &Best::person);
    if (same != best_.end()) {
        auto const rank = [&](Best const& of) {
            return std::tuple(-of.bits, rows_.rank_of(of.row), of.reading);
        };
        if (rank(best) >= rank(*same))
            return;
        best_.erase(same);
    }
    auto const place = std::ranges::lower_bound(best_, best,
        [&](Best const& left, Best const& right) { return comes_before(left, right); });
    best_.insert(place, best);
    if (best_.size() > most)
        best_.pop_back();
}

std::vector<Found> Look::answer(std::size_t most, May const& may)
{
    for (std::uint32_t at = 0; at < readings_.size(); ++at)
        gather(at);
    auto& candidates = room_.candidates;
    std::ranges::make_heap(candidates, less_likely);
    while (most > 0 && !candidates.empty()) {
        auto const one = candidates.front();
        if (best_.size() == most && !can_still_enter(one))
            break;
        std::ranges::pop_heap(candidates, less_likely);
        candidates.pop_back();
        consider(one, most, may);
    }
    std::vector<Found> found;
    People texts; // what the reasons quote
    for (auto const& best : best_)
        found.push_back(told(best, texts));
    return found;
}

} // namespace kith::linkage
