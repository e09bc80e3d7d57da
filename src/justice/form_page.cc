// SPDX-License-Identifier: MIT
#include "justice/form_page.h"
#include "base/london.h"
#include "platform/html/problems.h"
#include <fmt/core.h>

namespace kith::justice {
namespace {
    using html::Value;

    forms::Draft draft_from(Visit const& visit, FormPage const& page, SentForm const& sent)
    {
        forms::Draft draft;
        draft.id = sent.draft;
        draft.account = visit.visitor().account;
        draft.about = page.draft_of;
        draft.key = sent.key.empty() ? forms::fresh_key() : sent.key;
        draft.answers = sent.answers();
        for (auto const& field : page.beside)
            draft.answers.set(field, sent.values.get(field).text());
        draft.saved_at = visit.now();
        draft.revision = sent.revision;
        return draft;
    }

    SentForm filled_from(FormPage const& page, forms::Draft&& kept)
    {
        auto sent = unsent(std::move(kept.answers), 0);
        sent.draft = kept.id;
        sent.key = kept.key;
        sent.revision = kept.revision;
        sent.draft_saved = kept.saved_at;
        for (auto const& field : page.beside) {
            sent.values[field] = sent.answers().text(field);
            sent.reading.answers.remove(field);
        }
        return sent;
    }
} // namespace

forms::Drawing drawing(Justice const& room, Visit const& visit)
{
    return {room.words, "en", london::day_of(visit.now())};
}

forms::Answers answers_of(
    Justice const& room, std::string const& form, int version, std::string const& json)
{
    auto read = forms::Answers::from_json(form, version, json.empty() ? "{}" : json);
    auto const& found = room.forms.form(form);
    return read ? std::move(*read) : forms::Answers(found.name, found.version);
}

Result<SentForm> read_sent(Justice const& room, FormPage const& page, Request const& request)
{
    auto const form = TRY(request.form());
    SentForm sent;
    sent.reading = room.forms.form(page.form).read(form);
    sent.version = std::atoll(std::string(form.first("version")).c_str());
    sent.key = links::text_of(form, "key");
    sent.reason = links::text_of(form, "reason");
    sent.values = links::values_of(form);
    if (auto const draft = DraftId::read(form.first("draft")); draft)
        sent.draft = *draft;
    sent.revision = std::atoll(std::string(form.first("revision")).c_str());
    return sent;
}

SentForm unsent(forms::Answers answers, std::int64_t version)
{
    SentForm sent;
    sent.reading.answers = std::move(answers);
    sent.version = version;
    sent.key = forms::fresh_key();
    return sent;
}

Response ask(Justice const& room, Visit const& visit, FormPage const& page, SentForm const& sent,
    http::Status status)
{
    auto const& form = room.forms.form(page.form);
    auto const drawn = drawing(room, visit);
    auto errors = forms::error_list(sent.reading, drawn);
    auto const more = html::errors_view(sent.problems);
    for (std::size_t at = 0; at < more.size(); ++at)
        errors.push(more.at(at));
    auto view = Value::object({{"section", "/people"},
        {"title", page.title.empty() ? form.title : page.title}, {"action", page.action},
        {"back", page.back}, {"back_text", page.back_text}, {"button", page.button},
        {"about", page.about}, {"warning", page.warning}, {"who_can_see", page.who_can_see},
        {"asks_reason", page.asks_reason}, {"reason", sent.reason}, {"extra", page.extra},
        {"version", sent.version}, {"key", sent.key.empty() ? forms::fresh_key() : sent.key},
        {"values", sent.values}, {"problems", html::problems_view(sent.problems)},
        {"form", forms::view(form, sent.reading, drawn)}});
    if (page.draft_of)
        view["draft"] = Value::object({{"id", sent.draft.write()}, {"revision", sent.revision},
            {"saved", sent.draft_saved ? london::in_words(*sent.draft_saved) : std::string()},
            {"keep",
                page.action + (page.action.find('?') == std::string::npos ? "?" : "&")
                    + "draft="}});
    if (errors.size() > 0)
        view["errors"] = errors;
    return room.pages.show(visit, "justice/form.njk", view, status);
}

Result<Response> refused(Justice const& room, Visit const& visit, FormPage const& page,
    SentForm sent, std::vector<Error> const& problems)
{
    auto status = http::Status::unprocessable;
    for (auto const& problem : problems) {
        if (problem.code != Code::invalid && problem.code != Code::conflict)
            return problem;
        if (problem.code == Code::conflict)
            status = http::Status::conflict;
        auto shown = problem;
        shown.code = Code::invalid;
        if (shown.field.empty() || room.forms.form(page.form).find(shown.field))
            sent.reading = sent.reading.refused(shown);
        else
            sent.problems.push_back(shown);
        if (shown.field == "key") // it came before with something else, and is spent
            sent.key = forms::fresh_key();
    }
    return ask(room, visit, page, sent, status);
}

SentForm with_draft(
    Justice const& room, Visit const& visit, FormPage const& page, forms::Answers answers)
{
    auto const account = visit.visitor().account;
    if (page.draft_of)
        for (auto const& line : room.drafts.list(visit.reading(), account))
            if (line.form == page.form && line.about == page.draft_of)
                if (auto kept = room.drafts.find(visit.reading(), account, line.id); kept)
                    return filled_from(page, std::move(*kept));
    return unsent(std::move(answers), 0);
}

Result<SentForm> draft_by_id(
    Justice const& room, Visit const& visit, FormPage const& page, DraftId id)
{
    auto kept = TRY(room.drafts.find(visit.reading(), visit.visitor().account, id));
    if (kept.answers.form() != page.form || kept.about != page.draft_of)
        return not_found();
    return filled_from(page, std::move(kept));
}

Result<forms::Draft> keep_draft(
    Justice const& room, Visit const& visit, FormPage const& page, SentForm const& sent)
{
    auto const wanted = draft_from(visit, page, sent);
    return visit.change([&](Change& change) -> Result<forms::Draft> {
        auto draft = wanted;
        auto saved = room.drafts.save(change.writing(), draft);
        if (!saved) { // another window was first: nothing is lost
            draft.id = DraftId::fresh();
            draft.revision = 0;
            saved = room.drafts.save(change.writing(), draft);
        }
        draft.revision = TRY(std::move(saved));
        return draft;
    });
}

Result<std::optional<Response>> draft_asked(Justice const& room, Visit const& visit,
    FormPage const& page, SentForm const& sent, Request const& request)
{
    using Answered = std::optional<Response>;
    auto const form = TRY(request.form());
    if (auto const unwanted = DraftId::read(form.first("discard")); unwanted) {
        TRY(visit.change([&](Change& change) -> Done {
            room.drafts.remove(change.writing(), visit.visitor().account, *unwanted);
            return done();
        }));
        return Answered(http::see_other(page.action));
    }
    if (!form.has("save"))
        return Answered();
    auto const kept = TRY(keep_draft(room, visit, page, sent));
    if (!request.wants_json())
        return Answered(http::see_other(page.action));
    auto const at = london::time_of(visit.now());
    return Answered(
        http::json(fmt::format(R"({{"draft": "{}", "revision": {}, "at": "{:02}:{:02}"}})",
            kept.id.write(), kept.revision, at.hour, at.minute)));
}

} // namespace kith::justice
