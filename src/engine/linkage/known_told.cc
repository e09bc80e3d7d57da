// SPDX-License-Identifier: MIT
// What a look-up found, with its reasons: `explain` is given the texts of the two, and what was
// typed as the beginning of a name is told as that.
#include "engine/linkage/known_look.h"
#include <algorithm>

namespace kith::linkage {
namespace {
    constexpr Pattern without(Pattern pattern, Field field)
    {
        return pattern & ~packed(field, (1U << pattern_bits[static_cast<std::size_t>(field)]) - 1U);
    }
    Record texts_of(TypedRecord const& typed, People& people)
    {
        Record record;
        auto& names = people.book(Book::names);
        record.forename = names.take(typed.forename.text);
        record.middle = names.take(typed.middle.text);
        record.surname = names.take(typed.surname.text);
        record.postcode = people.book(Book::postcodes).take(typed.postcode.text);
        record.birth = typed.birth;
        record.sex = typed.sex;
        return record;
    }
    Record texts_of(Record const& row, KnownRows const& rows, People& people)
    {
        auto record = row;
        for (auto* const name : {&record.forename, &record.middle, &record.surname})
            *name = people.book(Book::names).take(rows.text(Book::names, *name));
        record.postcode
            = people.book(Book::postcodes).take(rows.text(Book::postcodes, record.postcode));
        return record;
    }
    Reason begun(std::string_view which, float bits, std::string_view typed, std::string_view known)
    {
        return {bits,
            "the " + std::string(which) + " begins as typed, \"" + std::string(typed) + "\" and \""
                + std::string(known) + "\""};
    }
} // namespace

Found Look::told(Best const& best, People& texts) const
{
    auto const& reading = readings_[best.reading];
    auto const& on_record = rows_.row(best.row);
    Asking asking(rows_, model_, reading.typed, *reading.forenames, *reading.surnames);
    auto const compared = asking.compare(on_record);
    auto const typed = texts_of(reading.typed, texts);
    auto const known = texts_of(on_record, rows_, texts);
    auto pattern = compared.pattern;
    if (compared.forename_begun)
        pattern = without(pattern, Field::forename);
    if (compared.surname_begun)
        pattern = without(pattern, Field::surname);
    Found found{rows_.id_of(best.person), best.bits, probability(best.bits),
        explain(texts, typed, known, pattern, compared.score), compared.pattern};
    if (compared.forename_begun)
        found.reasons.push_back(begun("forename", compared.score.parts[0],
            reading.typed.forename.text, rows_.text(Book::names, on_record.forename)));
    if (compared.surname_begun)
        found.reasons.push_back(begun("surname", compared.score.parts[1],
            reading.typed.surname.text, rows_.text(Book::names, on_record.surname)));
    std::ranges::stable_sort(found.reasons, [](Reason const& left, Reason const& right) {
        return std::abs(left.bits) > std::abs(right.bits);
    });
    return found;
}

} // namespace kith::linkage
