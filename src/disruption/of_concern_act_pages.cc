// SPDX-License-Identifier: MIT
// What is done on the page of a person of concern: each form of it, done or shown again as typed.
#include "base/london.h"
#include "disruption/of_concern_pages.h"
#include "disruption/of_concern_views.h"

namespace kith::disruption {
namespace {
    template <class Made>
    Result<Response> after_act(Disruption const& room, Visit const& visit, OfConcernId id,
        http::FormData const& form, Made const& made, char const* said)
    {
        if (made)
            return http::see_other(address_of(id) + "?said=" + said);
        if (made.error().code != Code::invalid && made.error().code != Code::conflict)
            return made.error();
        auto const stands = TRY(find(visit, id));
        return draw_of_concern(room, visit, stands, {links::values_of(form), {made.error()}, {}});
    }

    Result<Uuid> segment_id(Request const& request, char const* name)
    {
        auto const text = TRY(request.segment(name));
        auto const id = Uuid::read(text);
        if (!id)
            return not_found();
        return *id;
    }

    Result<Response> take_standing(
        Disruption const& room, Visit const& visit, Request const& request)
    {
        auto const one = TRY(of_concern_in(visit, request, "change"));
        auto const form = TRY(request.form());
        std::vector<Error> unread;
        StandingTyped typed;
        auto const standing = read_standing(form.first("standing"));
        if (!standing)
            unread.push_back(invalid("Choose where it stands", "standing"));
        typed.standing = standing.value_or(Standing::considered);
        typed.on = day_in(form, "on", unread).value_or(london::day_of(visit.now()));
        typed.review_on = day_in(form, "review", unread);
        typed.why = links::text_of(form, "why");
        typed.reason = links::text_of(form, "reason");
        typed.supports = links::text_of(form, "supports");
        typed.apart = form.first("apart") == "yes";
        if (unread.empty() && typed.standing != Standing::considered)
            TRY(visit.may("decide", facts_of(visit, one)));
        auto const latest = latest_review(room, typed.on);
        if (unread.empty())
            unread = problems_of_standing(one.details, one.history, evidence_of(visit, one), typed,
                visit.visitor().account, london::day_of(visit.now()), latest);
        if (!unread.empty())
            return draw_of_concern(room, visit, one, {links::values_of(form), unread, {}});
        auto const version = std::atoll(links::text_of(form, "version").c_str());
        auto const made = visit.change(
            [&](Change& change) { return set_standing(room, change, one.id, version, typed); });
        return after_act(room, visit, one.id, form, made,
            typed.standing == Standing::cleared ? "cleared" : "stands");
    }

    Result<Response> take_entry_away(
        Disruption const& room, Visit const& visit, Request const& request)
    {
        auto const one = TRY(of_concern_in(visit, request, "decide"));
        auto const entry = TRY(request.id<StandingEntryId>("entry"));
        auto const form = TRY(request.form());
        auto const made = visit.change([&](Change& change) {
            return take_back(room, change, one.id, entry, links::text_of(form, "taken_back"));
        });
        return after_act(room, visit, one.id, form, made, "taken-back");
    }

    Result<Response> take_evidence(
        Disruption const& room, Visit const& visit, Request const& request)
    {
        auto const one = TRY(of_concern_in(visit, request, "change"));
        auto const form = TRY(request.form());
        std::vector<Error> unread;
        EvidenceTyped typed;
        typed.source = links::text_of(form, "source");
        typed.seen_on = day_in(form, "seen", unread);
        typed.words = links::text_of(form, "words");
        typed.grade_source = links::text_of(form, "grade_source");
        typed.grade_information = links::text_of(form, "grade_information");
        typed.sharing = links::text_of(form, "sharing");
        if (!unread.empty())
            return draw_of_concern(room, visit, one, {links::values_of(form), unread, {}});
        auto const made = visit.change(
            [&](Change& change) { return add_evidence(room, change, one.id, typed); });
        return after_act(room, visit, one.id, form, made, "evidence");
    }

    Result<Response> withdraw_one(
        Disruption const& room, Visit const& visit, Request const& request)
    {
        auto const one = TRY(of_concern_in(visit, request, "change"));
        auto const id = TRY(segment_id(request, "evidence"));
        auto const form = TRY(request.form());
        auto const made = visit.change([&](Change& change) {
            return take_evidence_back(change, one.id, id, links::text_of(form, "withdrawn"));
        });
        return after_act(room, visit, one.id, form, made, "withdrawn");
    }

    Result<Response> take_used(Disruption const& room, Visit const& visit, Request const& request)
    {
        auto const one = TRY(of_concern_in(visit, request, "change"));
        auto const form = TRY(request.form());
        std::vector<Error> unread;
        UsedThing typed;
        typed.kind = links::text_of(form, "kind");
        typed.as_written = links::text_of(form, "used");
        typed.from = day_in(form, "used_from", unread);
        typed.until = day_in(form, "used_until", unread);
        typed.source = links::text_of(form, "used_source");
        if (!unread.empty())
            return draw_of_concern(room, visit, one, {links::values_of(form), unread, {}});
        auto const made
            = visit.change([&](Change& change) { return name_used(room, change, one.id, typed); });
        return after_act(room, visit, one.id, form, made, "used");
    }

    Result<Response> take_used_away(
        Disruption const& room, Visit const& visit, Request const& request)
    {
        auto const one = TRY(of_concern_in(visit, request, "change"));
        auto const link = TRY(request.id<LinkId>("link"));
        auto const form = TRY(request.form());
        auto const made = visit.change([&](Change& change) {
            return end_used(room, change, one.id, link, links::text_of(form, "used_back"));
        });
        return after_act(room, visit, one.id, form, made, "used-back");
    }

    Result<Response> take_match(Disruption const& room, Visit const& visit, Request const& request)
    {
        auto const one = TRY(of_concern_in(visit, request, "change"));
        auto const form = TRY(request.form());
        auto const made = visit.change([&](Change& change) {
            return match(change, one.id, links::text_of(form, "person"),
                links::text_of(form, "person_because"));
        });
        return after_act(room, visit, one.id, form, made, "matched");
    }

    Result<Response> take_parting(
        Disruption const& room, Visit const& visit, Request const& request)
    {
        auto const one = TRY(of_concern_in(visit, request, "change"));
        auto const id = TRY(segment_id(request, "match"));
        auto const form = TRY(request.form());
        auto const made = visit.change([&](Change& change) {
            return part(change, one.id, id, links::text_of(form, "parted"));
        });
        return after_act(room, visit, one.id, form, made, "parted");
    }

    Result<Response> take_team(Disruption const& room, Visit const& visit, Request const& request)
    {
        auto const one = TRY(of_concern_in(visit, request, "decide"));
        auto const form = TRY(request.form());
        auto const team = TeamId::read(links::text_of(form, "team"));
        auto const made = visit.change([&](Change& change) {
            return bring_in_team(
                change, one.id, team ? *team : TeamId(), links::text_of(form, "team_because"));
        });
        return after_act(room, visit, one.id, form, made, "team");
    }

    Result<Response> take_team_away(
        Disruption const& room, Visit const& visit, Request const& request)
    {
        auto const one = TRY(of_concern_in(visit, request, "decide"));
        auto const row = TRY(segment_id(request, "team"));
        auto const form = TRY(request.form());
        auto const made = visit.change([&](Change& change) {
            return let_team_go(change, one.id, row, links::text_of(form, "team_ended"));
        });
        // By that they may have let themselves go.
        if (made && !knows(visit, one.id))
            return http::see_other("/disruption/people");
        return after_act(room, visit, one.id, form, made, "team-ended");
    }

    Result<Response> take_tie(Disruption const& room, Visit const& visit, Request const& request)
    {
        auto const one = TRY(of_concern_in(visit, request, "read"));
        auto const form = TRY(request.form());
        auto const made = visit.change(
            [&](Change& change) { return keep_away(change, one.id, links::text_of(form, "tie")); });
        if (made) // they may not even know it from here on
            return http::see_other("/disruption/people");
        return after_act(room, visit, one.id, form, made, "");
    }
} // namespace

void add_of_concern_act_routes(access::Routes::OfRoom<Disruption>& routes)
{
    std::string const record = "/disruption/people/{record}";
    routes.post(record + "/stand", "person_of_concern:change", take_standing);
    routes.post(record + "/entries/{entry}/take-back", "person_of_concern:decide", take_entry_away);
    routes.post(record + "/evidence", "person_of_concern:change", take_evidence);
    routes.post(record + "/evidence/{evidence}/withdraw", "person_of_concern:change", withdraw_one);
    routes.post(record + "/uses", "person_of_concern:change", take_used);
    routes.post(record + "/uses/{link}/take-back", "person_of_concern:change", take_used_away);
    routes.post(record + "/matches", "person_of_concern:change", take_match);
    routes.post(record + "/matches/{match}/end", "person_of_concern:change", take_parting);
    routes.post(record + "/teams", "person_of_concern:decide", take_team);
    routes.post(record + "/teams/{team}/end", "person_of_concern:decide", take_team_away);
    routes.post(record + "/keep-away", "person_of_concern:read", take_tie);
}

} // namespace kith::disruption
