// SPDX-License-Identifier: MIT
#include "people/photograph_pages.h"
#include "base/london.h"
#include "people/views.h"
#include "platform/forms/forms.h"
#include <algorithm>

namespace kith::people {
namespace {
    using html::Value;
    using http::Request;
    using http::Response;

    Value photograph_row(People const& room, Visit const& visit, Photograph const& one)
    {
        auto const standing = documents::shown(visit.reading(), one.file).standing;
        auto const is_shown = standing == documents::Standing::shown;
        return Value::object({{"id", one.id.write()},
            {"src", is_shown ? documents::small_picture_path(one.file) : std::string()},
            {"href", is_shown ? documents::file_path(one.file) : std::string()},
            {"not_shown", documents::not_shown(standing)},
            {"taken", one.taken ? one.taken->in_words() : std::string()}, {"source", one.source},
            {"when", london::in_words(one.recorded_at)},
            {"who", room.name_of(visit.reading(), one.recorded_by)},
            {"ended", one.withdrawn_at ? london::in_words(*one.withdrawn_at) : std::string()},
            {"ended_by",
                one.withdrawn_at ? room.name_of(visit.reading(), one.withdrawn_by) : std::string()},
            {"why", one.why}});
    }

    struct TypedPhotograph {
        forms::Reading reading = {};
        std::string reason = {};
        std::vector<Error> problems = {}; // of taking it off
        http::Status status = http::Status::ok;
    };

    Response show_photograph_page(People const& room, Visit const& visit, Person const& person,
        TypedPhotograph const& typed = {})
    {
        auto const& files = *room.documents;
        auto const& form = files.forms.form("people/photograph");
        forms::Drawing drawing{files.words};
        drawing.today = london::day_of(visit.now());
        drawing.file_named = documents::file_named(visit);
        auto earlier = Value::array();
        Value standing;
        for (auto const& one : list_photographs(visit, person)) {
            auto row = photograph_row(room, visit, one);
            if (!one.withdrawn_at && standing.is_absent())
                standing = std::move(row);
            else
                earlier.push(std::move(row));
        }
        auto const view = forms::view(form, typed.reading, drawing);
        auto page = Value::object({{"section", "/people"}, {"person", view_of(room, visit, person)},
            {"standing", standing}, {"earlier", earlier}, {"form", view},
            {"most", files.settings.most_in_words()}, {"reason", typed.reason},
            {"problems", problems_view(typed.problems)}});
        if (!typed.reading.errors.empty())
            page["errors"] = view.get("errors");
        else if (!typed.problems.empty())
            page["errors"] = errors_view(typed.problems);
        return room.pages.show(visit, "people/photograph.njk", page, typed.status);
    }

    // Somebody whom the visitor may change, and has said why they open.
    Result<Person> keeping(Visit const& visit, Request const& request)
    {
        auto const id = TRY(request.id<PersonId>("person"));
        auto const facts = TRY(find_facts(visit, id));
        if (!links::purpose_stands(visit, facts))
            return not_found();
        auto person = TRY(find(visit, id));
        TRY(visit.may("change", facts_of(visit, person)));
        return person;
    }

    // What was decided, or why not: the page again, with what was typed.
    Result<Response> answered(People const& room, Visit const& visit, Person const& person,
        Done const& result, TypedPhotograph typed, char const* said)
    {
        if (result)
            return http::see_other("/people/" + person.id.write() + "?said=" + said);
        auto const late = result.error().code == Code::conflict;
        if (result.error().code != Code::invalid && !late)
            return result.error();
        typed.problems = {result.error()};
        typed.status = late ? http::Status::conflict : http::Status::unprocessable;
        return show_photograph_page(room, visit, person, typed);
    }

    Result<PhotographId> chosen(http::FormData const& form)
    {
        auto const id = PhotographId::read(form.first("photograph"));
        if (!id)
            return not_found();
        return *id;
    }
} // namespace

html::Value photograph_view(Visit const& visit, PersonId person)
{
    auto const one = standing_photograph(visit, person);
    if (!one)
        return {};
    return Value::object({{"href", documents::file_path(one->file)},
        {"src", documents::small_picture_path(one->file)}});
}

Result<Response> ask_photograph(People const& room, Visit const& visit, Request const& request)
{
    auto const person = TRY(keeping(visit, request));
    return show_photograph_page(room, visit, person);
}

Result<Response> record_photograph(People const& room, Visit const& visit, Request const& request)
{
    auto const person = TRY(keeping(visit, request));
    auto const sent = TRY(request.form());
    auto const& form = room.documents->forms.form("people/photograph");
    auto const taken = documents::take_files(*room.documents, visit, form, sent, thing(person.id));
    TypedPhotograph typed;
    typed.reading = documents::read(form, taken);
    auto const& answers = typed.reading.answers;
    if (auto const day = answers.date("taken");
        day && typed.reading.ok() && day->first() > london::day_of(visit.now()))
        typed.reading
            = typed.reading.refused(invalid("Enter a day that has been, or leave it out", "taken"));
    typed.status = http::Status::unprocessable;
    if (!typed.reading.ok())
        return show_photograph_page(room, visit, person, typed);
    Photograph wanted;
    wanted.file = AttachmentId::read(answers.text("photograph")).value();
    wanted.taken = answers.date("taken");
    wanted.source = answers.text("source");
    auto const added
        = visit.change([&](Change& change) { return add_photograph(change, person, wanted); });
    if (added)
        return http::see_other("/people/" + person.id.write() + "?said=photograph-added");
    if (added.error().code != Code::invalid)
        return added.error();
    typed.reading = typed.reading.refused(added.error());
    return show_photograph_page(room, visit, person, typed);
}

Result<Response> end_photograph(People const& room, Visit const& visit, Request const& request)
{
    auto const person = TRY(keeping(visit, request));
    auto const form = TRY(request.form());
    auto const id = TRY(chosen(form));
    TypedPhotograph typed;
    typed.reason = form.first("reason");
    auto const off = visit.change(
        [&](Change& change) { return take_photograph_off(change, person, id, typed.reason); });
    return answered(room, visit, person, off, typed, "photograph-off");
}

Result<Response> restore_photograph(People const& room, Visit const& visit, Request const& request)
{
    auto const person = TRY(keeping(visit, request));
    auto const form = TRY(request.form());
    auto const id = TRY(chosen(form));
    auto const back
        = visit.change([&](Change& change) { return put_photograph_back(change, person, id); });
    return answered(room, visit, person, back, {}, "photograph-back");
}

} // namespace kith::people
