// SPDX-License-Identifier: MIT
#include "app/link_pictures.h"
#include "app/folder.h"
#include "app/model_file.h"
#include "app/table_files.h"
#include <algorithm>
#include <fmt/format.h>

namespace kith::app {
namespace {
    std::string id_of(linkage::People const& people, std::size_t record)
    {
        if (!people.ids[record].empty())
            return std::string(people.ids[record]);
        std::string id; // its place in the files
        append_id(id, people, record);
        return id;
    }

    [[noreturn]] void refuse_unknown(std::string const& id)
    {
        throw Refused(
            fmt::format("No record has the id {}: --pair takes two ids of the files", id), 1);
    }

    // The first record of that id, and the last.
    std::pair<std::size_t, std::size_t> records_of_id(
        linkage::People const& people, std::string const& id)
    {
        auto first = people.records.size();
        auto last = first;
        for (std::size_t record = 0; record < people.records.size(); ++record)
            if (id_of(people, record) == id) {
                first = std::min(first, record);
                last = record;
            }
        if (first == people.records.size())
            refuse_unknown(id);
        return {first, last};
    }
} // namespace

PairOfIds read_pair(std::string const& words)
{
    auto const comma = words.find(',');
    if (comma == std::string::npos || comma == 0 || comma + 1 == words.size())
        throw Refused("--pair takes LEFT,RIGHT: the ids of two records", 2);
    return {words.substr(0, comma), words.substr(comma + 1)};
}

std::vector<PairOfRecords> find_pairs(
    std::vector<PairOfIds> const& pairs, linkage::People const& people)
{
    std::vector<PairOfRecords> found;
    for (auto const& [left, right] : pairs) {
        found.push_back({records_of_id(people, left).first, records_of_id(people, right).second,
            fmt::format("Are {} and {} about one person?", left, right)});
        if (found.back().left == found.back().right)
            throw Refused("--pair takes two records, and these are one", 2);
    }
    return found;
}

void write_pictures(std::filesystem::path const& file, std::vector<PairOfRecords> const& pairs,
    linkage::People const& people, linkage::Outcome const& outcome)
{
    auto const scorer = linkage::scorer_of(outcome, people);
    linkage::Comparer comparer(people);
    std::vector<linkage::Picture> pictures;
    for (auto const& pair : pairs) {
        auto const& left = people.records[pair.left];
        auto const& right = people.records[pair.right];
        auto const pattern = comparer.compare(left, right);
        auto const score = scorer.score(pattern, left, right);
        pictures.push_back(linkage::waterfall(
            pair.title, score, linkage::explain(people, left, right, pattern, score)));
    }
    write_whole(file, pictures.size() == 1 ? pictures.front().svg : linkage::stacked(pictures));
}

int show_model(std::filesystem::path const& file, std::ostream& out)
{
    auto const saved = read_model(read_whole(file), file.string());
    linkage::Model model;
    model.m = saved.m;
    model.u = saved.u;
    out << linkage::model_table(model);
    return 0;
}

} // namespace kith::app
