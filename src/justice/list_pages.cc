// SPDX-License-Identifier: MIT
// What my agency has open, and all of this room about one person.
#include "base/london.h"
#include "justice/matter_views.h"
#include "justice/pages.h"
#include "justice/views.h"
#include "platform/html/problems.h"

namespace kith::justice {
namespace {
    using html::Value;

    Result<Response> show_list(Justice const& room, Visit const& visit, Request const&)
    {
        if (!visit.could("see the room", "nrm_referral"))
            return not_found();
        auto to_send = Value::array();
        auto waiting = Value::array();
        auto over = Value::array();
        for (auto const& one : list_owned_referrals(visit)) {
            auto const entries = entries_of(visit, one);
            auto& rows = !where_it_stands(entries) ? to_send : is_open(entries) ? waiting : over;
            rows.push(referral_row(room, visit, one));
        }
        for (auto const& one : list_owned_notices(visit)) {
            auto const stands = where_it_stands(entries_of(visit, one));
            auto& rows = stands && stands->kind != NoticeEntryKind::prepared ? over : to_send;
            rows.push(notice_row(room, visit, one));
        }
        auto page = Value::object(
            {{"section", "/people"}, {"agency", room.pages.agency_name(visit.visitor().agency)},
                {"to_send", to_send}, {"waiting", waiting}, {"over", over},
                {"to_tell",
                    Value::each(list_to_tell(visit),
                        [&](ToTell const& one) { return to_tell_row(room, visit, one); })},
                {"matters", Value::each(list_owned_matters(visit), [&](Matter const& one) {
                     return matter_row(room, visit, one);
                 })}});
        return room.pages.show(visit, "justice/list.njk", page);
    }

    std::string notice_of_person(std::string_view said)
    {
        if (said == "defence")
            return "It is recorded that section 45 was considered.";
        if (said == "taken-back")
            return "It is taken back. It stays in the list.";
        return "";
    }

    Result<Response> show_person(Justice const& room, Visit const& visit, Request const& request)
    {
        if (!visit.could("see the room", "nrm_referral"))
            return not_found();
        auto const person = TRY(person_in(visit, request));
        auto const today = london::day_of(visit.now());
        auto const way = route_of_person(room, visit, person.id, today);
        auto const said = route_of_person(room, visit, person.id, today, SaidAdult::yes);
        auto const responder = check_first_responder(room, visit);
        auto page = Value::object({{"section", "/people"}, {"name", name_line(visit, person)},
            {"href", address_of(person.id)}, {"back", "/people/" + person.id.write()},
            {"way", in_words(way)}, {"is_child", way.route == Route::child},
            {"may_be_adult", said.route == Route::adult},
            {"may_refer", visit.could("create", "nrm_referral") && responder.ok()},
            {"no_responder", responder ? std::string() : responder.error().words.key},
            {"responders",
                Value::each(room.law.first_responders(today),
                    [](LawLine const& one) { return Value(one.words); })},
            {"case", std::string(request.query("case"))},
            {"referrals",
                Value::each(list_referrals(visit, person.id),
                    [&](Referral const& one) { return referral_row(room, visit, one); })},
            {"notices",
                Value::each(list_notices(visit, person.id),
                    [&](Notice const& one) { return notice_row(room, visit, one); })},
            {"guardians",
                Value::each(room.law.guardians(today),
                    [](LawLine const& one) {
                        return Value(one.name + ", " + one.number + ". " + one.words
                            + ". Source: " + one.source_in_words());
                    })},
            {"defence", defence_law_view(room, visit)},
            {"defence_notes",
                Value::each(list_defence_notes(visit, person.id),
                    [&](DefenceNote const& one) { return defence_row(room, visit, one); })},
            {"may_note", visit.could("create", "defence_note")},
            {"matters",
                Value::each(list_matters(visit, person.id),
                    [&](Matter const& one) { return matter_row(room, visit, one); })},
            {"may_begin", visit.could("create", "justice_matter")},
            {"notice", notice_of_person(request.query("said"))}});
        return room.pages.show(visit, "justice/person.njk", page);
    }
} // namespace

std::optional<Date> day_in(
    http::FormData const& form, std::string const& name, std::vector<Error>& problems)
{
    auto const year = links::text_of(form, name + "-year");
    auto const month = links::text_of(form, name + "-month");
    auto const day = links::text_of(form, name + "-day");
    if (year.empty() && month.empty() && day.empty())
        return std::nullopt;
    auto const read = PartialDate::read(year + "-" + month + "-" + day);
    if (read && read->day)
        return read->first();
    problems.push_back(invalid("Enter a day, a month and a year, or leave all three empty", name));
    return std::nullopt;
}

http::Status status_of(std::vector<Error> const& problems)
{
    for (auto const& one : problems)
        if (one.code == Code::conflict)
            return http::Status::conflict;
    return problems.empty() ? http::Status::ok : http::Status::unprocessable;
}

Result<people::Person> person_in(Visit const& visit, Request const& request)
{
    auto const id = TRY(request.id<PersonId>("person"));
    return person_known(visit, id);
}

std::string name_line(Visit const& visit, people::Person const& person)
{
    return people::usual_name(person, london::day_of(visit.now())) + ", "
        + person.reference.write();
}

void show_typed(Value& page, PageTyped const& typed)
{
    page["values"] = typed.values;
    page["problems"] = html::problems_view(typed.problems);
    page["notice"] = typed.notice;
    if (!typed.problems.empty())
        page["errors"] = html::errors_view(typed.problems);
}

void add_list_routes(access::Routes::OfRoom<Justice>& routes)
{
    routes.get("/justice", "nrm_referral:see the room", show_list);
    routes.get("/justice/people/{person}", "nrm_referral:see the room", show_person);
}

} // namespace kith::justice
