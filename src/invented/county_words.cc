// SPDX-License-Identifier: MIT
#include "invented/county_words.h"
#include "base/shipped.h"
#include "invented/tale_reader.h"

namespace kith::invented {
namespace {
    constexpr auto county_file = "data/invented/county.toml";

    std::vector<std::vector<std::string>> lists_of(TaleTable const& table, std::string_view key)
    {
        std::vector<std::vector<std::string>> all;
        if (auto const* const lists = table.toml()[key].as_array())
            for (auto const& list : *lists) {
                auto& words = all.emplace_back();
                if (auto const* const inner = list.as_array())
                    for (auto const& word : *inner)
                        words.push_back(word.value_or(std::string()));
                if (words.size() < 2)
                    table.refuse(key, "each of its lists has two words or more");
            }
        return all;
    }

    Community read_community(TaleTable const& row)
    {
        Community one;
        one.name = row.needed("name");
        one.share = row.toml()["share"].value_or(std::size_t{0});
        one.speaks = row.toml()["speaks"].value_or(std::size_t{0});
        one.given_f = row.list("given_f");
        one.given_m = row.list("given_m");
        one.family = row.list("family");
        one.of_women = row.list("of_women");
        one.languages = row.list("languages");
        for (auto const& pair : lists_of(row, "feminine"))
            one.feminine.emplace_back(pair[0], pair[1]);
        auto const stems = row.list("stems");
        for (auto const& end : row.list("ends"))
            for (auto const& stem : stems)
                one.family.push_back(stem + end);
        if (one.given_f.empty() || one.given_m.empty() || one.family.empty() || one.share == 0)
            row.refuse("share", "a community has a share, given names and surnames");
        return one;
    }
} // namespace

CountyWords read_county_words()
{
    CountyWords words;
    read_tale(county_file, shipped_file(county_file), [&](TaleTable const& top) {
        for (auto const& row : top.tables("community"))
            words.communities.push_back(read_community(row));
        auto const inner = [&](std::string_view key) {
            auto const* const table = top.toml()[key].as_table();
            if (!table)
                top.refuse(key, "it is a table");
            return TaleTable(county_file, *table);
        };
        auto const forms = inner("forms");
        for (auto const& [key, into] :
            {std::pair{"nicknames", &words.nicknames}, std::pair{"spellings", &words.spellings}})
            for (auto const& names : lists_of(forms, key))
                (*into)[names[0]].assign(names.begin() + 1, names.end());
        words.street_first = inner("streets").list("first");
        words.street_second = inner("streets").list("second");
    });
    return words;
}

Community const& draw_community(CountyWords const& words, Draw& draw)
{
    std::size_t all = 0;
    for (auto const& one : words.communities)
        all += one.share;
    auto at = draw.below(all);
    for (auto const& one : words.communities) {
        if (at < one.share)
            return one;
        at -= one.share;
    }
    return words.communities.front();
}

std::string const& draw_name(std::vector<std::string> const& list, Draw& draw)
{
    // The square of a number drawn from [0, 1): in whole numbers, so the same everywhere.
    auto const drawn = draw.next() >> 48U; // below 2^16
    return list[static_cast<std::size_t>((drawn * drawn * list.size()) >> 32U)];
}

std::string of_a_woman(Community const& community, std::string family)
{
    for (auto const& [end, womans] : community.feminine)
        if (family.ends_with(end)) {
            family.replace(family.size() - end.size(), end.size(), womans);
            break;
        }
    return family;
}

} // namespace kith::invented
