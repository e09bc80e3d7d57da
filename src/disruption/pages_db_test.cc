// SPDX-License-Identifier: MIT
// The pages and the API on both databases: what a reader sees, what is kept of what was typed, and
// what answers as if there were nothing.
#include "disruption/disruption_world_test.h"
#include "disruption/views.h"
#include <boost/json.hpp>

namespace kith::disruption {
namespace {
    std::string const workbook_pattern = "/disruption/targets/{kind}/{target}";
    std::string const step_pattern = "/disruption/steps/{step}";
    std::string const api_step_pattern = "/api/v1/disruption/steps/{step}";

    using Named = std::vector<std::pair<std::string, std::string>>;
    Named named_target(Thing const& target)
    {
        return {{"kind", target.kind}, {"target", target.id.write()}};
    }
    Named named_step(Step const& step) { return {{"step", step.id.write()}}; }
    bool shows(Result<Response> const& answer, std::string const& words)
    {
        return answer.ok() && std::string(answer->body).find(words) != std::string::npos;
    }
    http::FormData a_form(Named const& fields)
    {
        http::FormData form;
        for (auto const& [name, value] : fields)
            form.add(name, value);
        return form;
    }
} // namespace

TEST_CASE("the list is empty until there is a step, and the workbook lays options out with reasons")
{
    tests::on_both_databases([](db::Database& database) {
        DisruptionWorld world(database);
        auto const list
            = [&](AccountId who) { return world.get(who, "/disruption", "/disruption"); };
        CHECK(shows(list(world.worker), "No step of your agency is recorded"));
        CHECK(list(world.auditor).error().code == Code::not_found);
        auto const target = thing(world.takeaway);
        auto const workbook = [&](AccountId who, Thing const& of) {
            return world.get(who, workbook_pattern, address_of(of), named_target(of));
        };
        CHECK(shows(workbook(world.worker, target), "The facts that are ticked support none yet"));
        auto const ticked
            = world.post(world.worker, workbook_pattern + "/facts", address_of(target) + "/facts",
                a_form({{"fact", "premises_licence"}, {"fact", "licence_harm"},
                    {"where_from", "The licensing register, 2 March"}}),
                named_target(target));
        REQUIRE(ticked.ok());
        CHECK(ticked->status == http::Status::see_other);
        auto const page = workbook(world.worker, target);
        CHECK(shows(page, "It has a premises licence: The licensing register, 2 March"));
        CHECK(shows(page, "D17 Review of a premises licence"));
        CHECK(shows(page, "nothing here is ranked"));
        CHECK(shows(page, "a lawyer checks before use"));
        // Nothing said of where it is from: the form again, with what was ticked.
        auto const refused
            = world.post(world.worker, workbook_pattern + "/facts", address_of(target) + "/facts",
                a_form({{"fact", "hotel"}, {"where_from", ""}}), named_target(target));
        CHECK(refused->status == http::Status::unprocessable);
        CHECK(shows(refused, "Say where you know this from"));
        CHECK(shows(refused, "value=\"hotel\" checked"));
        // A home that they do not work with answers as one that does not exist.
        Thing const nowhere{"context", Uuid::fresh()};
        CHECK(workbook(world.elsewhere, thing(world.flat)).error()
            == workbook(world.elsewhere, nowhere).error());
        CHECK(workbook(world.elsewhere, thing(world.man)).error()
            == workbook(world.elsewhere, nowhere).error());
        CHECK(workbook(world.worker, {"concern", Uuid::fresh()}).error().code == Code::not_found);
        CHECK(workbook(world.elsewhere, {"named_thing", Uuid::fresh()}).error()
            == workbook(world.elsewhere, nowhere).error());
    });
}

TEST_CASE("a new step keeps what was typed where it is refused, and then stands on its page")
{
    tests::on_both_databases([](db::Database& database) {
        DisruptionWorld world(database);
        auto const target = thing(world.takeaway);
        auto const ask = [&](Named const& fields) {
            return world.post(world.worker, workbook_pattern + "/new", address_of(target) + "/new",
                a_form(fields), named_target(target));
        };
        Named fields{{"tactic", "D14"}, {"owner", world.council.write()},
            {"because", "Children are given drink at the back"}, {"starts-day", "1"},
            {"starts-month", "3"}, {"starts-year", "2026"}, {"expires-day", "1"},
            {"expires-month", "6"}, {"expires-year", "2026"}};
        auto const refused = ask(fields);
        REQUIRE(refused.ok());
        CHECK(refused->status == http::Status::unprocessable);
        CHECK(shows(refused, "31 May 2026 is the last day it can have"));
        CHECK(shows(refused, "Children are given drink at the back"));
        CHECK(list_of(world.world.as(world.worker)->visit(), target).empty());
        fields[6].second = "31";
        fields[7].second = "5";
        auto const made = ask(fields);
        REQUIRE(made.ok());
        CHECK(made->status == http::Status::see_other);
        auto const steps = list_of(world.world.as(world.worker)->visit(), target);
        REQUIRE(steps.size() == 1);
        auto const page
            = world.get(world.worker, step_pattern, address_of(steps[0].id), named_step(steps[0]));
        CHECK(shows(page, "Who lives there, and where would they go?"));
        CHECK(shows(page, "7 not answered yet"));
        CHECK(ask({{"tactic", "D99"}}).error().code == Code::not_found);
        CHECK(shows(world.get(world.worker, workbook_pattern + "/new",
                        address_of(target) + "/new?tactic=D14", named_target(target)),
            "cannot shut out people who live there"));
    });
}

TEST_CASE("a step's page shows its reader what is theirs: no child to who may not know them")
{
    tests::on_both_databases([](db::Database& database) {
        DisruptionWorld world(database);
        world.works_with(thing(world.takeaway), world.licensing_team, world.council);
        auto const with_child = world.planned(thing(world.takeaway), "D17");
        REQUIRE(world.links_child(world.worker, with_child, world.girl).ok());
        auto const page = [&](AccountId who, std::string const& end) {
            return world.get(
                who, step_pattern + end, address_of(with_child.id) + end, named_step(with_child));
        };
        CHECK(shows(page(world.worker, ""), "Freya Larkspur"));
        CHECK(shows(page(world.worker, ""), "of the quiet kind"));
        for (auto const* const end : {"", "/print"})
            for (auto const who : {world.licensing, world.elsewhere, world.sergeant}) {
                auto const read = page(who, end);
                REQUIRE(read.ok());
                CHECK(!shows(read, "Freya"));
                CHECK(!shows(read, world.girl.write()));
                CHECK(!shows(read, "They were there at night"));
            }
        CHECK(!shows(page(world.licensing, ""), "of the quiet kind"));
        CHECK(!shows(page(world.licensing, ""), "Children it touches"));
        CHECK(!shows(page(world.worker, "/print"), "Freya"));
        CHECK(page(world.licensing, "/answers").error().code != Code::invalid);
        CHECK(!page(world.licensing, "/answers").ok());
        CHECK(page(world.auditor, "").error()
            == world.get(world.auditor, step_pattern, "/x", {{"step", StepId::fresh().write()}})
                   .error());
        // Moved by the officer; a breach without words is asked again, and the words are kept.
        auto const move_it = [&](AccountId who, Named const& fields) {
            return world.post(who, step_pattern + "/move", address_of(with_child.id) + "/move",
                a_form(fields), named_step(with_child));
        };
        CHECK(move_it(world.licensing, {{"status", "served"}, {"version", "2"}})->status
            == http::Status::see_other);
        CHECK(move_it(world.licensing, {{"status", "breached"}, {"version", "2"}})->status
            == http::Status::conflict);
        auto const wordless
            = move_it(world.licensing, {{"status", "breached"}, {"version", "3"}, {"why", " "}});
        CHECK(wordless->status == http::Status::unprocessable);
        CHECK(shows(wordless, "Say what happened"));
        CHECK(shows(move_it(world.licensing, {{"version", "3"}}), "Choose where it stands"));
    });
}

TEST_CASE("the API makes a step once for a key, and asks for the version of what it changes")
{
    tests::on_both_databases([](db::Database& database) {
        DisruptionWorld world(database);
        auto const target = thing(world.takeaway);
        std::string const all = "/api/v1/disruption";
        auto const target_path = all + "/targets/context/" + world.takeaway.write();
        auto const ticked = world.send(world.worker, all + "/targets/{kind}/{target}/facts",
            target_path + "/facts",
            R"({"facts":["hotel","child_sexual_exploitation_there"],"where_from":"The night porter"})",
            named_target(target));
        CHECK(shows(ticked, R"("supported":[{"code":"D16")"));
        auto const made = world.send(world.worker, all + "/targets/{kind}/{target}/steps",
            target_path + "/steps",
            R"({"tactic":"D16","because":"Girls are taken there","starts":"2026-03-06"})",
            named_target(target));
        REQUIRE(made.ok());
        CHECK(made->status == http::Status::created);
        CHECK(shows(made, R"("last_day":"2026-09-05","ends_by":"limit")"));
        auto const step = list_of(world.world.as(world.worker)->visit(), target).at(0);
        auto const send_step
            = [&](std::string const& end, std::string const& json, std::string const& version) {
                  return world.send(world.worker, api_step_pattern + end,
                      all + "/steps/" + step.id.write() + end, json, named_step(step), version);
              };
        CHECK(send_step("/move", R"({"status":"rejected","why":"No"})", "")->status
            == http::Status::precondition_required);
        CHECK(send_step("/move", R"({"status":"rejected","why":"No"})", "\"v7\"").error().code
            == Code::conflict);
        CHECK(send_step("/move", R"({"status":"gone"})", "\"v1\"").error().field == "status");
        CHECK(send_step("/move", R"({"statos":"gone"})", "\"v1\"").error().code == Code::invalid);
        auto const moved = send_step(
            "/move", R"({"status":"rejected","why":"The hotel agreed by itself"})", "\"v1\"");
        CHECK(shows(moved, R"("status":"rejected")"));
        CHECK(send_step("/conditions", R"({"words":"The register is kept"})", "")->status
            == http::Status::created);
        CHECK(send_step("/answers", R"({"effect":"None"})", "").ok());
        // Of what the account may not read, the fields are not there.
        auto const read = [&](AccountId who) {
            return world.get(
                who, api_step_pattern, all + "/steps/" + step.id.write(), named_step(step));
        };
        CHECK(shows(read(world.worker), R"("effect":"None")"));
        CHECK(shows(read(world.licensing), R"("status":"rejected")"));
        CHECK(!shows(read(world.licensing), R"("answers")"));
        CHECK(shows(world.get(world.worker, all, all), step.reference.write()));
    });
}

TEST_CASE("every operation of the API that is described is there, and no other")
{
    tests::on_both_databases([](db::Database& database) {
        DisruptionWorld world(database);
        std::set<std::string> described, served;
        for (auto const& one : world.house.operations)
            if (one.room == "disruption")
                described.insert(std::string(http::write(one.method)) + " " + one.pattern);
        for (auto const& one : world.house.routes.all())
            if (one.pattern.starts_with("/api/v1/disruption"))
                served.insert(std::string(http::write(one.method)) + " " + one.pattern);
        CHECK(described == served);
        CHECK(served.size() == 36);
    });
}

} // namespace kith::disruption
