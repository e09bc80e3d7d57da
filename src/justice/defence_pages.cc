// SPDX-License-Identifier: MIT
// Section 45 was considered: both tests and what is outside them, who looked at it and when. No
// page says whether it would be met.
#include "base/london.h"
#include "justice/pages.h"
#include "justice/views.h"

namespace kith::justice {
namespace {
    using html::Value;

    Response draw_defence(Justice const& room, Visit const& visit, people::Person const& person,
        PageTyped const& typed)
    {
        auto referrals = Value::array({Value::object({{"value", ""}, {"text", "None"}})});
        for (auto const& one : list_referrals(visit, person.id))
            referrals.push(
                Value::object({{"value", one.id.write()}, {"text", one.reference.write()},
                    {"selected", typed.values.get("referral").text() == one.id.write()}}));
        auto page = Value::object({{"section", "/people"}, {"name", name_line(visit, person)},
            {"href", address_of(person.id)}, {"law", defence_law_view(room, visit)},
            {"referrals", referrals}});
        show_typed(page, typed);
        return room.pages.show(visit, "justice/defence.njk", page, status_of(typed.problems));
    }

    Result<Response> ask_defence(Justice const& room, Visit const& visit, Request const& request)
    {
        if (!visit.could("create", "defence_note"))
            return not_found();
        auto const person = TRY(person_in(visit, request));
        return draw_defence(room, visit, person, {});
    }

    Result<Response> take_defence(Justice const& room, Visit const& visit, Request const& request)
    {
        if (!visit.could("create", "defence_note"))
            return not_found();
        auto const person = TRY(person_in(visit, request));
        auto const form = TRY(request.form());
        std::vector<Error> problems;
        DefenceNote wanted;
        wanted.person = person.id;
        wanted.owner_agency = visit.visitor().agency;
        wanted.on = day_in(form, "on", problems).value_or(london::day_of(visit.now()));
        wanted.considered_by = links::text_of(form, "considered_by");
        wanted.contact = links::text_of(form, "contact");
        wanted.words = links::text_of(form, "words");
        if (auto const id = ReferralId::read(links::text_of(form, "referral")); id)
            wanted.referral = *id;
        for (auto& one : problems_with(visit, wanted))
            problems.push_back(std::move(one));
        if (!problems.empty())
            return draw_defence(room, visit, person, {links::values_of(form), problems, {}});
        auto const made
            = visit.change([&](Change& change) { return note_defence(room, change, wanted); });
        if (!made) {
            if (made.error().code != Code::invalid)
                return made.error();
            return draw_defence(room, visit, person, {links::values_of(form), {made.error()}, {}});
        }
        return http::see_other(address_of(person.id) + "?said=defence");
    }

    Result<DefenceNote> note_in(Visit const& visit, Request const& request)
    {
        auto const id = TRY(request.id<DefenceNoteId>("note"));
        auto note = TRY(find(visit, id));
        auto const facts = TRY(facts_of(visit, note));
        TRY(visit.may("change", facts));
        return note;
    }

    Response draw_take_back(
        Justice const& room, Visit const& visit, DefenceNote const& note, PageTyped const& typed)
    {
        auto page = Value::object({{"section", "/people"}, {"person_href", address_of(note.person)},
            {"note", defence_row(room, visit, note)}});
        show_typed(page, typed);
        return room.pages.show(visit, "justice/defence_back.njk", page, status_of(typed.problems));
    }

    Result<Response> ask_take_back(Justice const& room, Visit const& visit, Request const& request)
    {
        auto const note = TRY(note_in(visit, request));
        return draw_take_back(room, visit, note, {});
    }

    Result<Response> take_defence_back(
        Justice const& room, Visit const& visit, Request const& request)
    {
        auto const note = TRY(note_in(visit, request));
        auto const form = TRY(request.form());
        auto const made = visit.change([&](Change& change) {
            return withdraw_defence(room, change, note.id, links::text_of(form, "withdrawn"));
        });
        if (!made) {
            if (made.error().code != Code::invalid && made.error().code != Code::conflict)
                return made.error();
            return draw_take_back(room, visit, note, {links::values_of(form), {made.error()}, {}});
        }
        return http::see_other(address_of(note.person) + "?said=taken-back");
    }
} // namespace

void add_defence_routes(access::Routes::OfRoom<Justice>& routes)
{
    std::string const person = "/justice/people/{person}";
    routes.get(person + "/defence", "defence_note:create", ask_defence);
    routes.post(person + "/defence", "defence_note:create", take_defence);
    routes.get("/justice/defence/{note}/take-back", "defence_note:change", ask_take_back);
    routes.post("/justice/defence/{note}/take-back", "defence_note:change", take_defence_back);
}

} // namespace kith::justice
