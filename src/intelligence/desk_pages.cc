// SPDX-License-Identifier: MIT
// The forms of the desk: each beside what was told, and what stands already.
#include "intelligence/desk_pages.h"
#include "intelligence/desk_forms.h"
#include "intelligence/form_page.h"
#include "platform/forms/drafts.h"

namespace kith::intelligence {
namespace {
    using html::Value;
    using http::Request;
    using http::Status;

    struct Before {
        Submission one;
        DeskWork work;
    };
    Result<Before> before_desk(Visit const& visit, Request const& request, char const* act)
    {
        auto const id = TRY(request.id<SubmissionId>("submission"));
        auto one = TRY(find(visit, id));
        TRY(visit.may(act, facts_of(one)));
        auto work = TRY(find_desk_work(visit, one));
        return Before{std::move(one), std::move(work)};
    }

    // What somebody has before them: so that two do not grade at once.
    int seen_by_now(DeskForm const& form, DeskWork const& work)
    {
        return &form == &grade_form ? static_cast<int>(work.grades.size()) : 0;
    }

    Response draw_desk_form(Intelligence const& room, Visit const& visit, DeskForm const& form,
        Before const& before, Sent const& sent, std::vector<Error> const& beside, Status status)
    {
        auto const& one = before.one;
        auto page = Value::object({{"section", "/intelligence"},
            {"title", room.forms.form(form.form).title}, {"reference", one.reference.write()},
            {"back", address_of(one.id)}, {"action", address_of(one.id) + "/" + form.path},
            {"button", form.button}, {"who_can_see", at_the_desk},
            {"one", submission_view(room, visit, one)}, {"seen", seen_by_now(form, before.work)}});
        if (&form == &grade_form)
            page["grades"] = Value::each(before.work.grades,
                [&](Grade const& grade) { return grade_view(room, visit, grade); });
        if (&form == &answer_form)
            page["who_can_see"] = "whoever submitted it, and the police's intelligence desk";
        if (auto const* const proposal = before.work.proposal(); proposal && &form == &weed_form)
            page["proposal"] = desk_view(room, visit, one, before.work).get("reviews");
        put_form(room, visit, page, form.form, sent.reading, sent.key, beside);
        return room.pages.show(visit, "intelligence/desk_form.njk", page, status);
    }

    template <DeskForm const& form>
    Result<Response> ask_desk(Intelligence const& room, Visit const& visit, Request const& request)
    {
        auto const before = TRY(before_desk(visit, request, form.act));
        Sent sent;
        auto const& asked = room.forms.form(form.form);
        sent.reading.answers = {asked.name, asked.version};
        return draw_desk_form(room, visit, form, before, sent, {}, Status::ok);
    }

    template <DeskForm const& form>
    Result<Response> send_desk(Intelligence const& room, Visit const& visit, Request const& request)
    {
        auto const before = TRY(before_desk(visit, request, form.act));
        auto sent = TRY(sent_form(room, request, form.form));
        if (!sent.reading.ok())
            return draw_desk_form(room, visit, form, before, sent, {}, Status::unprocessable);
        auto const id = before.one.id;
        auto const kept = visit.change([&](Change& change) {
            return forms::once<SubmissionId>(
                change, sent.key, what_was_sent(room, request), [&]() -> Result<SubmissionId> {
                    TRY(form.run(room, change, id, sent.reading.answers, sent.seen));
                    return id;
                });
        });
        if (kept)
            return http::see_other(address_of(id) + "?said=" + form.said);
        auto const refusal = refused(room, form.form, sent, kept.error());
        if (!refusal)
            return kept.error();
        auto const now = TRY(before_desk(visit, request, form.act));
        return draw_desk_form(room, visit, form, now, sent, refusal->beside, refusal->status);
    }

    Result<Response> send_unlink(Intelligence const&, Visit const& visit, Request const& request)
    {
        auto const id = TRY(request.id<SubmissionId>("submission"));
        auto const text = TRY(request.segment("link"));
        auto const link = Uuid::read(text);
        if (!link)
            return not_found();
        TRY(visit.change([&](Change& change) { return unlink_subject(change, id, *link); }));
        return http::see_other(address_of(id) + "?said=unlinked");
    }
} // namespace

void add_desk_routes(access::Routes::OfRoom<Intelligence>& routes)
{
    std::string const one = "/intelligence/{submission}/";
    routes.get(one + triage_form.path, "intelligence_submission:triage", ask_desk<triage_form>);
    routes.post(one + triage_form.path, "intelligence_submission:triage", send_desk<triage_form>);
    routes.get(one + grade_form.path, "intelligence_submission:grade", ask_desk<grade_form>);
    routes.post(one + grade_form.path, "intelligence_submission:grade", send_desk<grade_form>);
    routes.get(
        one + old_grade_form.path, "intelligence_submission:grade", ask_desk<old_grade_form>);
    routes.post(
        one + old_grade_form.path, "intelligence_submission:grade", send_desk<old_grade_form>);
    routes.get(one + subject_form.path, "intelligence_submission:link", ask_desk<subject_form>);
    routes.post(one + subject_form.path, "intelligence_submission:link", send_desk<subject_form>);
    routes.post(one + "subject/{link}/off", "intelligence_submission:link", send_unlink);
    routes.get(one + answer_form.path, "intelligence_submission:answer", ask_desk<answer_form>);
    routes.post(one + answer_form.path, "intelligence_submission:answer", send_desk<answer_form>);
    routes.get(one + review_form.path, "intelligence_submission:review", ask_desk<review_form>);
    routes.post(one + review_form.path, "intelligence_submission:review", send_desk<review_form>);
    routes.get(one + weed_form.path, "intelligence_review:decide", ask_desk<weed_form>);
    routes.post(one + weed_form.path, "intelligence_review:decide", send_desk<weed_form>);
}

} // namespace kith::intelligence
