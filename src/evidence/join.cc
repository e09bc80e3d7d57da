// SPDX-License-Identifier: MIT
// All that evidence adds to the house.
#include "evidence/api.h"
#include "evidence/evidence.h"
#include "evidence/pack_store.h"
#include "evidence/pages.h"
#include "evidence/views.h"
#include <chrono>

namespace kith::evidence {
namespace {
    using html::Value;

    // The box on the page of a person, a context or a concern.
    std::optional<Value> evidence_panel(
        Evidence const& room, Visit const& visit, Thing const& about)
    {
        if (!visit.could("see the room", "exhibit"))
            return std::nullopt;
        auto const facts = facts_of_about(visit, about);
        if (!facts || facts->state == "known")
            return std::nullopt;
        auto const exhibits = exhibits_of(visit, about);
        if (exhibits.empty() && !visit.could("create", "exhibit"))
            return std::nullopt;
        auto panel = Value::object({{"title", "Evidence"},
            {"rows",
                Value::each(
                    exhibits, [&](Exhibit const& one) { return exhibit_row(room, visit, one); })},
            {"link",
                Value::object(
                    {{"text", "Exhibits, timeline and packs"}, {"href", address_about(about)}})}});
        if (exhibits.empty())
            panel["text"] = "No exhibit is recorded that you may know.";
        return panel;
    }

    // What waits for a second person, and so not for whoever recorded it.
    std::vector<actions::Line> lines_of_evidence(Visit const& visit)
    {
        std::vector<actions::Line> lines;
        if (!visit.could("see the room", "exhibit"))
            return lines;
        for (auto const& one : exhibits_that_wait(visit)) {
            auto const stands = standing_of(custody_of(visit, one));
            if (!stands.waits_for_second() || stands.last->recorded_by == visit.visitor().account)
                continue;
            lines.push_back({"Confirm", "exhibit " + one.reference.write() + " was destroyed",
                "A second person confirms it, or marks it as wrong", address_of(one.id),
                std::nullopt});
        }
        return lines;
    }
} // namespace

void join(House& house, Evidence& room)
{
    auto routes = house.routes.of(room);
    add_record_routes(routes);
    add_exhibit_routes(routes);
    add_pack_routes(routes);
    add_item_routes(routes);
    add_api_routes(routes);
    for (auto& operation : evidence_operations())
        house.operations.push_back(std::move(operation));
    house.jobs.push_back({"remove copies of what was marked", std::chrono::seconds(30),
        [](access::Gate const& gate) { remove_copies_taken_away(gate.database()); }});
    room.documents.holders["exhibit"] = exhibit_holder();
    room.people.panels.emplace_back([&room](Visit const& visit, people::Person const& person) {
        return evidence_panel(room, visit, thing(person.id));
    });
    room.contexts.panels.emplace_back(
        [&room](Visit const& visit, contexts::Context const& context) {
            return evidence_panel(room, visit, thing(context.id));
        });
    room.concerns.panels.emplace_back(
        [&room](Visit const& visit, concerns::Concern const& concern) {
            return evidence_panel(room, visit, thing(concern.id));
        });
    auto const to_evidence = [](Visit const& visit) -> std::optional<Value> {
        if (!visit.could("see the room", "exhibit"))
            return std::nullopt;
        return Value::object({{"text", "Evidence"}, {"href", "/evidence"}});
    };
    room.contexts.beside.emplace_back(to_evidence);
    room.home.beside.emplace_back(to_evidence);
    room.home.lines.emplace_back([](Visit const& visit) { return lines_of_evidence(visit); });
}

} // namespace kith::evidence
