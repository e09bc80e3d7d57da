// SPDX-License-Identifier: MIT
#include "missing/form_page.h"
#include "base/london.h"
#include "platform/html/problems.h"

namespace kith::missing {
namespace {
    using html::Value;

    forms::Drawing drawing(Missing const& room, access::Visit const& visit)
    {
        return {room.words, "en", london::day_of(visit.now())};
    }

    // What was typed of the second form counts where that was chosen, and is never dropped unseen.
    void read_also(
        Missing const& room, AlsoAsked const& also, http::FormData const& form, SentForm& sent)
    {
        sent.also = room.forms.form(also.form).read(form);
        sent.says_also = form.first(also.field) == "yes";
        if (sent.says_also)
            return;
        sent.also.errors.clear();
        if (!sent.also.answers.empty())
            sent.problems.push_back(
                invalid("You filled in what follows “" + also.yes + "”: choose it, or empty that",
                    also.field));
    }

    Value also_view(Missing const& room, AlsoAsked const& also, SentForm const& sent,
        forms::Drawing const& drawn)
    {
        auto const item = [&](char const* value, std::string const& text, bool checked) {
            return Value::object({{"value", value}, {"text", text}, {"checked", checked}});
        };
        auto const& form = room.forms.form(also.form);
        return Value::object({{"field", also.field}, {"question", also.question}, {"yes", also.yes},
            {"items",
                Value::array(
                    {item("no", also.no, !sent.says_also), item("yes", also.yes, sent.says_also)})},
            {"form", forms::view(form, sent.also, drawn)}});
    }
} // namespace

forms::Answers no_answers(Missing const& room, std::string const& form)
{
    auto const& found = room.forms.form(form);
    return {found.name, found.version};
}

forms::Answers answers_of(
    Missing const& room, std::string const& form, int version, std::string const& json)
{
    auto read = forms::Answers::from_json(form, version, json.empty() ? "{}" : json);
    return read ? std::move(*read) : no_answers(room, form);
}

Result<SentForm> read_sent(Missing const& room, FormPage const& page, http::Request const& request)
{
    auto const form = TRY(request.form());
    SentForm sent;
    sent.reading = room.forms.form(page.form).read(form);
    sent.version = std::atoll(std::string(form.first("version")).c_str());
    sent.key = links::text_of(form, "key");
    sent.reason = links::text_of(form, "reason");
    sent.values = links::values_of(form);
    if (page.also)
        read_also(room, *page.also, form, sent);
    if (auto const draft = DraftId::read(form.first("draft")); draft)
        sent.draft = *draft;
    sent.revision = std::atoll(std::string(form.first("revision")).c_str());
    if (page.asks_reason && sent.reason.empty() && !sent.reading.rearranged())
        sent.problems.push_back(invalid("Say why it is put right", "reason"));
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

http::Response ask(Missing const& room, access::Visit const& visit, FormPage const& page,
    SentForm const& sent, http::Status status)
{
    auto const& form = room.forms.form(page.form);
    auto const drawn = drawing(room, visit);
    auto errors = forms::error_list(sent.reading, drawn);
    for (auto const& more : {forms::error_list(sent.also, drawn), html::errors_view(sent.problems)})
        for (std::size_t at = 0; at < more.size(); ++at)
            errors.push(more.at(at));
    auto view = Value::object({{"section", "/missing"},
        {"title", page.title.empty() ? form.title : page.title}, {"action", page.action},
        {"back", page.back}, {"back_text", page.back_text}, {"button", page.button},
        {"about", page.about}, {"warning", page.warning}, {"who_can_see", page.who_can_see},
        {"asks_reason", page.asks_reason}, {"reason", sent.reason}, {"extra", page.extra},
        {"stands", page.stands}, {"version", sent.version},
        {"key", sent.key.empty() ? forms::fresh_key() : sent.key},
        {"draft",
            page.draft_of ? Value::object({{"id", sent.draft.write()}, {"revision", sent.revision},
                {"saved", sent.draft_saved ? london::in_words(*sent.draft_saved) : std::string()},
                {"keep",
                    page.action + (page.action.find('?') == std::string::npos ? "?" : "&")
                        + "draft="}})
                          : Value()},
        {"values", sent.values}, {"problems", html::problems_view(sent.problems)},
        {"form", forms::view(form, sent.reading, drawn)},
        {"also", page.also ? also_view(room, *page.also, sent, drawn) : Value()}});
    if (errors.size() > 0)
        view["errors"] = errors;
    return room.pages.show(visit, "missing/form.njk", view, status);
}

Result<http::Response> refused(Missing const& room, access::Visit const& visit,
    FormPage const& page, SentForm sent, Error const& problem)
{
    if (problem.code != Code::invalid && problem.code != Code::conflict)
        return problem;
    auto shown = problem;
    shown.code = Code::invalid;
    if (shown.field.empty() || room.forms.form(page.form).find(shown.field))
        sent.reading = sent.reading.refused(shown);
    else if (sent.says_also && page.also && room.forms.form(page.also->form).find(shown.field))
        sent.also = sent.also.refused(shown);
    else
        sent.problems.push_back(shown);
    if (shown.field == "key") // it came before with something else, and is spent
        sent.key = forms::fresh_key();
    return ask(room, visit, page, sent,
        problem.code == Code::conflict ? http::Status::conflict : http::Status::unprocessable);
}

Value given(Missing const& room, access::Visit const& visit, std::string const& form, int version,
    std::string const& json)
{
    auto const answers = answers_of(room, form, version, json);
    auto const view
        = forms::check_view(room.forms.as_given(form, version), answers, drawing(room, visit));
    auto rows = Value::array();
    auto const& all = view.get("rows");
    for (std::size_t at = 0; at < all.size(); ++at)
        if (all.at(at).get("answered").truthy())
            rows.push(all.at(at));
    return rows;
}

} // namespace kith::missing
