// SPDX-License-Identifier: MIT
#include "imports/import.h"
#include <boost/json.hpp>

namespace kith::imports {

std::string_view write(State state)
{
    switch (state) {
    case State::staged:
        return "staged";
    case State::accepted:
        return "accepted";
    case State::refused:
        return "refused";
    case State::undone:
        return "undone";
    }
    return {};
}

State read_state(std::string_view text)
{
    return text == "staged"  ? State::staged
        : text == "accepted" ? State::accepted
        : text == "refused"  ? State::refused
                             : State::undone;
}

std::string_view write(Fate fate)
{
    switch (fate) {
    case Fate::fresh:
        return "new";
    case Fate::perhaps_known:
        return "perhaps known";
    case Fate::changed:
        return "changed";
    case Fate::unchanged:
        return "unchanged";
    }
    return {};
}

Fate read_fate(std::string_view text)
{
    return text == "new"          ? Fate::fresh
        : text == "perhaps known" ? Fate::perhaps_known
        : text == "changed"       ? Fate::changed
                                  : Fate::unchanged;
}

std::string write_settings(Settings const& settings)
{
    boost::json::object kept;
    for (auto const& [name, value] : settings)
        kept[name] = value;
    return boost::json::serialize(kept);
}

Settings read_settings(std::string_view json)
{
    Settings settings;
    if (json.empty())
        return settings;
    auto const kept = boost::json::parse(json);
    for (auto const& [name, value] : kept.as_object())
        settings.emplace(name, std::string(value.as_string()));
    return settings;
}

std::string setting(Settings const& settings, std::string_view name)
{
    auto const at = settings.find(name);
    return at == settings.end() ? std::string() : at->second;
}

std::string written(Thing const& thing) { return thing.kind + " " + thing.id.write(); }

Counts counts_of(std::vector<StagedRow> const& rows)
{
    Counts counts;
    counts.rows = static_cast<std::int64_t>(rows.size());
    for (auto const& row : rows) {
        counts.made += row.fate == Fate::fresh || row.fate == Fate::perhaps_known ? 1 : 0;
        counts.perhaps_known += row.fate == Fate::perhaps_known ? 1 : 0;
        counts.changed += row.fate == Fate::changed ? 1 : 0;
        counts.unchanged += row.fate == Fate::unchanged ? 1 : 0;
    }
    return counts;
}

} // namespace kith::imports
