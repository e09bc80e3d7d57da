// SPDX-License-Identifier: MIT
// The form of a submission: begun, refused with everything still filled in, sent once.
//
// What was drawn from a record travels in the form as its kind and id, beside what the record says:
// whoever has the page may read that record, and nothing of it is in the address.
#include "base/london.h"
#include "intelligence/acts.h"
#include "intelligence/begun.h"
#include "intelligence/pages.h"
#include "intelligence/views.h"
#include "platform/forms/drafts.h"
#include "platform/html/problems.h"

namespace kith::intelligence {
namespace {
    using html::Value;
    using http::Request;
    using http::Status;

    struct Typed {
        forms::Reading reading = {};
        Begun begun = {}; // what stands around the form
        std::string key = {};
        std::vector<Error> problems = {}; // beside the form
    };

    Value elsewhere_view(std::string_view where)
    {
        if (where.empty())
            return {};
        auto const child = where == "child";
        return Value::object({{"title", child ? "Raise a concern first" : "Call 999 first"},
            {"text",
                child ? "The front door decides within the day what happens. Intelligence brings "
                        "nobody to a child."
                      : "The police come at once. Intelligence is read later, and brings nobody."},
            {"emergency", !child}});
    }

    Response draw(Intelligence const& room, Visit const& visit, Typed const& typed, Status status)
    {
        auto const& form = room.forms.form(submission_form);
        auto const drawing = forms::Drawing{room.words, "en", london::day_of(visit.now())};
        auto errors = forms::error_list(typed.reading, drawing);
        auto const beside = html::errors_view(typed.problems);
        for (std::size_t at = 0; at < beside.size(); ++at)
            errors.push(beside.at(at));
        auto const& begun = typed.begun;
        auto view = Value::object({{"section", "/intelligence"}, {"title", form.title},
            {"back", begun.back}, {"back_text", begun.back_text}, {"beside", begun.beside},
            {"from_kind", begun.drawn_from.kind},
            {"from", begun.drawn_from.id.none() ? std::string() : begun.drawn_from.id.write()},
            {"elsewhere", elsewhere_view(goes_elsewhere(typed.reading.answers))},
            {"key", typed.key.empty() ? forms::fresh_key() : typed.key},
            {"form", forms::view(form, typed.reading, drawing)}});
        if (status == Status::ok)
            view["elsewhere"] = Value();
        if (errors.size() > 0)
            view["errors"] = errors;
        return room.pages.show(visit, "intelligence/new.njk", view, status);
    }

    Result<Response> ask_submission(Intelligence const& room, Visit const& visit, Request const&)
    {
        if (!visit.could("create", "intelligence_submission"))
            return not_found();
        Begun begun;
        begun.answers = empty_submission(room);
        return begin(room, visit, begun);
    }

    // What the form carried along; where it leads back to is one of our own pages, or the list.
    Begun carried(http::FormData const& form)
    {
        Begun begun;
        if (auto const id = Uuid::read(links::text_of(form, "from")))
            begun.drawn_from = {links::text_of(form, "from_kind"), *id};
        auto const back = links::text_of(form, "back");
        if (back.starts_with("/missing/") && back.find_first_of("\r\n\\") == std::string::npos) {
            begun.back = back;
            begun.back_text = "Back";
        }
        begun.beside = links::text_of(form, "beside");
        return begun;
    }

    Result<Response> send_submission(
        Intelligence const& room, Visit const& visit, Request const& request)
    {
        if (!visit.could("create", "intelligence_submission"))
            return not_found();
        auto const form = TRY(request.form());
        Typed typed;
        typed.reading = room.forms.form(submission_form).read(form);
        typed.key = links::text_of(form, "key");
        typed.begun = carried(form);
        // Danger comes before all else that may be wrong with the form.
        if (auto const safe = check_nobody_in_danger(typed.reading.answers);
            !safe && !typed.reading.rearranged())
            typed.reading = typed.reading.refused(safe.error());
        if (!typed.reading.ok())
            return draw(room, visit, typed,
                typed.reading.rearranged() ? Status::ok : Status::unprocessable);
        auto const& answers = typed.reading.answers;
        auto const sent = visit.change([&](Change& change) {
            return forms::once<SubmissionId>(change, typed.key,
                fingerprint(room, request.path() + "\n" + request.body()),
                [&]() -> Result<SubmissionId> {
                    auto const made = TRY(submit(room, change, answers, typed.begun.drawn_from));
                    return made.id;
                });
        });
        if (sent)
            return http::see_other(address_of(*sent) + "?said=sent");
        auto shown = sent.error();
        if (shown.code != Code::invalid && shown.code != Code::conflict)
            return shown;
        auto const status = shown.code == Code::conflict ? Status::conflict : Status::unprocessable;
        shown.code = Code::invalid;
        if (shown.field == "Idempotency-Key" || shown.field == "key") {
            typed.key.clear();
            shown.field.clear();
        }
        if (shown.field.empty() || room.forms.form(submission_form).find(shown.field))
            typed.reading = typed.reading.refused(shown);
        else
            typed.problems.push_back(shown);
        return draw(room, visit, typed, status);
    }
} // namespace

forms::Answers empty_submission(Intelligence const& room)
{
    auto const& form = room.forms.form(submission_form);
    return {form.name, form.version};
}

Response begin(Intelligence const& room, Visit const& visit, Begun const& begun)
{
    Typed typed;
    typed.reading.answers = begun.answers;
    typed.begun = begun;
    return draw(room, visit, typed, Status::ok);
}

void add_form_routes(access::Routes::OfRoom<Intelligence>& routes)
{
    routes.get("/intelligence/new", "intelligence_submission:create", ask_submission);
    routes.post("/intelligence/new", "intelligence_submission:create", send_submission);
}

} // namespace kith::intelligence
