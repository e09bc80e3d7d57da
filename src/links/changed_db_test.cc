// SPDX-License-Identifier: MIT
// What a Change notes for those who keep a snapshot.
#include "links/links.h"
#include "platform/ledger/changed.h"
#include "world/partnership.h"
#include <algorithm>
#include <doctest/doctest.h>

using namespace kith;
using namespace kith::links;

TEST_CASE("a change notes the link it made and the person it is about, once and at its moment; "
          "what is undone notes nothing, and a day later it is forgotten")
{
    tests::on_both_databases([](db::Database& database) {
        tests::Partnership world(database, {"data/policies/links.toml"});
        auto const council = world.agency("council");
        auto const worker
            = world.account("social worker", council, world.team(council, "Front door"));
        Links links;
        links.seen.add("person", [](Visit const&, Uuid const&) { return true; });
        links.seen.add("context", [](Visit const&, Uuid const&) { return true; });
        world.clock.move_to(Instant::read("2026-03-06T10:00:00Z").value());
        auto const pass = world.as(worker);
        auto const before = pass->visit().now();
        Link link;
        link.from = thing(PersonId::fresh());
        link.to = thing(ContextId::fresh());
        link.role = "spends_time";
        link.source = "Their form tutor";
        link.drawn_from = link.from;
        auto const save = [&](bool keep) {
            return pass->visit().change([&](Change& change) -> Result<Link> {
                auto const saved = TRY(links.store.save(change, link));
                if (!keep)
                    return invalid("Not after all");
                TRY(links.store.save(change, saved, "The same moment"));
                return saved;
            });
        };
        CHECK_FALSE(save(false).ok());
        auto const lease = database.reader();
        CHECK(ledger::changed_since(*lease, before, 100).empty());
        auto const saved = save(true);
        REQUIRE(saved.ok());
        auto const changed = ledger::changed_since(*lease, before, 100);
        CHECK(changed
            == std::vector<ledger::Changed>{{before, thing(ContextId(link.to.id))},
                {before, thing(saved->id)}}); // by kind: the context it is about, the link
        CHECK(ledger::changed_since(*lease, before, 1).size() == 1);
        CHECK(ledger::changed_since(*lease, before + std::chrono::microseconds(1), 9).empty());
        auto const forget = [&](Instant now) {
            std::size_t gone = 0;
            database.write([&](db::Connection& connection) {
                gone = ledger::forget_changed(connection, now);
                return db::Outcome::keep;
            });
            return gone;
        };
        forget(before + std::chrono::hours(24));
        CHECK(ledger::changed_since(*lease, before, 100).size() == 2);
        CHECK(forget(before + std::chrono::hours(24) + std::chrono::seconds(1)) == 2);
    });
}
