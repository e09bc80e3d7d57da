// SPDX-License-Identifier: MIT
// Of one person: every time they were missing, as facts, and the plan made before.
#include "base/london.h"
#include "missing/form_page.h"
#include "missing/pages.h"
#include "missing/patterns.h"
#include "missing/views.h"

namespace kith::missing {
namespace {
    using html::Value;
    using http::Request;
    using http::Status;

    struct Subject {
        people::Person person;
        access::Facts facts;
    };
    Result<Subject> subject_of(Visit const& visit, Request const& request)
    {
        auto const id = TRY(request.id<PersonId>("person"));
        auto const person = TRY(people::find(visit, id));
        auto facts = TRY(people::find_facts(visit, person.id));
        facts.subject = facts.thing;
        facts.thing = {"missing_plan", person.id.uuid()};
        return Subject{person, facts};
    }

    std::string name_of_person(Visit const& visit, people::Person const& person)
    {
        return people::usual_name(person, london::day_of(visit.now())) + ", "
            + person.reference.write();
    }

    std::string plan_address(people::Person const& person)
    {
        return "/people/" + person.id.write() + "/missing/plan";
    }

    Result<Response> show_person(Missing const& room, Visit const& visit, Request const& request)
    {
        auto const subject = TRY(subject_of(visit, request));
        auto const all = list_of(visit, subject.person.id);
        auto const plan = plan_of(visit.reading(), subject.person.id);
        auto const may_plan = visit.permits("change", subject.facts);
        auto page = Value::object(
            {{"section", "/people"}, {"name", name_of_person(visit, subject.person)},
                {"back", "/people/" + subject.person.id.write()},
                {"rows",
                    Value::each(
                        all, [&](Episode const& one) { return episode_row(room, visit, one); })},
                {"patterns", patterns_view(room, visit, all)},
                {"report_href",
                    visit.could("create", "missing_episode")
                        ? "/missing/new?person=" + subject.person.id.write()
                        : std::string()},
                {"plan_href", may_plan ? plan_address(subject.person) : std::string()},
                {"notice", request.query("said") == "plan" ? "The plan is kept." : ""}});
        if (!all.empty()) {
            page["patterns_href"] = "/people/" + subject.person.id.write() + "/missing/patterns";
            page["summary_href"] = "/people/" + subject.person.id.write() + "/missing/summary";
        }
        if (plan && visit.permits("read", subject.facts)) {
            page["plan"] = given(room, visit, "missing/plan", plan->form_version, plan->answers);
            page["plan_when"] = london::in_words(plan->recorded_at) + ", "
                + room.name_of(visit.reading(), plan->recorded_by);
        }
        return room.pages.show(visit, "missing/person.njk", page);
    }

    FormPage plan_page(Visit const& visit, Subject const& subject)
    {
        FormPage page;
        page.form = "missing/plan";
        page.action = plan_address(subject.person);
        page.back = "/people/" + subject.person.id.write() + "/missing";
        page.about = name_of_person(visit, subject.person);
        page.button = "Save the plan";
        page.who_can_see = "those who work with this person; the police too, once they are missing "
                           "and an episode is shared";
        page.warning = "Make it with them if you can. It goes with them to whoever cares for them "
                       "next.";
        return page;
    }

    Result<Response> ask_plan(Missing const& room, Visit const& visit, Request const& request)
    {
        auto const subject = TRY(subject_of(visit, request));
        TRY(visit.may("change", subject.facts));
        auto const plan = plan_of(visit.reading(), subject.person.id);
        return ask(room, visit, plan_page(visit, subject),
            unsent(plan ? answers_of(room, "missing/plan", plan->form_version, plan->answers)
                        : no_answers(room, "missing/plan"),
                plan ? plan->version : 0));
    }

    Result<Response> send_plan(Missing const& room, Visit const& visit, Request const& request)
    {
        auto const subject = TRY(subject_of(visit, request));
        TRY(visit.may("change", subject.facts));
        auto page = plan_page(visit, subject);
        auto sent = TRY(read_sent(room, page, request));
        if (!sent.ok())
            return ask(room, visit, page, sent, Status::unprocessable);
        Plan wanted;
        wanted.person = subject.person.id;
        wanted.form_version = sent.answers().version();
        wanted.answers = sent.answers().to_json();
        wanted.version = sent.version;
        auto const kept = visit.change([&](Change& change) {
            return save_plan(change, subject.facts, wanted, "The plan for when they are missing");
        });
        if (kept)
            return http::see_other("/people/" + subject.person.id.write() + "/missing?said=plan");
        if (kept.error().code == Code::conflict) {
            auto const stands = plan_of(visit.reading(), subject.person.id);
            if (stands) {
                page.stands
                    = given(room, visit, "missing/plan", stands->form_version, stands->answers);
                sent.version = stands->version;
            }
        }
        return refused(room, visit, page, std::move(sent), kept.error());
    }
} // namespace

void add_person_routes(access::Routes::OfRoom<Missing>& routes)
{
    routes.get("/people/{person}/missing", "missing_episode:read", show_person);
    routes.get("/people/{person}/missing/plan", "missing_plan:change", ask_plan);
    routes.post("/people/{person}/missing/plan", "missing_plan:change", send_plan);
}

} // namespace kith::missing
