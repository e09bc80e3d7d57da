// SPDX-License-Identifier: MIT
// Somebody is reported missing: whose record it is, what is told, and who shares it.
#include "base/london.h"
#include "missing/acts.h"
#include "missing/answered.h"
#include "missing/episode_parts.h"
#include "missing/form_drafts.h"
#include "missing/form_page.h"
#include "missing/likely.h"
#include "missing/pages.h"
#include "missing/views.h"
#include "platform/html/problems.h"
#include <array>

namespace kith::missing {
namespace {
    using html::Value;
    using http::Request;
    using http::Status;

    constexpr std::array duties_asked{std::pair{"police", "police"},
        std::pair{"responsible", "responsible"}, std::pair{"host", "host"},
        std::pair{"carer", "carer"}};

    // Whom it is shared with, asked beside the form of a report.
    Value parties_asked(Missing const& room, Visit const& visit, Value const& values)
    {
        auto fields = Value::array();
        for (auto const& [field, duty] : duties_asked)
            fields.push(
                Value::object({{"name", field}, {"label", label_of(room, "missing_duty", duty)},
                    {"items", team_items(visit, values.get(field).text())}}));
        return fields;
    }

    std::vector<Party> parties_sent(SentForm& sent)
    {
        std::vector<Party> parties;
        for (auto const& [field, duty] : duties_asked) {
            auto const text = sent.values.get(field).text();
            if (text.empty())
                continue;
            if (auto const team = TeamId::read(text))
                parties.push_back({{}, {}, *team, duty});
            else
                sent.problems.push_back(invalid("Choose a team of the list", field));
        }
        return parties;
    }

    Result<people::Person> person_asked(Visit const& visit, std::string_view id)
    {
        auto const read = PersonId::read(id);
        if (!read)
            return not_found();
        return people::find(visit, *read);
    }

    FormPage report_page(
        Missing const& room, Visit const& visit, people::Person const& person, Value const& values)
    {
        FormPage page;
        page.form = "missing/report";
        page.action = "/missing/new?person=" + person.id.write();
        page.back = "/people/" + person.id.write();
        page.back_text = "Back to the person";
        page.button = "Report";
        page.also = AlsoAsked{"missing/return", "back_already", "Are they back already?",
            "No, they are not back", "Yes, they are back, or were found"};
        page.draft_of = thing(person.id);
        for (auto const& [field, duty] : duties_asked)
            page.beside.emplace_back(field);
        page.about = people::usual_name(person, london::day_of(visit.now())) + ", "
            + person.reference.write();
        page.warning = "If they are in danger now, call 999 first.";
        page.who_can_see
            = "you until you report it, then the teams you choose and those who work with them";
        page.extra = Value::object({{"parties", parties_asked(room, visit, values)}});
        return page;
    }

    Response ask_whom(Missing const& room, Visit const& visit, std::vector<Error> const& problems)
    {
        auto view = Value::object(
            {{"section", "/missing"}, {"problem", html::problems_view(problems).get("reference")}});
        if (!problems.empty())
            view["errors"] = html::errors_view(problems);
        return room.pages.show(
            visit, "missing/who.njk", view, problems.empty() ? Status::ok : Status::unprocessable);
    }

    Result<Response> ask_report(Missing const& room, Visit const& visit, Request const& request)
    {
        if (!visit.could("create", "missing_episode"))
            return not_found();
        auto const typed = request.query("person");
        if (typed.empty())
            return ask_whom(room, visit, {});
        auto const person = TRY(person_asked(visit, typed));
        auto answers = no_answers(room, "missing/report");
        answers.set("reported_at", visit.now().write());
        auto const page = report_page(room, visit, person, Value::object());
        auto const sent = with_draft(room, visit, page, std::move(answers), 0);
        return ask(room, visit, report_page(room, visit, person, sent.values), sent);
    }

    Result<Response> find_whom(Missing const& room, Visit const& visit, Request const& request)
    {
        auto const form = TRY(request.form());
        auto const reference = Reference::read(links::text_of(form, "reference"));
        auto const facts = reference ? people::find_facts(visit, *reference)
                                     : Result<access::Facts>(not_found());
        if (!facts || !visit.sees(*facts))
            return ask_whom(room, visit,
                {invalid("Enter the reference of somebody you may know, such as P-7KM-4QX9",
                    "reference")});
        return http::see_other("/missing/new?person=" + facts->thing.id.write());
    }

    Result<Response> send_report(Missing const& room, Visit const& visit, Request const& request)
    {
        if (!visit.could("create", "missing_episode"))
            return not_found();
        if (request.query("person").empty())
            return find_whom(room, visit, request);
        auto const person = TRY(person_asked(visit, request.query("person")));
        auto const page_before = report_page(room, visit, person, Value::object());
        auto sent = TRY(read_sent(room, page_before, request));
        auto const parties = parties_sent(sent);
        auto const page = report_page(room, visit, person, sent.values);
        auto draft = TRY(draft_asked(room, visit, page, sent, request));
        if (draft)
            return std::move(*draft);
        if (!sent.ok())
            return ask(room, visit, page, sent, Status::unprocessable);
        auto const wanted = report_from(sent.answers(), person.id, parties, sent.also_answered());
        auto const made = visit.change([&](Change& change) {
            return forms::once<EpisodeId>(change, sent.key, request.path() + "\n" + request.body(),
                [&]() -> Result<EpisodeId> {
                    drop_draft(room, change, sent);
                    auto const begun = TRY(report(room, change, wanted));
                    return begun.id;
                });
        });
        if (!made)
            return refused(room, visit, page, std::move(sent), made.error());
        return http::see_other(
            address_of(*made) + "?said=reported" + (sent.says_also ? "-back" : ""));
    }
} // namespace

void add_report_routes(access::Routes::OfRoom<Missing>& routes)
{
    routes.get("/missing/new", "missing_episode:create", ask_report);
    routes.post("/missing/new", "missing_episode:create", send_report);
}

} // namespace kith::missing
