// SPDX-License-Identifier: MIT
#include "missing/form_drafts.h"
#include "base/london.h"
#include <fmt/core.h>

namespace kith::missing {
namespace {
    // The latest of this visitor's drafts of the form for the same record.
    std::optional<forms::Draft> latest_draft(
        Missing const& room, access::Visit const& visit, FormPage const& page)
    {
        auto const account = visit.visitor().account;
        for (auto const& line : room.drafts.list(visit.reading(), account))
            if (line.form == page.form && line.about == page.draft_of)
                if (auto kept = room.drafts.find(visit.reading(), account, line.id); kept)
                    return std::move(*kept);
        return std::nullopt;
    }

    forms::Draft draft_from(access::Visit const& visit, FormPage const& page, SentForm const& sent)
    {
        forms::Draft draft;
        draft.id = sent.draft;
        draft.account = visit.visitor().account;
        draft.about = page.draft_of;
        draft.key = sent.key.empty() ? forms::fresh_key() : sent.key;
        draft.answers = sent.answers();
        for (auto const& field : page.beside)
            draft.answers.set(field, sent.values.get(field).text());
        if (page.also) {
            draft.answers.set(page.also->field, std::string(sent.says_also ? "yes" : ""));
            for (auto const& [name, answer] : sent.also.answers.all())
                draft.answers.set(name, answer);
        }
        draft.saved_at = visit.now();
        draft.revision = sent.revision;
        return draft;
    }

    // As it is kept now: under an id of its own where another window was first.
    Result<forms::Draft> keep_draft(Missing const& room, access::Change& change, forms::Draft draft)
    {
        auto saved = room.drafts.save(change.writing(), draft);
        if (!saved) {
            draft.id = DraftId::fresh();
            draft.revision = 0;
            saved = room.drafts.save(change.writing(), draft);
        }
        draft.revision = TRY(std::move(saved));
        return draft;
    }
} // namespace

SentForm with_draft(Missing const& room, access::Visit const& visit, FormPage const& page,
    forms::Answers answers, std::int64_t version)
{
    auto sent = unsent(std::move(answers), version);
    auto kept = latest_draft(room, visit, page);
    if (!kept)
        return sent;
    sent.reading.answers = std::move(kept->answers);
    sent.draft = kept->id;
    sent.key = kept->key;
    sent.revision = kept->revision;
    sent.draft_saved = kept->saved_at;
    for (auto const& field : page.beside) {
        sent.values[field] = sent.answers().text(field);
        sent.reading.answers.remove(field);
    }
    if (page.also) {
        sent.says_also = sent.answers().text(page.also->field) == "yes";
        sent.reading.answers.remove(page.also->field);
        sent.also.answers = no_answers(room, page.also->form);
        for (auto const& question : room.forms.form(page.also->form).questions)
            if (auto const* const answer = sent.answers().find(question.name)) {
                sent.also.answers.set(question.name, *answer);
                sent.reading.answers.remove(question.name);
            }
    }
    sent.reason = sent.values.get("reason").text();
    return sent;
}

Result<std::optional<http::Response>> draft_asked(Missing const& room, access::Visit const& visit,
    FormPage const& page, SentForm const& sent, http::Request const& request)
{
    using Answered = std::optional<http::Response>;
    auto const form = TRY(request.form());
    if (auto const unwanted = DraftId::read(form.first("discard")); unwanted) {
        TRY(visit.change([&](access::Change& change) -> Done {
            room.drafts.remove(change.writing(), visit.visitor().account, *unwanted);
            return done();
        }));
        return Answered(http::see_other(page.action));
    }
    if (!form.has("save"))
        return Answered();
    auto const draft = draft_from(visit, page, sent);
    auto const kept = TRY(
        visit.change([&](access::Change& change) { return keep_draft(room, change, draft); }));
    if (!request.wants_json())
        return Answered(http::see_other(page.action));
    auto const at = london::time_of(visit.now());
    return Answered(
        http::json(fmt::format(R"({{"draft": "{}", "revision": {}, "at": "{:02}:{:02}"}})",
            kept.id.write(), kept.revision, at.hour, at.minute)));
}

void drop_draft(Missing const& room, access::Change& change, SentForm const& sent)
{
    room.drafts.remove(change.writing(), change.visitor().account, sent.draft);
}

} // namespace kith::missing
