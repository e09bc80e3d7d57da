// SPDX-License-Identifier: MIT
#include "concerns/told.h"
#include "concerns/joining.h"

namespace kith::concerns {
namespace {
    links::Event event_of(Concern const& concern, char const* kind, Instant at, std::string said)
    {
        links::Event event;
        event.kind = kind;
        event.at = at;
        event.said = std::move(said);
        event.source = "Concern " + concern.reference.write();
        event.drawn_from = thing(concern.id);
        return event;
    }
} // namespace

void tell_raised(Concerns const& room, Change& change, Concern const& concern)
{
    room.links.store.tell(change,
        event_of(concern, "concern_raised", concern.received_at,
            "Concern " + concern.reference.write() + " was raised"),
        {});
}

void tell_decided(
    Concerns const& room, Change& change, Concern const& concern, Decision const& decision)
{
    std::string outcomes;
    for (auto const& outcome : decision.outcomes) {
        auto const listed = room.facts.code("outcome", outcome.code);
        outcomes += (outcomes.empty() ? "" : "; ") + (listed ? listed->label : outcome.code);
    }
    std::vector<links::Joined> about;
    for (auto const& link : links_of(room, change, concern.id))
        about.push_back({subject_of(link), link.role});
    room.links.store.tell(change,
        event_of(concern, "decision", decision.at,
            "Decided on concern " + concern.reference.write() + ": " + outcomes),
        about);
}

} // namespace kith::concerns
