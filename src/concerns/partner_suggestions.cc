// SPDX-License-Identifier: MIT
#include "concerns/partner_suggestions.h"
#include "base/shipped.h"
#include <algorithm>
#include <cctype>
#include <fmt/core.h>
#include <optional>
#include <stdexcept>
#include <toml++/toml.h>

namespace kith::concerns {
namespace {
    constexpr std::string_view suggestions_path = "data/reference/partner_suggestions.toml";

    [[noreturn]] void refuse_suggestion(std::string_view kind, std::string_view why)
    {
        throw std::runtime_error(
            fmt::format("{}, suggestion \"{}\": {}", suggestions_path, kind, why));
    }

    std::vector<std::string> words_in(toml::table const& table, char const* key)
    {
        std::vector<std::string> words;
        auto const* const list = table[key].as_array();
        for (auto const& node : list ? *list : toml::array{})
            words.push_back(node.value_or(std::string()));
        return words;
    }

    std::optional<Date> day_in(toml::table const& table, char const* key)
    {
        auto const day = table[key].value<toml::date>();
        if (!day)
            return std::nullopt;
        auto const read = Date::of(day->year, day->month, day->day);
        return read ? std::optional(*read) : std::nullopt;
    }

    Suggestion read_suggestion(toml::table const& table)
    {
        Suggestion suggestion;
        suggestion.kind = table["kind"].value_or(std::string());
        suggestion.purposes = words_in(table, "purposes");
        suggestion.about = words_in(table, "about");
        suggestion.why = table["why"].value_or(std::string());
        auto const when = table["when"].value_or(std::string());
        if (when != "serves" && when != "named")
            refuse_suggestion(suggestion.kind, "when is \"serves\" or \"named\"");
        suggestion.only_if_named = when == "named";
        auto const from = day_in(table, "from");
        if (suggestion.kind.empty() || suggestion.about.empty() || suggestion.why.empty() || !from)
            refuse_suggestion(suggestion.kind, "say its kind, about, why and from");
        suggestion.during = {*from, day_in(table, "until")};
        return suggestion;
    }

    std::string small_letters(std::string text)
    {
        std::ranges::transform(
            text, text.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
        return text;
    }

    bool fits(Suggestion const& suggestion, directory::Agency const& agency, Concern const& concern,
        Date on)
    {
        if (suggestion.kind != agency.kind || !suggestion.during.holds(on))
            return false;
        if (std::ranges::none_of(suggestion.about,
                [&](std::string const& kind) { return concern.about.contains(kind); }))
            return false;
        return !suggestion.only_if_named
            || small_letters(concern.answers).find(small_letters(agency.name)) != std::string::npos;
    }

    // A team with no district written down serves everywhere, as far as anybody knows.
    bool serves(db::Connection& connection, TeamId team, std::string const& district, Date on)
    {
        auto const areas = directory::list_team_areas(connection, team, on);
        return district.empty() || areas.empty()
            || std::ranges::any_of(
                areas, [&](directory::TeamArea const& area) { return area.district == district; });
    }

    // Which of an agency's teams is suggested; none where no purpose fits.
    std::optional<TeamId> team_to_ask(db::Connection& connection, Suggestion const& suggestion,
        std::vector<directory::Team> const& teams, Concern const& concern, Date on)
    {
        for (auto const& purpose : suggestion.purposes)
            for (auto const& team : teams)
                if (team.purpose == purpose && team.id != concern.holding_team
                    && serves(connection, team.id, concern.district, on))
                    return team.id;
        return std::nullopt;
    }
} // namespace

PartnerSuggestions PartnerSuggestions::shipped() { return read(shipped_file(suggestions_path)); }

PartnerSuggestions PartnerSuggestions::read(std::string_view text)
{
    PartnerSuggestions suggestions;
    try {
        auto const file = toml::parse(text, suggestions_path);
        auto const* const list = file["suggestion"].as_array();
        for (auto const& node : list ? *list : toml::array{}) {
            if (!node.is_table())
                refuse_suggestion("", "begin each with [[suggestion]]");
            suggestions.all_.push_back(read_suggestion(*node.as_table()));
        }
    } catch (toml::parse_error const& wrong) {
        throw std::runtime_error(fmt::format(
            "{}:{}: {}", suggestions_path, wrong.source().begin.line, wrong.description()));
    }
    return suggestions;
}

std::vector<PartnerCandidate> PartnerSuggestions::candidates(
    db::Connection& connection, Concern const& concern, Date on) const
{
    std::vector<std::pair<std::size_t, PartnerCandidate>> ranked; // by place in the file
    for (auto const& agency : directory::list_agencies(connection, on)) {
        auto const teams = directory::list_teams(connection, agency.id, on);
        auto rank = all_.size();
        std::optional<TeamId> suggested;
        for (std::size_t i = 0; i < all_.size() && rank == all_.size(); ++i)
            if (fits(all_[i], agency, concern, on) && agency.id != concern.raised_for) {
                suggested = team_to_ask(connection, all_[i], teams, concern, on);
                if (suggested || teams.empty())
                    rank = i;
            }
        auto const why = rank < all_.size() ? all_[rank].why : std::string();
        if (teams.empty())
            ranked.push_back({rank, {{agency.id, {}}, agency.name, why}});
        for (auto const& team : teams)
            if (team.id != concern.holding_team) {
                auto const is_it = suggested == team.id;
                ranked.push_back({is_it ? rank : all_.size(),
                    {{agency.id, team.id}, team.name + ", " + agency.name,
                        is_it ? why : std::string()}});
            }
    }
    std::ranges::stable_sort(ranked, {}, [](auto const& one) { return one.first; });
    std::vector<PartnerCandidate> list;
    for (auto& [rank, candidate] : ranked)
        list.push_back(std::move(candidate));
    return list;
}

std::string name_of(db::Connection& connection, Partner const& partner)
{
    auto const agency = directory::find_agency(connection, partner.agency);
    auto const name = agency ? agency->name : std::string("A partner");
    if (partner.team.none())
        return name;
    auto const team = directory::find_team(connection, partner.team);
    return team ? team->name + ", " + name : name;
}

Result<Partner> known_partner(db::Connection& connection, Partner const& partner, Date on)
{
    auto whole = partner;
    if (!partner.team.none()) {
        auto const team = TRY(directory::find_team(connection, partner.team));
        if (!team.during.holds(on))
            return not_found();
        whole.agency = team.agency;
    }
    auto const agency = TRY(directory::find_agency(connection, whole.agency));
    if (!agency.during.holds(on))
        return not_found();
    return whole;
}

} // namespace kith::concerns
