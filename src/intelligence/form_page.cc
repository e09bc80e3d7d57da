// SPDX-License-Identifier: MIT
#include "intelligence/form_page.h"
#include "base/london.h"
#include "platform/forms/drafts.h"
#include "platform/html/problems.h"
#include <charconv>

namespace kith::intelligence {

Result<Sent> sent_form(Intelligence const& room, http::Request const& request, char const* form)
{
    Sent sent;
    sent.form = TRY(request.form());
    sent.reading = room.forms.form(form).read(sent.form);
    sent.key = links::text_of(sent.form, "key");
    auto const seen = links::text_of(sent.form, "seen");
    std::from_chars(seen.data(), seen.data() + seen.size(), sent.seen);
    return sent;
}

std::string what_was_sent(Intelligence const& room, http::Request const& request)
{
    return fingerprint(room, request.path() + "\n" + request.body());
}

void put_form(Intelligence const& room, Visit const& visit, html::Value& page, char const* form,
    forms::Reading const& reading, std::string const& key, std::vector<Error> const& beside)
{
    put_form(room, visit, page, room.forms.form(form), reading, key, beside);
}

void put_form(Intelligence const& room, Visit const& visit, html::Value& page,
    forms::Form const& asked, forms::Reading const& reading, std::string const& key,
    std::vector<Error> const& beside)
{
    auto const drawing = forms::Drawing{room.words, "en", london::day_of(visit.now())};
    page["form"] = forms::view(asked, reading, drawing);
    page["key"] = key.empty() ? forms::fresh_key() : key;
    auto errors = forms::error_list(reading, drawing);
    auto const more = html::errors_view(beside);
    for (std::size_t at = 0; at < more.size(); ++at)
        errors.push(more.at(at));
    page["problems"] = html::problems_view(beside);
    if (errors.size() > 0)
        page["errors"] = errors;
}

std::optional<Refusal> refused(
    Intelligence const& room, char const* form, Sent& sent, Error problem)
{
    if (problem.code != Code::invalid && problem.code != Code::conflict)
        return std::nullopt;
    Refusal refusal;
    refusal.status
        = problem.code == Code::conflict ? http::Status::conflict : http::Status::unprocessable;
    problem.code = Code::invalid;
    if (problem.field == "Idempotency-Key" || problem.field == "key") {
        sent.key.clear();
        problem.field.clear();
    }
    if (problem.field.empty() || room.forms.form(form).find(problem.field))
        sent.reading = sent.reading.refused(problem);
    else
        refusal.beside.push_back(problem);
    return refusal;
}

} // namespace kith::intelligence
