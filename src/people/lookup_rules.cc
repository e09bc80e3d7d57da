// SPDX-License-Identifier: MIT
#include "people/lookup_rules.h"
#include "people/identifiers.h"
#include "platform/words/fold.h"
#include <algorithm>
#include <fmt/core.h>
#include <toml++/toml.h>

namespace kith::people {
namespace {
    constexpr std::size_t brief_letters = 3;
    constexpr std::size_t least_letters = 2;

    Error limits_refused(std::string_view why)
    {
        return invalid(fmt::format("data/reference/lookup_limits.toml: {}", why));
    }

    Result<LookupLimits> read_one_limit(toml::table const& table)
    {
        LookupLimits limits;
        auto const from = Date::read(table["from"].value_or(std::string()));
        if (!from)
            return limits_refused("each [[limits]] has from = \"2026-11-01\", a day");
        limits.from = *from;
        for (auto const& [key, figure] :
            {std::pair<std::string_view, int LookupLimits::*>{"minutes", &LookupLimits::minutes},
                {"different", &LookupLimits::different}, {"brief", &LookupLimits::brief},
                {"stepping", &LookupLimits::stepping}, {"first_wait", &LookupLimits::first_wait},
                {"longest_wait", &LookupLimits::longest_wait}}) {
            auto const number = table[key].value<std::int64_t>().value_or(0);
            auto const counts_look_ups = key == "different" || key == "brief" || key == "stepping";
            auto const most = counts_look_ups ? 300 : 10'000; // of which the latest 1,000 are read
            if (number < 1 || number > most)
                return limits_refused(fmt::format("{} is a whole number from 1 to {}", key, most));
            limits.*figure = static_cast<int>(number);
        }
        return limits;
    }

    std::size_t letters_in(std::string_view text)
    {
        return static_cast<std::size_t>(std::ranges::count_if(text, [](char c) {
            return c != ' '
                && (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; // not a second byte
        }));
    }

    // Nothing taken away, and perhaps something added.
    bool adds_to(Asked const& one, Asked const& other)
    {
        return other.name.starts_with(one.name) && other.birth.starts_with(one.birth)
            && other.other.starts_with(one.other);
    }
    bool carries_on(Asked const& one, Asked const& other)
    {
        return adds_to(one, other) || adds_to(other, one);
    }
    Asked longest_of(Asked one, Asked const& other)
    {
        auto const keep = [](std::string& text, std::string const& more) {
            if (more.size() > text.size())
                text = more;
        };
        keep(one.name, other.name);
        keep(one.birth, other.birth);
        keep(one.other, other.other);
        return one;
    }

    // The same but for one letter or digit, which is the next one or the one before.
    bool next_text(std::string_view one, std::string_view other)
    {
        if (one.size() != other.size())
            return false;
        auto const [left, right] = std::ranges::mismatch(one, other);
        return left != one.end() && std::abs(*left - *right) == 1
            && std::equal(left + 1, one.end(), right + 1);
    }
    bool next_birth(std::string const& one, std::string const& other)
    {
        auto const left = Date::read(one);
        auto const right = Date::read(other);
        return left && right ? std::abs(*left - *right) == 1 : next_text(one, other);
    }
    bool steps(Asked const& one, Asked const& other)
    {
        auto const same_name = one.name == other.name;
        auto const same_birth = one.birth == other.birth;
        auto const same_other = one.other == other.other;
        return (same_birth && same_other && next_text(one.name, other.name))
            || (same_name && same_other && next_birth(one.birth, other.birth))
            || (same_name && same_birth && next_text(one.other, other.other));
    }

    // Did a record open, or was one made, after this look-up and before the next?
    bool led_on(std::span<Lookup const> lookups, std::size_t at, std::span<Instant const> led)
    {
        return std::ranges::any_of(led, [&](Instant moment) {
            return lookups[at].at <= moment
                && (at + 1 == lookups.size() || moment < lookups[at + 1].at);
        });
    }

    // Each text that was come to, with what led up to it.
    std::vector<Asked> texts_of(std::span<Lookup const> lookups, std::span<Instant const> led)
    {
        std::vector<Asked> texts;
        auto open = false; // the last text may still be carried on
        for (std::size_t at = 0; at < lookups.size(); ++at) {
            auto const& asked = lookups[at].asked;
            if (open && carries_on(texts.back(), asked))
                texts.back() = longest_of(texts.back(), asked);
            else
                texts.push_back(asked);
            open = true;
            if (led_on(lookups, at, led)) {
                texts.pop_back();
                open = false;
            }
        }
        return texts;
    }

    bool is_brief(Asked const& asked)
    {
        return asked.birth.empty() && asked.other.empty() && letters_in(asked.name) < brief_letters;
    }
} // namespace

Result<std::vector<LookupLimits>> read_lookup_limits(std::string_view toml)
{
    std::vector<LookupLimits> all;
    try {
        auto const table = toml::parse(toml);
        auto const* const list = table["limits"].as_array();
        if (!list || list->empty())
            return limits_refused("it needs a block [[limits]]");
        for (auto const& item : *list) {
            auto const* const one = item.as_table();
            if (!one)
                return limits_refused("each of the limits is a block [[limits]]");
            auto read = read_one_limit(*one);
            if (!read)
                return read.error();
            all.push_back(*read);
        }
    } catch (toml::parse_error const& problem) {
        return limits_refused(std::string(problem.description()));
    }
    std::ranges::sort(all, {}, &LookupLimits::from);
    return all;
}

LookupLimits limits_on(std::vector<LookupLimits> const& all, Date day)
{
    LookupLimits limits;
    for (auto const& one : all)
        if (one.from <= day || one.from == all.front().from) // before the first, the first
            limits = one;
    return limits;
}

Asked asked_by(Match const& described)
{
    Asked asked;
    for (auto const& name : described.names)
        asked.name += (asked.name.empty() ? "" : " | ") + words::folded(name);
    if (described.birth)
        asked.birth = described.birth->write();
    else if (described.age)
        asked.birth = fmt::format("aged {}", *described.age);
    asked.other
        = words::folded(described.reference + " " + described.postcode + " " + described.phone);
    std::string before;
    for (auto const& one : described.identifiers) // one number is asked for under several schemes
        if (one.value != before) {
            before = one.value;
            asked.other += " " + words::folded(one.value);
        }
    std::erase(asked.other, ' ');
    return asked;
}

std::string write(Asked const& asked)
{
    return asked.name + "\n" + asked.birth + "\n" + asked.other;
}

Asked read_asked(std::string_view written)
{
    Asked asked;
    auto const first = written.find('\n');
    auto const second = written.find('\n', first == std::string_view::npos ? first : first + 1);
    asked.name = written.substr(0, first);
    if (second == std::string_view::npos)
        return asked;
    asked.birth = written.substr(first + 1, second - first - 1);
    asked.other = written.substr(second + 1);
    return asked;
}

bool worth_asking(Asked const& asked)
{
    constexpr std::string_view whole_day = "2011-05-03";
    auto const day = asked.birth.size() == whole_day.size() && asked.birth.front() != '~';
    return letters_in(asked.name) >= least_letters || day || !asked.other.empty();
}

std::string what_is_missing(Asked const& asked)
{
    return asked.birth.empty() ? "Enter two letters of a name at least, or a whole birth date, "
                                 "a postcode or a number"
                               : "An age, or a birth date known in part, fits too many people: "
                                 "enter two letters of a name as well";
}

bool LookupRun::reaches(LookupLimits const& limits) const
{
    return different >= limits.different || brief >= limits.brief || stepping >= limits.stepping;
}

LookupRun run_of(std::span<Lookup const> lookups, std::span<Instant const> led)
{
    auto const texts = texts_of(lookups, led);
    LookupRun run;
    auto in_a_row = 0;
    for (std::size_t at = 0; at < texts.size(); ++at) {
        in_a_row = at > 0 && steps(texts[at - 1], texts[at]) ? in_a_row + 1 : 0;
        run.stepping = std::max(run.stepping, in_a_row);
        auto const again
            = std::find(texts.begin(), texts.begin() + static_cast<std::ptrdiff_t>(at), texts[at])
            != texts.begin() + static_cast<std::ptrdiff_t>(at);
        if (again)
            continue;
        ++run.different;
        run.brief += is_brief(texts[at]) ? 1 : 0;
    }
    return run;
}

std::chrono::seconds wait_for(LookupLimits const& limits, std::size_t runs_before)
{
    auto wait = limits.first_wait;
    for (std::size_t i = 0; i < runs_before && wait < limits.longest_wait; ++i)
        wait *= 2;
    return std::chrono::seconds(std::min(wait, limits.longest_wait));
}

} // namespace kith::people
