// SPDX-License-Identifier: MIT
// One matter of a victim: begun, put right; its stages, who told them, what was offered; on paper.
#include "base/london.h"
#include "justice/matter_views.h"
#include "justice/pages.h"
#include "justice/views.h"

namespace kith::justice {
namespace {
    using html::Value;

    CaseId case_typed(std::string_view text)
    {
        auto const id = CaseId::read(text);
        return id ? *id : CaseId();
    }

    FormPage matter_page(
        Visit const& visit, people::Person const& person, std::string const& of_case)
    {
        FormPage page;
        page.form = matter_form;
        page.action = address_of(person.id) + "/matters/new";
        page.back = address_of(person.id);
        page.back_text = "Back to referral and justice";
        page.button = "Record it";
        page.about = name_line(visit, person);
        page.warning = "Help does not wait for a report, a charge or a trial: offer it today.";
        page.who_can_see = "you until you record it, then " + std::string(justice_readers);
        page.draft_of = thing(person.id);
        page.beside = {"case"};
        page.extra = Value::object({{"case", of_case}});
        return page;
    }

    Result<Response> ask_matter(Justice const& room, Visit const& visit, Request const& request)
    {
        if (!visit.could("create", "justice_matter"))
            return not_found();
        auto const person = TRY(person_in(visit, request));
        auto const of_case = TRY(case_of(visit, person.id, case_typed(request.query("case"))));
        auto page = matter_page(visit, person, of_case ? of_case->id.write() : std::string());
        auto const& form = room.forms.form(matter_form);
        forms::Answers answers(form.name, form.version);
        auto const way = route_of_person(room, visit, person.id, london::day_of(visit.now()));
        if (way.route == Route::child && way.basis == AgeBasis::birth_date)
            answers.set("enhanced", std::string("yes"));
        auto sent = with_draft(room, visit, page, std::move(answers));
        if (sent.draft_saved)
            page = matter_page(visit, person, sent.values.get("case").text());
        return ask(room, visit, page, sent);
    }

    Result<Response> take_matter(Justice const& room, Visit const& visit, Request const& request)
    {
        if (!visit.could("create", "justice_matter"))
            return not_found();
        auto const person = TRY(person_in(visit, request));
        auto sent = TRY(read_sent(room, matter_page(visit, person, ""), request));
        auto const page = matter_page(visit, person, sent.values.get("case").text());
        auto draft = TRY(draft_asked(room, visit, page, sent, request));
        if (draft)
            return std::move(*draft);
        if (!sent.reading.ok())
            return ask(room, visit, page, sent, http::Status::unprocessable);
        Matter wanted;
        wanted.person = person.id;
        wanted.of_case = case_typed(sent.values.get("case").text());
        wanted.owner_agency = visit.visitor().agency;
        read_answers(sent.answers(), wanted);
        auto const problems = problems_with(visit, wanted);
        if (!problems.empty())
            return refused(room, visit, page, std::move(sent), problems);
        auto const made = visit.change([&](Change& change) {
            return forms::once<MatterId>(change, sent.key, request.path() + "\n" + wanted.answers,
                [&]() -> Result<MatterId> {
                    room.drafts.remove(change.writing(), visit.visitor().account, sent.draft);
                    auto const begun = TRY(begin_matter(change, wanted));
                    return begun.id;
                });
        });
        if (!made)
            return refused(room, visit, page, std::move(sent), {made.error()});
        return http::see_other(address_of(*made) + "?said=begun");
    }

    Result<Matter> matter_in(Visit const& visit, Request const& request, char const* act)
    {
        auto const id = TRY(request.id<MatterId>("matter"));
        auto one = TRY(find(visit, id));
        auto const facts = TRY(facts_of(visit, one));
        TRY(visit.may(act, facts));
        return one;
    }

    FormPage matter_correct_page(Matter const& matter)
    {
        FormPage page;
        page.form = matter_form;
        page.title = "Put the case right";
        page.about = matter.reference.write();
        page.action = address_of(matter.id) + "/correct";
        page.back = address_of(matter.id);
        page.back_text = "Back to the case";
        page.button = "Record the correction";
        page.warning = "What stood before is kept, with your reason.";
        page.who_can_see = justice_readers;
        page.asks_reason = true;
        return page;
    }

    Result<Response> ask_correct_matter(
        Justice const& room, Visit const& visit, Request const& request)
    {
        auto const matter = TRY(matter_in(visit, request, "change"));
        auto const sent = unsent(
            answers_of(room, matter_form, matter.form_version, matter.answers), matter.version);
        return ask(room, visit, matter_correct_page(matter), sent);
    }

    Result<Response> take_correct_matter(
        Justice const& room, Visit const& visit, Request const& request)
    {
        auto const matter = TRY(matter_in(visit, request, "change"));
        auto const page = matter_correct_page(matter);
        auto sent = TRY(read_sent(room, page, request));
        if (sent.reason.empty() && !sent.reading.rearranged())
            sent.problems.push_back(invalid("Say why it is put right", "reason"));
        if (!sent.ok())
            return ask(room, visit, page, sent, http::Status::unprocessable);
        auto wanted = matter;
        wanted.version = sent.version;
        read_answers(sent.answers(), wanted);
        auto const saved = visit.change(
            [&](Change& change) { return correct_matter(change, wanted, sent.reason); });
        if (!saved)
            return refused(room, visit, page, std::move(sent), {saved.error()});
        return http::see_other(address_of(matter.id) + "?said=corrected");
    }

    std::string notice_of_matter(std::string_view said)
    {
        if (said == "begun")
            return "It is recorded. Say what was offered, and what stage it has reached.";
        if (said == "recorded")
            return "It is recorded.";
        if (said == "told")
            return "It is recorded that they were told.";
        if (said == "taken-back")
            return "It is taken back. It stays in the list.";
        if (said == "corrected")
            return "The correction is recorded.";
        return "";
    }

    Value page_of_matter(Justice const& room, Visit const& visit, Matter const& matter)
    {
        auto const facts = facts_of(visit, matter);
        auto const may = [&](char const* act) { return facts && visit.permits(act, *facts); };
        auto const stages = stages_of(visit, matter);
        auto const person = people::find(visit, matter.person);
        return Value::object({{"section", "/people"}, {"href", address_of(matter.id)},
            {"reference", matter.reference.write()}, {"version", matter.version},
            {"name", person ? name_line(visit, *person) : std::string()},
            {"person_href", address_of(matter.person)},
            {"state", matter_row(room, visit, matter).get("status")},
            {"answers", matter_answers_view(room, visit, matter)},
            {"child_at_risk", matter.child_at_risk == "yes" || matter.child_at_risk == "not_known"},
            {"enhanced", matter.enhanced}, {"review", review_in_words(room, visit, stages)},
            {"stages", stages_view(room, visit, matter, may("change"))},
            {"next",
                Value::each(next_stages(stages),
                    [](StageKind kind) {
                        return Value::object({{"value", std::string(name_of(kind))},
                            {"text", std::string(in_words_of(kind))}});
                    })},
            {"entitlements", entitlements_view(room, visit, matter)},
            {"offer_answers",
                Value::each(all_offer_answers,
                    [](OfferAnswer answer) {
                        return Value::object({{"value", std::string(name_of(answer))},
                            {"text", std::string(in_words_of(answer))}});
                    })},
            {"offers", offers_view(room, visit, matter, may("change"))},
            {"as_of", room.law.as_of().in_words()},
            {"versions",
                Value::each(versions_of(visit, matter),
                    [&](MatterWas const& was) {
                        return Value(london::in_words(was.until) + ", "
                            + room.name_of(visit.reading(), was.by) + ": " + was.reason);
                    })},
            {"may_change", may("change")}, {"may_export", may("export")},
            {"who_can_see", justice_readers}});
    }

    Response draw_matter(
        Justice const& room, Visit const& visit, Matter const& matter, PageTyped const& typed)
    {
        auto page = page_of_matter(room, visit, matter);
        auto choices = Value::array({Value::object({{"value", ""}, {"text", "Choose"}})});
        auto const chosen = typed.values.get("entitlement").text();
        auto const& groups = page.get("entitlements");
        for (std::size_t group = 0; group < groups.size(); ++group) {
            auto const& rows = groups.at(group).get("rows");
            for (std::size_t at = 0; at < rows.size(); ++at)
                choices.push(Value::object(
                    {{"value", rows.at(at).get("code")}, {"text", rows.at(at).get("label")},
                        {"selected", rows.at(at).get("code").text() == chosen}}));
        }
        page["choices"] = choices;
        show_typed(page, typed);
        return room.pages.show(visit, "justice/matter.njk", page, status_of(typed.problems));
    }

    Result<Response> show_matter(Justice const& room, Visit const& visit, Request const& request)
    {
        auto const matter = TRY(matter_in(visit, request, "read"));
        PageTyped typed;
        typed.notice = notice_of_matter(request.query("said"));
        return draw_matter(room, visit, matter, typed);
    }

    Result<Response> print_matter(Justice const& room, Visit const& visit, Request const& request)
    {
        auto const matter = TRY(matter_in(visit, request, "export"));
        auto page = page_of_matter(room, visit, matter);
        page["printed"] = london::in_words(visit.now());
        return room.pages.show(visit, "justice/matter_print.njk", page);
    }

    Result<Response> after_matter(Justice const& room, Visit const& visit, MatterId id,
        http::FormData const& form, Done const& made, char const* said)
    {
        if (made)
            return http::see_other(address_of(id) + "?said=" + said);
        if (made.error().code != Code::invalid && made.error().code != Code::conflict)
            return made.error();
        auto const stands = TRY(find(visit, id));
        return draw_matter(room, visit, stands, {links::values_of(form), {made.error()}, {}});
    }

    Result<Response> take_stage(Justice const& room, Visit const& visit, Request const& request)
    {
        auto const matter = TRY(matter_in(visit, request, "change"));
        auto const form = TRY(request.form());
        std::vector<Error> problems;
        Stage wanted;
        auto const kind = read_stage(form.first("stage"));
        if (!kind)
            problems.push_back(invalid("Choose what came", "stage"));
        wanted.kind = kind.value_or(StageKind::reported);
        wanted.on = day_in(form, "on", problems).value_or(london::day_of(visit.now()));
        wanted.words = links::text_of(form, "words");
        if (problems.empty())
            problems = problems_of(stages_of(visit, matter), wanted, london::day_of(visit.now()));
        if (!problems.empty())
            return draw_matter(room, visit, matter, {links::values_of(form), problems, {}});
        auto const made = visit.change([&](Change& change) -> Done {
            TRY(reach_stage(room, change, matter.id, wanted));
            return done();
        });
        return after_matter(room, visit, matter.id, form, made, "recorded");
    }

    Result<Response> take_offer(Justice const& room, Visit const& visit, Request const& request)
    {
        auto const matter = TRY(matter_in(visit, request, "change"));
        auto const form = TRY(request.form());
        std::vector<Error> problems;
        Offer wanted;
        wanted.entitlement = links::text_of(form, "entitlement");
        auto const answer = read_offer_answer(form.first("answer"));
        if (wanted.entitlement.empty())
            problems.push_back(invalid("Choose what was offered", "entitlement"));
        if (!answer)
            problems.push_back(invalid("Choose what they said to it", "answer"));
        wanted.answer = answer.value_or(OfferAnswer::offered);
        wanted.on = day_in(form, "offer_on", problems).value_or(london::day_of(visit.now()));
        wanted.words = links::text_of(form, "offer_words");
        if (!problems.empty())
            return draw_matter(room, visit, matter, {links::values_of(form), problems, {}});
        auto const made = visit.change([&](Change& change) -> Done {
            TRY(record_offer(room, change, matter.id, wanted));
            return done();
        });
        return after_matter(room, visit, matter.id, form, made, "recorded");
    }

    template <MatterPart part>
    Result<Response> take_back_part(Justice const& room, Visit const& visit, Request const& request)
    {
        auto const matter = TRY(matter_in(visit, request, "change"));
        auto const text = TRY(request.segment("part"));
        auto const id = Uuid::read(text);
        if (!id)
            return not_found();
        auto const form = TRY(request.form());
        auto const made = visit.change([&](Change& change) {
            return take_matter_part_back(
                room, change, matter.id, part, *id, links::text_of(form, "taken_back"));
        });
        return after_matter(room, visit, matter.id, form, made, "taken-back");
    }

    struct StageFound {
        Matter matter;
        Stage stage;
    };
    Result<StageFound> stage_in(Visit const& visit, Request const& request)
    {
        auto matter = TRY(matter_in(visit, request, "change"));
        auto const id = TRY(request.id<StageId>("stage"));
        for (auto& one : stages_of(visit, matter))
            if (one.id == id && !one.taken_back_at)
                return StageFound{std::move(matter), std::move(one)};
        return not_found();
    }

    Response draw_told(
        Justice const& room, Visit const& visit, StageFound const& found, PageTyped const& typed)
    {
        auto const today = london::day_of(visit.now());
        auto const person = people::find(visit, found.matter.person);
        auto page = Value::object({{"section", "/people"}, {"href", address_of(found.matter.id)},
            {"action", told_address(found.matter.id, found.stage.id)},
            {"reference", found.matter.reference.write()},
            {"name", person ? name_line(visit, *person) : std::string()},
            {"stage", std::string(in_words_of(found.stage.kind))},
            {"on", found.stage.on.in_words()},
            {"hows", Value::each(room.facts.codes("how_told", today), [](auto const& one) {
                 return Value::object({{"value", one.code}, {"text", one.label}});
             })}});
        show_typed(page, typed);
        return room.pages.show(visit, "justice/told.njk", page, status_of(typed.problems));
    }

    Result<Response> ask_told(Justice const& room, Visit const& visit, Request const& request)
    {
        auto const found = TRY(stage_in(visit, request));
        return draw_told(room, visit, found, {});
    }

    Result<Response> take_told(Justice const& room, Visit const& visit, Request const& request)
    {
        auto const found = TRY(stage_in(visit, request));
        auto const form = TRY(request.form());
        std::vector<Error> problems;
        Telling wanted;
        wanted.on = day_in(form, "on", problems).value_or(london::day_of(visit.now()));
        wanted.how = links::text_of(form, "how");
        wanted.told_by = links::text_of(form, "told_by");
        wanted.words = links::text_of(form, "words");
        wanted.wishes = links::text_of(form, "wishes");
        for (auto& one : problems_of(found.stage, wanted, london::day_of(visit.now())))
            problems.push_back(std::move(one));
        if (!problems.empty())
            return draw_told(room, visit, found, {links::values_of(form), problems, {}});
        auto const made = visit.change([&](Change& change) {
            return tell_victim(room, change, found.matter.id, found.stage.id, wanted);
        });
        if (!made) {
            if (made.error().code != Code::invalid)
                return made.error();
            return draw_told(room, visit, found, {links::values_of(form), {made.error()}, {}});
        }
        return http::see_other(address_of(found.matter.id) + "?said=told");
    }
} // namespace

void add_matter_routes(access::Routes::OfRoom<Justice>& routes)
{
    std::string const begin = "/justice/people/{person}/matters/new";
    routes.get(begin, "justice_matter:create", ask_matter);
    routes.post(begin, "justice_matter:create", take_matter);
    std::string const matter = "/justice/matters/{matter}";
    routes.get(matter, "justice_matter:read", show_matter);
    routes.get(matter + "/print", "justice_matter:export", print_matter);
    routes.get(matter + "/correct", "justice_matter:change", ask_correct_matter);
    routes.post(matter + "/correct", "justice_matter:change", take_correct_matter);
    routes.post(matter + "/stages", "justice_matter:change", take_stage);
    routes.get(matter + "/stages/{stage}/told", "justice_matter:change", ask_told);
    routes.post(matter + "/stages/{stage}/told", "justice_matter:change", take_told);
    routes.post(matter + "/offers", "justice_matter:change", take_offer);
    routes.post(matter + "/stages/{part}/take-back", "justice_matter:change",
        take_back_part<MatterPart::stage>);
    routes.post(matter + "/tellings/{part}/take-back", "justice_matter:change",
        take_back_part<MatterPart::telling>);
    routes.post(matter + "/offers/{part}/take-back", "justice_matter:change",
        take_back_part<MatterPart::offer>);
}

} // namespace kith::justice
