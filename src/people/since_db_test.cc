// SPDX-License-Identifier: MIT
// "Since you last looked" on a person's page, on both databases.
#include "people/family_world_test.h"
#include "people/since.h"
#include <doctest/doctest.h>

using namespace kith;
using namespace kith::people;

namespace {
class SittingsWorld : public AroundWorld {
public:
    using AroundWorld::AroundWorld;

    links::Event tells(AccountId who, char const* said)
    {
        links::Event event;
        event.kind = "seen";
        event.day = PartialDate::read("2026-03-05").value();
        event.said = said;
        event.source = "Form tutor";
        event.drawn_from = thing(boy.id);
        return change(who, [&](Change& inside) {
            return linked.store.save(inside, event, {{thing(boy.id), "was_there"}});
        }).value();
    }
    void at(char const* moment) { world.clock.move_to(Instant::read(moment).value()); }
    std::string looks(AccountId who) { return page(who, "/people/{person}", boy.id); }
    static bool holds(std::string const& page, std::string_view words)
    {
        return page.find(words) != std::string::npos;
    }
};
} // namespace

TEST_CASE("what others recorded since the last sitting is told, once more within the sitting, and "
          "never what is one's own")
{
    tests::on_both_databases([](db::Database& database) {
        SittingsWorld drawn(database);
        drawn.tells(drawn.colleague, "Before the first look");
        CHECK_FALSE(SittingsWorld::holds(drawn.looks(drawn.worker), "Since you last looked"));
        drawn.at("2026-03-06T11:00:00Z");
        CHECK(SittingsWorld::holds(drawn.looks(drawn.worker),
            "Since you last looked on 6 March 2026 at 09:00: nothing new"));

        drawn.at("2026-03-09T09:00:00Z");
        auto said = drawn.tells(drawn.colleague, "Seen at school");
        drawn.tells(drawn.worker, "My own words");
        drawn.at("2026-03-10T09:00:00Z");
        auto const first = drawn.looks(drawn.worker);
        CHECK(SittingsWorld::holds(
            first, "Since you last looked on 6 March 2026 at 11:00: 1 new</strong>"));
        CHECK(SittingsWorld::holds(first, "Form tutor. Recorded by A colleague"));
        drawn.at("2026-03-10T09:20:00Z");
        CHECK(SittingsWorld::holds(drawn.looks(drawn.worker),
            "Since you last looked on 6 March 2026 at 11:00: 1 new</strong>"));

        // Put right by the colleague, and a name that the worker's own hand adds.
        drawn.at("2026-03-11T09:00:00Z");
        said.said = "Seen at school, with a friend";
        REQUIRE(drawn
                    .change(drawn.colleague,
                        [&](Change& change) -> Done {
                            TRY(drawn.linked.store.save(change, said, {}, "He was not alone"));
                            auto boy = TRY(find(change, drawn.boy.id));
                            boy.language = "Welsh";
                            TRY(save(change, boy, "He told his tutor"));
                            return done();
                        })
                    .ok());
        drawn.at("2026-03-12T09:00:00Z");
        auto const later = drawn.looks(drawn.worker);
        CHECK(SittingsWorld::holds(
            later, "Since you last looked on 10 March 2026 at 09:00: 2 changed</strong>"));
        CHECK(SittingsWorld::holds(later, "The record was changed: He told his tutor"));
        // Each colleague has their own last look: to this one all that others did is new.
        CHECK_FALSE(SittingsWorld::holds(drawn.looks(drawn.colleague), "Since you last looked"));
        CHECK(drawn.world.verdict().problems.empty());
    });
}

TEST_CASE("what a visitor may not see is in no number of what is new")
{
    tests::on_both_databases([](db::Database& database) {
        SittingsWorld drawn(database);
        drawn.works_with(
            drawn.boy.id, drawn.world.as(drawn.elsewhere)->visit().visitor().teams.front());
        drawn.looks(drawn.elsewhere);
        drawn.at("2026-03-07T09:00:00Z");
        // Drawn from a girl whom the other team does not know of.
        links::Event event;
        event.kind = "seen";
        event.day = PartialDate::read("2026-03-06").value();
        event.said = "With somebody";
        event.source = "Form tutor";
        event.drawn_from = thing(drawn.mother.id);
        REQUIRE(drawn
                    .change(drawn.worker,
                        [&](Change& change) {
                            return drawn.linked.store.save(
                                change, event, {{thing(drawn.boy.id), "was_there"}});
                        })
                    .ok());
        drawn.at("2026-03-08T09:00:00Z");
        CHECK(SittingsWorld::holds(drawn.looks(drawn.elsewhere),
            "Since you last looked on 6 March 2026 at 09:00: nothing new"));
    });
}
