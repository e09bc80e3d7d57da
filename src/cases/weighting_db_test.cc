// SPDX-License-Identifier: MIT
// Weighing the contexts of a case, on both databases.
#include "cases/assessment_world_test.h"
#include "cases/cases_world_test.h"
#include "cases/weighting_pages.h"
#include "cases/weighting_views.h"

namespace kith::cases {
namespace {
    Weighting a_girls_weighting(CasesWorld& world, CaseId of)
    {
        Weighting one;
        one.of = of;
        one.on = Date::of(2026, 3, 6).value();
        for (auto const& part : parts_to_weigh(""))
            one.parts.push_back({part, "none", "none", "", {}});
        one.parts[3]
            = {"PLACE", "strongest", "none", "Four things happened there", {world.takeaway}};
        one.parts[0] = {"HOME", "some", "strong", "She talks with her mother", {}};
        one.own_view = "Mum is fine, it is them at the takeaway";
        return one;
    }

    void spends_time_at(CasesWorld& world, PersonId person, ContextId context)
    {
        auto const made = world.world.as(world.worker)->visit().change([&](Change& change) {
            links::Link link;
            link.from = thing(person);
            link.to = thing(context);
            link.role = "spends_time";
            link.source = "School";
            link.drawn_from = thing(person);
            return world.linked.store.save(change, link);
        });
        REQUIRE_MESSAGE(made.ok(), (made.ok() ? "" : made.error().words.key));
    }

    Result<Weighting> weighed_by(
        CasesWorld& world, AccountId who, CaseId of, Weighting const& wanted, std::int64_t seen)
    {
        return world.world.as(who)->visit().change(
            [&](Change& change) { return weigh(world.room, change, of, wanted, seen); });
    }
} // namespace

TEST_CASE("a weighting puts the place above home, and is what the assessment leads on by")
{
    tests::on_both_databases([](db::Database& database) {
        CasesWorld world(database);
        auto const made = world.open(thing(world.girl));
        auto const wanted = a_girls_weighting(world, made.id);
        // A context that is not linked with her cannot be meant.
        CHECK(
            weighed_by(world, world.worker, made.id, wanted, 0).error().field == "PLACE-contexts");
        spends_time_at(world, world.girl, world.takeaway);
        auto const need = [&] {
            return world.room.needs.at("a weighting")(world.world.as(world.worker)->visit(), made);
        };
        REQUIRE(need());
        CHECK(need()->text == "The contexts are not weighed yet");
        REQUIRE(weighed_by(world, world.worker, made.id, wanted, 0).ok());
        CHECK(!need());
        auto const all = weightings_of(world.world.as(world.worker)->visit(), made.id);
        REQUIRE(all.size() == 1);
        CHECK(all[0].version == 1);
        CHECK(weight_rank(all[0].part("PLACE")->harm) > weight_rank(all[0].part("HOME")->harm));
        CHECK(all[0].part("PLACE")->contexts == std::vector{world.takeaway});
        // The next one stands, the first stays; a form that was read before it is told so.
        auto second = wanted;
        second.parts[0].harm = "none";
        REQUIRE(weighed_by(world, world.manager, made.id, second, 1).ok());
        CHECK(weighed_by(world, world.worker, made.id, second, 1).error().code == Code::conflict);
        CHECK(weightings_of(world.world.as(world.worker)->visit(), made.id).size() == 2);
        CHECK(weightings_of(world.world.as(world.worker)->visit(), made.id)[0].part("HOME")->harm
            == "none");
        CHECK(world.world.verdict().problems.empty());
    });
}

TEST_CASE("who may not know the case reads no weighting, and a context tells no number of its own")
{
    tests::on_both_databases([](db::Database& database) {
        CasesWorld world(database);
        auto const made = world.open(thing(world.girl));
        spends_time_at(world, world.girl, world.takeaway);
        REQUIRE(
            weighed_by(world, world.worker, made.id, a_girls_weighting(world, made.id), 0).ok());
        for (auto const who : {world.licensing, world.school_lead, world.analyst}) {
            CHECK(weightings_of(world.world.as(who)->visit(), made.id).empty());
            CHECK(
                world.get(who, "/cases/{case}/weighting", made.id).error().code == Code::not_found);
        }
        CHECK(weighed_by(world, world.licensing, made.id, a_girls_weighting(world, made.id), 1)
                  .error()
                  .code
            == Code::not_found);
        CHECK(people_it_weighs_for(*database.reader(), world.takeaway) == std::vector{world.girl});
        auto const told = [&](AccountId who) {
            auto request = Request::get("/contexts/" + world.takeaway.write());
            request.matched("/contexts/{context}", "", {{"context", world.takeaway.write()}});
            for (auto const& one : world.house.routes.all())
                if (one.method == http::Method::get && one.pattern == "/contexts/{context}")
                    return one.handler(world.world.as(who)->visit(), request).value().body;
            return std::string();
        };
        for (auto const who : {world.licensing, world.worker}) {
            CHECK(told(who).find("are linked whom you may not know") != std::string::npos);
            CHECK(told(who).find("weightings of") == std::string::npos);
        }
    });
}

TEST_CASE("a context's own case weighs the context itself, and its picture tells unknown from none")
{
    tests::on_both_databases([](db::Database& database) {
        CasesWorld world(database);
        auto const made = world.open(thing(world.takeaway));
        auto const pass = world.world.as(world.worker);
        auto const parts = to_weigh(world.room, pass->visit(), made);
        REQUIRE(parts.size() == 1);
        CHECK(parts[0].part == "PLACE");
        // What was typed comes back, with what is wrong beside it.
        http::FormData form;
        form.add("PLACE-harm", "strong");
        form.add("PLACE-safety", "not_known");
        form.add("own_view", "They say the owner shouts");
        form.add("seen", "0");
        auto const refused = world.post(world.worker, "/cases/{case}/weighting/new", made.id, form);
        REQUIRE(refused.ok());
        CHECK(refused->status == http::Status::unprocessable);
        CHECK(refused->body.find("Say why it weighs so much") != std::string::npos);
        CHECK(refused->body.find("They say the owner shouts") != std::string::npos);
        form.add("PLACE-because", "Thirteen reports since January");
        auto const kept = world.post(world.worker, "/cases/{case}/weighting/new", made.id, form);
        REQUIRE(kept.ok());
        CHECK(kept->status == http::Status::see_other);
        auto const again = world.post(world.manager, "/cases/{case}/weighting/new", made.id, form);
        REQUIRE(again.ok());
        CHECK(again->status == http::Status::conflict);
        CHECK(again->body.find("recorded meanwhile") != std::string::npos);
        auto const all = weightings_of(world.world.as(world.worker)->visit(), made.id);
        REQUIRE(all.size() == 1);
        auto const& stands = all.front();
        auto const picture = weighting_picture(world.room, stands);
        CHECK(picture.find(">?</text>") != std::string::npos); // safety is not known yet
        CHECK(picture.find("<rect") != std::string::npos);
        CHECK(picture.find("style=") == std::string::npos);
        auto const page = world.get(world.licensing, "/cases/{case}/weighting", made.id);
        REQUIRE(page.ok());
        CHECK(page->body.find("Thirteen reports") != std::string::npos);
        CHECK(world.get(world.licensing, "/cases/{case}/weighting/new", made.id).error().code
            == Code::not_allowed);
    });
}

TEST_CASE("no child is named in the weighting of a context, and names joined later are withheld")
{
    tests::on_both_databases([](db::Database& database) {
        CasesWorld world(database);
        auto const made = world.open(thing(world.takeaway));
        Weighting plain;
        plain.of = made.id;
        plain.on = Date::of(2026, 3, 6).value();
        plain.parts = {{"PLACE", "strong", "none", "Quillan leads them there", {}}};
        plain.own_view = "Quillan says it is loud";
        for (auto const* const name : {"Freya Larkspur", "Rowan Quickbeam"}) {
            auto const text = "They ask " + std::string(name) + " to wait";
            auto naming = plain;
            naming.parts[0].because = text;
            CHECK(weighed_by(world, world.worker, made.id, naming, 0).error().field
                == "PLACE-because");
            naming = plain;
            naming.own_view = text;
            CHECK(weighed_by(world, world.worker, made.id, naming, 0).error().field == "own_view");
            naming = plain;
            naming.own_view.clear();
            naming.own_view_missing = text;
            CHECK(weighed_by(world, world.worker, made.id, naming, 0).error().field
                == "own_view_missing");
        }
        auto const kept = weighed_by(world, world.worker, made.id, plain, 0);
        REQUIRE_MESSAGE(kept.ok(), (kept.ok() ? "" : kept.error().words.key));
        world.join_somebody("Quillan Tarrow");
        for (auto const& [who, path] : {std::pair(world.licensing, "/cases/{case}/weighting"),
                 {world.worker, "/cases/{case}/weighting/new"},
                 {world.licensing, "/api/v1/cases/{case}/weighting"}}) {
            auto const page = world.get(who, path, made.id);
            REQUIRE(page.ok());
            CHECK(page->body.find("Quillan") == std::string::npos);
            CHECK(page->body.find("[name withheld] leads them there") != std::string::npos);
        }
    });
}

TEST_CASE("each part is weighed once, and in an open case alone")
{
    tests::on_both_databases([](db::Database& database) {
        CasesWorld world(database);
        auto const made = world.open(thing(world.girl));
        spends_time_at(world, world.girl, world.takeaway);
        auto five_peers = a_girls_weighting(world, made.id);
        for (auto& part : five_peers.parts)
            part = {"PEER", "some", "none", "They go there", {}};
        CHECK(weighed_by(world, world.worker, made.id, five_peers, 0).error().field == "PEER-harm");
        auto const place = world.open(thing(world.takeaway));
        screened(world, place);
        Closure closure;
        closure.of = place.id;
        closure.reason = "safer";
        closure.why = "Nothing new for twelve weeks";
        closure.contexts_changed = "It closes at nine";
        closure.who_keeps = "Licensing, each month";
        closure.way_back = "Anybody tells the front door";
        closure.own_view = "They say it is nicer now";
        closure.on = Date::of(2026, 3, 6).value();
        REQUIRE(world.world.as(world.worker)
                    ->visit()
                    .change([&](Change& change) {
                        return close_case(world.room, change, place.version, closure);
                    })
                    .ok());
        Weighting late;
        late.on = closure.on;
        late.parts = {{"PLACE", "strong", "none", "Four reports", {}}};
        late.own_view = "It is loud";
        CHECK(weighed_by(world, world.worker, place.id, late, 0).error().words.key
            == "The case is closed: open it again first");
    });
}

} // namespace kith::cases
