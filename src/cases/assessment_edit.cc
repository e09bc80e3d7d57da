// SPDX-License-Identifier: MIT
// Writing an assessment: saved as a draft with anything in it, completed with all that it needs,
// corrected with a reason.
#include "base/london.h"
#include "cases/assessment_open.h"
#include "cases/assessment_pages.h"
#include "cases/views.h"
#include <algorithm>
#include <charconv>
#include <fmt/core.h>

namespace kith::cases {
namespace {
    using html::Value;

    // What of a form is shown again after it was refused.
    struct WrittenAgain {
        forms::Reading reading = {};
        std::string reason = {};
        std::string reason_problem = {};
        std::string notice = {};
        http::Status status = http::Status::ok;
        Value stands = {}; // what was saved in place of what was typed
    };

    forms::Drawing edit_drawing(Cases const& room, Visit const& visit)
    {
        return {room.concerns.words, "en", london::day_of(visit.now()), ""};
    }

    // {done, of, sections: [{title, href, done}]}
    Value progress_view(Cases const& room, Visit const& visit, SeenAssessment const& seen,
        forms::Answers const& answers)
    {
        auto const sections = sections_done(form_now(room, seen.one.kind),
            completing(room, visit, seen.of, seen.one.kind, answers));
        return Value::object({{"done", std::ranges::count(sections, true, &SectionDone::done)},
            {"of", static_cast<std::int64_t>(sections.size())},
            {"sections", Value::each(sections, [](SectionDone const& one) {
                 return Value::object({{"title", one.title}, {"href", "#" + one.first_question},
                     {"done", one.done}});
             })}});
    }

    Response show_edit(Cases const& room, Visit const& visit, SeenAssessment const& seen,
        std::int64_t version, WrittenAgain const& again)
    {
        auto const& form = form_now(room, seen.one.kind);
        auto const drawing = edit_drawing(room, visit);
        auto const& reading = again.reading;
        auto page = Value::object({{"section", seen.of.of_context() ? "/contexts" : "/people"},
            {"case", case_view(room, visit, seen.of)},
            {"assessment", assessment_view(room, visit, seen)},
            {"form", forms::view(form, reading, drawing)},
            {"progress", progress_view(room, visit, seen, reading.answers)}, {"version", version},
            {"notice", again.notice}, {"reason", again.reason},
            {"reason_problem", again.reason_problem}, {"stands", again.stands}});
        if (!reading.errors.empty())
            page["errors"] = forms::error_list(reading, drawing);
        return room.pages.show(visit, "cases/assessment_edit.njk", page, again.status);
    }

    // Both texts: what stands now first, then what was typed, which may be saved in its place.
    Result<Response> show_late(Cases const& room, Visit const& visit, SeenAssessment const& seen,
        WrittenAgain again, Error const& problem)
    {
        auto const now = TRY(find_assessment(visit, seen.one.id));
        auto const stands = seen_as(room, visit, seen.of, now);
        again.reading = again.reading.refused(problem);
        again.status = http::Status::conflict;
        again.stands = Value::object({{"saved", london::in_words(now.recorded_at)},
            {"by", room.name_of(visit.reading(), now.recorded_by)},
            {"given", given_view(room, visit, answers_seen_of(room, stands, now))}});
        return show_edit(room, visit, stands, now.version, again);
    }

    Result<Response> saved_by_itself(
        Cases const& room, Visit const& visit, Answered const& answered)
    {
        auto const kept
            = TRY(visit.change([&](Change& change) { return save_draft(room, change, answered); }));
        auto const at = london::time_of(visit.now());
        return http::json(fmt::format(R"({{"draft": "{}", "revision": {}, "at": "{:02}:{:02}"}})",
            kept.id.write(), kept.version, at.hour, at.minute));
    }

    Answered answered_in(
        SeenAssessment const& seen, http::FormData const& sent, forms::Answers const& answers)
    {
        Answered answered{seen.one.id, 0, answers, links::text_of(sent, "reason")};
        auto const typed = sent.first("revision");
        std::from_chars(typed.data(), typed.data() + typed.size(), answered.version);
        return answered;
    }

    // Completing a draft, or correcting what is complete.
    Result<Response> finish(Cases const& room, Visit const& visit, SeenAssessment const& seen,
        Answered const& answered, WrittenAgain again)
    {
        auto const corrects = seen.one.state == AssessmentState::complete;
        again.reading = completing(room, visit, seen.of, seen.one.kind, answered.answers);
        auto const may
            = corrects ? may_correct_because(room, visit, seen.of, answered.reason) : Done(done());
        if (!may) {
            again.reason_problem = may.error().words.key;
            again.reading = again.reading.refused(may.error());
        }
        again.status = http::Status::unprocessable;
        if (!again.reading.errors.empty())
            return show_edit(room, visit, seen, answered.version, again);
        auto const finished = visit.change([&](Change& change) {
            return corrects ? correct_assessment(room, change, answered)
                            : complete_assessment(room, change, answered);
        });
        if (!finished && finished.error().code == Code::conflict)
            return show_late(room, visit, seen, again, finished.error());
        if (!finished && finished.error().code == Code::invalid) {
            again.reading = again.reading.refused(finished.error());
            return show_edit(room, visit, seen, answered.version, again);
        }
        if (!finished)
            return finished.error();
        return http::see_other(
            address_of(*finished) + (corrects ? "?said=corrected" : "?said=completed"));
    }
} // namespace

Result<Response> ask_assessment(Cases const& room, Visit const& visit, Request const& request)
{
    auto const seen = TRY(opened_assessment(room, visit, request));
    auto const facts = TRY(facts_of(visit, seen.of));
    TRY(visit.may("assess", facts));
    if (seen.one.state == AssessmentState::put_aside)
        return http::see_other(address_of(seen.one));
    WrittenAgain again{forms::Reading{answers_seen_of(room, seen, seen.one)}};
    if (request.query("said") == "saved")
        again.notice = "Your draft is saved. The team that holds the case can go on with it.";
    return show_edit(room, visit, seen, seen.one.version, again);
}

Result<Response> take_assessment(Cases const& room, Visit const& visit, Request const& request)
{
    auto const seen = TRY(opened_assessment(room, visit, request));
    auto const facts = TRY(facts_of(visit, seen.of));
    TRY(visit.may("assess", facts));
    auto const sent = TRY(request.form());
    auto const& form = form_now(room, seen.one.kind);
    auto const reading = form.read(sent);
    auto const answered = answered_in(seen, sent, reading.answers);
    WrittenAgain again{forms::Reading{reading.answers}, answered.reason};
    if (sent.has("save") && request.wants_json())
        return saved_by_itself(room, visit, answered);
    if (reading.rearranged()) {
        again.reading = reading;
        return show_edit(room, visit, seen, answered.version, again);
    }
    if (seen.one.state == AssessmentState::complete || sent.has("complete"))
        return finish(room, visit, seen, answered, again);
    auto const saved
        = visit.change([&](Change& change) { return save_draft(room, change, answered); });
    if (!saved && saved.error().code == Code::conflict)
        return show_late(room, visit, seen, again, saved.error());
    if (!saved)
        return saved.error();
    return http::see_other(edit_address_of(*saved) + "?said=saved");
}

} // namespace kith::cases
