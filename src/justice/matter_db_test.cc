// SPDX-License-Identifier: MIT
// A victim's case on both databases: stages, who told them by when, the right to a review, what was
// offered; and that it stands on no page of whoever is suspected.
#include "justice/justice_world_test.h"
#include "justice/matter_views.h"
#include <boost/json.hpp>

namespace kith::justice {
namespace {
    using Named = JusticeWorld::Named;
    std::string const matter_pattern = "/justice/matters/{matter}";

    forms::Answers given(JusticeWorld const& world, char const* kind, char const* enhanced)
    {
        auto const& form = world.forms.form(matter_form);
        forms::Answers all(form.name, form.version);
        all.set("kind", std::string(kind));
        all.set("harm", std::string("criminal"));
        all.set("words", std::string("She was made to carry bags"));
        all.set("enhanced", std::string(enhanced));
        all.set("wishes", std::string("i want it to stop"));
        if (std::string_view(kind) == "past_harm") {
            all.set("heard", std::string("Her doctor, in May"));
            all.set("child_at_risk", std::string("not_known"));
        }
        return all;
    }
    Result<Matter> begins(JusticeWorld& world, AccountId who, PersonId person,
        char const* kind = "reported", char const* enhanced = "yes")
    {
        auto const pass = world.world.as(who);
        Matter wanted;
        wanted.person = person;
        wanted.owner_agency = pass->visit().visitor().agency;
        read_answers(given(world, kind, enhanced), wanted);
        return pass->visit().change([&](Change& change) { return begin_matter(change, wanted); });
    }
    Result<Stage> reaches(JusticeWorld& world, Matter const& matter, StageKind kind, char const* on)
    {
        Stage wanted;
        wanted.kind = kind;
        wanted.on = Date::read(on).value();
        wanted.words = "The officer in the case said so";
        return world.world.as(world.worker)->visit().change([&](Change& change) {
            return reach_stage(world.room, change, matter.id, wanted);
        });
    }
    Result<Telling> tells(JusticeWorld& world, Matter const& matter, StageId stage, char const* on,
        char const* how = "in_person")
    {
        Telling wanted;
        wanted.on = Date::read(on).value();
        wanted.how = how;
        wanted.told_by = "DC Winslow";
        wanted.wishes = "i want to know why";
        return world.world.as(world.worker)->visit().change([&](Change& change) {
            return tell_victim(world.room, change, matter.id, stage, wanted);
        });
    }
    Done takes_part_back(JusticeWorld& world, Matter const& matter, MatterPart part, Uuid const& id)
    {
        return world.world.as(world.worker)->visit().change([&](Change& change) {
            return take_matter_part_back(world.room, change, matter.id, part, id, "The wrong line");
        });
    }
    std::vector<Stage> stages_now(JusticeWorld& world, Matter const& matter)
    {
        return stages_of(world.world.as(world.worker)->visit(), matter);
    }
} // namespace

TEST_CASE("the victim is told within the days of the code, on Home until somebody has")
{
    tests::on_both_databases([](db::Database& database) {
        JusticeWorld world(database);
        auto const hers = begins(world, world.worker, world.girl);
        REQUIRE(hers.ok());
        REQUIRE(reaches(world, *hers, StageKind::reported, "2026-03-02").ok());
        CHECK_FALSE(stages_now(world, *hers)[0].due.has_value());
        auto const charged = reaches(world, *hers, StageKind::charged, "2026-03-06");
        REQUIRE(charged.ok());
        CHECK(charged->due_rule == "victims.told_enhanced");
        CHECK(charged->due == Date::of(2026, 3, 9).value()); // the next working day
        auto const about = "case " + hers->reference.write();
        CHECK(world.lines_with(world.colleague, "Tell", about) == 1);
        CHECK(world.lines_with(world.elsewhere, "Tell", about) == 0);
        auto const woman = begins(world, world.worker, world.woman, "reported", "no");
        REQUIRE(reaches(world, *woman, StageKind::reported, "2026-03-02").ok());
        CHECK(reaches(world, *woman, StageKind::charged, "2026-03-06")->due
            == Date::of(2026, 3, 13).value());
        REQUIRE(tells(world, *hers, charged->id, "2026-03-06").ok());
        CHECK(world.lines_with(world.colleague, "Tell", about) == 0);
        auto const stages = stages_now(world, *hers);
        REQUIRE(stages[1].tellings.size() == 1);
        CHECK(stages[1].tellings[0].told_by == "DC Winslow");
        CHECK(stages[1].tellings[0].wishes == "i want to know why");
        CHECK(takes_part_back(world, *hers, MatterPart::telling, stages[1].tellings[0].id.uuid())
                  .ok());
        CHECK(world.lines_with(world.colleague, "Tell", about) == 1);
    });
}

TEST_CASE("the time to ask for a review runs from when they were told of the decision")
{
    tests::on_both_databases([](db::Database& database) {
        JusticeWorld world(database);
        auto const hers = begins(world, world.worker, world.girl);
        REQUIRE(reaches(world, *hers, StageKind::reported, "2026-03-02").ok());
        auto const ended = reaches(world, *hers, StageKind::not_charged, "2026-03-04");
        REQUIRE(ended.ok());
        auto const words = [&] {
            return review_in_words(
                world.room, world.world.as(world.worker)->visit(), stages_now(world, *hers));
        };
        CHECK(words().starts_with("They may ask for a review within 3 months of being told"));
        auto const told = tells(world, *hers, ended->id, "2026-03-06");
        CHECK(told->review_until == Date::of(2026, 6, 6).value());
        CHECK(words().starts_with("They may ask for a review until 6 June 2026"));
        CHECK(words().ends_with("not confirmed)"));
        world.clock_at("2026-06-07T09:00:00Z");
        CHECK(words().starts_with("The time to ask for a review was until 6 June 2026"));
        CHECK(reaches(world, *hers, StageKind::review_asked, "2026-06-07").ok());
        CHECK(words().empty());
    });
}

TEST_CASE("a stage is taken back with who told of it, and the chronology with them")
{
    tests::on_both_databases([](db::Database& database) {
        JusticeWorld world(database);
        auto const hers = begins(world, world.worker, world.girl);
        auto const first = reaches(world, *hers, StageKind::reported, "2026-03-02");
        auto const second = reaches(world, *hers, StageKind::charged, "2026-03-05");
        REQUIRE(tells(world, *hers, second->id, "2026-03-06").ok());
        auto const told = [&] {
            return world.linked.store
                .list_events(world.world.as(world.worker)->visit(), thing(world.girl))
                .size();
        };
        CHECK(told() == 3);
        CHECK(takes_part_back(world, *hers, MatterPart::stage, first->id.uuid()).error().code
            == Code::conflict);
        CHECK(takes_part_back(world, *hers, MatterPart::stage, second->id.uuid()).ok());
        CHECK(told() == 1);
        CHECK(where_it_stands(stages_now(world, *hers))->kind == StageKind::reported);
        CHECK(takes_part_back(world, *hers, MatterPart::stage, Uuid::fresh()).error().code
            == Code::not_found);
    });
}

TEST_CASE(
    "help is offered where nothing was reported; a child has enhanced rights, and no past harm")
{
    tests::on_both_databases([](db::Database& database) {
        JusticeWorld world(database);
        CHECK(
            begins(world, world.worker, world.girl, "reported", "no").error().field == "enhanced");
        CHECK(begins(world, world.worker, world.girl, "past_harm").error().field == "kind");
        CHECK(begins(world, world.elsewhere, world.girl).error().code == Code::not_found);
        auto const past = begins(world, world.worker, world.woman, "past_harm", "no");
        REQUIRE(past.ok());
        CHECK(past->child_at_risk == "not_known");
        auto const offers = [&](char const* what, OfferAnswer answer, std::string const& words) {
            Offer wanted;
            wanted.entitlement = what;
            wanted.answer = answer;
            wanted.on = Date::of(2026, 3, 6).value();
            wanted.words = words;
            return world.world.as(world.worker)->visit().change([&](Change& change) {
                return record_offer(world.room, change, past->id, wanted);
            });
        };
        CHECK(offers("therapy", OfferAnswer::taken, "").ok());
        CHECK(offers("adviser", OfferAnswer::declined, "").error().field == "offer_words");
        CHECK(offers("adviser", OfferAnswer::declined, "not now").ok());
        CHECK(offers("contact_scheme", OfferAnswer::offered, "").error().field == "entitlement");
        CHECK(offers("no such thing", OfferAnswer::offered, "").error().field == "entitlement");
        auto const kept = offers_of(world.world.as(world.colleague)->visit(), *past);
        REQUIRE(kept.size() == 2);
        CHECK(latest_of(kept, "adviser")->words == "not now");
        CHECK(takes_part_back(world, *past, MatterPart::offer, kept[1].id.uuid()).ok());
        CHECK_FALSE(latest_of(offers_of(world.world.as(world.worker)->visit(), *past), "adviser")
                        .has_value());
    });
}

TEST_CASE("a case stands on its victim's page, and on none of whoever is suspected")
{
    tests::on_both_databases([](db::Database& database) {
        JusticeWorld world(database);
        auto const man = world.somebody("Rowan Vexley", PartialDate{1990, 1, 9});
        auto const hers = begins(world, world.worker, world.girl);
        REQUIRE(reaches(world, *hers, StageKind::reported, "2026-03-02").ok());
        auto const panels = [&](PersonId person) {
            auto const pass = world.world.as(world.worker);
            auto const found = people::find(pass->visit(), person).value();
            std::string all;
            for (auto const& panel : world.people_room.panels)
                if (auto const view = panel(pass->visit(), found);
                    view && view->get("title").text() == "NRM and justice")
                    for (std::size_t at = 0; at < view->get("rows").size(); ++at)
                        all += view->get("rows").at(at).get("text").text() + " ";
            return all;
        };
        CHECK(panels(world.girl) == "Case " + hers->reference.write() + " ");
        CHECK(panels(man).empty());
        auto const page = world.get(
            world.worker, "/justice/people/{person}", address_of(man), {{"person", man.write()}});
        CHECK_FALSE(shows(page, hers->reference.write()));
        Named const named{{"matter", hers->id.write()}};
        auto const path = address_of(hers->id);
        for (auto const* const suffix : {"", "/print"}) {
            auto const shown
                = world.get(world.worker, matter_pattern + suffix, path + suffix, named);
            CHECK(shows(shown, hers->reference.write()));
            CHECK_FALSE(shows(shown, "Vexley"));
            auto const hidden
                = world.get(world.elsewhere, matter_pattern + suffix, path + suffix, named);
            CHECK(hidden.error().code == Code::not_found);
        }
    });
}

TEST_CASE("the page takes stages, who told them and offers, and keeps what was refused")
{
    tests::on_both_databases([](db::Database& database) {
        JusticeWorld world(database);
        auto const begin_path = "/justice/people/" + world.girl.write() + "/matters/new";
        auto const begin_pattern = std::string("/justice/people/{person}/matters/new");
        Named const person{{"person", world.girl.write()}};
        Named fields{{"kind", "reported"}, {"harm", "criminal"}, {"words", "Bags, at night"},
            {"enhanced", "no"}, {"wishes", "i want it to stop"}, {"key", forms::fresh_key()}};
        auto const refused_page
            = world.post(world.worker, begin_pattern, begin_path, fields, person);
        CHECK(refused_page->status == http::Status::unprocessable);
        CHECK(shows(refused_page, "Whoever is under 18 has enhanced rights"));
        CHECK(shows(refused_page, "Bags, at night"));
        fields[3].second = "yes";
        REQUIRE(world.post(world.worker, begin_pattern, begin_path, fields, person)->status
            == http::Status::see_other);
        auto const hers = list_matters(world.world.as(world.worker)->visit(), world.girl).at(0);
        auto const path = address_of(hers.id);
        Named const named{{"matter", hers.id.write()}};
        auto const page = [&] { return world.get(world.worker, matter_pattern, path, named); };
        for (auto const* const words : {"It has not come before the law", "Therapy and counselling",
                 "It does not wait for a trial", "Not asked for yet", "i want it to stop"})
            CHECK_MESSAGE(shows(page(), words), words);
        auto const stage = [&](Named const& sent) {
            return world.post(
                world.worker, matter_pattern + "/stages", path + "/stages", sent, named);
        };
        auto const early = stage({{"stage", "charged"}, {"words", "Kept words"}});
        CHECK(early->status == http::Status::unprocessable);
        CHECK(shows(early, "Kept words"));
        REQUIRE(stage({{"stage", "reported"}})->status == http::Status::see_other);
        REQUIRE(stage({{"stage", "charged"}})->status == http::Status::see_other);
        CHECK(shows(page(), "Record that they were told"));
        CHECK(shows(page(), "Due "));
        auto const charged = stages_now(world, hers).at(1);
        Named const of_stage{{"matter", hers.id.write()}, {"stage", charged.id.write()}};
        auto const told = [&](Named const& sent) {
            return world.post(world.worker, matter_pattern + "/stages/{stage}/told",
                told_address(hers.id, charged.id), sent, of_stage);
        };
        auto const empty = told({{"told_by", "DC Winslow"}});
        CHECK(shows(empty, "Choose how they were told"));
        CHECK(shows(empty, "DC Winslow"));
        CHECK(told({{"told_by", "DC Winslow"}, {"how", "by_phone"}, {"wishes", "no more calls"}})
                  ->status
            == http::Status::see_other);
        CHECK(shows(page(), "They were told: By phone or video"));
        CHECK(shows(page(), "no more calls"));
        auto const offer = [&](Named const& sent) {
            return world.post(
                world.worker, matter_pattern + "/offers", path + "/offers", sent, named);
        };
        CHECK(shows(offer({{"offer_words", "Kept words"}}), "Choose what they said to it"));
        CHECK(offer({{"entitlement", "screens"}, {"answer", "taken"}})->status
            == http::Status::see_other);
        CHECK(shows(page(), "Taken up"));
    });
}

TEST_CASE("the API begins a case once, and says what is theirs and what was offered")
{
    tests::on_both_databases([](db::Database& database) {
        JusticeWorld world(database);
        boost::json::object sent{
            {"answers", boost::json::parse(given(world, "reported", "yes").to_json())}};
        auto const made = world.send(world.worker, "/api/v1/justice/people/{person}/matters",
            "/api/v1/justice/people/" + world.girl.write() + "/matters",
            boost::json::serialize(sent), {{"person", world.girl.write()}});
        REQUIRE_MESSAGE(made.ok(), (made.ok() ? "" : made.error().words.key));
        auto const one = boost::json::parse(std::string(made->bytes())).as_object();
        std::string const id(one.at("id").as_string());
        Named const named{{"matter", id}};
        auto const path = "/api/v1/justice/matters/" + id;
        auto const staged = world.send(world.worker, "/api/v1" + matter_pattern + "/stages",
            path + "/stages", R"({"stage":"reported","on":"2026-03-02"})", named);
        CHECK(staged->status == http::Status::created);
        auto const offered = world.send(world.worker, "/api/v1" + matter_pattern + "/offers",
            path + "/offers", R"({"entitlement":"therapy","answer":"taken"})", named);
        REQUIRE(offered.ok());
        auto const after = boost::json::parse(std::string(offered->bytes())).as_object();
        auto found = false;
        for (auto const& line : after.at("entitlements").as_array())
            found = found
                || (line.at("code").as_string() == "therapy"
                    && line.at("answer").as_string() == "taken");
        CHECK(found);
        CHECK(world.get(world.elsewhere, "/api/v1" + matter_pattern, path, named).error().code
            == Code::not_found);
        CHECK(shows(world.get(world.worker, "/api/v1/justice", "/api/v1/justice"), id));
    });
}

} // namespace kith::justice
