// SPDX-License-Identifier: MIT
// Every page of a peer map and of guardians draws, and a refused form comes back filled in.
#include "contexts/contexts_world_test.h"
#include "contexts/guardian_pages.h"
#include "contexts/peer_map_pages.h"
#include "contexts/peer_maps.h"

using namespace kith;
using namespace kith::contexts;

namespace {
http::FormData typed_form(std::vector<std::pair<std::string, std::string>> const& fields)
{
    http::FormData form;
    for (auto const& [name, value] : fields)
        form.add(name, value);
    return form;
}

using PageOf = Result<Response> (*)(Contexts const&, Visit const&, Request const&);

// A page whose address names one more thing than the context.
std::string body_of(PlacesWorld& drawn, PageOf page, ContextId context, std::string const& kind,
    std::string const& id, http::FormData const* form = nullptr)
{
    auto request = form ? Request::post("/here", *form) : Request::get("/here");
    request.matched("/here", "", {{"context", context.write()}, {kind, id}});
    auto const pass = drawn.world.as(drawn.worker);
    auto const answer = page(drawn.room, pass->visit(), request);
    REQUIRE(answer.ok());
    return answer->body;
}

bool has(std::string const& text, std::string_view part)
{
    return text.find(part) != std::string::npos;
}
} // namespace

TEST_CASE(
    "a peer map is made, filled and read on its pages, and what is refused comes back filled in")
{
    tests::on_both_databases([](db::Database& database) {
        PlacesWorld drawn(database);
        drawn.room.person_of = [](Visit const&, Reference const&) { return std::nullopt; };
        auto const group
            = drawn.record(drawn.worker, {.kind = "PEER", .name = "Lunch table"}).value().id;
        auto const get = [&](char const* part) {
            return drawn.get(drawn.worker, std::string("/contexts/{context}/group") + part, group)
                .value()
                .body;
        };
        auto const post = [&](char const* part, http::FormData const& form) {
            return drawn
                .post(drawn.worker, std::string("/contexts/{context}/group") + part, group, form)
                .value();
        };
        CHECK(has(get(""), "There is no map of this group"));
        CHECK(has(get("/map"), "Who may use it?"));
        auto const refused = post("/map", typed_form({{"worries", "A man at the gate"}}));
        CHECK(refused.status == http::Status::unprocessable);
        CHECK(has(refused.body, "A peer map without a purpose is not made"));
        CHECK(has(refused.body, "A man at the gate"));
        CHECK(post("/map", typed_form({{"purpose", "Home safely"}, {"used_by", "The team"}})).status
            == http::Status::see_other);
        auto const late = post(
            "/map", typed_form({{"purpose", "Another"}, {"used_by", "Us"}, {"version", "0"}}));
        CHECK(late.status == http::Status::conflict);
        CHECK(has(late.body, "Home safely")); // what stands now
        CHECK(has(late.body, "value=\"Another\""));
        CHECK(has(post("/finish", {}).body, "a map of worries alone is not finished"));
        CHECK(has(get("/members/new"), "no code name, no initials"));
        auto const nobody = post("/members/new",
            typed_form({{"reference", "P-000-0000"}, {"part", "Friend"}, {"source", "Tutor"}}));
        CHECK(has(nobody.body, "No person you may know of has this reference"));
        CHECK(has(nobody.body, "value=\"Friend\""));
        std::vector<std::string> members;
        for (auto i = 0; i < 2; ++i)
            REQUIRE(post("/members/new",
                        typed_form({{"person", PersonId::fresh().write()}, {"part", "Friend"},
                            {"source", "Tutor"}, {"seen-day", "1"}, {"seen-month", "3"},
                            {"seen-year", "2026"}}))
                        .status
                == http::Status::see_other);
        auto const page = get("");
        CHECK(has(page, "Last seen in the group on 1 March 2026"));
        CHECK(has(page, "on 1 March 2027"));
        auto const pass = drawn.world.as(drawn.worker);
        auto const context = find(pass->visit(), group).value();
        auto const map = find_map(pass->visit(), context).value().value();
        for (auto const& one : list_members(drawn.room, pass->visit(), map))
            members.push_back(one.link.id.write());
        REQUIRE(members.size() == 2);
        CHECK(has(get("/ties/new"), members[1]));
        CHECK(has(post("/ties/new", typed_form({{"one", members[0]}, {"source", "x"}})).body,
            "Choose somebody on the map"));
        CHECK(post("/ties/new",
                  typed_form({{"one", members[0]}, {"other", members[1]}, {"role", "friend"},
                      {"source", "Tutor"}}))
                  .status
            == http::Status::see_other);
        CHECK(has(get(""), "<line "));
        CHECK(has(get("/print"), "Copy for"));
        CHECK(has(body_of(drawn, ask_member_change, group, "member", members[0]), "Seen again"));
        auto const silent = typed_form({{"part", "Rows with them"}, {"version", "1"}});
        auto const again = body_of(drawn, change_member, group, "member", members[0], &silent);
        CHECK(has(again, "Say why it changes"));
        CHECK(has(again, "value=\"Rows with them\""));
        CHECK(has(
            body_of(drawn, ask_member_off, group, "member", members[0]), "Take it off the map"));
        CHECK(has(get("/end"), "End the map"));
        CHECK(has(post("/end", {}).body, "Say why the map ends"));
        CHECK(post("/end", typed_form({{"reason", "Done"}})).status == http::Status::see_other);
        CHECK(has(get(""), "There is no map of this group"));
    });
}

TEST_CASE("what is typed for a map or a member that is gone comes back, and another map is not "
          "written over")
{
    tests::on_both_databases([](db::Database& database) {
        PlacesWorld drawn(database);
        auto const group
            = drawn.record(drawn.worker, {.kind = "PEER", .name = "Lunch table"}).value().id;
        auto const post = [&](std::string const& part, http::FormData const& form,
                              PlacesWorld::Parts const& parts = {}) {
            return drawn.post(drawn.worker, "/contexts/{context}/group" + part, group, form, parts)
                .value();
        };
        auto const begin = [&](char const* purpose) {
            return post("/map", typed_form({{"purpose", purpose}, {"used_by", "The team"}})).status;
        };
        REQUIRE(begin("Home safely") == http::Status::see_other);
        auto const form = typed_form({{"person", PersonId::fresh().write()}, {"part", "Friend"},
            {"source", "Tutor"}, {"seen-day", "1"}, {"seen-month", "3"}, {"seen-year", "2026"},
            {"reason", "Walks the others home"}, {"version", "1"}});
        auto const nobody
            = post("/members/{member}/change", form, {{"member", LinkId::fresh().write()}});
        CHECK(nobody.status == http::Status::conflict);
        CHECK(has(nobody.body, "not on the map any more"));
        CHECK(has(nobody.body, "Walks the others home"));
        REQUIRE(post("/end", typed_form({{"reason", "Done"}})).status == http::Status::see_other);
        for (auto const* const part : {"/members/new", "/ties/new", "/end"}) {
            auto const gone = post(part, form);
            CHECK_MESSAGE(gone.status == http::Status::conflict, part);
            CHECK_MESSAGE(has(gone.body, "Walks the others home"), part);
        }
        auto const late = typed_form({{"purpose", "Another text"}, {"used_by", "Us"},
            {"reason", "As agreed"}, {"version", "1"}});
        auto const ended = post("/map", late);
        CHECK(ended.status == http::Status::conflict);
        CHECK(has(ended.body, "value=\"Another text\""));
        REQUIRE(begin("A new purpose") == http::Status::see_other);
        auto const over = post("/map", late);
        CHECK(over.status == http::Status::conflict);
        CHECK(has(over.body, "A new purpose"));
        // Whoever does not keep the map learns nothing.
        CHECK(drawn.post(drawn.school_lead, "/contexts/{context}/group/members/new", group, form)
                  .error()
            == drawn
                   .post(drawn.school_lead, "/contexts/{context}/group/members/new",
                       ContextId::fresh(), form)
                   .error());
    });
}

TEST_CASE("guardians are listed, changed and taken off on their pages")
{
    tests::on_both_databases([](db::Database& database) {
        PlacesWorld drawn(database);
        auto const place = drawn.record(drawn.worker, bus_stop()).value();
        auto const* const to_list = "/contexts/{context}/guardians/new";
        CHECK(has(drawn.get(drawn.worker, to_list, place.id)->body, "They are 18 or over"));
        auto const listed = drawn.post(drawn.worker, to_list, place.id,
            typed_form({{"who", "adult"}, {"name", "Sam Lee"}, {"part", "Inspector"},
                {"looks_out", "Late waits"}, {"consent_how", "At the depot"},
                {"consented-day", "1"}, {"consented-month", "3"}, {"consented-year", "2026"}}));
        CHECK(listed->status == http::Status::see_other);
        auto const pass = drawn.world.as(drawn.worker);
        auto const id = list_guardians(pass->visit(), place).at(0).id.write();
        CHECK(has(
            body_of(drawn, ask_guardian_change, place.id, "guardian", id), "value=\"Sam Lee\""));
        auto const silent = typed_form({{"part", "Driver"}, {"version", "1"}});
        auto const again = body_of(drawn, change_guardian, place.id, "guardian", id, &silent);
        CHECK(has(again, "Say why it changes"));
        CHECK(has(again, "value=\"Driver\""));
        CHECK(has(body_of(drawn, ask_guardian_end, place.id, "guardian", id), "End the listing"));
        auto const empty = typed_form({});
        CHECK(has(
            body_of(drawn, end_guardian, place.id, "guardian", id, &empty), "Say who told this"));
    });
}
