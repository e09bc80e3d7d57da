// SPDX-License-Identifier: MIT
#include "missing/episode_parts.h"
#include "base/london.h"
#include "missing/views.h"

namespace kith::missing {

using html::Value;
using http::Request;

Value team_items(Visit const& visit, std::string const& chosen)
{
    auto items = Value::array({Value::object({{"value", ""}, {"text", "Nobody, or not known"}})});
    for (auto const& team : directory::list_teams(visit.reading(), london::day_of(visit.now())))
        items.push(Value::object(
            {{"value", team.id.write()}, {"text", team_in_words(visit.reading(), team.id)},
                {"selected", team.id.write() == chosen}}));
    return items;
}

std::string about_line(Missing const& room, Visit const& visit, Episode const& episode)
{
    auto const view = episode_view(room, visit, episode);
    return view.get("name").text() + ", " + view.get("reference").text();
}

FormPage page_for(Missing const& room, Visit const& visit, Episode const& episode,
    std::string const& form, std::string const& act)
{
    FormPage page;
    page.form = form;
    page.action = address_of(episode.id) + "/" + act;
    page.back = address_of(episode.id);
    page.about = about_line(room, visit, episode);
    page.who_can_see = episode_view(room, visit, episode).get("who_can_see").text();
    return page;
}

Result<Episode> episode_to(Visit const& visit, Request const& request, char const* act)
{
    auto const id = TRY(request.id<EpisodeId>("episode"));
    auto const one = TRY(find(visit, id));
    auto const facts = TRY(facts_of(visit, one));
    TRY(visit.may(act, facts));
    return one;
}

Response see(Episode const& episode, char const* said)
{
    return http::see_other(address_of(episode.id) + "?said=" + said);
}

} // namespace kith::missing
