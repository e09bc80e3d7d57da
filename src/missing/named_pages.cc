// SPDX-License-Identifier: MIT
// What a return interview names: what waits, what was accepted and set aside, and the way to the
// intelligence desk.
#include "base/london.h"
#include "missing/named_acts.h"
#include "missing/named_views.h"
#include "missing/pages.h"
#include "missing/views.h"
#include "platform/html/problems.h"
#include <array>

namespace kith::missing {
namespace {
    using html::Value;
    using http::Request;
    using http::Status;

    struct OfInterview {
        Episode episode;
        ReturnInterview one;
    };
    Result<OfInterview> interview_named_in(
        Visit const& visit, Request const& request, char const* act)
    {
        auto const id = TRY(request.id<EpisodeId>("episode"));
        auto const one = TRY(find_interview(visit, id));
        auto const facts = TRY(facts_of(visit, one));
        TRY(visit.may(act, facts));
        auto const episode = TRY(find(visit, id));
        return OfInterview{episode, one};
    }

    std::string named_notice(std::string_view said)
    {
        constexpr std::array<std::pair<std::string_view, char const*>, 4> notices{
            {{"accepted", "It is accepted. A link is drawn from the interview."},
                {"aside", "It is set aside, with why."}, {"added", "It is added, and waits here."},
                {"undone", "It is undone. What it said before is kept."}}};
        for (auto const& [word, text] : notices)
            if (word == said)
                return text;
        return "";
    }

    Response show_named_with(Missing const& room, Visit const& visit, OfInterview const& asked,
        NamedTyped const& typed, std::vector<Error> const& problems, std::string const& said,
        Value const& adding = Value::object())
    {
        auto const& one = asked.one;
        auto const facts = facts_of(visit, one).value();
        auto const today = london::day_of(visit.now());
        auto page = Value::object({{"section", "/missing"},
            {"episode", episode_view(room, visit, asked.episode)},
            {"back", interview_address(asked.episode.id)},
            {"href", named_address(asked.episode.id)},
            {"held", one.state == InterviewState::completed},
            {"candidates", candidates_view(room, visit, one, typed)},
            {"accepted", decided_view(room, visit, one, NamedState::accepted)},
            {"aside", decided_view(room, visit, one, NamedState::set_aside)},
            {"panel", named_panel(room, visit, asked.episode.id, one)},
            {"kinds", links::choices(room.facts, "named_kind", today, adding.get("kind").text())},
            {"adding", adding}, {"problems", html::problems_view(problems)},
            {"notice", named_notice(said)},
            {"may_hold", visit.permits("hold", facts) && one.state == InterviewState::completed},
            {"may_offer",
                visit.could("create", "intelligence_submission")
                    && one.state == InterviewState::completed},
            {"who_can_see",
                "whoever reads the return interview. A link that is drawn from it is seen by them "
                "alone"}});
        if (!problems.empty())
            page["errors"] = html::errors_view(problems);
        auto const status = problems.empty()          ? Status::ok
            : problems.front().code == Code::conflict ? Status::conflict
                                                      : Status::unprocessable;
        return room.pages.show(visit, "missing/named.njk", page, status);
    }

    Result<Response> show_named(Missing const& room, Visit const& visit, Request const& request)
    {
        auto const asked = TRY(interview_named_in(visit, request, "read"));
        return show_named_with(room, visit, asked, {}, {}, std::string(request.query("said")));
    }

    Response see_named(OfInterview const& asked, char const* said)
    {
        return http::see_other(named_address(asked.episode.id) + "?said=" + said);
    }

    // "person:…", "context:…"; or the reference of either; or nothing, which keeps it as named.
    Result<Thing> which_known(Visit const& visit, http::FormData const& form)
    {
        if (auto const typed = links::text_of(form, "reference"); !typed.empty()) {
            auto const reference = Reference::read(typed);
            auto const facts = !reference  ? Result<access::Facts>(not_found())
                : reference->kind() == 'X' ? contexts::find_facts(visit, *reference)
                                           : people::find_facts(visit, *reference);
            if (!facts || !visit.sees(*facts))
                return invalid("Enter the reference of somebody or something that you may know, "
                               "such as P-7KM-4QX9",
                    "reference");
            return facts->thing;
        }
        auto const chosen = links::text_of(form, "which");
        if (chosen.empty() || chosen == "named")
            return Thing();
        auto const colon = chosen.find(':');
        auto const kind = chosen.substr(0, colon);
        auto const id = colon == std::string::npos ? Result<Uuid>(not_found())
                                                   : Uuid::read(chosen.substr(colon + 1));
        if (!id || (kind != "person" && kind != "context"))
            return invalid("Choose one of the list", "which");
        return Thing{kind, *id};
    }

    NamedDecision decision_sent(http::FormData const& form)
    {
        NamedDecision decision;
        decision.kind = links::text_of(form, "kind");
        decision.as_written = links::text_of(form, "words");
        decision.key = links::text_of(form, "named_key");
        if (decision.key.empty())
            decision.key = key_of(decision.kind, decision.as_written);
        decision.role = links::text_of(form, "role");
        decision.reason = links::text_of(form, "reason");
        return decision;
    }

    // The page again, with what was typed; the field's id has the number of what was named.
    Result<Response> named_refused(Missing const& room, Visit const& visit,
        OfInterview const& asked, http::FormData const& form, Error problem)
    {
        if (problem.code != Code::invalid && problem.code != Code::conflict)
            return problem;
        auto const decision = decision_sent(form);
        NamedTyped const typed{decision.kind, decision.key, links::values_of(form), problem};
        auto const number = links::text_of(form, "n");
        if (!problem.field.empty() && !number.empty())
            problem.field += "-" + number;
        return show_named_with(room, visit, asked, typed, {problem}, "");
    }

    Result<Response> send_accept(Missing const& room, Visit const& visit, Request const& request)
    {
        auto const asked = TRY(interview_named_in(visit, request, "hold"));
        auto const form = TRY(request.form());
        auto decision = decision_sent(form);
        auto const known = which_known(visit, form);
        if (!known)
            return named_refused(room, visit, asked, form, known.error());
        decision.known = *known;
        auto const kept = visit.change(
            [&](Change& change) { return accept_named(room, change, asked.episode.id, decision); });
        if (!kept)
            return named_refused(room, visit, asked, form, kept.error());
        return see_named(asked, "accepted");
    }

    Result<Response> send_aside(Missing const& room, Visit const& visit, Request const& request)
    {
        auto const asked = TRY(interview_named_in(visit, request, "hold"));
        auto const form = TRY(request.form());
        auto const kept = visit.change([&](Change& change) {
            return set_named_aside(room, change, asked.episode.id, decision_sent(form));
        });
        if (!kept)
            return named_refused(room, visit, asked, form, kept.error());
        return see_named(asked, "aside");
    }

    Result<Response> send_added(Missing const& room, Visit const& visit, Request const& request)
    {
        auto const asked = TRY(interview_named_in(visit, request, "hold"));
        auto const form = TRY(request.form());
        auto const kept = visit.change([&](Change& change) {
            return add_named(room, change, asked.episode.id, links::text_of(form, "add_kind"),
                links::text_of(form, "add_words"));
        });
        if (kept)
            return see_named(asked, "added");
        auto problem = kept.error();
        if (problem.code != Code::invalid && problem.code != Code::conflict)
            return problem;
        problem.field = problem.field == "kind" ? "add_kind" : "add_words";
        return show_named_with(room, visit, asked, {}, {problem}, "",
            Value::object({{"kind", links::text_of(form, "add_kind")},
                {"words", links::text_of(form, "add_words")}}));
    }

    Result<Response> send_undone(Missing const& room, Visit const& visit, Request const& request)
    {
        auto const asked = TRY(interview_named_in(visit, request, "hold"));
        auto const id = TRY(request.id<InterviewNamedId>("named"));
        auto const kept = visit.change(
            [&](Change& change) { return take_named_back(room, change, asked.episode.id, id); });
        if (kept)
            return see_named(asked, "undone");
        if (kept.error().code != Code::conflict)
            return kept.error();
        return show_named_with(room, visit, asked, {}, {kept.error()}, "");
    }

    // Nothing is kept yet: the form of a submission, filled in.
    Result<Response> send_offered(Missing const& room, Visit const& visit, Request const& request)
    {
        auto const asked = TRY(interview_named_in(visit, request, "read"));
        if (!visit.could("create", "intelligence_submission"))
            return not_found();
        auto const form = TRY(request.form());
        auto const kind = links::text_of(form, "kind");
        auto const words = links::text_of(form, "words");
        if (asked.one.state != InterviewState::completed || words.empty()
            || !room.facts.lists("named_kind", kind, london::day_of(visit.now())))
            return see_named(asked, "");
        return intelligence::begin(room.intelligence, visit,
            begun_with(room, visit, asked.episode, asked.one, kind, words));
    }
} // namespace

void add_named_routes(access::Routes::OfRoom<Missing>& routes)
{
    std::string const all = "/missing/{episode}/interview/named";
    routes.get(all, "return_interview:read", show_named);
    routes.post(all + "/accept", "return_interview:hold", send_accept);
    routes.post(all + "/aside", "return_interview:hold", send_aside);
    routes.post(all + "/add", "return_interview:hold", send_added);
    routes.post(all + "/{named}/undo", "return_interview:hold", send_undone);
    routes.post(all + "/offer", "return_interview:read", send_offered);
}

} // namespace kith::missing
