// SPDX-License-Identifier: MIT
#include "cases/turning_pages.h"
#include "base/london.h"
#include "cases/case_desk_page.h"
#include "cases/turning_acts.h"
#include "cases/views.h"
#include "cases/weighting_acts.h"
#include <algorithm>

namespace kith::cases {
namespace {
    using html::Value;

    std::string turning_address(Case const& one) { return address_of(one.id) + "/turning-18"; }

    struct TurningTyped {
        Value values = Value::object();
        std::vector<Error> problems = {};
        http::Status status = http::Status::ok;
    };

    Value ends_view(Cases const& room, Visit const& visit, people::Person const& person, Date on)
    {
        return Value::each(what_ends(room, visit, person, on), [&](EndsAt18 const& ends) {
            return Value::object(
                {{"key", label_of(room, "legal_status", ends.status)}, {"text", ends.says}});
        });
    }

    Value consents_view(
        Cases const& room, Visit const& visit, Case const& one, std::optional<Date> birthday)
    {
        return Value::each(consents_of(visit, one.id), [&](Consent const& consent) {
            return Value::object({{"on", consent.on.in_words()},
                {"as_child", consent.was_asked() && birthday && consent.on < *birthday},
                {"answer", label_of(room, "consent_answer", consent.answer)},
                {"own_words", consent.own_words}, {"because", consent.because},
                {"by", room.name_of(visit.reading(), consent.by)}});
        });
    }

    Value supports_view(Visit const& visit, Case const& one, Date today)
    {
        return Value::each(supports_of(visit, one.id), [&](Support const& support) {
            return Value::object({{"service", support.service}, {"does", support.does},
                {"until", support.until ? support.until->in_words() : std::string()},
                {"href", turning_address(one) + "/support/" + support.id.write() + "/withdraw"},
                {"gone", support.withdrawn_at.has_value()},
                {"ended", !support.withdrawn_at && !goes_on(support, today)},
                {"because", support.withdrawn_because}});
        });
    }

    Result<Response> draw_turning(Cases const& room, Visit const& visit, Case const& one,
        TurningTyped const& typed, std::string const& notice = {})
    {
        auto const facts = TRY(facts_of(visit, one));
        auto const person = TRY(people::find(visit, PersonId(one.subject.id)));
        auto const today = london::day_of(visit.now());
        auto const birthday = birthday_of(person);
        auto const chosen = typed.values.get("answer").text();
        auto page = Value::object({{"section", "/people"}, {"case", case_view(room, visit, one)},
            {"birthday", birthday ? birthday->in_words() : std::string()},
            {"is_adult", birthday && *birthday <= today},
            {"ends", ends_view(room, visit, person, today)},
            {"consents", consents_view(room, visit, one, birthday)},
            {"supports", supports_view(visit, one, today)},
            {"may_plan", one.is_open() && visit.permits("plan", facts)},
            {"may_assess", one.is_open() && visit.permits("assess", facts)},
            {"answers", links::choices(room.facts, "consent_answer", today, chosen)},
            {"values", typed.values}, {"problems", problems_view(typed.problems)},
            {"notice", notice}});
        if (!typed.problems.empty())
            page["errors"] = errors_view(typed.problems);
        return room.pages.show(visit, "cases/turning.njk", page, typed.status);
    }

    Result<Response> refused_turning(Cases const& room, Visit const& visit, Case const& one,
        http::FormData const& form, std::vector<Error> problems, http::Status status)
    {
        return draw_turning(
            room, visit, one, {links::values_of(form), std::move(problems), status});
    }

    // Done, or the page again as it was typed.
    template <class Made>
    Result<Response> after_turning(Cases const& room, Visit const& visit, Case const& one,
        http::FormData const& form, Made const& made, char const* said)
    {
        if (made)
            return http::see_other(turning_address(one) + "?said=" + said);
        if (made.error().code == Code::conflict)
            return refused_turning(room, visit, one, form, {made.error()}, http::Status::conflict);
        if (made.error().code == Code::invalid)
            return refused_turning(
                room, visit, one, form, {made.error()}, http::Status::unprocessable);
        return made.error();
    }

    std::optional<Value> turning_panel(Cases const& room, Visit const& visit, Case const& one)
    {
        if (one.of_context())
            return std::nullopt;
        auto const person = people::find(visit, PersonId(one.subject.id));
        if (!person)
            return std::nullopt;
        auto const birthday = birthday_of(*person);
        if (!birthday)
            return std::nullopt;
        auto const today = london::day_of(visit.now());
        auto const steps
            = turning_steps(room.clocks, room.facts.working_days(), person->birth->first());
        auto const consents = consents_of(visit, one.id);
        auto const supports = supports_of(visit, one.id);
        if (today < steps.front().on
            || (*birthday <= london::day_of(one.opened_at) && consents.empty() && supports.empty()))
            return std::nullopt;
        std::string text = *birthday <= today ? "They turned 18 on " + birthday->in_words() + "."
                                              : "They turn 18 on " + birthday->in_words() + ".";
        auto const consent = consent_as_adult(consents, *birthday);
        text += !consent ? " Consent is not asked anew yet."
                         : " Consent, asked on " + consent->on.in_words() + ": "
                + label_of(room, "consent_answer", consent->answer) + ".";
        for (auto const& support : supports)
            if (goes_on(support, today))
                text += " Support goes on past 18 with " + support.service
                    + (support.until ? ", until " + support.until->in_words() : std::string())
                    + ".";
        return Value::object({{"title", "Becoming an adult"}, {"text", text},
            {"link",
                Value::object({{"text", "What ends, consent, and support past 18"},
                    {"href", turning_address(one)}})}});
    }
} // namespace

Result<Response> show_turning(Cases const& room, Visit const& visit, Request const& request)
{
    auto const one = TRY(persons_case(visit, request, "read"));
    auto const said = request.query("said");
    return draw_turning(room, visit, one, {},
        said == "asked"         ? "What they answered is recorded."
            : said == "support" ? "The support is recorded."
            : said == "ended"   ? "The support is taken back. It stays in the list."
                                : "");
}

Result<Response> take_consent(Cases const& room, Visit const& visit, Request const& request)
{
    auto const one = TRY(persons_case(visit, request, "plan"));
    auto const form = TRY(request.form());
    auto const today = london::day_of(visit.now());
    std::vector<Error> unread;
    Consent consent;
    consent.on = day_in(form, "on", unread).value_or(today);
    consent.answer = form.first("answer");
    consent.own_words = links::text_of(form, "own_words");
    consent.because = links::text_of(form, "because");
    auto problems = problems_with(room, consent, today);
    problems.insert(problems.end(), unread.begin(), unread.end());
    if (!problems.empty())
        return refused_turning(room, visit, one, form, problems, http::Status::unprocessable);
    auto const made = visit.change(
        [&](Change& change) { return record_consent(room, change, one.id, consent); });
    return after_turning(room, visit, one, form, made, "asked");
}

Result<Response> take_support(Cases const& room, Visit const& visit, Request const& request)
{
    auto const one = TRY(persons_case(visit, request, "plan"));
    auto const form = TRY(request.form());
    std::vector<Error> unread;
    Support support;
    support.service = links::text_of(form, "service");
    support.does = links::text_of(form, "does");
    support.until = day_in(form, "until", unread);
    auto problems = problems_of(support, london::day_of(visit.now()));
    problems.insert(problems.end(), unread.begin(), unread.end());
    if (!problems.empty())
        return refused_turning(room, visit, one, form, problems, http::Status::unprocessable);
    auto const made
        = visit.change([&](Change& change) { return record_support(change, one.id, support); });
    return after_turning(room, visit, one, form, made, "support");
}

Result<Response> end_support_past_18(Cases const& room, Visit const& visit, Request const& request)
{
    auto const one = TRY(persons_case(visit, request, "plan"));
    auto const form = TRY(request.form());
    auto const text = TRY(request.segment("support"));
    auto const id = Uuid::read(text);
    if (!id)
        return not_found();
    auto const made = visit.change([&](Change& change) {
        return take_support_back(change, one.id, *id, links::text_of(form, "ended_because"));
    });
    return after_turning(room, visit, one, form, made, "ended");
}

void join_turning(House& house, Cases& room)
{
    auto routes = house.routes.of(room);
    routes.get("/cases/{case}/turning-18", "case:read", show_turning);
    routes.post("/cases/{case}/turning-18/consent", "case:plan", take_consent);
    routes.post("/cases/{case}/turning-18/support", "case:plan", take_support);
    routes.post(
        "/cases/{case}/turning-18/support/{support}/withdraw", "case:plan", end_support_past_18);
    add_turning_api(house, room);
    house.jobs.push_back({"tell who becomes an adult", std::chrono::hours(1),
        [&room](access::Gate const& gate) { tell_who_becomes_an_adult(room, gate); }});
    room.panels.emplace_back(
        [&room](Visit const& visit, Case const& one) { return turning_panel(room, visit, one); });
}

} // namespace kith::cases
