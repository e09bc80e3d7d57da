// SPDX-License-Identifier: MIT
// All that justice adds to the house.
#include "base/london.h"
#include "justice/api.h"
#include "justice/justice.h"
#include "justice/matter_views.h"
#include "justice/pages.h"
#include "justice/views.h"
#include <algorithm>

namespace kith::justice {
namespace {
    using html::Value;

    // The box on a person's page, and with the case's way in on a case's page.
    std::optional<Value> justice_panel(
        Justice const& room, Visit const& visit, PersonId person, std::string const& of_case)
    {
        if (!visit.could("see the room", "nrm_referral"))
            return std::nullopt;
        auto const facts = facts_of_person(visit, person);
        if (!facts || facts->state == "known")
            return std::nullopt;
        auto rows = Value::array();
        for (auto const& one : list_referrals(visit, person))
            rows.push(referral_row(room, visit, one));
        for (auto const& one : list_notices(visit, person))
            rows.push(notice_row(room, visit, one));
        for (auto const& one : list_matters(visit, person))
            rows.push(matter_row(room, visit, one));
        auto panel = Value::object({{"title", "NRM and justice"}, {"rows", rows},
            {"link",
                Value::object({{"text", "Referral and justice"},
                    {"href", address_of(person) + (of_case.empty() ? "" : "?case=" + of_case)}})}});
        if (rows.size() == 0)
            panel["text"] = "Nothing is recorded that you may know.";
        return panel;
    }

    Instant end_of(Date day) { return london::start_of(day + 1) - std::chrono::seconds(1); }

    void add_referral_lines(
        Justice const& room, Visit const& visit, std::vector<actions::Line>& lines)
    {
        auto const today = london::day_of(visit.now());
        for (auto const& one : list_owned_referrals(visit)) {
            auto const entries = entries_of(visit, one);
            auto const about = "referral " + one.reference.write();
            auto const stands = where_it_stands(entries);
            if (!stands) {
                lines.push_back(
                    {"Send", about, "It is prepared, and not sent", address_of(one.id)});
                continue;
            }
            auto const sent = last_of(entries, EntryKind::sent);
            auto const still_child = one.route == Route::child
                && route_of(room, visit, one, entries, today).route == Route::child;
            if (still_child && sent && !guardian_stands(entries) && is_open(entries)) {
                auto const& rule = room.clocks.rule(guardian_rule);
                lines.push_back({"Ask", about, rule.duty, address_of(one.id),
                    end_of(actions::due_on(rule, sent->on, room.facts.working_days()))});
            }
        }
        for (auto const& one : list_owned_notices(visit))
            if (auto const stands = where_it_stands(entries_of(visit, one));
                stands && stands->kind == NoticeEntryKind::prepared)
                lines.push_back({"Send", "notice " + one.reference.write(),
                    "It is prepared, and not sent", address_of(one.id)});
    }

    void add_matter_lines(
        Justice const& room, Visit const& visit, std::vector<actions::Line>& lines)
    {
        for (auto const& one : list_to_tell(visit))
            lines.push_back({"Tell", "case " + one.matter.reference.write(),
                room.clocks.rule(one.stage.due_rule).duty,
                told_address(one.matter.id, one.stage.id), end_of(*one.stage.due)});
    }

    std::vector<actions::Line> lines_of_justice(Justice const& room, Visit const& visit)
    {
        std::vector<actions::Line> lines;
        if (!visit.could("see the room", "nrm_referral"))
            return lines;
        add_referral_lines(room, visit, lines);
        add_matter_lines(room, visit, lines);
        return lines;
    }

    // An open referral keeps no case from closing; whoever closes it is told that it goes on.
    std::vector<cases::Blocked> still_goes_on(
        Justice const& room, Visit const& visit, cases::Case const& one)
    {
        std::vector<cases::Blocked> told;
        if (one.of_context())
            return told;
        for (auto const& referral : list_referrals(visit, PersonId(one.subject.id)))
            if (is_open(entries_of(visit, referral)))
                told.push_back({"Referral " + referral.reference.write() + " goes on: "
                        + room.pages.agency_name(referral.owner_agency) + " carries it",
                    address_of(referral.id), true});
        return told;
    }

    void add_matter_seen(Justice& room)
    {
        room.links.seen.add(
            "justice_matter",
            [](Visit const& visit, Uuid const& id) { return knows(visit, MatterId(id)); },
            [](Visit const& visit, Uuid const& id) -> links::Shown {
                auto const one = find(visit, MatterId(id));
                if (!one)
                    return {"A case before the law"};
                return {"Case " + one->reference.write(), address_of(one->id)};
            });
    }

    void add_seen(Justice& room)
    {
        auto& seen = room.links.seen;
        seen.add(
            "nrm_referral",
            [](Visit const& visit, Uuid const& id) { return knows(visit, ReferralId(id)); },
            [](Visit const& visit, Uuid const& id) -> links::Shown {
                auto const one = find(visit, ReferralId(id));
                if (!one)
                    return {"A referral"};
                return {"Referral " + one->reference.write(), address_of(one->id)};
            });
        seen.add(
            "duty_notice",
            [](Visit const& visit, Uuid const& id) { return knows(visit, NoticeId(id)); },
            [](Visit const& visit, Uuid const& id) -> links::Shown {
                auto const one = find(visit, NoticeId(id));
                if (!one)
                    return {"A notice"};
                return {"Notice " + one->reference.write(), address_of(one->id)};
            });
        seen.add(
            "defence_note",
            [](Visit const& visit, Uuid const& id) { return knows(visit, DefenceNoteId(id)); },
            [](Visit const& visit, Uuid const& id) -> links::Shown {
                auto const one = find(visit, DefenceNoteId(id));
                if (!one)
                    return {"A note of section 45"};
                return {"Note of section 45", address_of(one->person)};
            });
    }
} // namespace

void join(House& house, Justice& room)
{
    auto routes = house.routes.of(room);
    add_list_routes(routes);
    add_refer_routes(routes);
    add_referral_routes(routes);
    add_notice_routes(routes);
    add_defence_routes(routes);
    add_matter_routes(routes);
    add_api_routes(routes);
    add_matter_api_routes(routes);
    for (auto& operation : justice_operations())
        house.operations.push_back(std::move(operation));
    add_seen(room);
    add_matter_seen(room);
    room.people.panels.emplace_back([&room](Visit const& visit, people::Person const& person) {
        return justice_panel(room, visit, person.id, "");
    });
    room.cases.panels.emplace_back(
        [&room](Visit const& visit, cases::Case const& one) -> std::optional<Value> {
            if (one.of_context())
                return std::nullopt;
            return justice_panel(room, visit, PersonId(one.subject.id), one.id.write());
        });
    room.cases.blockers.emplace_back([&room](Visit const& visit, cases::Case const& one) {
        return still_goes_on(room, visit, one);
    });
    auto const to_justice = [](Visit const& visit) -> std::optional<Value> {
        if (!visit.could("see the room", "nrm_referral"))
            return std::nullopt;
        return Value::object({{"text", "Referral and justice"}, {"href", "/justice"}});
    };
    room.people.beside.emplace_back(to_justice);
    room.home.beside.emplace_back(to_justice);
    room.home.lines.emplace_back(
        [&room](Visit const& visit) { return lines_of_justice(room, visit); });
}

} // namespace kith::justice
