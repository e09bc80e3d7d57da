// SPDX-License-Identifier: MIT
#include "cases/turning_pages.h"
#include "base/london.h"
#include "cases/case_desk_page.h"
#include "cases/turning_store.h"
#include "cases/views.h"
#include "cases/weighting_acts.h"
#include <algorithm>

namespace kith::cases {
namespace {
    using html::Value;

    std::string turning_address(Case const& one) { return address_of(one.id) + "/turning-18"; }

    // The birthday, where the whole day of birth is known.
    std::optional<Date> birthday_of(people::Person const& person)
    {
        if (!person.birth || person.birth->about || person.birth->first() != person.birth->last())
            return std::nullopt;
        return turns_18_on(person.birth->first());
    }

    Result<Case> persons_case(Visit const& visit, Request const& request, char const* act)
    {
        auto const id = TRY(request.id<CaseId>("case"));
        auto one = TRY(find(visit, id));
        if (one.of_context())
            return not_found();
        auto const facts = TRY(facts_of(visit, one));
        TRY(visit.may(act, facts));
        return one;
    }

    struct TurningTyped {
        Value values = Value::object();
        std::vector<Error> problems = {};
        http::Status status = http::Status::ok;
    };

    // Rule 4: what stands today and ends with childhood, as far as this visit reads the record.
    Value what_ends(Cases const& room, Visit const& visit, people::Person const& person, Date on)
    {
        auto rows = Value::array();
        for (auto const& fact : people::list_facts(visit, person)) {
            auto const ends = room.facts.code("ends_at_18", fact.code);
            if (fact.kind != "status" || !ends || !people::stands(fact, on))
                continue;
            rows.push(Value::object(
                {{"key", label_of(room, "legal_status", fact.code)}, {"text", ends->label}}));
        }
        return rows;
    }

    Value consents_view(Cases const& room, Visit const& visit, Case const& one)
    {
        return Value::each(consents_of(visit, one.id), [&](Consent const& consent) {
            return Value::object({{"on", consent.on.in_words()},
                {"answer", label_of(room, "consent_answer", consent.answer)},
                {"own_words", consent.own_words}, {"because", consent.because},
                {"by", room.name_of(visit.reading(), consent.by)}});
        });
    }

    Value supports_view(Visit const& visit, Case const& one)
    {
        return Value::each(supports_of(visit, one.id), [&](Support const& support) {
            return Value::object({{"service", support.service}, {"does", support.does},
                {"until", support.until ? support.until->in_words() : std::string()},
                {"href", turning_address(one) + "/support/" + support.id.write() + "/withdraw"},
                {"gone", support.withdrawn_at.has_value()},
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
            {"ends", what_ends(room, visit, person, today)},
            {"consents", consents_view(room, visit, one)}, {"supports", supports_view(visit, one)},
            {"may_plan", one.is_open() && visit.permits("plan", facts)},
            {"may_assess", one.is_open() && visit.permits("assess", facts)},
            {"answers", links::choices(room.facts, "consent_answer", today, chosen)},
            {"values", typed.values}, {"problems", case_problems_view(typed.problems)},
            {"notice", notice}});
        if (!typed.problems.empty())
            page["errors"] = case_errors_view(typed.problems);
        return room.pages.show(visit, "cases/turning.njk", page, typed.status);
    }

    Result<Response> refused_turning(Cases const& room, Visit const& visit, Case const& one,
        http::FormData const& form, std::vector<Error> problems, http::Status status)
    {
        return draw_turning(
            room, visit, one, {links::values_of(form), std::move(problems), status});
    }

    // Done, or the page again as it was typed.
    Result<Response> after_turning(Cases const& room, Visit const& visit, Case const& one,
        http::FormData const& form, Done const& made, char const* said)
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

    Done must_stand_open(Case const& one)
    {
        return one.is_open() ? done()
                             : Done(invalid("The case is closed: open it again first", "answer"));
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
        text += consents.empty() ? " Consent is not asked anew yet."
                                 : " Consent, asked on " + consents.front().on.in_words() + ": "
                + label_of(room, "consent_answer", consents.front().answer) + ".";
        for (auto const& support : supports)
            if (!support.withdrawn_at)
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

Result<Response> record_consent(Cases const& room, Visit const& visit, Request const& request)
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
    auto problems = problems_of(consent, today);
    problems.insert(problems.end(), unread.begin(), unread.end());
    if (!consent.answer.empty() && !room.facts.lists("consent_answer", consent.answer, today))
        problems.push_back(invalid("Choose from the list", "answer"));
    if (!problems.empty())
        return refused_turning(room, visit, one, form, problems, http::Status::unprocessable);
    auto const made = visit.change([&](Change& change) -> Done {
        TRY(must_stand_open(one));
        TRY(add_consent(change, one, consent));
        tell_of_case(room, change, one, "case_planned",
            "Case " + one.reference.write() + ": consent was asked anew at 18");
        return done();
    });
    return after_turning(room, visit, one, form, made, "asked");
}

Result<Response> record_support(Cases const& room, Visit const& visit, Request const& request)
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
    auto const made = visit.change([&](Change& change) -> Done {
        TRY(must_stand_open(one));
        return add_support(change, one, support);
    });
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
    auto const known = supports_of(visit, one.id);
    if (std::ranges::find(known, *id, &Support::id) == known.end())
        return not_found();
    auto const because = links::text_of(form, "ended_because");
    if (because.empty())
        return refused_turning(room, visit, one, form,
            {invalid("Say why this is taken back", "ended_because")}, http::Status::unprocessable);
    auto const made = visit.change([&](Change& change) -> Done {
        TRY(must_stand_open(one));
        return withdraw_support(change, one, *id, because);
    });
    return after_turning(room, visit, one, form, made, "ended");
}

void join_turning(House& house, Cases& room)
{
    auto routes = house.routes.of(room);
    routes.get("/cases/{case}/turning-18", "case:read", show_turning);
    routes.post("/cases/{case}/turning-18/consent", "case:plan", record_consent);
    routes.post("/cases/{case}/turning-18/support", "case:plan", record_support);
    routes.post(
        "/cases/{case}/turning-18/support/{support}/withdraw", "case:plan", end_support_past_18);
    house.jobs.push_back({"tell who becomes an adult", std::chrono::hours(1),
        [&room](access::Gate const& gate) { tell_who_becomes_an_adult(room, gate); }});
    room.panels.emplace_back(
        [&room](Visit const& visit, Case const& one) { return turning_panel(room, visit, one); });
}

} // namespace kith::cases
