// SPDX-License-Identifier: MIT
// All that the wording helper adds to the house.
#include "base/shipped.h"
#include "wording/pages.h"

namespace kith::wording_helper {

Result<wording::List> read_list()
{
    return wording::List::read(
        shipped_file("data/wording/phrases.csv"), shipped_file("data/wording/words.csv"));
}

void join(House& house, Helper& room)
{
    auto routes = house.routes.of(room);
    routes.post("/wording", "wording:ask", answer_typed);
    routes.get("/wording/trend", "wording_trend:read", show_trend);
    room.pages.after_saving([&room](Visit const& visit, Request const& request) {
        look_at_saved(room, visit, request);
    });
    room.pages.advice([&room](Visit const& visit) { return advice_view(room, visit); });
    house.jobs.push_back({"write down how many texts were looked at", std::chrono::minutes(1),
        [&room](access::Gate const& gate) { write_tally(gate.database(), *room.tally); }});
    house.jobs.push_back({"forget advice on words that nobody came for", std::chrono::hours(1),
        [&room](access::Gate const& gate) {
            room.quotes->forget(gate.clock().now() - advice_holds);
            gate.database().write([&gate](db::Connection& connection) {
                forget_advice(connection, gate.clock().now() - advice_holds);
                return db::Outcome::keep;
            });
        }});
}

} // namespace kith::wording_helper
