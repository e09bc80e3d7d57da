// SPDX-License-Identifier: MIT
// The pages and the API on both databases: what a reader sees, what is kept of what was typed, and
// what answers as if there were nothing.
#include "justice/justice_world_test.h"
#include <boost/json.hpp>

namespace kith::justice {
namespace {
    using Named = JusticeWorld::Named;
    std::string const refer_pattern = "/justice/people/{person}/refer";
    std::string const referral_pattern = "/justice/referrals/{referral}";

    Named named_person(PersonId person) { return {{"person", person.write()}}; }
    Named named_referral(Referral const& one) { return {{"referral", one.id.write()}}; }
    std::string location_of(Result<Response> const& answer)
    {
        REQUIRE(answer.ok());
        for (auto const& [name, value] : answer->headers)
            if (std::string(name) == "Location")
                return std::string(value);
        return {};
    }
    Named filled(char const* route)
    {
        Named all{{"route", route}, {"age_disputed", "no"}, {"child_then", "yes"},
            {"name", "As on the record"}, {"what_happened", "Men made them carry bags"},
            {"exploitation-1-kind", "forced_crime"}, {"exploitation-1-place", "The harbour front"},
            {"exploiter_known", "no"}, {"other_victims", "not_known"}, {"police_told", "no"},
            {"responder_name", "A colleague"}, {"authority", "E10000017"},
            {"key", forms::fresh_key()}};
        if (std::string_view(route) == "child")
            all.emplace_back("safe_first", "She stays with her aunt");
        return all;
    }
} // namespace

TEST_CASE(
    "a referral is filled in from person and case, refused with everything kept, checked, prepared")
{
    tests::on_both_databases([](db::Database& database) {
        JusticeWorld world(database);
        auto const of_case = world.opens_case(world.girl);
        auto const path = "/justice/people/" + world.girl.write() + "/refer";
        auto const asked = world.get(world.worker, refer_pattern,
            path + "?case=" + of_case.id.write(), named_person(world.girl));
        REQUIRE(asked.ok());
        for (auto const* const words : {"Freya Larkspur", "Four people told of the same worry",
                 "value=\"2011\"", "value=\"forced_crime\" selected", "value=\"child\" checked"})
            CHECK_MESSAGE(shows(asked, words), words);
        auto empty = filled("child");
        std::erase_if(empty, [](auto const& one) { return one.first == "safe_first"; });
        auto const refused_page
            = world.post(world.worker, refer_pattern, path, empty, named_person(world.girl));
        CHECK(refused_page->status == http::Status::unprocessable);
        CHECK(shows(refused_page, "Say what was done first so that they are safe"));
        CHECK(shows(refused_page, "Men made them carry bags"));
        auto as_adult = filled("adult");
        for (auto const& [name, value] :
            Named{{"consent_on-day", "5"}, {"consent_on-month", "3"}, {"consent_on-year", "2026"},
                {"consent_words", "What it means"}, {"support_wanted", "yes"}})
            as_adult.emplace_back(name, value);
        auto const no_adult
            = world.post(world.worker, refer_pattern, path, as_adult, named_person(world.girl));
        CHECK(no_adult->status == http::Status::unprocessable);
        CHECK(shows(no_adult, "Under 18 that day, by their date of birth"));
        auto const right = world.post(
            world.worker, refer_pattern, path, filled("child"), named_person(world.girl));
        auto const check = location_of(right);
        REQUIRE(check.find("/refer/check?draft=") != std::string::npos);
        auto const draft = check.substr(check.find("draft=") + 6);
        auto const checked
            = world.get(world.worker, refer_pattern + "/check", check, named_person(world.girl));
        CHECK(shows(checked, "Check before it is prepared"));
        CHECK(shows(checked, "She stays with her aunt"));
        CHECK(world.get(world.colleague, refer_pattern + "/check", check, named_person(world.girl))
                  .error()
                  .code
            == Code::not_found); // a draft is its writer's
        auto const made = world.post(world.worker, refer_pattern + "/check", path + "/check",
            {{"draft", draft}}, named_person(world.girl));
        auto const referral = location_of(made);
        REQUIRE(referral.starts_with("/justice/referrals/"));
        auto const id = referral.substr(19, 36);
        auto const page = world.get(world.worker, referral_pattern, referral, {{"referral", id}});
        for (auto const* const words : {"It is prepared", "Prepared, not sent", "The harbour front",
                 "0800 043 4303", "No guardian has been asked for yet", "Freya Larkspur"})
            CHECK_MESSAGE(shows(page, words), words);
        CHECK(world
                  .post(world.worker, refer_pattern + "/check", path + "/check", {{"draft", draft}},
                      named_person(world.girl))
                  .error()
                  .code
            == Code::not_found); // it became the referral
    });
}

TEST_CASE("what is typed into a referral is kept as a draft, and thrown away")
{
    tests::on_both_databases([](db::Database& database) {
        JusticeWorld world(database);
        auto const path = "/justice/people/" + world.girl.write() + "/refer";
        auto half = Named{
            {"what_happened", "Only half of it"}, {"authority", "E06000009"}, {"save", "1"}};
        auto const kept
            = world.post(world.worker, refer_pattern, path, half, named_person(world.girl));
        CHECK(kept->status == http::Status::see_other);
        auto const again = world.get(world.worker, refer_pattern, path, named_person(world.girl));
        CHECK(shows(again, "Only half of it"));
        CHECK(shows(again, "value=\"E06000009\" selected"));
        CHECK(shows(again, "It was sent to nobody"));
        auto const drafts
            = world.drafts.list(world.world.as(world.worker)->visit().reading(), world.worker);
        REQUIRE(drafts.size() == 1);
        auto const thrown = world.post(world.worker, refer_pattern, path,
            {{"discard", drafts[0].id.write()}}, named_person(world.girl));
        CHECK(thrown->status == http::Status::see_other);
        CHECK_FALSE(shows(world.get(world.worker, refer_pattern, path, named_person(world.girl)),
            "Only half of it"));
    });
}

TEST_CASE("what came of it is recorded on the page, refused with a sentence, and taken back")
{
    tests::on_both_databases([](db::Database& database) {
        JusticeWorld world(database);
        auto const made = world.prepared(world.girl, "child");
        auto const path = address_of(made.id);
        auto const entry = [&](Named const& fields) {
            return world.post(world.worker, referral_pattern + "/entries", path + "/entries",
                fields, named_referral(made));
        };
        CHECK(shows(entry({{"words", "Kept words"}}), "Choose what came"));
        auto const early = entry({{"kind", "cg_positive"}, {"words", "Kept words"}});
        CHECK(early->status == http::Status::unprocessable);
        CHECK(shows(early, "That cannot follow where it stands now"));
        CHECK(shows(early, "Kept words"));
        CHECK(entry({{"kind", "sent"}, {"words", "By the form"}, {"reference", "HO-77"}})->status
            == http::Status::see_other);
        auto const page = world.get(
            world.worker, referral_pattern, path + "?said=recorded", named_referral(made));
        for (auto const* const words :
            {"It is recorded", "HO-77", "Expected by 13 March 2026", "It is their aim, not yours"})
            CHECK_MESSAGE(shows(page, words), words);
        auto const id = entries_of(world.world.as(world.worker)->visit(), made)[0].id.write();
        auto const back = world.post(world.worker, referral_pattern + "/entries/{entry}/take-back",
            path + "/entries/" + id + "/take-back", {{"taken_back", ""}},
            {{"referral", made.id.write()}, {"entry", id}});
        CHECK(shows(back, "Say why it is taken back"));
    });
}

TEST_CASE("the field set goes out as a file with a line in the ledger, and on marked paper")
{
    tests::on_both_databases([](db::Database& database) {
        JusticeWorld world(database);
        auto const made = world.prepared(world.girl, "child");
        auto const path = address_of(made.id);
        auto const file = world.post(
            world.worker, referral_pattern + "/export", path + "/export", {}, named_referral(made));
        REQUIRE(file.ok());
        auto const fields = boost::json::parse(std::string(file->bytes())).as_object();
        CHECK(fields.at("route").as_string() == "child");
        CHECK(fields.at("fields").at("what_happened").at("answer").at(0).as_string()
            == "Men made them carry bags");
        CHECK(fields.at("exploitation").at(0).at("place").as_string() == "The harbour front");
        CHECK_FALSE(fields.at("fields").as_object().contains("consent_words")); // not asked
        // Everything that was asked and answered stands in it.
        for (auto const& question : world.forms.form(referral_form).questions)
            if (question.kind != forms::Kind::items && world.answers("child").has(question.name))
                CHECK_MESSAGE(
                    fields.at("fields").as_object().contains(question.name), question.name);
        auto const paper = world.get(
            world.worker, referral_pattern + "/print", path + "/print", named_referral(made));
        CHECK(shows(paper, "Official-sensitive"));
        CHECK(shows(paper, "Men made them carry bags"));
    });
}

TEST_CASE("pages answer who may not know the person as if there were nothing")
{
    tests::on_both_databases([](db::Database& database) {
        JusticeWorld world(database);
        auto const made = world.prepared(world.girl, "child");
        auto const path = address_of(made.id);
        for (auto const& [pattern, address] : std::vector<std::pair<std::string, std::string>>{
                 {referral_pattern, path}, {referral_pattern + "/print", path + "/print"},
                 {"/api/v1" + referral_pattern, "/api/v1" + path},
                 {"/api/v1" + referral_pattern + "/fields", "/api/v1" + path + "/fields"}}) {
            auto const hidden = world.get(world.elsewhere, pattern, address, named_referral(made));
            REQUIRE_FALSE(hidden.ok());
            CHECK(hidden.error().code == Code::not_found);
        }
        CHECK(world
                  .get(world.elsewhere, "/justice/people/{person}", address_of(world.girl),
                      named_person(world.girl))
                  .error()
                  .code
            == Code::not_found);
        CHECK(world.get(world.auditor, "/justice", "/justice").error().code == Code::not_found);
        CHECK(shows(world.get(world.elsewhere, "/justice", "/justice"),
            "Nothing of your agency is recorded"));
        CHECK(shows(world.get(world.colleague, "/justice", "/justice"), made.reference.write()));
    });
}

TEST_CASE("the person's page shows the way, both tests of section 45, and who may refer")
{
    tests::on_both_databases([](db::Database& database) {
        JusticeWorld world(database);
        auto const page_of = [&](AccountId who, PersonId person) {
            return world.get(
                who, "/justice/people/{person}", address_of(person), named_person(person));
        };
        auto const hers = page_of(world.worker, world.girl);
        for (auto const* const words : {"Under 18 that day",
                 "There is no duty to notify for a child", "no realistic alternative",
                 "direct consequence", "Outside it (Schedule 4)", "0800 043 4303"})
            CHECK_MESSAGE(shows(hers, words), words);
        CHECK_FALSE(shows(hers, "Notify without identity"));
        CHECK(shows(page_of(world.worker, world.woman), "Notify without identity"));
        auto const pupil = world.somebody("Ines Harbin", PartialDate{2012, 2, 2}, world.teacher);
        auto const by_school = page_of(world.teacher, pupil);
        CHECK(shows(by_school, "Your agency is no first responder"));
        CHECK_FALSE(shows(by_school, "Write a referral"));
        auto const path = "/justice/people/" + world.girl.write() + "/defence";
        auto const noted = world.post(world.worker, "/justice/people/{person}/defence", path,
            {{"considered_by", "Her solicitor"}, {"contact", "Arrest on 4 March"}},
            named_person(world.girl));
        CHECK(noted->status == http::Status::unprocessable);
        CHECK(shows(noted, "Her solicitor"));
        CHECK(shows(noted, "Say what was looked at, and who advised"));
    });
}

TEST_CASE("the API prepares once for a key, asks for the version, and shows what may come next")
{
    tests::on_both_databases([](db::Database& database) {
        JusticeWorld world(database);
        auto const person = named_person(world.girl);
        auto const refer_path = "/api/v1/justice/people/" + world.girl.write() + "/referrals";
        boost::json::object sent{{"authority", "E10000017"},
            {"answers", boost::json::parse(world.answers("child").to_json())}};
        auto const body = boost::json::serialize(sent);
        auto const made = world.send(
            world.worker, "/api/v1/justice/people/{person}/referrals", refer_path, body, person);
        REQUIRE_MESSAGE(made.ok(), (made.ok() ? "" : made.error().words.key));
        CHECK(made->status == http::Status::created);
        auto const one = boost::json::parse(std::string(made->bytes())).as_object();
        CHECK(one.at("status").as_string() == "prepared");
        std::string const id(one.at("id").as_string());
        auto const path = "/api/v1/justice/referrals/" + id;
        Named const named{{"referral", id}};
        auto const corrected = [&](std::string const& version) {
            auto again = sent;
            again["reason"] = "She said where";
            return world.send(world.worker, "/api/v1/justice/referrals/{referral}/correct",
                path + "/correct", boost::json::serialize(again), named, version);
        };
        CHECK(corrected("")->status == http::Status::precondition_required);
        CHECK(corrected("\"v9\"").error().code == Code::conflict);
        CHECK(corrected("\"v1\"").ok());
        auto const entry = world.send(world.worker, "/api/v1/justice/referrals/{referral}/entries",
            path + "/entries", R"({"kind":"sent","words":"By the form"})", named);
        REQUIRE(entry.ok());
        CHECK(shows(entry, R"("text":"Expected by 13 March 2026")"));
        CHECK(world
                  .send(world.worker, "/api/v1/justice/referrals/{referral}/entries",
                      path + "/entries", R"({"kind":"sent","words":"Again"})", named)
                  .error()
                  .field
            == "kind");
        auto const short_of = world.send(world.worker, "/api/v1/justice/people/{person}/referrals",
            refer_path, R"({"answers":{"route":"child"}})", person);
        CHECK(short_of.error().code == Code::invalid);
        CHECK(shows(world.get(world.worker, "/api/v1/justice/people/{person}",
                        "/api/v1/justice/people/" + world.girl.write(), person),
            R"("route":"child")"));
    });
}

} // namespace kith::justice
