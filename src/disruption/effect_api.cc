// SPDX-License-Identifier: MIT
// The effect of a step, for programs: what pages show of it, and the same acts.
#include "disruption/api.h"
#include "disruption/effect_acts.h"
#include "disruption/pages.h"
#include "platform/access/json_fields.h"
#include <boost/json.hpp>

namespace kith::disruption {
namespace {
    namespace json = boost::json;
    using access::JsonFields;

    Result<EffectAsked> counting_in(JsonFields const& sent)
    {
        http::FormData fields;
        for (auto const* const name : {"months", "within", "place", "comparison"}) {
            auto const text = TRY(sent.text(name));
            fields.add(name, text);
        }
        auto const kinds = TRY(sent.texts("kinds"));
        for (auto const& kind : kinds)
            fields.add("kind", kind);
        return read_asked(fields);
    }

    Result<Response> api_effect(Disruption const& room, Visit const& visit, Request const& request)
    {
        auto const step = TRY(step_in(visit, request, "read"));
        auto const measured = TRY(measure(room, visit, step, read_asked(request.query())));
        return http::json(write(measured));
    }

    Response review_made(EffectReviewId id)
    {
        return http::json(json::serialize(json::object{{"id", id.write()}}), http::Status::created);
    }

    Result<Response> api_review(Disruption const& room, Visit const& visit, Request const& request)
    {
        auto const step = TRY(step_in(visit, request, "change"));
        auto const sent = TRY(JsonFields::read(request));
        TRY(sent.only({"conclusion", "words", "children", "next_on", "months", "within", "place",
            "comparison", "kinds"}));
        ReviewTyped typed;
        typed.conclusion = TRY(sent.text("conclusion"));
        typed.words = TRY(sent.text("words"));
        auto const children = TRY(sent.text("children"));
        if (is_asked_about_children(visit, step))
            typed.children = children;
        else if (!children.empty())
            return invalid(
                "Leave this out: it is asked of those who work against exploitation", "children");
        auto const next = TRY(sent.text("next_on"));
        if (!next.empty()) {
            auto const day = Date::read(next);
            if (!day)
                return invalid("Send a day as 2026-03-29", "next_on");
            typed.next_on = *day;
        }
        auto const asked = TRY(counting_in(sent));
        auto const measured = measure(room, visit, step, asked);
        if (!measured && measured.error().field != "months" && !(asked == EffectAsked{}))
            return measured.error();
        auto const counts = measured ? write(*measured) : std::string();
        auto const made = TRY(visit.change(
            [&](Change& change) { return record_review(change, step.id, typed, counts); }));
        return review_made(made);
    }

    Result<Response> api_review_away(
        Disruption const& /*room*/, Visit const& visit, Request const& request)
    {
        auto const step = TRY(step_in(visit, request, "change"));
        auto const review = TRY(request.id<EffectReviewId>("review"));
        auto const sent = TRY(JsonFields::read(request));
        TRY(sent.only({"because"}));
        auto const because = TRY(sent.text("because"));
        TRY(visit.change(
            [&](Change& change) { return withdraw_review(change, step.id, review, because); }));
        return http::json("{}");
    }
} // namespace

void add_effect_api_routes(access::Routes::OfRoom<Disruption>& routes)
{
    std::string const effect = "/api/v1/disruption/steps/{step}/effect";
    routes.get(effect, "disruption_step:read", api_effect);
    routes.post(effect, "disruption_step:change", api_review);
    routes.post(effect + "/{review}/take-back", "disruption_step:change", api_review_away);
}

} // namespace kith::disruption
