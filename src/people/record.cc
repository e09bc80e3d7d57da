// SPDX-License-Identifier: MIT
// Recording somebody, and changing what is recorded.
#include "base/london.h"
#include "people/identifiers.h"
#include "people/known_views.h"
#include "people/pages.h"
#include "people/typed.h"
#include "people/typed_match.h"
#include "people/views.h"

namespace kith::people {
namespace {
    using html::Value;

    // What stands, each with a box that says it is wrong.
    Value standing_rows(People const& room, Person const& stands)
    {
        auto rows = Value::array();
        auto const add = [&](Uuid const& id, std::string const& text) {
            rows.push(Value::object({{"value", id.write()}, {"text", text}}));
        };
        for (auto const& one : stands.names)
            add(one.id, one.text + " (" + label_of(room, "name_kind", one.kind) + ")");
        for (auto const& one : stands.identifiers)
            add(one.id,
                label_of(room, "identifier_scheme", one.scheme) + ": "
                    + show_identifier(one.scheme, one.value));
        for (auto const& one : stands.contacts)
            add(one.id, label_of(room, "contact_kind", one.kind) + ": " + one.value);
        return rows;
    }

    // `known` is what the button "Is this person already known?" found, if it was pressed.
    Response show_form(People const& room, Visit const& visit, Typed const& typed,
        std::vector<Alike> const& already, http::Status status, Value known = {})
    {
        auto page = Value::object({{"section", "/people"},
            {"form", form_view(room.facts, london::day_of(visit.now()), typed)},
            {"already", candidates_view(visit, already)}, {"known", std::move(known)}});
        if (!typed.problems.empty())
            page["errors"] = errors_view(typed.problems);
        return room.pages.show(visit, "people/record.njk", page, status);
    }

    // The form as it is typed so far, with who may be known above it.
    Result<Response> show_known(
        People const& room, Visit const& visit, http::FormData const& form, Typed typed)
    {
        typed.problems.clear(); // nobody has sent it yet
        auto known = TRY(known_so_far(
            room, visit, typed_so_far(form), "Recording somebody: is there a record already?"));
        return show_form(room, visit, typed, {}, http::Status::ok, std::move(known));
    }

    // `stands` is what is recorded now; `late` that somebody saved since the form was opened.
    Response show_change(People const& room, Visit const& visit, Person const& stands,
        Typed const& typed, http::Status status)
    {
        auto page = Value::object({{"section", "/people"}, {"person", view_of(room, visit, stands)},
            {"form", form_view(room.facts, london::day_of(visit.now()), typed)},
            {"standing", standing_rows(room, stands)}, {"late", status == http::Status::conflict}});
        if (!typed.problems.empty())
            page["errors"] = errors_view(typed.problems);
        return room.pages.show(visit, "people/change.njk", page, status);
    }

    bool may_show_again(Error const& problem)
    {
        return problem.code == Code::invalid || problem.code == Code::conflict;
    }
} // namespace

Result<Response> ask_person(People const& room, Visit const& visit, Request const&)
{
    if (!visit.could("create", "person"))
        return not_found();
    return show_form(room, visit, untyped({}), {}, http::Status::ok);
}

Result<Response> record_person(People const& room, Visit const& visit, Request const& request)
{
    auto const form = TRY(request.form());
    auto typed = read_typed(form, {});
    if (form.has("known"))
        return show_known(room, visit, form, std::move(typed));
    check_codes(room.facts, london::day_of(visit.now()), {}, typed);
    auto const tidied = checked(typed.person, london::day_of(visit.now()));
    if (!tidied)
        typed.problems.push_back(tidied.error());
    if (!typed.problems.empty())
        return show_form(room, visit, typed, {}, http::Status::unprocessable);
    visit.act_for("Recording somebody: is there a record already?");
    auto const already = likely(room, visit, match_of(*tidied));
    if (!already.empty() && form.first("another_person").empty()) {
        typed.problems.push_back(
            invalid("There may be a record already: open it, or say that this is another person",
                "another_person"));
        return show_form(room, visit, typed, already, http::Status::unprocessable);
    }
    auto const made = visit.change([&](Change& change) { return create(change, *tidied); });
    if (!made && may_show_again(made.error())) {
        typed.problems.push_back(made.error());
        return show_form(room, visit, typed, already, http::Status::unprocessable);
    }
    if (!made)
        return made.error();
    return http::see_other("/people/" + made->id.write() + "?said=recorded");
}

Result<Response> ask_change(People const& room, Visit const& visit, Request const& request)
{
    auto const id = TRY(request.id<PersonId>("person"));
    auto const facts = TRY(find_facts(visit, id));
    if (!links::purpose_stands(visit, facts))
        return http::see_other("/people/" + id.write());
    TRY(visit.may("change", facts));
    auto const person = TRY(find(visit, id));
    return show_change(room, visit, person, untyped(person), http::Status::ok);
}

Result<Response> change_person(People const& room, Visit const& visit, Request const& request)
{
    auto const id = TRY(request.id<PersonId>("person"));
    auto const form = TRY(request.form());
    auto const stands = TRY(find(visit, id));
    TRY(visit.may("change", facts_of(visit, stands)));
    auto typed = read_typed(form, stands);
    check_codes(room.facts, london::day_of(visit.now()), stands, typed);
    if (stands.id != id)
        typed.person.version = 0; // joined since the form was opened: no version of it is the last
    auto const reason = std::string(form.first("reason"));
    if (reason.find_first_not_of(" \t\r\n") == std::string::npos)
        typed.problems.push_back(invalid("Say why the record changes", "reason"));
    if (!typed.problems.empty())
        return show_change(room, visit, stands, typed, http::Status::unprocessable);
    auto const saved
        = visit.change([&](Change& change) { return save(change, typed.person, reason); });
    if (saved)
        return http::see_other("/people/" + id.write() + "?said=saved");
    if (!may_show_again(saved.error()))
        return saved.error();
    auto const late = saved.error().code == Code::conflict;
    typed.problems.push_back(saved.error());
    auto const now_stands = TRY(find(visit, id));
    if (late)
        typed.values["version"] = now_stands.version; // seen now, so the next save may go through
    return show_change(room, visit, now_stands, typed,
        late ? http::Status::conflict : http::Status::unprocessable);
}

} // namespace kith::people
