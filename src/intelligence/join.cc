// SPDX-License-Identifier: MIT
// All that intelligence adds to the house.
#include "base/london.h"
#include "intelligence/api.h"
#include "intelligence/desk_pages.h"
#include "intelligence/desk_views.h"
#include "intelligence/intelligence.h"
#include "intelligence/pages.h"
#include "intelligence/views.h"

namespace kith::intelligence {

void join(House& house, Intelligence& room)
{
    auto routes = house.routes.of(room);
    add_form_routes(routes);
    add_page_routes(routes);
    add_named_routes(routes);
    add_desk_routes(routes);
    add_text_routes(routes);
    add_sharing_routes(routes);
    add_api_routes(routes);
    add_desk_api_routes(routes);
    for (auto& operation : intelligence_operations())
        house.operations.push_back(std::move(operation));
    for (auto& operation : desk_operations())
        house.operations.push_back(std::move(operation));
    house.navigation.push_back(
        {"Intelligence", "/intelligence", "see the room", "intelligence_submission"});
    room.home.lines.emplace_back([&room](Visit const& visit) {
        std::vector<actions::Line> lines;
        for (auto const& one : list_waiting(visit))
            lines.push_back({"Receive", one.reference.write(),
                "Sent " + london::in_words(one.sent_at), address_of(one.id), std::nullopt});
        for (auto const& one : texts_waiting(visit))
            lines.push_back({"Let out, or refuse", "a text of " + one.reference.write(),
                "Written " + london::in_words(one.at), address_of(one.submission, one.id),
                std::nullopt});
        for (auto const& one : list_to_acknowledge(visit))
            lines.push_back({"Read", "intelligence " + one.sharing.reference.write(),
                in_words_of(one.handling), address_of(one.sharing.id), std::nullopt});
        for (auto const& one : reviews_due(room, visit))
            lines.push_back({one.decides ? "Decide whether to weed"
                    : one.weeding        ? "Weed, or say why it stays"
                                         : "Look again at",
                one.reference.write(), "Intelligence, received " + london::in_words(one.received),
                address_of(one.submission) + (one.decides ? "/weed" : "/review"),
                one.decides ? std::nullopt : std::optional(one.due)});
        return lines;
    });
}

} // namespace kith::intelligence
