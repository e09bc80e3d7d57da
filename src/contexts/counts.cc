// SPDX-License-Identifier: MIT
#include "contexts/counts.h"
#include "base/london.h"
#include "base/small_numbers.h"
#include <algorithm>
#include <map>
#include <set>

namespace kith::contexts {
namespace {
    constexpr int adult_age = 18; // Children Act 1989, section 105
    constexpr int quarters_told = 4;

    struct Child {
        std::string role; // they were first linked in
        Date since;
        std::optional<int> age = {};
        std::string sex = {};
        bool shown = false; // this visit sees that they are here
    };

    // The youngest they can be.
    std::optional<int> youngest_age(CountedAs const& one, Date on)
    {
        if (!one.birth)
            return {};
        auto const born = one.birth->last();
        auto const had_birthday
            = std::pair(born.month(), born.day()) <= std::pair(on.month(), on.day());
        return std::max(0, on.year() - born.year() - (had_birthday ? 0 : 1));
    }

    // Is the link itself shown to this visit? Whoever may know a child, and not that they are here,
    // must not learn it from what is kept back.
    bool shows_link(
        Contexts const& room, Visit const& visit, ContextId context, links::PersonAt const& one)
    {
        auto const& seen = room.links.seen;
        return seen.may_know(visit, {"person", one.person})
            && (one.drawn_from == thing(context) || one.drawn_from == Thing{"person", one.person}
                || seen.may_know(visit, one.drawn_from));
    }

    using Children = std::map<Uuid, Child>; // by who they are: never told

    Children children_at(Contexts const& room, Visit const& visit, ContextId context)
    {
        auto const today = london::day_of(visit.now());
        Children children;
        std::set<Uuid> adults;
        for (auto const& one : links::people_at(room.links.seen, visit, thing(context))) {
            if (adults.contains(one.person))
                continue;
            if (!children.contains(one.person)) {
                auto const counted = room.counted_as
                    ? room.counted_as(visit.reading(), PersonId(one.person))
                    : CountedAs{};
                auto const age = youngest_age(counted, today);
                if (age && *age >= adult_age) {
                    adults.insert(one.person);
                    continue;
                }
                children[one.person] = {one.role, one.since, age, counted.sex};
            }
            auto& child = children[one.person];
            child.shown = child.shown || shows_link(room, visit, context, one);
        }
        return children;
    }

    // Rows that stand whatever is counted: the last one takes what fits no other.
    NumberTable table_of(std::string title, std::vector<std::string> const& labels,
        Children const& children, auto const& row_of_child)
    {
        std::vector<std::int64_t> counts(labels.size());
        for (auto const& [person, child] : children)
            ++counts[std::min(row_of_child(child), labels.size() - 1)];
        auto const told = numbers_told(counts);
        NumberTable table{std::move(title), {}};
        for (std::size_t i = 0; i < labels.size(); ++i)
            table.rows.push_back({labels[i], told[i]});
        return table;
    }

    NumberTable by_age(Children const& children)
    {
        return table_of("By age", {"Under 13", "13 to 15", "16 or 17", "Not known"}, children,
            [](Child const& child) -> std::size_t {
                return !child.age ? 3 : *child.age < 13 ? 0 : *child.age < 16 ? 1 : 2;
            });
    }

    NumberTable by_sex(Children const& children)
    {
        return table_of("By sex", {"Female", "Male", "Not recorded"}, children,
            [](Child const& child) -> std::size_t {
                return child.sex == "F" ? 0 : child.sex == "M" ? 1 : 2;
            });
    }

    char const* usual_role(Context const& context)
    {
        return context.kind == "SCHOOL" ? "goes_to_school"
            : context.kind == "HOME"    ? "lives_there"
            : context.kind == "PEER"    ? "one_of_the_group"
                                        : "spends_time";
    }

    // What cases weighed, of the children linked alone: a number of its own, of others, could be
    // taken from these.
    NumberTable by_weight(
        Contexts const& room, Visit const& visit, ContextId context, Children const& children)
    {
        auto const heavy = room.weighs_for(visit.reading(), context);
        std::vector<std::int64_t> counts(2);
        for (auto const& [person, child] : children)
            ++counts[heavy.contains(person) ? 0 : 1];
        auto const told = numbers_told(counts);
        return {"By whether it weighs heavily in harm for them",
            {{"Strong or strongest in their weighting", told[0]},
                {"Not, or not weighed yet", told[1]}}};
    }

    NumberTable by_role(Contexts const& room, Context const& context, Children const& children)
    {
        auto const label = [&](char const* role) {
            auto const code = room.facts.code("link_role", role);
            return code ? code->label : std::string(role);
        };
        std::string const usual = usual_role(context);
        return table_of("By what first linked them",
            {label("worry_about"), label(usual.c_str()), "Something else"}, children,
            [&](Child const& child) -> std::size_t {
                return child.role == "worry_about" ? 0 : child.role == usual ? 1 : 2;
            });
    }

    Date quarter_of(Date day)
    {
        return Date::of(day.year(), (day.month() - 1) / 3 * 3 + 1, 1).value();
    }

    NumberTable by_time(Children const& children, Date today)
    {
        std::vector<Date> quarters{quarter_of(today)};
        while (quarters.size() < quarters_told)
            quarters.push_back(quarter_of(quarters.back() + -1));
        std::vector<std::string> labels;
        for (auto const& first : quarters)
            labels.push_back("From " + first.in_words());
        labels.emplace_back("Before that");
        return table_of("By when they were first linked", labels, children,
            [&](Child const& child) -> std::size_t {
                return static_cast<std::size_t>(std::ranges::find_if(quarters, [&](Date first) {
                    return child.since >= first;
                }) - quarters.begin());
            });
    }
} // namespace

std::string Numbers::others_in_words() const
{
    auto words = number_in_words(children - known) + " children are linked whom you may not know.";
    if (words[0] == 'f')
        words[0] = 'F';
    return words;
}

std::string Numbers::in_words() const
{
    if (known > 0)
        return others_in_words();
    auto words = number_in_words(children) + " children are linked.";
    if (words[0] == 'f')
        words[0] = 'F';
    return words;
}

access::Facts number_facts(Visit const& visit, Context const& context)
{
    auto facts = facts_of(visit, context);
    facts.subject = thing(context.id);
    facts.thing.kind = "context_numbers";
    return facts;
}

Numbers numbers_of(Contexts const& room, Visit const& visit, Context const& context)
{
    auto const children = children_at(room, visit, context.id);
    Numbers numbers;
    numbers.children = static_cast<std::int64_t>(children.size());
    for (auto const& [person, child] : children)
        if (child.shown)
            ++numbers.known;
    if (numbers.known > 0 || numbers.children < smallest_number_told)
        return numbers;
    numbers.tables = {by_age(children), by_sex(children), by_role(room, context, children),
        by_time(children, london::day_of(visit.now()))};
    if (room.weighs_for)
        numbers.tables.push_back(by_weight(room, visit, context.id, children));
    return numbers;
}

std::vector<NumberedContext> list_numbered(Contexts const& room, Visit const& visit)
{
    std::vector<NumberedContext> all;
    for (auto& context : list_to_count(visit)) {
        if (!visit.see(number_facts(visit, context)))
            continue;
        auto const children = children_at(room, visit, context.id).size();
        all.push_back({std::move(context), static_cast<std::int64_t>(children)});
    }
    return all;
}

} // namespace kith::contexts
