// SPDX-License-Identifier: MIT
#include "engine/linkage/compare.h"
#include "engine/linkage/alike.h"
#include "engine/linkage/variants.h"
#include <algorithm>
#include <cstdlib>

namespace kith::linkage {
namespace {
    constexpr std::size_t lately_size = 1 << 14; // pairs of names; a power of two

    unsigned digits_that_differ(unsigned left, unsigned right)
    {
        unsigned count = 0;
        for (; left != 0 || right != 0; left /= 10, right /= 10)
            count += left % 10 != right % 10 ? 1U : 0U;
        return count;
    }

    bool is_first_january(Birth const& birth) { return birth.month == 1 && birth.day == 1; }

    unsigned compare_plain(Value left, Value right)
    {
        if (left == 0 || right == 0)
            return plain_level::missing;
        return left == right ? plain_level::same : plain_level::different;
    }
    unsigned compare_numbers(Value left, Value right, People const& people, Book book)
    {
        auto const plain = compare_plain(left, right);
        if (plain != plain_level::different)
            return plain;
        return one_slip(people.text(book, left), people.text(book, right)) ? plain_level::close
                                                                           : plain;
    }

    unsigned compare_emails(Value left, Value right, People const& people)
    {
        auto const plain = compare_numbers(left, right, people, Book::contacts);
        if (plain != plain_level::different)
            return plain;
        return jaro_winkler(people.text(Book::contacts, left), people.text(Book::contacts, right))
                >= close_from
            ? plain_level::close
            : plain;
    }

    // One half of a double-barrelled name is the other name, or a half of it.
    bool share_a_part(Value left, Name const& l, Value right, Name const& r)
    {
        for (auto const part : l.parts)
            if (part != 0 && (part == right || part == r.parts[0] || part == r.parts[1]))
                return true;
        return left == r.parts[0] || left == r.parts[1];
    }

    // How many letters names of these lengths must share to be near; names past `long_from` need
    // none, so that they are always looked at.
    constexpr std::size_t long_from = 27;
    unsigned fewest_to_be_near(Name const& left, Name const& right)
    {
        static auto const fewest = [] {
            std::array<std::array<std::uint8_t, long_from>, long_from> table = {};
            for (unsigned l = 1; l < long_from; ++l)
                for (unsigned r = 1; r < long_from; ++r)
                    while (table[l][r] <= std::min(l, r)
                        && most_alike_of(table[l][r], l, r) < near_from)
                        ++table[l][r];
            return table;
        }();
        return left.length < long_from && right.length < long_from
            ? fewest[left.length][right.length]
            : 0U;
    }

    // The part of a postcode that many streets share; nothing for what is no such postcode.
    std::string_view sector_of(std::string_view postcode)
    {
        if (postcode.size() < 5 || postcode.size() > 7 || postcode.back() < 'a')
            return {};
        return postcode.substr(0, postcode.size() - 2);
    }
} // namespace

std::string_view word_of(Field field)
{
    constexpr std::array<std::string_view, field_count> words = {"forename", "surname", "birth",
        "location", "sex", "middle", "identifier", "phone", "email", "birth_place", "occupation"};
    return words[static_cast<std::size_t>(field)];
}

unsigned compare_births(Birth const& left, Birth const& right)
{
    using namespace birth_level;
    if (left.year == 0 || right.year == 0)
        return missing;
    if (!left.whole() || !right.whole())
        return left.year == right.year
                && (left.month == 0 || right.month == 0 || left.month == right.month)
            ? partial
            : std::abs(left.year - right.year) <= 1 ? near_year
                                                    : different;
    if (left == right)
        return same;
    auto const same_month = left.month == right.month;
    auto const same_day = left.day == right.day;
    if (left.year == right.year) {
        if (left.month == right.day && left.day == right.month)
            return swapped;
        if (is_first_january(left) || is_first_january(right))
            return first_january;
        if (!same_month && !same_day)
            return near_year;
        return digits_that_differ(left.month, right.month) + digits_that_differ(left.day, right.day)
                == 1
            ? one_digit
            : two_parts;
    }
    auto const years = std::abs(left.year - right.year);
    if (same_month && same_day)
        return digits_that_differ(left.year, right.year) == 1 ? one_digit
            : years == 1 || years == 10                       ? one_or_ten_years
                                                              : other_year;
    return years <= 1 ? near_year : different;
}

unsigned compare_births_of(Record const& left, Record const& right)
{
    constexpr int estimates_agree_to = 2; // years
    if (!left.birth_estimated && !right.birth_estimated)
        return compare_births(left.birth, right.birth);
    if (left.birth.year == 0 || right.birth.year == 0)
        return birth_level::missing;
    return std::abs(left.birth.year - right.birth.year) <= estimates_agree_to
        ? birth_level::estimated
        : birth_level::different;
}

Comparer::Comparer(People const& people)
    : people_(&people), names_(people.names.data()), lately_(lately_size)
{
}

Pattern Comparer::all_but_names(Record const& left, Record const& right) const
{
    auto pattern = location(left, right);
    pattern |= packed(Field::birth, compare_births_of(left, right));
    if (left.sex != Sex::unknown && right.sex != Sex::unknown)
        pattern |= packed(
            Field::sex, left.sex == right.sex ? plain_level::same : plain_level::different);
    pattern |= packed(Field::identifier,
        compare_numbers(left.identifier, right.identifier, *people_, Book::contacts));
    pattern
        |= packed(Field::phone, compare_numbers(left.phone, right.phone, *people_, Book::contacts));
    pattern |= packed(Field::email, compare_emails(left.email, right.email, *people_));
    pattern |= packed(Field::birth_place, compare_plain(left.birth_place, right.birth_place));
    return pattern | packed(Field::occupation, compare_plain(left.occupation, right.occupation));
}

Pattern Comparer::names(Record const& left, Record const& right)
{
    auto const sound = [&](Value name) { return names_[name].sound; };
    if (left.forename != right.forename && left.surname != right.surname && left.forename != 0
        && right.forename != 0 && left.surname != 0 && right.surname != 0
        && sound(left.forename) == sound(right.surname)
        && sound(left.surname) == sound(right.forename)
        && likeness(left.forename, right.surname) >= Likeness::close
        && likeness(left.surname, right.forename) >= Likeness::close)
        return packed(Field::forename, forename_level::swapped);
    if (one_name_elsewhere(left, right))
        return packed(Field::forename, forename_level::elsewhere);
    unsigned surname = surname_level::missing;
    if (left.surname != 0 && right.surname != 0) {
        constexpr std::array<unsigned, 5> levels = {surname_level::different, surname_level::near,
            surname_level::close, surname_level::variant, surname_level::part};
        surname = left.surname == right.surname
            ? surname_level::same
            : levels[static_cast<std::size_t>(likeness(left.surname, right.surname))];
    }
    auto const first = forename(left, right);
    unsigned middle = plain_level::missing;
    if (left.middle != 0 && right.middle != 0 && first != forename_level::middle) {
        auto const& l = names_[left.middle];
        auto const& r = names_[right.middle];
        auto const initial = l.initial == r.initial && (l.length == 1 || r.length == 1);
        middle = left.middle == right.middle ? plain_level::same
            : initial || likeness(left.middle, right.middle) >= Likeness::near
            ? plain_level::close
            : plain_level::different;
    }
    return packed(Field::forename, first) | packed(Field::surname, surname)
        | packed(Field::middle, middle);
}

bool Comparer::one_name_elsewhere(Record const& left, Record const& right)
{
    auto const alike = [&](Value l, Value r) {
        return l != 0 && r != 0 && names_[l].length > 1 && names_[r].length > 1
            && (l == r || likeness(l, r) >= Likeness::close);
    };
    if (left.forename != 0 && left.surname != 0 && right.forename != 0 && right.surname != 0)
        return false;
    if (alike(left.forename, right.forename) || alike(left.surname, right.surname))
        return false;
    return alike(left.forename, right.surname) || alike(left.surname, right.forename);
}

unsigned Comparer::forename(Record const& left, Record const& right)
{
    using namespace forename_level;
    if (left.forename == 0 || right.forename == 0)
        return missing;
    if (left.forename == right.forename)
        return same;
    auto const& l = names_[left.forename];
    auto const& r = names_[right.forename];
    if (l.length == 1 || r.length == 1)
        return l.initial == r.initial ? initial : different;
    auto const alike = likeness(left.forename, right.forename);
    if (alike >= Likeness::variant)
        return variant;
    if (alike == Likeness::close)
        return close;
    if (left.forename == right.middle || right.forename == left.middle)
        return middle;
    if (alike == Likeness::near)
        return near;
    return l.initial == r.initial ? first_letter : different;
}

// Letters are looked at last, and only where two names hold enough of the same ones.
Comparer::Likeness Comparer::likeness(Value left, Value right)
{
    if (left == right)
        return Likeness::part;
    auto const& l = names_[left];
    auto const& r = names_[right];
    if ((l.parts[0] | r.parts[0]) != 0 && share_a_part(left, l, right, r))
        return Likeness::part;
    if (variants_of_one(l, r))
        return Likeness::variant;
    if (l.script != r.script && l.twin == r.twin)
        return Likeness::variant; // one name in two scripts
    if (letters_shared(l, r) < fewest_to_be_near(l, r))
        return Likeness::different;
    if (left > right)
        std::swap(left, right);
    auto const pair = (static_cast<std::uint64_t>(left) << 32) | right;
    auto& lately = lately_.data()[mixed(pair) & (lately_size - 1)];
    if (lately.pair != pair)
        lately = {pair, spelt(left, right)};
    return lately.likeness;
}

Comparer::Likeness Comparer::spelt(Value left, Value right) const
{
    auto const letters = [&](Value name) {
        return people_->text(Book::names, names_[name].latin != 0 ? names_[name].latin : name);
    };
    auto const alike = jaro_winkler(letters(left), letters(right));
    return alike >= close_from ? Likeness::close
        : alike >= near_from   ? Likeness::near
                               : Likeness::different;
}

bool Comparer::same_place(Value left, Value right, Book book) const
{
    if (left == 0 || right == 0)
        return false;
    return left == right
        || jaro_winkler(people_->text(book, left), people_->text(book, right)) >= close_from;
}

Pattern Comparer::location(Record const& left, Record const& right) const
{
    using namespace location_level;
    auto const level = [&]() -> unsigned {
        auto const both_postcodes = left.postcode != 0 && right.postcode != 0;
        auto const same_postcode = both_postcodes && left.postcode == right.postcode;
        auto const both_houses = left.house != 0 && right.house != 0;
        auto const both_streets = left.street != 0 && right.street != 0;
        if (same_postcode && both_houses && left.house == right.house)
            return address;
        if (same_postcode)
            return both_houses && left.house != right.house ? neighbour : postcode;
        auto const same_street = both_streets && left.street == right.street;
        if (both_streets && both_houses && left.house == right.house
            && (same_street || same_place(left.street, right.street, Book::streets)))
            return both_postcodes ? moved_postcode : address;
        if (both_postcodes) {
            auto const l = people_->text(Book::postcodes, left.postcode);
            auto const r = people_->text(Book::postcodes, right.postcode);
            if (one_slip(l, r))
                return slip;
            if (auto const of_left = sector_of(l); !of_left.empty() && of_left == sector_of(r))
                return sector;
        }
        if (same_place(left.town, right.town, Book::towns))
            return town;
        if (same_street)
            return town;
        return both_postcodes || both_streets || (left.town != 0 && right.town != 0) ? different
                                                                                     : missing;
    }();
    return packed(Field::location, level);
}

} // namespace kith::linkage
