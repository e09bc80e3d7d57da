// SPDX-License-Identifier: MIT
// Small questions about an episode, each a page of one or two fields; and "I have seen this".
#include "base/london.h"
#include "missing/acts.h"
#include "missing/answered.h"
#include "missing/episode_parts.h"
#include "missing/form_page.h"
#include "missing/interview_store.h"
#include "missing/likely.h"
#include "missing/pages.h"
#include "missing/views.h"
#include "platform/html/problems.h"
#include <algorithm>

namespace kith::missing {
namespace {
    using html::Value;
    using http::Request;
    using http::Status;

    Result<Response> acknowledge_it(Missing const&, Visit const& visit, Request const& request)
    {
        auto const one = TRY(episode_to(visit, request, "acknowledge"));
        auto const form = TRY(request.form());
        TRY(visit.change([&](Change& change) { return acknowledge(change, one); }));
        if (links::text_of(form, "from") == "duty")
            return http::see_other("/missing?said=seen");
        return see(one, "seen");
    }

    // Whom it is to be shared with no longer, and what that team shares it for beside.
    void name_party(Missing const& room, Visit const& visit, std::vector<Party> const& all,
        std::string const& act, Value& view)
    {
        auto const ends = [&](Party const& party) { return act.ends_with(party.id.write()); };
        auto const gone = std::ranges::find_if(all, ends);
        if (gone == all.end())
            return;
        view["party"] = team_in_words(visit.reading(), gone->team);
        view["duty"] = label_of(room, "missing_duty", gone->duty);
        std::string still;
        for (auto const& party : all)
            if (party.team == gone->team && !ends(party))
                still += (still.empty() ? "" : "; ") + label_of(room, "missing_duty", party.duty);
        view["shares_still"] = still;
    }

    // One page for three small questions: who went with them, who else shares it, and what was
    // entered wrongly.
    Response small_page(Missing const& room, Visit const& visit, Episode const& one,
        std::string const& act, Value const& values, std::vector<Error> const& problems,
        Status status = Status::ok)
    {
        auto view = Value::object({{"section", "/missing"}, {"act", act},
            {"episode", episode_view(room, visit, one)}, {"values", values},
            {"problems", html::problems_view(problems)}, {"action", address_of(one.id) + "/" + act},
            {"teams", team_items(visit, values.get("team").text())},
            {"duties",
                links::choices(room.facts, "missing_duty", london::day_of(visit.now()),
                    values.get("duty").text())}});
        if (act.starts_with("share/")) {
            view["act"] = "share-no-more";
            name_party(room, visit, parties_of(visit.reading(), one.id), act, view);
        }
        if (auto const talk = line_of(visit.reading(), one.id))
            view["held"] = talk->state == InterviewState::completed;
        if (!problems.empty())
            view["errors"] = html::errors_view(problems);
        return room.pages.show(visit, "missing/small.njk", view, status);
    }

    Status status_of(Error const& problem)
    {
        return problem.code == Code::conflict ? Status::conflict : Status::unprocessable;
    }

    // Runs the act of one of them; `act` of the address is the last part of its path.
    template <class Act>
    Result<Response> small_act(Missing const& room, Visit const& visit, Request const& request,
        char const* permission, std::string const& name, char const* said, Act const& act)
    {
        auto const one = TRY(episode_to(visit, request, permission));
        auto const form = TRY(request.form());
        auto const values = links::values_of(form);
        auto const done_so
            = visit.change([&](Change& change) -> Done { return act(change, one, form); });
        if (done_so)
            return see(one, said);
        auto problem = done_so.error();
        if (problem.code == Code::not_found)
            problem = invalid("Enter the reference of somebody you may know", "reference");
        if (problem.code != Code::invalid && problem.code != Code::conflict)
            return problem;
        return small_page(room, visit, one, name, values, {problem}, status_of(problem));
    }

    Result<Response> ask_together(Missing const& room, Visit const& visit, Request const& request)
    {
        auto const one = TRY(episode_to(visit, request, "log"));
        return small_page(room, visit, one, "together", Value::object(), {});
    }

    Result<Response> send_together(Missing const& room, Visit const& visit, Request const& request)
    {
        return small_act(room, visit, request, "log", "together", "together",
            [&](Change& change, Episode const& one, http::FormData const& form) -> Done {
                auto const reference = Reference::read(links::text_of(form, "reference"));
                if (!reference)
                    return invalid("Enter their reference, such as P-7KM-4QX9", "reference");
                auto const facts = TRY(people::find_facts(change, *reference));
                TRY(went_with(room, change, one.id, PersonId(facts.thing.id)));
                return done();
            });
    }

    Result<Response> ask_share(Missing const& room, Visit const& visit, Request const& request)
    {
        auto const one = TRY(episode_to(visit, request, "log"));
        return small_page(room, visit, one, "share", Value::object(), {});
    }

    Result<Response> send_share(Missing const& room, Visit const& visit, Request const& request)
    {
        return small_act(room, visit, request, "log", "share", "shared",
            [&](Change& change, Episode const& one, http::FormData const& form) -> Done {
                auto const team = TeamId::read(links::text_of(form, "team"));
                if (!team)
                    return invalid("Choose a team", "team");
                auto const duty = links::text_of(form, "duty");
                return share(room, change, one.id, {{}, one.id, *team, duty});
            });
    }

    Result<Response> ask_share_no_more(
        Missing const& room, Visit const& visit, Request const& request)
    {
        auto const one = TRY(episode_to(visit, request, "share no more"));
        auto const party = TRY(request.id<NoteId>("party"));
        auto const all = parties_of(visit.reading(), one.id);
        if (std::ranges::find(all, party.uuid(), &Party::id) == all.end())
            return not_found();
        return small_page(room, visit, one, "share/" + party.write(), Value::object(), {});
    }

    Result<Response> send_share_no_more(
        Missing const& room, Visit const& visit, Request const& request)
    {
        auto const party = TRY(request.id<NoteId>("party"));
        auto const answer = small_act(room, visit, request, "share no more",
            "share/" + party.write(), "shared-no-more",
            [&](Change& change, Episode const& one, http::FormData const& form) -> Done {
                return share_no_more(
                    room, change, one.id, party.uuid(), links::text_of(form, "reason"));
            });
        auto const id = TRY(request.id<EpisodeId>("episode"));
        if (answer && answer->status == Status::see_other && !knows(visit, id))
            return http::see_other("/missing"); // it was their own team
        return answer;
    }

    Result<Response> ask_not_back(Missing const& room, Visit const& visit, Request const& request)
    {
        auto const one = TRY(episode_to(visit, request, "return"));
        return small_page(
            room, visit, one, "not-back", Value::object({{"version", one.version}}), {});
    }

    Result<Response> send_not_back(Missing const& room, Visit const& visit, Request const& request)
    {
        return small_act(room, visit, request, "return", "not-back", "not-back",
            [&](Change& change, Episode const& one, http::FormData const& form) -> Done {
                TRY(take_return_back(room, change, one.id,
                    std::atoll(links::text_of(form, "version").c_str()),
                    links::text_of(form, "reason")));
                return done();
            });
    }

    Result<Response> ask_withdraw(Missing const& room, Visit const& visit, Request const& request)
    {
        auto const one = TRY(episode_to(visit, request, "change"));
        return small_page(
            room, visit, one, "withdraw", Value::object({{"version", one.version}}), {});
    }

    Result<Response> send_withdraw(Missing const& room, Visit const& visit, Request const& request)
    {
        auto const answer = small_act(room, visit, request, "change", "withdraw", "",
            [&](Change& change, Episode const& one, http::FormData const& form) -> Done {
                return withdraw(room, change, one.id,
                    std::atoll(links::text_of(form, "version").c_str()),
                    links::text_of(form, "reason"));
            });
        if (answer && answer->status == Status::see_other)
            return http::see_other("/missing"); // it is not there any more
        return answer;
    }

    Result<Response> ask_log_back(Missing const& room, Visit const& visit, Request const& request)
    {
        auto const one = TRY(episode_to(visit, request, "log"));
        auto const entry = TRY(request.id<NoteId>("entry"));
        auto const all = log_of(visit.reading(), one.id);
        auto const stands = [&](LogEntry const& other) {
            return other.id == entry.uuid() && !other.withdrawn_at;
        };
        if (std::ranges::none_of(all, stands))
            return not_found();
        return small_page(room, visit, one, "log/" + entry.write(), Value::object(), {});
    }

    Result<Response> send_log_back(Missing const& room, Visit const& visit, Request const& request)
    {
        auto const entry = TRY(request.id<NoteId>("entry"));
        return small_act(room, visit, request, "log", "log/" + entry.write(), "put-right",
            [&](Change& change, Episode const& one, http::FormData const& form) -> Done {
                auto const reason = links::text_of(form, "reason");
                if (reason.empty())
                    return invalid("Say why it is taken back", "reason");
                TRY(check_not_closed(one));
                return take_log_back(change, one, entry.uuid(), reason);
            });
    }
} // namespace

void add_small_routes(access::Routes::OfRoom<Missing>& routes)
{
    std::string const one = "/missing/{episode}";
    routes.get(one + "/log/{entry}", "missing_episode:log", ask_log_back);
    routes.post(one + "/log/{entry}", "missing_episode:log", send_log_back);
    routes.get(one + "/not-back", "missing_episode:return", ask_not_back);
    routes.post(one + "/not-back", "missing_episode:return", send_not_back);
    routes.get(one + "/withdraw", "missing_episode:change", ask_withdraw);
    routes.post(one + "/withdraw", "missing_episode:change", send_withdraw);
    routes.get(one + "/together", "missing_episode:log", ask_together);
    routes.post(one + "/together", "missing_episode:log", send_together);
    routes.get(one + "/share", "missing_episode:log", ask_share);
    routes.post(one + "/share", "missing_episode:log", send_share);
    routes.get(one + "/share/{party}", "missing_episode:share no more", ask_share_no_more);
    routes.post(one + "/share/{party}", "missing_episode:share no more", send_share_no_more);
    routes.post(one + "/acknowledge", "missing_episode:acknowledge", acknowledge_it);
}

} // namespace kith::missing
