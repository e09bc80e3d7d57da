// SPDX-License-Identifier: MIT
// Raising a professional concern: the form, its drafts, its sending.
#include "base/london.h"
#include "concerns/acts.h"
#include "concerns/allegation_pages.h"
#include "concerns/pages.h"
#include "concerns/views.h"
#include "platform/forms/drafts.h"
#include <algorithm>
#include <fmt/core.h>

namespace kith::concerns {
namespace {
    using forms::Draft;
    using html::Value;
    constexpr char const* referral_form = "concerns/referral";

    Value drafts_view(Visit const& visit, forms::Drafts const& drafts, DraftId open)
    {
        auto list = Value::array();
        for (auto const& line : drafts.list(visit.reading(), visit.visitor().account))
            if (line.form == referral_form && line.id != open)
                list.push(Value::object({{"href", "/concerns/new?draft=" + line.id.write()},
                    {"text", "Saved on " + london::in_words(line.saved_at)}}));
        return list;
    }

    // What is wrong with the choice of a colleague, if anything.
    std::string problem_at(forms::Reading const& reading)
    {
        auto const at
            = std::ranges::find(reading.errors, std::string("worker_account"), &Error::field);
        return at == reading.errors.end() ? "" : at->words.key;
    }

    Response show_form(Concerns const& room, Visit const& visit, Draft const& draft,
        forms::Reading const& reading, char const* notice = "",
        http::Status status = http::Status::ok)
    {
        auto const& form = room.forms.form(referral_form);
        auto const drawing = forms::Drawing{room.words, "en", london::day_of(visit.now()), ""};
        auto page = Value::object({{"section", "/concerns"},
            {"form", forms::view(form, reading, drawing)},
            {"draft",
                Value::object(
                    {{"id", draft.id.write()}, {"revision", draft.revision}, {"key", draft.key}})},
            {"colleagues", colleagues_view(visit, reading.answers, problem_at(reading))},
            {"notice", notice}, {"drafts", drafts_view(visit, room.drafts, draft.id)},
            {"lead", lead_line(room, visit)}});
        if (!reading.errors.empty())
            page["errors"] = forms::error_list(reading, drawing);
        return room.pages.show(visit, "concerns/referral.njk", page, status);
    }

    Draft fresh_referral(Concerns const& room, Visit const& visit)
    {
        auto const& form = room.forms.form(referral_form);
        Draft draft;
        draft.id = DraftId::fresh();
        draft.account = visit.visitor().account;
        draft.key = forms::fresh_key();
        draft.answers = forms::Answers(form.name, form.version);
        return draft;
    }
} // namespace

Result<Response> ask_concern(Concerns const& room, Visit const& visit, Request const& request)
{
    auto draft = fresh_referral(room, visit);
    if (auto const asked = DraftId::read(request.query("draft")); asked)
        draft = TRY(room.drafts.find(visit.reading(), visit.visitor().account, *asked));
    auto const* const notice
        = request.query("said") == "saved" ? "Your draft is saved. Only you can see it." : "";
    return show_form(room, visit, draft, forms::Reading{draft.answers}, notice);
}

Result<Response> raise_concern(Concerns const& room, Visit const& visit, Request const& request)
{
    auto const sent = TRY(request.form());
    auto draft = fresh_referral(room, visit);
    if (auto const id = DraftId::read(sent.first("draft")); id)
        draft.id = *id;
    draft.revision = std::atoll(std::string(sent.first("revision")).c_str());
    draft.key = sent.first("key");
    auto const& form = room.forms.form(referral_form);
    auto reading = form.read(sent);
    take_colleague(sent, reading.answers);
    auto const wants_to_save = sent.has("save");
    if (auto const picked = check_colleague(visit, reading.answers);
        !picked && reading.ok() && !wants_to_save)
        reading = reading.refused(picked.error());
    draft.answers = reading.answers;
    draft.saved_at = visit.now();
    if (!reading.ok() && !wants_to_save)
        return show_form(room, visit, draft, reading, "",
            reading.rearranged() ? http::Status::ok : http::Status::unprocessable);
    auto const done_so = visit.change([&](Change& change) -> Result<std::string> {
        if (wants_to_save) {
            TRY(room.drafts.save(change.writing(), draft));
            return "/concerns/new?draft=" + draft.id.write() + "&said=saved";
        }
        auto const account = change.visitor().account;
        auto const asked = draft.answers.to_json();
        auto const before = forms::answer_for(change.writing(), account, draft.key, asked);
        if (!before)
            return error(Code::conflict,
                "This page was sent before with other words, and those stand under ‘Raised by me’. "
                "Your words are still below: send them again if they are another concern");
        if (*before)
            return **before; // the same form came twice
        auto const concern = TRY(raise(room, change, draft.answers));
        room.drafts.remove(change.writing(), account, draft.id);
        auto address = "/concerns/" + concern.write() + "?said=raised";
        if (!forms::remember(change.writing(), account, draft.key, asked, address, change.now()))
            return error(Code::conflict, "This was sent already: look under ‘Raised by me’");
        return address;
    });
    if (done_so)
        return http::see_other(*done_so);
    auto const& problem = done_so.error();
    if (problem.code != Code::conflict && problem.code != Code::invalid)
        return problem;
    if (problem.code == Code::conflict)
        draft.key = forms::fresh_key(); // sent again, it is another one
    return show_form(room, visit, draft, reading.refused(problem), "",
        problem.code == Code::conflict ? http::Status::conflict : http::Status::unprocessable);
}

} // namespace kith::concerns
