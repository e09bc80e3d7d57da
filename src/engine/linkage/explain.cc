// SPDX-License-Identifier: MIT
#include "engine/linkage/explain.h"
#include <algorithm>
#include <cmath>

namespace kith::linkage {
namespace {
    std::string quoted(std::string_view text) { return "\"" + std::string(text) + "\""; }

    class Telling {
    public:
        Telling(People const& people, Record const& left, Record const& right)
            : people_(people), left_(left), right_(right)
        {
        }

        std::string of(Field field, unsigned level) const
        {
            switch (field) {
            case Field::forename:
                return forename(level);
            case Field::surname:
                return surname(level);
            case Field::birth:
                return birth(level);
            case Field::location:
                return location(level);
            default:
                return plain(field, level);
            }
        }

    private:
        std::string forename(unsigned level) const
        {
            auto const both = two(Book::names, left_.forename, right_.forename);
            switch (level) {
            case forename_level::same:
                return "the same forename, " + quoted(people_.text(Book::names, left_.forename));
            case forename_level::variant:
                return "forenames that are forms of one name, " + both;
            case forename_level::close:
                return "forenames spelt nearly the same, " + both;
            case forename_level::near:
                return "forenames spelt somewhat alike, " + both;
            case forename_level::initial:
                return "a forename and its initial, " + both;
            case forename_level::middle:
                return "one's forename is the other's middle name, " + both;
            case forename_level::swapped:
                return "forename and surname in each other's place";
            case forename_level::elsewhere:
                return "one's forename stands where the other's surname does, and another name is "
                       "missing";
            case forename_level::first_letter:
                return "forenames that share only the first letter, " + both;
            default:
                return "different forenames, " + both;
            }
        }
        std::string surname(unsigned level) const
        {
            auto const both = two(Book::names, left_.surname, right_.surname);
            switch (level) {
            case surname_level::same:
                return "the same surname, " + quoted(people_.text(Book::names, left_.surname));
            case surname_level::part:
                return "one surname is part of the other, " + both;
            case surname_level::close:
                return "surnames spelt nearly the same, " + both;
            case surname_level::near:
                return "surnames spelt somewhat alike, " + both;
            case surname_level::variant:
                return "surnames that are forms of one name, " + both;
            default:
                return "different surnames, " + both;
            }
        }
        std::string birth(unsigned level) const
        {
            auto const both = written(left_.birth) + " and " + written(right_.birth);
            switch (level) {
            case birth_level::same:
                return "born on the same day, " + written(left_.birth);
            case birth_level::swapped:
                return "birth dates with day and month in each other's place, " + both;
            case birth_level::one_digit:
                return "birth dates that differ in one digit, " + both;
            case birth_level::other_year:
                return "the same birthday in another year, " + both;
            case birth_level::one_or_ten_years:
                return "the same birthday one year or ten years apart, " + both;
            case birth_level::estimated:
                return "an estimated birth date at most two years from the other, " + both;
            case birth_level::first_january:
                return "the same birth year, one of them given as 1 January, " + both;
            case birth_level::two_parts:
                return "birth dates that differ in the day or the month, " + both;
            case birth_level::partial:
                return "birth dates that agree as far as they are known, " + both;
            case birth_level::near_year:
                return "birth years at most one apart, " + both;
            default:
                return "different birth dates, " + both;
            }
        }
        std::string location(unsigned level) const
        {
            switch (level) {
            case location_level::address:
                return "the same address";
            case location_level::postcode:
                return "the same postcode, "
                    + quoted(people_.text(Book::postcodes, left_.postcode));
            case location_level::neighbour:
                return "the same postcode, another house";
            case location_level::moved_postcode:
                return "the same house and street, another postcode";
            case location_level::slip:
                return "postcodes one slip apart, "
                    + two(Book::postcodes, left_.postcode, right_.postcode);
            case location_level::sector:
                return "postcodes close to one another";
            case location_level::town:
                return "the same town or street";
            default:
                return "different places (people move)";
            }
        }
        static std::string plain(Field field, unsigned level)
        {
            auto const name = std::string(named(field));
            return level == plain_level::same ? "the same " + name
                : level == plain_level::close ? "nearly the same " + name
                                              : "another " + name;
        }
        static std::string_view named(Field field)
        {
            switch (field) {
            case Field::sex:
                return "sex as recorded";
            case Field::middle:
                return "middle name";
            case Field::phone:
                return "telephone number";
            case Field::email:
                return "e-mail address";
            case Field::birth_place:
                return "place of birth";
            default:
                return word_of(field);
            }
        }
        std::string two(Book book, Value left, Value right) const
        {
            return quoted(people_.text(book, left)) + " and " + quoted(people_.text(book, right));
        }
        static std::string written(Birth const& birth)
        {
            auto const two_digits = [](int n) { return (n < 10 ? "-0" : "-") + std::to_string(n); };
            return std::to_string(birth.year) + (birth.month != 0 ? two_digits(birth.month) : "")
                + (birth.day != 0 ? two_digits(birth.day) : "");
        }
        People const& people_;
        Record const& left_;
        Record const& right_;
    };
} // namespace

std::string_view in_words(float bits)
{
    auto const size = std::abs(bits);
    if (size < 0.5F)
        return "which tells next to nothing";
    if (size < 2)
        return bits > 0 ? "slightly more likely the same person"
                        : "slightly less likely the same person";
    if (size < 5)
        return bits > 0 ? "more likely the same person" : "less likely the same person";
    if (size < 9)
        return bits > 0 ? "much more likely the same person" : "much less likely the same person";
    return bits > 0 ? "very much more likely the same person"
                    : "very much less likely the same person";
}

std::string Reason::sentence() const { return what + ": " + std::string(in_words(bits)); }

std::vector<Reason> explain(People const& people, Record const& left, Record const& right,
    Pattern pattern, Score const& score)
{
    std::vector<Reason> reasons;
    Telling const telling(people, left, right);
    for (std::size_t at = 0; at < field_count; ++at) {
        auto const field = static_cast<Field>(at);
        if (auto const level = level_of(pattern, field); level != 0)
            reasons.push_back({score.parts[at], telling.of(field, level)});
    }
    auto const where = level_of(pattern, Field::location);
    auto const at_home = where >= location_level::address && where <= location_level::neighbour;
    if (score.household < -0.5F)
        reasons.push_back({score.household,
            at_home ? "a brother, sister, twin or parent at one address would explain it too"
                    : "a brother, sister, twin or parent would explain it too"});
    std::ranges::stable_sort(reasons,
        [](Reason const& l, Reason const& r) { return std::abs(l.bits) > std::abs(r.bits); });
    return reasons;
}

} // namespace kith::linkage
