// SPDX-License-Identifier: MIT
#include "people/compare.h"
#include "people/identifiers.h"
#include "platform/words/fold.h"
#include <algorithm>
#include <array>
#include <fmt/core.h>
#include <set>

namespace kith::people {
namespace {
    // A council's own number is that council's, and a pupil who changed school may have had two
    // UPNs.
    constexpr std::array<std::string_view, 3> for_life{"nhs_number", "uln", "pnc_id"};

    std::set<std::string> numbers_of(
        Person const& person, std::string_view scheme, bool checked_only = false)
    {
        std::set<std::string> all;
        for (auto const& one : person.identifiers)
            if (one.scheme == scheme && (!checked_only || one.verified_on))
                all.insert(one.value);
        return all;
    }

    std::vector<std::string> in_both(
        std::set<std::string> const& one, std::set<std::string> const& other)
    {
        std::vector<std::string> both;
        std::ranges::set_intersection(one, other, std::back_inserter(both));
        return both;
    }

    std::string listed(std::vector<std::string> const& all)
    {
        std::string words;
        for (std::size_t i = 0; i < all.size(); ++i)
            words += (i == 0 ? "" : i + 1 == all.size() ? " and " : ", ") + all[i];
        return words;
    }

    std::string shown_numbers(std::string_view scheme, std::set<std::string> const& values)
    {
        std::vector<std::string> shown;
        for (auto const& value : values)
            shown.push_back(show_identifier(scheme, value));
        return listed(shown);
    }

    void compare_names(Person const& one, Person const& other, Compared& all)
    {
        std::set<std::string> theirs;
        for (auto const& name : other.names)
            theirs.insert(words::folded(name.text));
        std::set<std::string> said;
        for (auto const& name : one.names)
            if (auto const folded = words::folded(name.text);
                theirs.contains(folded) && said.insert(folded).second)
                all.alike.push_back(fmt::format("Both are recorded as {}.", name.text));
        if (said.empty() && !one.names.empty() && !other.names.empty())
            all.differ.push_back(fmt::format("No name is the same: {}, and {}.",
                one.names.front().text, other.names.front().text));
    }

    void compare_birth(Person const& one, Person const& other, Compared& all)
    {
        if (!one.birth && !other.birth)
            return;
        if (!one.birth || !other.birth) {
            all.differ.push_back(fmt::format("Only one record says when they were born: {}.",
                (one.birth ? one : other).birth->in_words()));
            return;
        }
        auto const whole = [](PartialDate const& day) { return day.day && !day.about; };
        if (*one.birth == *other.birth)
            all.alike.push_back(fmt::format("{}: {}.",
                whole(*one.birth) ? "Born on the same day"
                                  : "The same birth date, as far as it is known",
                one.birth->in_words()));
        else if (one.birth->first() <= other.birth->last()
            && other.birth->first() <= one.birth->last())
            all.alike.push_back(fmt::format("The birth dates agree as far as they are known: {}, "
                                            "and {}.",
                one.birth->in_words(), other.birth->in_words()));
        else
            all.differ.push_back(fmt::format("Different birth dates: {}, and {}.",
                one.birth->in_words(), other.birth->in_words()));
    }

    void compare_numbers(
        Person const& one, Person const& other, LabelOf const& label_of, Compared& all)
    {
        std::set<std::string> schemes;
        for (auto const& identifier : one.identifiers)
            schemes.insert(identifier.scheme);
        for (auto const& scheme : schemes) {
            auto const mine = numbers_of(one, scheme);
            auto const theirs = numbers_of(other, scheme);
            auto const label = label_of("identifier_scheme", scheme);
            for (auto const& value : in_both(mine, theirs))
                all.alike.push_back(
                    fmt::format("The same {}: {}.", label, show_identifier(scheme, value)));
            if (!theirs.empty() && in_both(mine, theirs).empty())
                all.differ.push_back(fmt::format("{} differs: {}, and {}.", label,
                    shown_numbers(scheme, mine), shown_numbers(scheme, theirs)));
        }
        for (auto const& scheme : conflicting_schemes(one, other))
            all.conflicts.push_back(fmt::format("Two checked numbers differ ({}): these are two "
                                                "people, unless one number is wrong.",
                label_of("identifier_scheme", scheme)));
    }

    std::string without_spaces(std::string_view value)
    {
        auto folded = words::folded(value);
        std::erase(folded, ' ');
        return folded;
    }

    void compare_contacts(
        Person const& one, Person const& other, LabelOf const& label_of, Compared& all)
    {
        std::set<std::pair<std::string, std::string>> theirs;
        for (auto const& contact : other.contacts)
            theirs.emplace(contact.kind, without_spaces(contact.value));
        for (auto const& contact : one.contacts)
            if (theirs.contains({contact.kind, without_spaces(contact.value)}))
                all.alike.push_back(fmt::format(
                    "The same {}: {}.", label_of("contact_kind", contact.kind), contact.value));
    }
} // namespace

std::vector<std::string> conflicting_schemes(Person const& one, Person const& other)
{
    std::vector<std::string> schemes;
    for (auto const scheme : for_life) {
        auto const mine = numbers_of(one, scheme, true);
        auto const theirs = numbers_of(other, scheme, true);
        if (!mine.empty() && !theirs.empty() && in_both(mine, theirs).empty())
            schemes.emplace_back(scheme);
    }
    return schemes;
}

Compared compared(Person const& one, Person const& other, LabelOf const& label_of)
{
    Compared all;
    compare_numbers(one, other, label_of, all);
    compare_names(one, other, all);
    compare_birth(one, other, all);
    auto const known_sex
        = [](Person const& person) { return !person.sex.empty() && person.sex != "U"; };
    if (known_sex(one) && known_sex(other) && one.sex != other.sex)
        all.differ.push_back(fmt::format("Recorded with different sex: {}, and {}.",
            label_of("sex", one.sex), label_of("sex", other.sex)));
    compare_contacts(one, other, label_of, all);
    return all;
}

} // namespace kith::people
