// SPDX-License-Identifier: MIT
// Raising a professional concern: the form, its drafts, its sending.
#include "base/london.h"
#include "concerns/about_context.h"
#include "concerns/acts.h"
#include "concerns/allegation_pages.h"
#include "concerns/named_numbers.h"
#include "concerns/pages.h"
#include "concerns/shared_draft_acts.h"
#include "concerns/shared_draft_pages.h"
#include "concerns/views.h"
#include "people/people.h"
#include "platform/forms/drafts.h"
#include <algorithm>
#include <fmt/core.h>

namespace kith::concerns {
namespace {
    using forms::Draft;
    using html::Value;

    // What of a draft is shown again after it was refused.
    struct Again {
        forms::Reading reading = {};
        std::string notice = {};
        http::Status status = http::Status::ok;
        Value newer = {};       // what is saved, or was sent, in place of what was typed
        std::string asked = {}; // "children-1": about whom the button asked whether they are known
        Value known = {};       // and what was found
    };

    // The first words of what was written, for its author to tell one draft from another.
    std::string beginning_of(forms::Answers const& answers)
    {
        constexpr std::size_t most_bytes = 60;
        auto text = answers.text("what");
        if (text.size() <= most_bytes)
            return text.empty() ? "Nothing about what worries you yet" : text;
        text.resize(most_bytes);
        auto const space = text.find_last_of(" \n");
        text.erase(space == std::string::npos ? 0 : space);
        return text + " …";
    }

    Value drafts_view(Visit const& visit, forms::Drafts const& drafts, DraftId open)
    {
        auto list = Value::array();
        auto const account = visit.visitor().account;
        for (auto const& line : drafts.list(visit.reading(), account)) {
            if (line.form != referral_form || line.id == open)
                continue;
            auto const draft = drafts.find(visit.reading(), account, line.id);
            list.push(Value::object({{"href", "/concerns/new?draft=" + line.id.write()},
                {"id", line.id.write()}, {"saved", london::in_words(line.saved_at)},
                {"begins", draft ? beginning_of(draft->answers) : std::string()}}));
        }
        return list;
    }

    // What is wrong with the choice of a colleague, if anything.
    std::string problem_at(forms::Reading const& reading)
    {
        auto const at
            = std::ranges::find(reading.errors, std::string("worker_account"), &Error::field);
        return at == reading.errors.end() ? "" : at->words.key;
    }

    // To whom a saved draft is shown, and what they wrote; undefined if it was never shown.
    Value sharing_view(Concerns const& room, Visit const& visit, Draft const& draft)
    {
        if (draft.revision == 0)
            return {};
        auto const shared = find_shared(visit, room.drafts, draft.id);
        if (!shared || shared->state == Sharing::kept || shared->state == Sharing::sent)
            return {};
        return Value::object({{"href", address_of(*shared)},
            {"readers", shared->shown() ? offered_in_words(visit, *shared) : std::string()},
            {"notes", notes_view(room, visit, *shared)}});
    }

    // Below the name of each child and adult: may they be known already?
    Value beside_of(std::string const& question, int number, Again const& again)
    {
        if (question != "children" && question != "adults")
            return {};
        auto const value = fmt::format("{}-{}", question, number);
        auto beside = Value::object({{"below", value + "-name"}, {"field", value + "-"},
            {"value", value}, {"why", "concern"}});
        if (value == again.asked)
            beside["looked"] = again.known;
        return beside;
    }

    Response show_form(
        Concerns const& room, Visit const& visit, Draft const& draft, Again const& again)
    {
        auto const& form = room.forms.form(referral_form);
        auto drawing = forms::Drawing{room.words, "en", london::day_of(visit.now()), ""};
        if (visit.could("search", "person_search"))
            drawing.beside_block = [&again](forms::Question const& question, int number) {
                return beside_of(question.name, number, again);
            };
        auto const& reading = again.reading;
        auto page = Value::object({{"section", "/concerns"},
            {"form", forms::view(form, reading, drawing)},
            {"draft",
                Value::object(
                    {{"id", draft.id.write()}, {"revision", draft.revision}, {"key", draft.key}})},
            {"colleagues", colleagues_view(visit, reading.answers, problem_at(reading))},
            {"notice", again.notice}, {"drafts", drafts_view(visit, room.drafts, draft.id)},
            {"sharing", sharing_view(room, visit, draft)}, {"newer", again.newer},
            {"lead", lead_line_for(visit, reading.answers)},
            {"about_context", about_context_view(visit, reading.answers)}});
        if (!reading.errors.empty())
            page["errors"] = forms::error_list(reading, drawing);
        return room.pages.show(visit, "concerns/referral.njk", page, again.status);
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

    std::string saved_notice(Visit const& visit, Concerns const& room, Draft const& draft)
    {
        auto const shared = find_shared(visit, room.drafts, draft.id);
        auto const readers = shared && shared->shown() ? offered_in_words(visit, *shared) : "";
        return readers.empty() ? "Your draft is saved. Only you can see it."
                               : "Your draft is saved. " + readers + " can read it as it is now.";
    }

    // Not the newest any more: both texts, the one that stands and the one that was typed, which
    // may now be saved or sent in its place.
    Response show_both(Concerns const& room, Visit const& visit, Draft draft,
        forms::Reading const& reading, Error const& problem)
    {
        Again again{reading.refused(problem), "", http::Status::conflict, {}};
        auto const today = london::day_of(visit.now());
        if (auto const stored = room.drafts.find(visit.reading(), draft.account, draft.id);
            stored) {
            draft.revision = stored->revision;
            draft.key = stored->key;
            again.newer = Value::object({{"saved", london::in_words(stored->saved_at)},
                {"given", answers_view(room, stored->answers, today)}});
            return show_form(room, visit, draft, again);
        }
        if (auto const shared = find_shared(visit, room.drafts, draft.id);
            shared && shared->state == Sharing::sent) {
            again.newer = Value::object({{"saved", london::in_words(*shared->sent_at)},
                {"sent_by", room.name_of(visit.reading(), shared->sent_by)},
                {"href", "/concerns/" + shared->concern.write()}});
            if (auto const concern = room.store.find(visit, shared->concern); concern)
                again.newer["given"] = given_view(room, *concern);
        }
        draft.id = DraftId::fresh(); // what was typed is a draft of its own now
        draft.key = forms::fresh_key();
        draft.revision = 0;
        return show_form(room, visit, draft, again);
    }

    // As the visitor last saw it?
    Done newest(Concerns const& room, Change& change, Draft const& draft)
    {
        auto const stored = room.drafts.find(change.writing(), draft.account, draft.id);
        auto const revision = stored ? stored->revision : 0;
        if (revision == draft.revision)
            return done();
        return error(Code::conflict,
            stored ? "This draft was saved in another window. Both texts are below: what you send "
                     "now is what stands in the form"
                   : "This draft is not kept any more: it was sent already, or removed. What you "
                     "typed is in the form. If it was sent, write what is new as a message");
    }

    // The draft as it is kept now: under an id of its own if it came with one that is somebody
    // else's.
    Result<Draft> save_draft(Concerns const& room, Change& change, Draft draft)
    {
        auto saved = room.drafts.save(change.writing(), draft);
        auto const own = room.drafts.find(change.writing(), draft.account, draft.id).ok();
        if (!saved && draft.revision == 0 && !own) { // an id that is somebody else's tells nothing
            draft.id = DraftId::fresh();
            saved = room.drafts.save(change.writing(), draft);
        }
        if (!saved)
            return error(Code::conflict,
                "This draft was saved or sent from another window. Both texts are below: saving "
                "again keeps what stands in the form");
        draft.revision = *saved;
        return draft;
    }

    Result<std::string> send_referral(Concerns const& room, Change& change, Draft const& draft)
    {
        auto const account = change.visitor().account;
        auto const asked = draft.answers.to_json();
        auto const before = forms::answer_for(change.writing(), account, draft.key, asked);
        if (!before)
            return error(Code::conflict,
                "This page was sent before with other words, and those stand under ‘Raised by me’. "
                "Your words are still below: send them again if they are another concern");
        if (*before)
            return **before; // the same form came twice
        TRY(newest(room, change, draft));
        auto const concern = TRY(raise(room, change, draft.answers));
        TRY(follow_sending(room, change, draft.id, concern));
        room.drafts.remove(change.writing(), account, draft.id);
        auto address = "/concerns/" + concern.write() + "?said=raised";
        if (!forms::remember(change.writing(), account, draft.key, asked, address, change.now()))
            return error(Code::conflict, "This was sent already: look under ‘Raised by me’");
        return address;
    }

    // What the page's script saves while somebody types (web/script/kith.js).
    Result<Response> save_by_itself(Concerns const& room, Visit const& visit, Draft const& draft)
    {
        auto const kept
            = TRY(visit.change([&](Change& change) { return save_draft(room, change, draft); }));
        auto const at = london::time_of(visit.now());
        return http::json(fmt::format(R"({{"draft": "{}", "revision": {}, "at": "{:02}:{:02}"}})",
            kept.id.write(), kept.revision, at.hour, at.minute));
    }

    Result<Response> remove_draft(Concerns const& room, Visit const& visit, DraftId id)
    {
        TRY(visit.change([&](Change& change) {
            room.drafts.remove(change.writing(), visit.visitor().account, id);
            return done();
        }));
        return http::see_other("/concerns/new?said=removed");
    }

    // Who may be known already of one whom the form names, shown below their questions.
    Result<Response> show_known(Concerns const& room, Visit const& visit, Draft const& draft,
        http::FormData const& sent, forms::Reading const& reading)
    {
        auto const asked = std::string(sent.first("known"));
        auto known
            = TRY(people::known_so_far(*room.people, visit, people::typed_so_far(sent, asked + "-"),
                "Raising a concern: is there a record already?"));
        return show_form(room, visit, draft,
            {forms::Reading{reading.answers}, "", http::Status::ok, {}, asked, std::move(known)});
    }

    Draft typed_draft(Concerns const& room, Visit const& visit, http::FormData const& sent)
    {
        auto draft = fresh_referral(room, visit);
        if (auto const id = DraftId::read(sent.first("draft")); id)
            draft.id = *id;
        draft.revision = std::atoll(std::string(sent.first("revision")).c_str());
        draft.key = sent.first("key");
        draft.saved_at = visit.now();
        return draft;
    }
} // namespace

Result<Response> ask_concern(Concerns const& room, Visit const& visit, Request const& request)
{
    auto draft = fresh_referral(room, visit);
    if (auto const asked = DraftId::read(request.query("draft")); asked)
        draft = TRY(room.drafts.find(visit.reading(), visit.visitor().account, *asked));
    else
        draft.answers = begun_about(visit, std::move(draft.answers), request.query("context"));
    Again again{forms::Reading{draft.answers}, "", http::Status::ok, {}};
    if (request.query("said") == "saved" && draft.revision > 0)
        again.notice = saved_notice(visit, room, draft);
    if (request.query("said") == "removed")
        again.notice = "The draft is gone.";
    return show_form(room, visit, draft, again);
}

Result<Response> raise_concern(Concerns const& room, Visit const& visit, Request const& request)
{
    auto const sent = TRY(request.form());
    auto draft = typed_draft(room, visit, sent);
    auto reading = room.forms.form(referral_form).read(sent);
    take_colleague(sent, reading.answers);
    take_context(sent, reading.answers);
    if (auto const unwanted = DraftId::read(sent.first("remove")); unwanted)
        return remove_draft(room, visit, *unwanted);
    auto const asks_lead = sent.has("ask");
    auto const wants_to_save = sent.has("save") || asks_lead;
    if (auto const picked = check_colleague(visit, reading.answers);
        !picked && reading.ok() && !wants_to_save)
        reading = reading.refused(picked.error());
    if (reading.ok() && !wants_to_save)
        reading = with_numbers_checked(std::move(reading));
    draft.answers = reading.answers;
    if (sent.has("known"))
        return show_known(room, visit, draft, sent, reading);
    if (sent.has("save") && request.wants_json())
        return save_by_itself(room, visit, draft);
    if (!reading.ok() && !wants_to_save)
        return show_form(room, visit, draft,
            {reading, "", reading.rearranged() ? http::Status::ok : http::Status::unprocessable,
                {}});
    auto const done_so = visit.change([&](Change& change) -> Result<std::string> {
        if (!wants_to_save)
            return send_referral(room, change, draft);
        auto const kept = TRY(save_draft(room, change, draft));
        return asks_lead ? "/drafts/" + kept.id.write() + "?said=saved"
                         : "/concerns/new?draft=" + kept.id.write() + "&said=saved";
    });
    if (!done_so && done_so.error().code == Code::conflict)
        return show_both(room, visit, draft, reading, done_so.error());
    if (!done_so && done_so.error().code == Code::invalid)
        return show_form(room, visit, draft,
            {reading.refused(done_so.error()), "", http::Status::unprocessable, {}});
    if (!done_so)
        return done_so.error();
    return http::see_other(*done_so);
}

} // namespace kith::concerns
