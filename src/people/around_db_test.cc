// SPDX-License-Identifier: MIT
#include "base/london.h"
#include "people/family_world_test.h"
#include <doctest/doctest.h>

using namespace kith;
using namespace kith::people;

namespace {
constexpr char const* family_page = "/people/{person}/family";
constexpr char const* record_page = "/people/{person}";

bool holds(std::string const& text, std::string_view words)
{
    return text.find(words) != std::string::npos;
}
} // namespace

TEST_CASE("one statement is read from both ends, and stands among links without showing twice")
{
    tests::on_both_databases([](db::Database& database) {
        AroundWorld drawn(database);
        auto const id
            = drawn.add(drawn.worker, AroundWorld::said(drawn.boy.id, "mother", drawn.mother.id));
        REQUIRE(id.ok());
        auto const his = drawn.around(drawn.worker, drawn.boy.id);
        REQUIRE(his.size() == 1);
        CHECK(his[0].kind == "mother");
        CHECK(his[0].said_here);
        CHECK(his[0].other->id == drawn.mother.id);
        auto const hers = drawn.around(drawn.worker, drawn.mother.id);
        REQUIRE(hers.size() == 1);
        CHECK(hers[0].kind == "child");
        CHECK_FALSE(hers[0].said_here);
        CHECK(hers[0].other->id == drawn.boy.id);

        auto const pass = drawn.world.as(drawn.worker);
        auto const linked = drawn.linked.store.list_of(pass->visit(), thing(drawn.boy.id));
        REQUIRE(linked.size() == 1);
        CHECK(linked[0].role == "parent"); // from her to him
        CHECK(linked[0].from == thing(drawn.mother.id));
        CHECK(linked[0].drawn_from == thing(*id));
        CHECK(holds(drawn.page(drawn.worker, family_page, drawn.boy.id), "Ann Castellan"));
        CHECK_FALSE(holds(drawn.page(drawn.worker, record_page, drawn.boy.id), "Ann Castellan"));

        // the same form comes twice
        CHECK(drawn.add(drawn.worker, AroundWorld::said(drawn.boy.id, "mother", drawn.mother.id))
                  .value()
            == *id);
        CHECK(drawn.around(drawn.worker, drawn.boy.id).size() == 1);
    });
}

TEST_CASE("whom a visitor may not know leaves no trace in anybody's family")
{
    tests::on_both_databases([](db::Database& database) {
        AroundWorld drawn(database);
        auto const elsewhere_team
            = drawn.world.as(drawn.elsewhere)->visit().visitor().teams.front();
        drawn.works_with(drawn.boy.id, elsewhere_team);
        auto const before = drawn.page(drawn.worker, family_page, drawn.boy.id);
        auto const record_before = drawn.page(drawn.worker, record_page, drawn.boy.id);
        auto const hidden = drawn.record(drawn.elsewhere, AroundWorld::named("Ivo Quill")).value();
        REQUIRE_FALSE(knows(drawn.world.as(drawn.worker)->visit(), hidden.id));
        REQUIRE(drawn
                    .add(drawn.elsewhere, AroundWorld::said(drawn.boy.id, "father", hidden.id),
                        {AroundWorld::part_of("parental_responsibility")})
                    .ok());
        CHECK(drawn.around(drawn.elsewhere, drawn.boy.id).size() == 1);
        CHECK(drawn.around(drawn.worker, drawn.boy.id).empty());
        CHECK(drawn.page(drawn.worker, family_page, drawn.boy.id) == before);
        CHECK(drawn.page(drawn.worker, record_page, drawn.boy.id) == record_before);
        auto const pass = drawn.world.as(drawn.worker);
        CHECK(drawn.linked.store.list_of(pass->visit(), thing(drawn.boy.id)).empty());
        CHECK(drawn.linked.store.list_known(pass->visit(), thing(drawn.boy.id), pass->visit().now())
                  .empty());
        // nor can he be added by whoever may not know him, or be told from nobody
        auto const refused
            = drawn.add(drawn.worker, AroundWorld::said(drawn.boy.id, "uncle", hidden.id));
        auto const nobody = drawn.add(
            drawn.worker, AroundWorld::said(drawn.boy.id, "aunt_or_uncle", PersonId::fresh()));
        CHECK(refused.error().code == Code::invalid);
        CHECK(nobody.error()
            == drawn.add(drawn.worker, AroundWorld::said(drawn.boy.id, "aunt_or_uncle", hidden.id))
                   .error());
    });
}

TEST_CASE(
    "somebody named in words is tied to a record, and is still those words to who may not know it")
{
    tests::on_both_databases([](db::Database& database) {
        AroundWorld drawn(database);
        auto const elsewhere_team
            = drawn.world.as(drawn.elsewhere)->visit().visitor().teams.front();
        drawn.works_with(drawn.boy.id, elsewhere_team);
        auto const id = drawn
                            .add(drawn.worker,
                                AroundWorld::in_words(drawn.boy.id, "aunt_or_uncle", "Aunt Jo"))
                            .value();
        auto const before = drawn.page(drawn.worker, family_page, drawn.boy.id);
        auto const aunt
            = drawn.record(drawn.elsewhere, AroundWorld::named("Joanna Castellan")).value();
        REQUIRE(drawn
                    .change(drawn.elsewhere,
                        [&](Change& change) {
                            return tie_relationship(
                                drawn.linked, change, drawn.boy.id, id, aunt.id);
                        })
                    .ok());
        auto const tied = drawn.around(drawn.elsewhere, drawn.boy.id);
        REQUIRE(tied.size() == 1);
        CHECK(tied[0].name_on(Date::read("2026-03-06").value()) == "Joanna Castellan");
        CHECK(drawn.around(drawn.elsewhere, aunt.id)[0].kind == "niece_or_nephew");
        auto const words = drawn.around(drawn.worker, drawn.boy.id);
        REQUIRE(words.size() == 1);
        CHECK_FALSE(words[0].other.has_value());
        CHECK(words[0].relationship.name == "Aunt Jo");
        CHECK(drawn.page(drawn.worker, family_page, drawn.boy.id) == before);
        // tied once: a second record is another relationship
        CHECK(drawn
                  .change(drawn.elsewhere,
                      [&](Change& change) {
                          return tie_relationship(
                              drawn.linked, change, drawn.boy.id, id, drawn.boy.id);
                      })
                  .error()
                  .field
            == "reference");
    });
}

TEST_CASE("what ended stands among what was, what was recorded in error is gone from both, and so "
          "are their links")
{
    tests::on_both_databases([](db::Database& database) {
        AroundWorld drawn(database);
        auto const id = drawn
                            .add(drawn.worker,
                                AroundWorld::said(drawn.boy.id, "foster_carer", drawn.mother.id))
                            .value();
        auto const yesterday = Date::read("2026-03-05").value();
        auto const end = [&](std::string const& reason) {
            return drawn.change(drawn.colleague, [&](Change& change) {
                return end_relationship(drawn.linked, change, drawn.boy.id, id, yesterday, reason);
            });
        };
        CHECK(end(" ").error().field == "reason");
        REQUIRE(end("She moved away").ok());
        CHECK(end("Again").error().code == Code::conflict);
        auto const ended = drawn.around(drawn.worker, drawn.boy.id);
        REQUIRE(ended.size() == 1);
        CHECK_FALSE(ended[0].relationship.stands_on(Date::read("2026-03-06").value()));
        CHECK(ended[0].relationship.stands_on(yesterday)); // the last day counts
        auto const pass = drawn.world.as(drawn.worker);
        CHECK(drawn.linked.store.list_of(pass->visit(), thing(drawn.boy.id)).empty());
        CHECK(holds(drawn.page(drawn.worker, family_page, drawn.boy.id), "She moved away"));

        REQUIRE(drawn
                    .change(drawn.colleague,
                        [&](Change& change) { // from her page
                            return withdraw_relationship(
                                drawn.linked, change, drawn.mother.id, id, "Another child");
                        })
                    .ok());
        CHECK(drawn.around(drawn.worker, drawn.boy.id).empty());
        CHECK(drawn.around(drawn.worker, drawn.mother.id).empty());
        drawn.world.as(drawn.worker)->settle();
        CHECK(drawn.world.verdict().problems.empty());
    });
}

TEST_CASE("who holds parental responsibility and must not be told stands first, also once the "
          "decision has run out")
{
    tests::on_both_databases([](db::Database& database) {
        AroundWorld drawn(database);
        auto trusted = AroundWorld::part_of("trusted_adult");
        trusted.words = "She never shouts";
        auto const id
            = drawn
                  .add(drawn.worker, AroundWorld::said(drawn.boy.id, "mother", drawn.mother.id),
                      {AroundWorld::part_of("parental_responsibility"), trusted})
                  .value();
        auto telling = AroundWorld::not_to_be_told(id);
        telling.until = Date::read("2026-03-31").value();
        auto const save = [&](Telling const& one) {
            return drawn.change(drawn.worker,
                [&](Change& change) { return save_telling(change, drawn.boy.id, one); });
        };
        CHECK_FALSE(holds(drawn.page(drawn.worker, record_page, drawn.boy.id), "must not be told"));
        auto const saved = save(telling);
        REQUIRE(saved.ok());
        CHECK(saved->version == 1);
        for (auto const* const path : {record_page, family_page})
            CHECK_MESSAGE(holds(drawn.page(drawn.worker, path, drawn.boy.id),
                              "Ann Castellan must not be told anything"),
                path);
        CHECK(holds(drawn.page(drawn.worker, family_page, drawn.boy.id), "She never shouts"));
        // on her own page stands that she holds it, and neither why he trusts her nor a warning
        auto const hers = drawn.page(drawn.worker, family_page, drawn.mother.id);
        CHECK(holds(hers, "Holds parental responsibility (for Rob)"));
        CHECK_FALSE(holds(hers, "She never shouts"));
        CHECK_FALSE(holds(hers, "must not be told"));

        CHECK(save(telling).error().code == Code::conflict); // there is one already
        auto next = *saved;
        next.told = "safe";
        next.why = "The court said so";
        REQUIRE(save(next).ok());
        CHECK(save(next).error().code == Code::conflict); // of the version before
        next.version = 2;
        next.told = "nothing";
        REQUIRE(save(next).ok());
        drawn.world.clock.move_to(Instant::read("2026-04-01T09:00:00Z").value());
        CHECK(holds(drawn.page(drawn.worker, family_page, drawn.boy.id),
            "Ask before you tell Ann Castellan"));
        CHECK(drawn.world.columns("tellings_was") == drawn.world.twin_columns("tellings"));
        auto const all = list_tellings(
            drawn.world.as(drawn.worker)->visit(), drawn.boy, drawn.world.clock.now());
        CHECK(all.size() == 3); // every version
    });
}

TEST_CASE("how to reach somebody named in words is sealed, and with a protected address for those "
          "who work with them")
{
    tests::on_both_databases([](db::Database& database) {
        AroundWorld drawn(database);
        auto protected_boy = AroundWorld::named("Perrin Lark");
        protected_boy.protected_address = true;
        auto const boy = drawn.record(drawn.worker, protected_boy).value();
        auto carer = AroundWorld::in_words(boy.id, "foster_carer", "Maureen");
        carer.reach = "3 Canary Row";
        REQUIRE(drawn.add(drawn.worker, carer).ok());
        CHECK(drawn.around(drawn.worker, boy.id)[0].relationship.reach == "3 Canary Row");
        auto const door = drawn.around(drawn.front_door, boy.id);
        REQUIRE(door.size() == 1);
        CHECK(door[0].relationship.reach.empty());
        CHECK(door[0].relationship.reach_withheld);
        for (auto const row : database.reader()->run(
                 {"test reach", "select reach from relationships where person = $1"}, boy.id))
            CHECK_FALSE(holds(row.bytes("reach"), "Canary"));
        CHECK_FALSE(holds(drawn.page(drawn.worker, family_page, boy.id), "is protected. Only"));
    });
}

TEST_CASE("who has a parent in common is suggested as brother or sister, and set by nobody")
{
    tests::on_both_databases([](db::Database& database) {
        AroundWorld drawn(database);
        auto const sister
            = drawn.record(drawn.worker, AroundWorld::named("Wren Castellan")).value();
        REQUIRE(drawn.add(drawn.worker, AroundWorld::said(drawn.boy.id, "mother", drawn.mother.id))
                    .ok());
        REQUIRE(
            drawn.add(drawn.worker, AroundWorld::said(drawn.mother.id, "child", sister.id)).ok());
        auto const pass = drawn.world.as(drawn.worker);
        auto const suggested
            = brothers_and_sisters(pass->visit(), drawn.boy, list_around(pass->visit(), drawn.boy));
        REQUIRE(suggested.size() == 1);
        CHECK(suggested[0].who.id == sister.id);
        CHECK(suggested[0].reason == "Ann Castellan is recorded as a parent of both");
        CHECK(drawn.around(drawn.worker, drawn.boy.id).size() == 1);
        REQUIRE(drawn.add(drawn.worker, AroundWorld::said(sister.id, "half_sibling", drawn.boy.id))
                    .ok());
        auto const later = drawn.world.as(drawn.worker); // a visit reads as of one moment
        CHECK(
            brothers_and_sisters(later->visit(), drawn.boy, list_around(later->visit(), drawn.boy))
                .empty());
    });
}

TEST_CASE("a sister who is hidden is not suggested, nor through a mother who is hidden")
{
    tests::on_both_databases([](db::Database& database) {
        AroundWorld drawn(database);
        auto const elsewhere_team
            = drawn.world.as(drawn.elsewhere)->visit().visitor().teams.front();
        drawn.works_with(drawn.mother.id, elsewhere_team);
        auto const sister
            = drawn.record(drawn.elsewhere, AroundWorld::named("Wren Castellan")).value();
        REQUIRE(drawn.add(drawn.worker, AroundWorld::said(drawn.boy.id, "mother", drawn.mother.id))
                    .ok());
        REQUIRE(drawn.add(drawn.elsewhere, AroundWorld::said(sister.id, "mother", drawn.mother.id))
                    .ok());
        auto const pass = drawn.world.as(drawn.worker);
        CHECK(brothers_and_sisters(pass->visit(), drawn.boy, list_around(pass->visit(), drawn.boy))
                  .empty());
    });
}

TEST_CASE("a part ends or is taken back, and nobody who only opens the record writes any of this")
{
    tests::on_both_databases([](db::Database& database) {
        AroundWorld drawn(database);
        auto const id
            = drawn
                  .add(drawn.worker, AroundWorld::said(drawn.boy.id, "mother", drawn.mother.id),
                      {AroundWorld::part_of("day_to_day_care")})
                  .value();
        auto part = AroundWorld::part_of("emergency_contact");
        part.relationship = id;
        auto const add = [&](AccountId who) {
            return drawn.change(
                who, [&](Change& change) { return add_part(change, drawn.boy.id, part); });
        };
        CHECK(add(drawn.front_door).error().code == Code::not_allowed);
        CHECK(add(drawn.school_lead).error().code == Code::not_found);
        REQUIRE(add(drawn.worker).ok());
        CHECK(add(drawn.worker).error().field == "part"); // stands already
        auto const parts = drawn.around(drawn.worker, drawn.boy.id)[0].parts;
        REQUIRE(parts.size() == 2);
        auto const today = Date::read("2026-03-06").value();
        REQUIRE(drawn
                    .change(drawn.worker,
                        [&](Change& change) {
                            return end_part(change, drawn.boy.id, id, parts[0].id, today + -1,
                                "Lives with his aunt");
                        })
                    .ok());
        REQUIRE(drawn
                    .change(drawn.worker,
                        [&](Change& change) {
                            return withdraw_part(
                                change, drawn.boy.id, id, parts[1].id, "Another mother");
                        })
                    .ok());
        auto const left = drawn.around(drawn.worker, drawn.boy.id)[0];
        REQUIRE(left.parts.size() == 1);
        CHECK_FALSE(left.has_part("day_to_day_care", today));
        CHECK(left.has_part("day_to_day_care", today + -1));
        CHECK_FALSE(left.has_part("emergency_contact", today));
        CHECK(drawn
                  .change(drawn.worker,
                      [&](Change& change) {
                          return end_part(
                              change, drawn.boy.id, id, Uuid::fresh(), today, "Not there");
                      })
                  .error()
                  .code
            == Code::not_found);
    });
}
