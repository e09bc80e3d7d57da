// SPDX-License-Identifier: MIT
#include "engine/linkage/model_table.h"
#include "engine/linkage/score.h"
#include <cstdio>
#include <span>

namespace kith::linkage {
namespace {
    using Words = std::string_view;
    constexpr Words forename_words[] = {"missing", "the same", "forms of one name",
        "spelt nearly the same", "spelt somewhat alike", "a name and its initial",
        "the other's middle name", "in the surname's place", "the same first letter", "different"};
    constexpr Words surname_words[] = {"missing", "the same", "part of the other",
        "spelt nearly the same", "spelt somewhat alike", "forms of one name", "different"};
    constexpr Words birth_words[] = {"missing", "the same day", "day and month swapped",
        "one digit differs", "the same birthday, another year", "1 January of the same year",
        "two parts agree", "agree as far as known", "at most a year apart", "different"};
    constexpr Words location_words[] = {"missing", "the same address", "the same postcode",
        "the same postcode, another house", "the same house, another postcode",
        "postcodes one slip apart", "postcodes close by", "the same town or street", "different"};
    constexpr Words plain_words[] = {"missing", "the same", "nearly the same", "different"};

    std::span<Words const> levels_of(Field field)
    {
        switch (field) {
        case Field::forename:
            return forename_words;
        case Field::surname:
            return surname_words;
        case Field::birth:
            return birth_words;
        case Field::location:
            return location_words;
        default:
            return plain_words;
        }
    }
} // namespace

std::string_view words_of(Field field, unsigned level)
{
    auto const words = levels_of(field);
    return level < words.size() ? words[level] : Words("?");
}

std::string model_table(Model const& model)
{
    Scorer const scorer(model, 1);
    char line[160];
    std::snprintf(
        line, sizeof line, "%-12s %-33s %10s %10s %7s\n", "field", "level", "m", "u", "bits");
    std::string out = line;
    for (std::size_t at = 0; at < field_count; ++at) {
        auto const field = static_cast<Field>(at);
        auto const name = std::string(word_of(field));
        for (unsigned level = 1; level < levels_of(field).size(); ++level) {
            if (model.m[at][level] <= 0 && model.u[at][level] <= 0)
                continue;
            std::snprintf(line, sizeof line, "%-12s %-33s %10.6f %10.6f %+7.1f\n", name.c_str(),
                std::string(words_of(field, level)).c_str(), model.m[at][level], model.u[at][level],
                static_cast<double>(scorer.weight(field, level)));
            out += line;
        }
    }
    return out
        + "A field that none of the records had keeps what is usual. What is missing weighs "
          "nothing.\n";
}

} // namespace kith::linkage
