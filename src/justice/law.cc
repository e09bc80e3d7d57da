// SPDX-License-Identifier: MIT
#include "justice/law.h"
#include "base/shipped.h"
#include <algorithm>
#include <array>
#include <fmt/core.h>
#include <set>
#include <toml++/toml.h>

namespace kith::justice {
namespace {
    constexpr char const* law_file = "data/reference/justice.toml";
    constexpr std::int64_t most_doubt_years = 20;
    constexpr std::array known_law_keys{"code", "kind", "name", "number", "authority", "who",
        "when", "label", "words", "source", "verified", "also_without", "from", "until"};

    Error wrong_law(toml::node const& node, std::string_view why)
    {
        return invalid(fmt::format("{}:{}: {}", law_file, node.source().begin.line, why));
    }

    Result<std::optional<Date>> law_day(toml::table const& table, char const* key)
    {
        if (!table.contains(key))
            return std::optional<Date>();
        auto const value = table[key].value<toml::date>();
        if (!value)
            return wrong_law(table, fmt::format("\"{}\" is a day", key));
        auto const day = Date::of(value->year, value->month, value->day);
        if (!day)
            return wrong_law(table, fmt::format("\"{}\" is no day", key));
        return std::optional(*day);
    }

    Result<LawLine> law_line(toml::table const& table)
    {
        for (auto const& [key, value] : table)
            if (std::ranges::find(known_law_keys, key.str()) == known_law_keys.end())
                return wrong_law(value, fmt::format("nobody knows \"{}\"", key.str()));
        LawLine line;
        auto const text = [&](char const* key) { return table[key].value_or(std::string()); };
        line.code = text("code");
        line.kind = text("kind");
        line.name = text("name");
        line.number = text("number");
        line.authority = text("authority");
        line.who = text("who");
        line.when = text("when");
        line.label = text("label");
        line.words = text("words");
        line.source = text("source");
        line.verified = table["verified"].value_or(false);
        line.also_without = table["also_without"].value_or(false);
        line.from = TRY(law_day(table, "from"));
        line.until = TRY(law_day(table, "until"));
        if (line.source.empty())
            return wrong_law(table, "say its source");
        return line;
    }

    // What each list must say, besides its source.
    bool is_whole(std::string_view list, LawLine const& line)
    {
        if (list == "first_responder")
            return !line.words.empty() && line.kind.empty() != line.name.empty();
        if (list == "child_panel")
            return !line.authority.empty() && !line.name.empty();
        if (list == "guardian")
            return !line.name.empty() && !line.number.empty() && !line.words.empty();
        if (list == "defence")
            return !line.words.empty() && (line.who == "child" || line.who == "adult");
        if (list == "outside_defence")
            return !line.words.empty();
        constexpr std::array kinds{"right", "measure", "help"};
        constexpr std::array times{"always", "not_charged", "after_court", "past_harm"};
        return !line.code.empty() && !line.label.empty() && !line.words.empty()
            && std::ranges::find(kinds, line.kind) != kinds.end()
            && std::ranges::find(times, line.when) != times.end();
    }

    Result<std::vector<LawLine>> law_list(toml::table const& file, char const* name)
    {
        std::vector<LawLine> all;
        auto const* const array = file[name].as_array();
        if (!array)
            return all;
        std::set<std::string> codes;
        for (auto const& one : *array) {
            auto const* const table = one.as_table();
            if (!table)
                return wrong_law(one, fmt::format("[[{}]] is a table", name));
            auto line = TRY(law_line(*table));
            if (!is_whole(name, line))
                return wrong_law(*table, fmt::format("a {} says too little, or too much", name));
            if (!line.code.empty() && !codes.insert(line.code).second)
                return wrong_law(*table, fmt::format("\"{}\" stands twice", line.code));
            all.push_back(std::move(line));
        }
        return all;
    }

    std::vector<LawLine> that_stand(std::vector<LawLine> const& all, Date on)
    {
        std::vector<LawLine> some;
        for (auto const& one : all)
            if (one.stands(on))
                some.push_back(one);
        return some;
    }
} // namespace

std::string LawLine::source_in_words() const
{
    return source + (verified ? "" : " (not confirmed)");
}

Result<Law> Law::read() { return read(shipped_file(law_file)); }

Result<Law> Law::read(std::string_view text)
{
    try {
        auto const file = toml::parse(text);
        Law law;
        auto const day = TRY(law_day(file, "as_of"));
        if (!day)
            return invalid(std::string(law_file) + ": say as_of, the day it was read");
        law.as_of_ = *day;
        law.responders_ = TRY(law_list(file, "first_responder"));
        law.panels_ = TRY(law_list(file, "child_panel"));
        law.guardians_ = TRY(law_list(file, "guardian"));
        law.defences_ = TRY(law_list(file, "defence"));
        law.outside_ = TRY(law_list(file, "outside_defence"));
        law.entitlements_ = TRY(law_list(file, "entitlement"));
        auto const doubt = file["doubt_years"].value<std::int64_t>().value_or(-1);
        if (doubt < 0 || doubt > most_doubt_years)
            return invalid(std::string(law_file)
                + ": say doubt_years, how far a birth date that is a guess may be out");
        law.doubt_years_ = static_cast<int>(doubt);
        return law;
    } catch (toml::parse_error const& problem) {
        return invalid(fmt::format("{}:{}: {}", law_file, problem.source().begin.line,
            std::string_view(problem.description())));
    }
}

bool Law::may_refer(std::string_view kind, std::string_view name, Date on) const
{
    return std::ranges::any_of(responders_, [&](LawLine const& one) {
        return one.stands(on) && (one.kind.empty() ? one.name == name : one.kind == kind);
    });
}

std::vector<LawLine> Law::first_responders(Date on) const { return that_stand(responders_, on); }
std::vector<LawLine> Law::guardians(Date on) const { return that_stand(guardians_, on); }
std::vector<LawLine> Law::defences(Date on) const { return that_stand(defences_, on); }
std::vector<LawLine> Law::outside_defence(Date on) const { return that_stand(outside_, on); }
std::vector<LawLine> Law::entitlements(Date on) const { return that_stand(entitlements_, on); }

std::optional<LawLine> Law::panel(std::string_view authority, Date on) const
{
    for (auto const& one : panels_)
        if (one.authority == authority && one.stands(on))
            return one;
    return std::nullopt;
}

LawLine const* Law::entitlement(std::string_view code) const
{
    auto const found = std::ranges::find(entitlements_, code, &LawLine::code);
    return found == entitlements_.end() ? nullptr : &*found;
}

} // namespace kith::justice
