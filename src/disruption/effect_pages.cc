// SPDX-License-Identifier: MIT
// What a step did: the counts before and after, a form for what is concluded, and earlier looks.
#include "base/london.h"
#include "disruption/effect_acts.h"
#include "disruption/pages.h"
#include "disruption/views.h"
#include "platform/html/problems.h"
#include "platform/http/errors.h"
#include <algorithm>
#include <boost/json.hpp>
#include <fmt/core.h>

namespace kith::disruption {
namespace {
    namespace json = boost::json;
    using directory::Month;
    using html::Value;

    template <class Numbers>
    Value number_choices(Numbers const& numbers, int chosen, char const* unit)
    {
        auto all = Value::array();
        for (auto const one : numbers)
            all.push(Value::object({{"value", fmt::format("{}", one)},
                {"text", fmt::format("{} {}", one, unit)}, {"selected", one == chosen}}));
        return all;
    }

    Value asked_view(EffectAsked const& asked)
    {
        return Value::object({{"months", number_choices(effect_months, asked.months, "months")},
            {"within", number_choices(effect_distances, asked.within, "metres")},
            {"place", asked.place}, {"comparison", asked.comparison},
            {"kinds", Value::each(asked.kinds, [](std::string const& one) { return Value(one); })},
            {"months_chosen", fmt::format("{}", asked.months)},
            {"within_chosen", fmt::format("{}", asked.within)}});
    }

    std::string span_in_words(int from, int until)
    {
        return from == until ? Month{from}.in_words()
                             : Month{from}.in_words() + " to " + Month{until}.in_words();
    }

    Value row_of_counts(std::string text, Around const& counts)
    {
        return Value::object(
            {{"text", std::move(text)}, {"before", counts.before}, {"after", counts.after}});
    }

    Value measured_view(Visit const& visit, Measured const& measured)
    {
        auto const& effect = measured.effect;
        auto const within = measured.asked.within;
        auto kinds = Value::array();
        for (auto const& kind : kinds_recorded(visit, measured))
            kinds.push(Value::object({{"value", kind}, {"text", kind},
                {"checked",
                    std::ranges::find(measured.asked.kinds, kind) != measured.asked.kinds.end()}}));
        auto rows = Value::array();
        rows.push(row_of_counts(fmt::format("Within {} metres", within), effect.near));
        rows.push(row_of_counts(fmt::format("Around that, to {} metres", 2 * within), effect.ring));
        rows.push(row_of_counts(measured.comparison
                ? fmt::format("Within {} metres of {}", within, measured.comparison->name)
                : std::string("In the rest of its district"),
            effect.elsewhere));
        return Value::object({{"place", measured.place.name},
            {"place_href", "/contexts/" + measured.place.id.write()},
            {"began", measured.began.in_words()},
            {"before", span_in_words(measured.halves.before_from, measured.halves.before_until)},
            {"after", span_in_words(measured.halves.after_from, measured.halves.after_until)},
            {"fewer_months", measured.halves.months() < measured.asked.months},
            {"each", measured.halves.months()}, {"rows", rows}, {"kinds", kinds},
            {"told", told(effect)}, {"told_around", told_around(effect)},
            {"caution", std::string(caution)},
            {"own", row_of_counts("Known to you in Kith, there", measured.own)},
            {"held_until", measured.held_until.in_words()},
            {"months", Value::each(measured.months, [&](MonthCounts const& one) {
                 return Value::object({{"month", one.month.in_words()}, {"near", one.near},
                     {"ring", one.ring}, {"began", one.month == Month::of(measured.began)}});
             })}});
    }

    // {told, told_around} of the counts that a review kept.
    Value kept_counts_view(std::string const& text)
    {
        if (text.empty())
            return {};
        boost::system::error_code wrong;
        auto const value = json::parse(text, wrong);
        if (wrong || !value.is_object())
            return {};
        auto const& kept = value.as_object();
        auto const words = [&](char const* key) {
            auto const* const found = kept.if_contains(key);
            return found && found->is_string() ? std::string(found->as_string()) : std::string();
        };
        return Value::object({{"told", words("told")}, {"told_around", words("told_around")}});
    }

    Response draw_effect(Disruption const& room, Visit const& visit, Step const& step,
        EffectAsked const& asked, StepTyped const& typed)
    {
        auto const measured = measure(room, visit, step, asked);
        auto const facts = facts_of(visit, step);
        auto const own_place = place_of(visit, step);
        auto problems = typed.problems;
        auto page = Value::object({{"section",
                                       step.target.kind == "person" ? "/people" : "/contexts"},
            {"step", step_view(room, visit, step)}, {"asked", asked_view(asked)},
            {"reviews", reviews_view(room, visit, step)}, {"needs_place", !own_place.has_value()},
            {"may_change", facts && visit.permits("change", *facts)},
            {"asks_about_children", is_asked_about_children(visit, step)}, {"values", typed.values},
            {"notice", typed.notice},
            {"conclusions", Value::each(all_conclusions, [](Conclusion one) {
                 return Value::object({{"value", std::string(name_of(one))},
                     {"text", std::string(in_words_of(one))}});
             })}});
        // What was not chosen yet is no error: it is asked for.
        auto const chosen = !asked.place.empty() || !asked.comparison.empty() || own_place
            || asked.months != EffectAsked{}.months || asked.within != EffectAsked{}.within;
        if (measured)
            page["measured"] = measured_view(visit, *measured);
        else if (measured.error().field != "place" || chosen)
            page["why_none"] = http::plainly(measured.error().words);
        if (!measured && chosen && measured.error().field != "months")
            problems.push_back(measured.error());
        page["problems"] = html::problems_view(problems);
        if (!problems.empty())
            page["errors"] = html::errors_view(problems);
        return room.pages.show(visit, "disruption/effect.njk", page, status_of(problems));
    }

    Result<Response> show_effect(Disruption const& room, Visit const& visit, Request const& request)
    {
        auto const step = TRY(step_in(visit, request, "read"));
        StepTyped typed;
        if (request.query("said") == "recorded")
            typed.notice = "It is recorded. The step's page has it.";
        if (request.query("said") == "taken-back")
            typed.notice = "It is taken back. It stays in the list.";
        return draw_effect(room, visit, step, read_asked(request.query()), typed);
    }

    Result<Response> take_review(Disruption const& room, Visit const& visit, Request const& request)
    {
        auto const step = TRY(step_in(visit, request, "change"));
        auto const form = TRY(request.form());
        auto const asked = read_asked(form);
        std::vector<Error> problems;
        ReviewTyped typed;
        typed.conclusion = links::text_of(form, "conclusion");
        typed.words = links::text_of(form, "words");
        if (is_asked_about_children(visit, step))
            typed.children = links::text_of(form, "children");
        typed.next_on = day_in(form, "next", problems);
        if (!problems.empty())
            return draw_effect(room, visit, step, asked, {links::values_of(form), problems, {}});
        // As they are counted now: what the visitor saw a moment ago.
        auto const measured = measure(room, visit, step, asked);
        auto const counts = measured ? write(*measured) : std::string();
        auto const made = visit.change(
            [&](Change& change) { return record_review(change, step.id, typed, counts); });
        if (made)
            return http::see_other(address_of(step.id) + "/effect?said=recorded");
        if (made.error().code != Code::invalid && made.error().code != Code::conflict)
            return made.error();
        return draw_effect(room, visit, step, asked, {links::values_of(form), {made.error()}, {}});
    }

    Result<Response> take_review_away(
        Disruption const& room, Visit const& visit, Request const& request)
    {
        auto const step = TRY(step_in(visit, request, "change"));
        auto const review = TRY(request.id<EffectReviewId>("review"));
        auto const form = TRY(request.form());
        auto const made = visit.change([&](Change& change) {
            return withdraw_review(change, step.id, review, links::text_of(form, "taken_back"));
        });
        if (made)
            return http::see_other(address_of(step.id) + "/effect?said=taken-back");
        if (made.error().code != Code::invalid && made.error().code != Code::conflict)
            return made.error();
        return draw_effect(room, visit, step, {}, {links::values_of(form), {made.error()}, {}});
    }
} // namespace

Value reviews_view(Disruption const& room, Visit const& visit, Step const& step)
{
    auto const facts = facts_of(visit, step);
    auto const may_change = facts && visit.permits("change", *facts);
    return Value::each(reviews_of(visit, step), [&](EffectReview const& one) {
        auto row = Value::object(
            {{"on", one.on.in_words()}, {"by", room.name_of(visit.reading(), one.by)},
                {"conclusion", std::string(in_words_of(one.conclusion))}, {"words", one.words},
                {"counts", kept_counts_view(one.counts)}, {"gone", one.taken_back_at.has_value()},
                {"because", one.taken_back_because},
                {"may_take_back", may_change && !one.taken_back_at},
                {"href", address_of(step.id) + "/effect/" + one.id.write() + "/take-back"}});
        if (one.children)
            row["children"] = *one.children;
        if (one.next_on)
            row["next"] = one.next_on->in_words();
        return row;
    });
}

void add_effect_routes(access::Routes::OfRoom<Disruption>& routes)
{
    std::string const effect = "/disruption/steps/{step}/effect";
    routes.get(effect, "disruption_step:read", show_effect);
    routes.post(effect, "disruption_step:change", take_review);
    routes.post(effect + "/{review}/take-back", "disruption_step:change", take_review_away);
}

} // namespace kith::disruption
