// SPDX-License-Identifier: MIT
#include "engine/linkage/known_typed.h"
#include "engine/linkage/alike.h"
#include "engine/linkage/normalise.h"
#include <algorithm>

namespace kith::linkage {
namespace {
    constexpr float less_than_whole = 0.5F;

    float& part_of(Score& score, Field field)
    {
        return score.parts[static_cast<std::size_t>(field)];
    }
    unsigned number_level(TypedText const& typed, Value on_record, Dictionary const& book)
    {
        if (typed.empty() || on_record == 0)
            return plain_level::missing;
        if (typed.value == on_record)
            return plain_level::same;
        return one_slip(typed.text, book.text(on_record)) ? plain_level::close
                                                          : plain_level::different;
    }
    // As compare's: the part of a postcode that many streets share.
    std::string_view shared_by_streets(std::string_view postcode)
    {
        if (postcode.size() < 5 || postcode.size() > 7 || postcode.back() < 'a')
            return {};
        return postcode.substr(0, postcode.size() - 2);
    }
} // namespace

float total_of(Score const& score)
{
    auto total = score.prior;
    for (auto const part : score.parts)
        total += part;
    return total + score.household;
}

TypedRecord typed_record(KnownRows const& rows, GivenModel const& model, Written const& written)
{
    auto const name = [&](std::string_view text) {
        std::string folded;
        fold(text, folded);
        return rows.names().typed(std::move(folded));
    };
    auto const words = [&](std::string_view text, Book book) {
        TypedText typed;
        fold(text, typed.text);
        typed.value = rows.book(book).find(typed.text);
        return typed;
    };
    auto const tight = [&](std::string_view text, Book book) {
        TypedText typed;
        fold_tightly(text, typed.text);
        typed.value = rows.book(book).find(typed.text);
        return typed;
    };
    TypedRecord typed;
    typed.forename = name(written.forename);
    typed.middle = name(written.middle);
    typed.surname = name(written.surname);
    typed.birth = read_birth(written.birth);
    typed.sex = read_sex(written.sex);
    typed.house = tight(written.house, Book::houses);
    typed.street = words(written.street, Book::streets);
    typed.town = words(written.town, Book::towns);
    typed.postcode = tight(written.postcode, Book::postcodes);
    fold_phone(written.phone, typed.phone.text);
    typed.phone.value = rows.book(Book::contacts).find(typed.phone.text);
    typed.email = tight(written.email, Book::contacts);
    typed.identifier = tight(written.identifier, Book::contacts);
    typed.common_postcode = model.postcode(typed.postcode.text);
    return typed;
}

void ComparedNames::begin(KnownNames const& names, GivenModel const& model, TypedName const& typed,
    Field field, bool unfinished)
{
    names_ = &names;
    model_ = &model;
    typed_ = &typed;
    field_ = field;
    unfinished_ = unfinished;
    places_.resize(names.size());
    bits_.resize(names.size() / 64 + 1);
    if (typed.empty())
        return;
    beginning_ = unfinished ? model.beginning(field, typed.latin.text) : 0;
    met_.clear();
    if (typed.value != 0)
        met_.push_back(typed.value);
    names.meeting(typed, met_);
    if (unfinished)
        names.beginning(typed, met_);
    for (auto const name : met_) {
        if (places_[name] != 0)
            continue;
        auto const one = compared(name);
        if (!one.alike)
            continue;
        all_.push_back(one);
        places_[name] = static_cast<std::uint32_t>(all_.size());
        bits_[name / 64] |= std::uint64_t{1} << (name % 64);
    }
    alike_ = all_.size();
}

void ComparedNames::end()
{
    for (auto const& one : all_) {
        places_[one.name] = 0;
        bits_[one.name / 64] = 0;
    }
    all_.clear();
    alike_ = 0;
}

ComparedName ComparedNames::look(Value name)
{
    if (auto const at = places_[name]; at != 0)
        return all_[at - 1];
    all_.push_back(compared(name));
    places_[name] = static_cast<std::uint32_t>(all_.size());
    return all_.back();
}

unsigned ComparedNames::forename_level(Value name, Likeness likeness) const
{
    using namespace linkage::forename_level;
    auto const& known = names_->described(name);
    auto const& typed = typed_->described;
    if (likeness == Likeness::same)
        return same;
    if (typed.length == 1 || known.length == 1)
        return typed.initial == known.initial ? initial : different;
    if (likeness >= Likeness::variant)
        return variant;
    if (likeness == Likeness::close)
        return close;
    if (likeness == Likeness::near)
        return near;
    return typed.initial == known.initial ? first_letter : different;
}

ComparedName ComparedNames::compared(Value name) const
{
    constexpr std::array<std::uint8_t, 6> surname_levels
        = {surname_level::different, surname_level::near, surname_level::close,
            surname_level::variant, surname_level::part, surname_level::same};
    ComparedName out;
    out.name = name;
    auto const begins = unfinished_ && name != typed_->value && names_->begins(*typed_, name);
    if (!begins || typed_->latin.text.size() > 2) // two letters are like nothing but a beginning
        out.likeness = names_->likeness(*typed_, name);
    out.alike = out.likeness != Likeness::different;
    if (field_ == Field::forename) {
        out.level = static_cast<std::uint8_t>(forename_level(name, out.likeness));
        out.alike = out.alike || out.level == forename_level::initial;
    } else {
        out.level = surname_levels[static_cast<std::size_t>(out.likeness)];
    }
    auto const known = names_->same(field_, name);
    auto const both = std::min(typed_->same[static_cast<std::size_t>(field_)], known);
    out.part = out.level == 1 // as a Scorer has it
        ? both
        : std::min(model_->scorer().weight(field_, out.level), both - less_than_whole);
    if (!begins)
        return out;
    auto const begun = std::min(beginning_, known - less_than_whole);
    out.alike = true;
    out.begun = begun > out.part;
    out.part = std::max(out.part, begun);
    return out;
}

bool Asking::swapped(Value forename, Value surname)
{
    if (typed_.forename.empty() || typed_.surname.empty() || forename == 0 || surname == 0
        || typed_.forename.value == forename || typed_.surname.value == surname)
        return false;
    auto const& names = rows_.names();
    return typed_.forename.described.sound == names.described(surname).sound
        && typed_.surname.described.sound == names.described(forename).sound
        && forenames_.look(surname).likeness >= Likeness::close
        && surnames_.look(forename).likeness >= Likeness::close;
}

unsigned Asking::middle(Record const& row, unsigned forename) const
{
    if (typed_.middle.empty() || row.middle == 0 || forename == forename_level::middle)
        return plain_level::missing;
    if (typed_.middle.value == row.middle)
        return plain_level::same;
    auto const& typed = typed_.middle.described;
    auto const& known = rows_.names().described(row.middle);
    auto const initial = typed.initial == known.initial && (typed.length == 1 || known.length == 1);
    return initial || rows_.names().likeness(typed_.middle, row.middle) >= Likeness::near
        ? plain_level::close
        : plain_level::different;
}

Pattern Asking::names(Record const& row, ComparedRow& out)
{
    if (swapped(row.forename, row.surname))
        return packed(Field::forename, forename_level::swapped);
    unsigned first = forename_level::missing;
    unsigned last = surname_level::missing;
    if (!typed_.forename.empty() && row.forename != 0) {
        auto const one = forenames_.look(row.forename);
        first = one.level;
        out.forename_begun = one.begun;
        auto const is_middle = (typed_.forename.value != 0 && typed_.forename.value == row.middle)
            || (typed_.middle.value != 0 && typed_.middle.value == row.forename);
        if (is_middle && one.likeness < Likeness::close && first != forename_level::initial
            && rows_.names().described(row.forename).length > 1
            && typed_.forename.described.length > 1)
            first = forename_level::middle;
    }
    if (!typed_.surname.empty() && row.surname != 0) {
        auto const one = surnames_.look(row.surname);
        last = one.level;
        out.surname_begun = one.begun;
    }
    return packed(Field::forename, first) | packed(Field::surname, last)
        | packed(Field::middle, middle(row, first));
}

unsigned Asking::location(Record const& row) const
{
    using namespace location_level;
    auto const& streets = rows_.book(Book::streets);
    auto const both_postcodes = !typed_.postcode.empty() && row.postcode != 0;
    auto const same_postcode = both_postcodes && typed_.postcode.value == row.postcode;
    auto const both_houses = !typed_.house.empty() && row.house != 0;
    auto const same_house = both_houses && typed_.house.value == row.house;
    auto const both_streets = !typed_.street.empty() && row.street != 0;
    if (same_postcode)
        return same_house ? address : both_houses ? neighbour : postcode;
    auto const same_street = both_streets && typed_.street.value == row.street;
    if (both_streets && same_house
        && (same_street
            || jaro_winkler(typed_.street.text, streets.text(row.street)) >= close_from))
        return both_postcodes ? moved_postcode : address;
    if (both_postcodes) {
        auto const on_record = rows_.text(Book::postcodes, row.postcode);
        if (one_slip(typed_.postcode.text, on_record))
            return slip;
        if (auto const shared = shared_by_streets(typed_.postcode.text);
            !shared.empty() && shared == shared_by_streets(on_record))
            return sector;
    }
    auto const both_towns = !typed_.town.empty() && row.town != 0;
    if ((both_towns && typed_.town.value == row.town) || same_street)
        return town;
    return both_postcodes || both_streets || both_towns ? different : missing;
}

Score Asking::score(Pattern pattern, Record const& row) const
{
    Record typed;
    typed.forename = typed_.forename.common;
    typed.surname = typed_.surname.common;
    typed.birth = typed_.birth;
    typed.postcode = typed_.common_postcode;
    Record known;
    known.forename = rows_.names().common(row.forename);
    known.surname = rows_.names().common(row.surname);
    known.birth = row.birth;
    known.postcode = rows_.common_postcode(row.postcode);
    return model_.scorer().score(pattern, typed, known);
}

ComparedRow Asking::compare(Record const& row)
{
    ComparedRow out;
    auto const& contacts = rows_.book(Book::contacts);
    out.pattern = names(row, out) | packed(Field::location, location(row))
        | packed(Field::birth, compare_births(typed_.birth, row.birth));
    if (typed_.sex != Sex::unknown && row.sex != Sex::unknown)
        out.pattern |= packed(
            Field::sex, typed_.sex == row.sex ? plain_level::same : plain_level::different);
    out.pattern
        |= packed(Field::identifier, number_level(typed_.identifier, row.identifier, contacts));
    out.pattern |= packed(Field::phone, number_level(typed_.phone, row.phone, contacts));
    out.pattern |= packed(Field::email, number_level(typed_.email, row.email, contacts));
    out.score = score(out.pattern, row);
    if (level_of(out.pattern, Field::forename) == forename_level::middle)
        out.forename_begun = false;
    if (out.forename_begun)
        part_of(out.score, Field::forename) = forenames_.look(row.forename).part;
    if (out.surname_begun)
        part_of(out.score, Field::surname) = surnames_.look(row.surname).part;
    out.score.total = total_of(out.score);
    return out;
}

bool Asking::agrees(ComparedRow const& row) const
{
    for (auto const field : {Field::identifier, Field::phone, Field::email})
        if (auto const level = level_of(row.pattern, field);
            level == plain_level::same || level == plain_level::close)
            return true;
    if (typed_.forename.empty() && typed_.surname.empty())
        return row.score.total > row.score.prior;
    auto const first = level_of(row.pattern, Field::forename);
    auto const last = level_of(row.pattern, Field::surname);
    return row.forename_begun || row.surname_begun
        || (first != forename_level::missing && first < forename_level::first_letter)
        || (last != surname_level::missing && last != surname_level::different);
}

float Asking::most_besides() const
{
    Record typed;
    typed.postcode = typed_.common_postcode;
    auto most = 0.0F;
    auto const add = [&](Field field, bool asked) {
        auto best = 0.0F;
        for (unsigned level = 1;
             asked && level < (1U << pattern_bits[static_cast<std::size_t>(field)]); ++level) {
            auto score = model_.scorer().score(packed(field, level), typed, typed);
            best = std::max(best, part_of(score, field));
        }
        most += best;
    };
    add(Field::location,
        !typed_.postcode.empty() || !typed_.street.empty() || !typed_.town.empty());
    add(Field::sex, typed_.sex != Sex::unknown);
    add(Field::middle, !typed_.middle.empty());
    add(Field::identifier, !typed_.identifier.empty());
    add(Field::phone, !typed_.phone.empty());
    add(Field::email, !typed_.email.empty());
    return most == 0.0F ? most : most + 0.01F; // what rounding could add
}

} // namespace kith::linkage
