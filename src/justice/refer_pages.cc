// SPDX-License-Identifier: MIT
// A referral is written, checked and recorded as prepared; and put right.
#include "base/london.h"
#include "justice/pages.h"
#include "justice/views.h"
#include <algorithm>

namespace kith::justice {
namespace {
    using html::Value;

    Value authority_items(Justice const& room, Visit const& visit, std::string const& chosen)
    {
        auto const item = [&](std::string const& value, std::string const& text) {
            return Value::object({{"value", value}, {"text", text}, {"selected", value == chosen}});
        };
        auto items = Value::array({item("", "Choose")});
        for (auto const& one : room.facts.authorities(london::day_of(visit.now())))
            items.push(item(one.code, one.name));
        items.push(item("other", "Another council"));
        return items;
    }

    CaseId case_in(std::string_view text)
    {
        auto const id = CaseId::read(text);
        return id ? *id : CaseId();
    }

    FormPage refer_page(
        Justice const& room, Visit const& visit, people::Person const& person, Value const& values)
    {
        FormPage page;
        page.form = referral_form;
        page.action = address_of(person.id) + "/refer";
        page.back = address_of(person.id);
        page.back_text = "Back to referral and justice";
        page.about = name_line(visit, person);
        page.warning = "If they are in danger now, call 999 first. A child is made safe first, and "
                       "then referred.";
        page.who_can_see = "you until you record it, then " + std::string(justice_readers);
        page.draft_of = thing(person.id);
        page.beside = {"authority", "case"};
        page.extra = Value::object(
            {{"authorities", authority_items(room, visit, values.get("authority").text())},
                {"case", values.get("case").text()}});
        return page;
    }

    Result<Response> ask_refer(Justice const& room, Visit const& visit, Request const& request)
    {
        if (!visit.could("create", "nrm_referral"))
            return not_found();
        auto const person = TRY(person_in(visit, request));
        auto const of_case = TRY(case_of(visit, person.id, case_in(request.query("case"))));
        auto const page = refer_page(room, visit, person, Value::object());
        auto sent = with_draft(room, visit, page, prefilled(room, visit, person, of_case));
        if (!sent.draft_saved) {
            sent.values["authority"] = likely_authority(room, visit);
            sent.values["case"] = of_case ? of_case->id.write() : std::string();
        }
        return ask(room, visit, refer_page(room, visit, person, sent.values), sent);
    }

    Referral wanted_from(SentForm const& sent, PersonId person, AgencyId agency)
    {
        Referral wanted;
        wanted.person = person;
        wanted.owner_agency = agency;
        wanted.of_case = case_in(sent.values.get("case").text());
        wanted.authority = sent.values.get("authority").text();
        read_answers(sent.answers(), wanted);
        return wanted;
    }

    Result<Response> take_refer(Justice const& room, Visit const& visit, Request const& request)
    {
        if (!visit.could("create", "nrm_referral"))
            return not_found();
        auto const person = TRY(person_in(visit, request));
        auto const bare = refer_page(room, visit, person, Value::object());
        auto sent = TRY(read_sent(room, bare, request));
        auto const page = refer_page(room, visit, person, sent.values);
        auto draft = TRY(draft_asked(room, visit, page, sent, request));
        if (draft)
            return std::move(*draft);
        if (!sent.reading.ok())
            return ask(room, visit, page, sent, http::Status::unprocessable);
        auto const wanted = wanted_from(sent, person.id, visit.visitor().agency);
        auto const problems = problems_with(room, visit, wanted, london::day_of(visit.now()));
        if (!problems.empty())
            return refused(room, visit, page, std::move(sent), problems);
        auto const kept = TRY(keep_draft(room, visit, page, sent));
        return http::see_other(page.action + "/check?draft=" + kept.id.write());
    }

    struct Checked {
        people::Person person;
        SentForm sent;
        Referral wanted;
    };
    Result<Checked> checked_in(
        Justice const& room, Visit const& visit, Request const& request, std::string_view draft)
    {
        if (!visit.could("create", "nrm_referral"))
            return not_found();
        auto const person = TRY(person_in(visit, request));
        auto const id = DraftId::read(draft);
        if (!id)
            return not_found();
        auto const page = refer_page(room, visit, person, Value::object());
        auto sent = TRY(draft_by_id(room, visit, page, *id));
        sent.reading = room.forms.form(referral_form).check(sent.answers());
        auto wanted = wanted_from(sent, person.id, visit.visitor().agency);
        return Checked{person, std::move(sent), std::move(wanted)};
    }

    Result<Response> ask_check(Justice const& room, Visit const& visit, Request const& request)
    {
        auto const checked = TRY(checked_in(room, visit, request, request.query("draft")));
        auto const form_href = address_of(checked.person.id) + "/refer";
        auto const view = forms::check_view(room.forms.form(referral_form), checked.sent.answers(),
            drawing(room, visit),
            [&](forms::Question const& question) { return form_href + "#" + question.id(); });
        auto page = Value::object({{"section", "/people"},
            {"about", name_line(visit, checked.person)},
            {"way",
                in_words(route_of(room, visit, checked.wanted, {}, london::day_of(visit.now())))},
            {"rows", view.get("rows")}, {"change", form_href}, {"action", form_href + "/check"},
            {"draft", checked.sent.draft.write()}});
        return room.pages.show(visit, "justice/check.njk", page);
    }

    Result<Response> take_check(Justice const& room, Visit const& visit, Request const& request)
    {
        auto const form = TRY(request.form());
        auto checked = TRY(checked_in(room, visit, request, form.first("draft")));
        auto const page = refer_page(room, visit, checked.person, checked.sent.values);
        if (!checked.sent.reading.ok())
            return ask(room, visit, page, checked.sent, http::Status::unprocessable);
        auto const made = visit.change([&](Change& change) {
            return forms::once<ReferralId>(change, checked.sent.key,
                request.path() + "\n" + checked.wanted.answers, [&]() -> Result<ReferralId> {
                    room.drafts.remove(
                        change.writing(), visit.visitor().account, checked.sent.draft);
                    auto const prepared = TRY(prepare(room, change, checked.wanted));
                    return prepared.id;
                });
        });
        if (!made)
            return refused(room, visit, page, std::move(checked.sent), {made.error()});
        return http::see_other(address_of(*made) + "?said=prepared");
    }

    FormPage correct_page(
        Justice const& room, Visit const& visit, Referral const& referral, Value const& values)
    {
        FormPage page;
        page.form = referral_form;
        page.title = "Put the referral right";
        page.about = referral.reference.write();
        page.action = address_of(referral.id) + "/correct";
        page.back = address_of(referral.id);
        page.back_text = "Back to the referral";
        page.button = "Record the correction";
        page.warning = "What stood before is kept, with your reason.";
        page.who_can_see = justice_readers;
        page.asks_reason = true;
        page.extra = Value::object(
            {{"authorities", authority_items(room, visit, values.get("authority").text())}});
        return page;
    }

    Result<Referral> referral_for_change(Visit const& visit, Request const& request)
    {
        auto const id = TRY(request.id<ReferralId>("referral"));
        auto one = TRY(find(visit, id));
        auto const facts = TRY(facts_of(visit, one));
        TRY(visit.may("change", facts));
        return one;
    }

    Result<Response> ask_correct(Justice const& room, Visit const& visit, Request const& request)
    {
        auto const referral = TRY(referral_for_change(visit, request));
        auto sent = unsent(answers_of(room, referral_form, referral.form_version, referral.answers),
            referral.version);
        sent.values["authority"] = referral.authority;
        return ask(room, visit, correct_page(room, visit, referral, sent.values), sent);
    }

    Result<Response> take_correct(Justice const& room, Visit const& visit, Request const& request)
    {
        auto const referral = TRY(referral_for_change(visit, request));
        auto const bare = correct_page(room, visit, referral, Value::object());
        auto sent = TRY(read_sent(room, bare, request));
        auto const page = correct_page(room, visit, referral, sent.values);
        if (sent.reason.empty() && !sent.reading.rearranged())
            sent.problems.push_back(invalid("Say why it is put right", "reason"));
        if (!sent.ok())
            return ask(room, visit, page, sent, http::Status::unprocessable);
        auto wanted = referral;
        wanted.version = sent.version;
        wanted.authority = sent.values.get("authority").text();
        read_answers(sent.answers(), wanted);
        auto const saved = visit.change(
            [&](Change& change) { return correct(room, change, wanted, sent.reason); });
        if (!saved)
            return refused(room, visit, page, std::move(sent), {saved.error()});
        return http::see_other(address_of(referral.id) + "?said=corrected");
    }
} // namespace

void add_refer_routes(access::Routes::OfRoom<Justice>& routes)
{
    std::string const person = "/justice/people/{person}";
    routes.get(person + "/refer", "nrm_referral:create", ask_refer);
    routes.post(person + "/refer", "nrm_referral:create", take_refer);
    routes.get(person + "/refer/check", "nrm_referral:create", ask_check);
    routes.post(person + "/refer/check", "nrm_referral:create", take_check);
    routes.get("/justice/referrals/{referral}/correct", "nrm_referral:change", ask_correct);
    routes.post("/justice/referrals/{referral}/correct", "nrm_referral:change", take_correct);
}

} // namespace kith::justice
