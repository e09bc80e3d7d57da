// SPDX-License-Identifier: MIT
#include "cases/fairness.h"
#include "base/shipped.h"
#include "cases/share.h"
#include <algorithm>
#include <cmath>
#include <fmt/core.h>
#include <toml++/toml.h>

namespace kith::cases {
namespace {
    constexpr char const* fairness_path = "data/reference/fairness.toml";
    constexpr char const* not_recorded = "Not recorded";

    struct SplitWords {
        Split split;
        char const* name; // in the file
        char const* list; // of data/code_lists, whose codes are grouped
        char const* title;
    };
    constexpr std::array<SplitWords, all_splits.size()> split_words{
        {{Split::age, "ages", "", "Age"}, {Split::sex, "sex", "sex", "Sex"},
            {Split::ethnicity, "ethnicity", "ethnicity", "Ethnicity"},
            {Split::disability, "disability", "disability", "Disability"},
            {Split::care, "care", "legal_status", "Care status"},
            {Split::district, "", "", "District where they live"}}};

    std::size_t place_of(Split split) { return static_cast<std::size_t>(split); }

    // Full years on that day of somebody born then; a birthday on 29 February is on 1 March.
    int full_years(Date born, Date on)
    {
        auto const before_birthday
            = on.month() < born.month() || (on.month() == born.month() && on.day() < born.day());
        return on.year() - born.year() - (before_birthday ? 1 : 0);
    }
} // namespace

class FairnessReader {
public:
    FairnessReader(std::string_view text, directory::ReferenceFacts const& facts)
        : table_(toml::parse(text, std::string_view(fairness_path)))
    {
        made_.facts_ = &facts;
    }

    Result<FairnessGroups> all()
    {
        TRY(ages());
        for (auto const& words : split_words)
            if (*words.list)
                TRY(groups(words));
        return std::move(made_);
    }

private:
    static Error wrong(std::string const& what)
    {
        return invalid(fmt::format("{}: {}", fairness_path, what));
    }

    Done ages()
    {
        auto const* const lowest = table_["ages"]["lowest"].as_array();
        if (!lowest || lowest->size() < 2)
            return wrong("[ages] gives the lowest age of each group: lowest = [0, 10, 13]");
        for (auto const& one : *lowest) {
            auto const age = one.value<int>();
            if (!age || (made_.ages_.empty() ? *age != 0 : *age <= made_.ages_.back()))
                return wrong("ages begin with 0 and rise");
            made_.ages_.push_back(*age);
        }
        return done();
    }

    Done groups(SplitWords const& words)
    {
        auto const* const list = table_[words.name].as_array();
        if (!list || list->empty())
            return wrong(fmt::format("give one [[{}]] or more", words.name));
        std::set<std::string> taken;
        for (auto const& one : *list) {
            auto const* const table = one.as_table();
            if (!table)
                return wrong(fmt::format("write [[{}]], with label and codes", words.name));
            FairnessGroups::Group group{(*table)["label"].value_or(std::string()), {}};
            auto const* const codes = (*table)["codes"].as_array();
            if (group.label.empty() || !codes)
                return wrong(fmt::format("each [[{}]] has a label and codes", words.name));
            for (auto const& code : *codes) {
                auto const text = code.value_or(std::string());
                auto const known = text == "*" || text == "REFU"
                    || made_.facts_->code(words.list, text).has_value();
                if (!known || !taken.insert(text).second)
                    return wrong(fmt::format("[[{}]] {}: \"{}\" is {}", words.name, group.label,
                        text, known ? "in two groups" : "no code of that list"));
                group.codes.insert(text);
            }
            made_.groups_[place_of(words.split)].push_back(std::move(group));
        }
        return done();
    }

    toml::table table_;
    FairnessGroups made_;
};

char const* title_of(Split split) { return split_words[place_of(split)].title; }

Result<FairnessGroups> FairnessGroups::read(
    std::string_view toml, directory::ReferenceFacts const& facts)
{
    try {
        return FairnessReader(toml, facts).all();
    } catch (toml::parse_error const& problem) {
        return invalid(fmt::format(
            "{}: line {}: {}", fairness_path, problem.source().begin.line, problem.description()));
    }
}

FairnessGroups FairnessGroups::shipped(directory::ReferenceFacts const& facts)
{
    return read(shipped_file(fairness_path), facts).value();
}

std::vector<std::string> FairnessGroups::labels(Split split, Date on) const
{
    std::vector<std::string> all;
    if (split == Split::age)
        for (std::size_t i = 0; i < ages_.size(); ++i)
            all.push_back(i + 1 == ages_.size() ? fmt::format("{} and over", ages_[i])
                    : ages_[i + 1] == ages_[i] + 1
                    ? std::to_string(ages_[i])
                    : fmt::format("{} to {}", ages_[i], ages_[i + 1] - 1));
    else if (split == Split::district)
        for (auto const& district : facts_->districts(on))
            all.push_back(district.name);
    else
        for (auto const& group : groups_[place_of(split)])
            all.push_back(group.label);
    all.emplace_back(not_recorded);
    return all;
}

std::size_t FairnessGroups::group_of(
    Split split, people::SplitBy const& person, std::string_view district, Date on) const
{
    if (split == Split::age) {
        if (!person.birth)
            return ages_.size();
        auto const group_at = [&](int age) {
            auto const above = std::ranges::upper_bound(ages_, std::max(age, 0));
            return static_cast<std::size_t>(above - ages_.begin()) - 1;
        };
        auto const oldest = group_at(full_years(person.birth->first(), on));
        auto const youngest = group_at(full_years(person.birth->last(), on));
        return oldest == youngest ? oldest : ages_.size(); // known too roughly to say
    }
    if (split == Split::district) {
        auto const districts = facts_->districts(on);
        auto const found = std::ranges::find(districts, district, &directory::District::code);
        return static_cast<std::size_t>(found - districts.begin());
    }
    std::set<std::string> const codes = split == Split::care ? person.statuses
        : split == Split::disability                         ? person.disabilities
        : split == Split::sex                                ? std::set{person.sex}
                                                             : std::set{person.ethnicity};
    auto const& groups = groups_[place_of(split)];
    auto const fits = [&](Group const& group) {
        return std::ranges::any_of(codes, [&](std::string const& code) {
            return !code.empty() && (group.codes.contains(code) || group.codes.contains("*"));
        });
    };
    return static_cast<std::size_t>(std::ranges::find_if(groups, fits) - groups.begin());
}

std::optional<Rate> rate_of(std::int64_t count, std::int64_t of)
{
    if (of <= 0)
        return std::nullopt;
    auto const lies_in = wilson_interval(count, of);
    return Rate{100 * static_cast<double>(count) / static_cast<double>(of), 100 * lies_in.low,
        100 * lies_in.high};
}

std::string in_words(Rate const& rate)
{
    return fmt::format("{} % ({} to {})", std::lround(rate.percent),
        std::lround(std::max(rate.low, 0.0)), std::lround(std::min(rate.high, 100.0)));
}

std::string FairnessTable::missing() const
{
    if (!told.all)
        return {};
    auto const& none = told.rows.back();
    if (!none)
        return "For how many it is not recorded is not told.";
    return fmt::format("Not recorded for {} of {} ({} %).", *none, *told.all,
        std::lround(100 * static_cast<double>(*none) / static_cast<double>(*told.all)));
}

std::vector<FairnessTable> tables_of(FairnessGroups const& groups,
    std::vector<CountedPerson> const& people, std::size_t outcomes, Date on)
{
    std::vector<FairnessTable> tables;
    for (auto const split : all_splits) {
        FairnessTable table{split, groups.labels(split, on)};
        std::vector<std::vector<std::int64_t>> counts(
            table.groups.size(), std::vector<std::int64_t>(outcomes));
        for (auto const& person : people)
            ++counts.at(person.groups[place_of(split)]).at(person.outcome);
        table.told = table_told(counts);
        tables.push_back(std::move(table));
    }
    return tables;
}

} // namespace kith::cases
