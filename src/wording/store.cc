// SPDX-License-Identifier: MIT
#include "wording/store.h"
#include "base/london.h"
#include <algorithm>

namespace kith::wording_helper {
namespace {
    constexpr db::Sql counts_of_agency{"texts counted in an agency",
        "select month, team, texts, flagged, phrases from wording_counts where agency = $1 and "
        "month >= $2 order by month, team"};
    constexpr db::Sql people_of_team{"how many are in a team",
        "select count(distinct a.account) as people from assignments a join accounts c on c.id = "
        "a.account where a.team = $1 and a.from_day <= $2 and (a.until_day is null or a.until_day "
        ">= $2) and c.closed_at is null"};
    constexpr db::Sql places_of_agency{"who works where in an agency",
        "select a.account, a.team from assignments a join accounts c on c.id = a.account where "
        "a.agency = $1 and a.from_day <= $2 and (a.until_day is null or a.until_day >= $2) and "
        "c.closed_at is null"};
    constexpr db::Sql save_advice{"keep advice on words",
        "insert into wording_advice (account, at, from_page, phrases, age) values ($1, $2, $3, $4, "
        "$5) on conflict (account) do update set at = excluded.at, from_page = excluded.from_page, "
        "phrases = excluded.phrases, age = excluded.age"};
    constexpr db::Sql advice_of_account{"advice on words",
        "select at, from_page, phrases, age from wording_advice where account = $1"};
    constexpr db::Sql remove_advice{
        "remove advice on words", "delete from wording_advice where account = $1"};
    constexpr db::Sql remove_old_advice{
        "remove old advice on words", "delete from wording_advice where at < $1"};

    Date today_of(Visit const& visit) { return london::day_of(visit.now()); }

    TeamId team_counted(Visit const& visit)
    {
        auto const& teams = visit.visitor().teams;
        if (teams.size() != 1)
            return {};
        auto const rows = visit.reading().run(people_of_team, teams.front(), today_of(visit));
        return rows[0].integer("people") >= static_cast<std::int64_t>(least_people) ? teams.front()
                                                                                    : TeamId();
    }

    std::string joined_ids(std::vector<std::string> const& ids)
    {
        std::string text;
        for (auto const& id : ids)
            text += (text.empty() ? "" : " ") + id;
        return text;
    }

    std::vector<std::string> parted_ids(std::string const& text)
    {
        std::vector<std::string> ids;
        for (std::size_t at = 0; at < text.size();) {
            auto const stop = std::min(text.find(' ', at), text.size());
            ids.push_back(text.substr(at, stop - at));
            at = stop + 1;
        }
        return ids;
    }

    access::Facts trend_facts(Visit const& visit)
    {
        access::Facts facts;
        facts.thing = {"wording_trend", visit.visitor().agency.uuid()};
        facts.owner = visit.visitor().agency;
        return facts;
    }
} // namespace

void add_to_counts(Visit const& visit, Found const& found, Tally& tally)
{
    tally.add({month_of(today_of(visit)), visit.visitor().agency, team_counted(visit)},
        {found.texts, found.flagged, found.phrases});
}

bool has_advice(Visit const& visit)
{
    return !visit.reading().run(advice_of_account, visit.visitor().account).empty();
}

void keep_advice(Change& change, Advice const& advice)
{
    change.writing().run(save_advice, change.visitor().account, advice.at, advice.from_page,
        joined_ids(advice.ids), std::int64_t{advice.age});
}

void drop_advice(Change& change) { change.writing().run(remove_advice, change.visitor().account); }

std::optional<Advice> take_advice(Visit const& visit)
{
    auto const rows = visit.reading().run(advice_of_account, visit.visitor().account);
    if (rows.empty())
        return std::nullopt;
    auto const row = rows[0];
    auto const taken = visit.change([](Change& change) -> Done {
        drop_advice(change);
        return done();
    });
    if (!taken || row.instant("at") <= visit.now() - advice_holds)
        return std::nullopt;
    return Advice{row.instant("at"), row.text("from_page"), parted_ids(row.text("phrases")),
        static_cast<int>(row.integer("age"))};
}

void forget_advice(db::Connection& connection, Instant before)
{
    connection.run(remove_old_advice, before);
}

Result<std::vector<Counted>> list_counts(Visit const& visit, Date since)
{
    if (!visit.sees(trend_facts(visit)))
        return not_found();
    std::vector<Counted> all;
    for (auto const row : visit.reading().run(counts_of_agency, visit.visitor().agency, since)) {
        auto const team = TeamId::read(row.text("team"));
        all.push_back({row.date("month"), team ? *team : TeamId{},
            {row.integer("texts"), row.integer("flagged"), row.integer("phrases")}});
    }
    return all;
}

std::vector<Place> list_places(Visit const& visit)
{
    std::vector<Place> places;
    for (auto const row :
        visit.reading().run(places_of_agency, visit.visitor().agency, today_of(visit)))
        places.push_back({row.id<AccountId>("account"), row.id<TeamId>("team")});
    return places;
}

} // namespace kith::wording_helper
