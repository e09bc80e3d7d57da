// SPDX-License-Identifier: MIT
#include "engine/linkage/known_rows.h"
#include "engine/linkage/normalise.h"
#include <algorithm>

namespace kith::linkage {
namespace {
    template <class Lists>
    auto& list_at(Lists& lists, Value value)
    {
        if (value >= lists.size())
            lists.resize(std::max<std::size_t>(value + 1, lists.size() * 2));
        return lists[value];
    }
    template <class List, class Is>
    void drop(List& list, Is const& is)
    {
        auto const found = std::ranges::find_if(list, is);
        if (found == list.end())
            return;
        *found = list.back();
        list.pop_back();
        if (list.empty())
            list = List();
    }
    void drop_row(KnownEntries& list, std::uint32_t row)
    {
        drop(list, [row](KnownEntry const& entry) { return entry.row == row; });
    }
    void drop_row(std::vector<std::uint32_t>& list, std::uint32_t row)
    {
        drop(list, [row](std::uint32_t one) { return one == row; });
    }
} // namespace

std::uint32_t lot_of(Uuid const& person)
{
    std::uint32_t lot = 0;
    for (std::size_t at = 0; at < 4; ++at)
        lot = (lot << 8) | person.bytes()[at];
    return lot;
}

KnownRows::KnownRows(Variants variants, GivenModel const& model)
    : names_(std::move(variants), model), model_(model)
{
}

std::span<KnownEntry const> KnownRows::born(Birth const& birth) const
{
    auto const found = by_birth_.find(birth.packed());
    return birth.whole() && found != by_birth_.end() ? found->second
                                                     : std::span<KnownEntry const>();
}

Record KnownRows::take(Written const& written)
{
    auto const words = [&](std::string_view text) -> std::string const& {
        fold(text, folded_);
        return folded_;
    };
    auto const tight = [&](std::string_view text, Book book) {
        fold_tightly(text, folded_);
        return books_[static_cast<std::size_t>(book)].take(folded_);
    };
    Record record;
    record.forename = names_.take(words(written.forename));
    record.middle = names_.take(words(written.middle));
    record.surname = names_.take(words(written.surname));
    record.birth = read_birth(written.birth);
    record.sex = read_sex(written.sex);
    record.house = tight(written.house, Book::houses);
    record.street = books_[static_cast<std::size_t>(Book::streets)].take(words(written.street));
    record.town = books_[static_cast<std::size_t>(Book::towns)].take(words(written.town));
    record.postcode = tight(written.postcode, Book::postcodes);
    fold_phone(written.phone, folded_);
    record.phone = books_[static_cast<std::size_t>(Book::contacts)].take(folded_);
    record.email = tight(written.email, Book::contacts);
    record.identifier = tight(written.identifier, Book::contacts);
    record.verified = written.verified && record.identifier != 0;
    for (auto const& postcodes = book(Book::postcodes); postcodes_.size() < postcodes.size();)
        postcodes_.push_back(
            model_.postcode(postcodes.text(static_cast<Value>(postcodes_.size()))));
    return record;
}

std::uint32_t KnownRows::person_number(Uuid const& person)
{
    auto const [found, is_new] = numbers_.try_emplace(person, 0);
    if (!is_new)
        return found->second;
    if (free_people_.empty()) {
        found->second = static_cast<std::uint32_t>(people_.size());
        people_.emplace_back();
    } else {
        found->second = free_people_.back();
        free_people_.pop_back();
    }
    people_[found->second] = {person, no_row};
    return found->second;
}

std::uint32_t KnownRows::free_row()
{
    if (!free_rows_.empty()) {
        auto const row = free_rows_.back();
        free_rows_.pop_back();
        return row;
    }
    rows_.emplace_back();
    places_.emplace_back();
    return static_cast<std::uint32_t>(rows_.size() - 1);
}

void KnownRows::put(Uuid const& person, std::span<Written const> rows)
{
    auto const number = person_number(person);
    take_out_rows(number);
    auto before = no_row;
    std::uint32_t rank = 0;
    for (auto const& written : rows) {
        auto const row = free_row();
        rows_[row] = take(written);
        places_[row] = {number, no_row, rank++};
        (before == no_row ? people_[number].first : places_[before].next) = row;
        before = row;
        put_in(row);
    }
}

void KnownRows::remove(Uuid const& person)
{
    auto const found = numbers_.find(person);
    if (found == numbers_.end())
        return;
    take_out_rows(found->second);
    people_[found->second] = {};
    free_people_.push_back(found->second);
    numbers_.erase(found);
}

void KnownRows::take_out_rows(std::uint32_t person)
{
    for (auto row = people_[person].first; row != no_row;) {
        auto const next = places_[row].next;
        take_out(row);
        rows_[row] = {};
        places_[row] = {};
        free_rows_.push_back(row);
        row = next;
    }
    people_[person].first = no_row;
}

void KnownRows::put_in(std::uint32_t row)
{
    auto const& record = rows_[row];
    auto const lot = lot_of(people_[places_[row].person].id);
    auto const birth = record.birth.packed();
    list_at(by_surname_, record.surname).push_back({row, record.forename, birth, lot});
    list_at(by_forename_, record.forename).push_back({row, record.surname, birth, lot});
    if (record.birth.whole())
        by_birth_[birth].push_back({row, record.forename, record.surname, lot});
    for (auto const contact : {record.phone, record.email, record.identifier})
        if (contact != 0)
            list_at(by_contact_, contact).push_back(row);
    if (record.postcode != 0)
        list_at(by_postcode_, record.postcode).push_back(row);
}

void KnownRows::take_out(std::uint32_t row)
{
    auto const& record = rows_[row];
    drop_row(by_surname_[record.surname], row);
    drop_row(by_forename_[record.forename], row);
    if (record.birth.whole()) {
        auto const found = by_birth_.find(record.birth.packed());
        drop_row(found->second, row);
        if (found->second.empty())
            by_birth_.erase(found);
    }
    for (auto const contact : {record.phone, record.email, record.identifier})
        if (contact != 0)
            drop_row(by_contact_[contact], row);
    if (record.postcode != 0)
        drop_row(by_postcode_[record.postcode], row);
}

} // namespace kith::linkage
