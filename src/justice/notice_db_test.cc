// SPDX-License-Identifier: MIT
// The notice without identity on both databases: whatever is typed of whom it is about, none of it
// stands in what leaves.
#include "justice/justice_world_test.h"
#include <random>

namespace kith::justice {
namespace {
    // A word of letters that stand in no list and no template.
    std::string canary(std::mt19937& random)
    {
        std::string word = "Zq";
        for (int at = 0; at < 10; ++at)
            word += static_cast<char>('a' + std::uniform_int_distribution<int>(0, 25)(random));
        return word;
    }
} // namespace

TEST_CASE("nothing typed of who they are gets out in a notice, in the file or on paper")
{
    tests::on_both_databases([](db::Database& database) {
        JusticeWorld world(database);
        std::mt19937 random(17);
        for (int round = 0; round < 12; ++round) {
            std::vector<std::string> planted;
            auto const plant = [&] {
                planted.push_back(canary(random));
                return planted.back();
            };
            people::Person person;
            person.names = {{{}, "birth", plant() + " " + plant()}, {{}, "known_as", plant()}};
            person.birth = PartialDate{1990, 1, 9};
            person.sex = "F";
            person.language = plant();
            person.contacts = {{{}, "phone", "07700 900123", people::Known::yes, plant()}};
            auto const made = world.world.as(world.worker)->visit().change([&](Change& change) {
                return people::create(change, person);
            });
            REQUIRE_MESSAGE(made.ok(), (made.ok() ? "" : made.error().words.key));
            planted.push_back(made->reference.write());
            planted.push_back(made->id.write());
            // By the page itself, with a case, and with words in every box that takes some.
            auto const of_case = world.opens_case(made->id, {"CCE"});
            planted.push_back(of_case.reference.write());
            planted.push_back(of_case.id.write());
            JusticeWorld::Named fields{{"why", "does_not_agree"}, {"exploitation", "forced_crime"},
                {"region", "north_west"}, {"year_from-day", "14"}, {"year_from-month", "7"},
                {"year_from-year", "2025"}, {"age_band", "35_44"}, {"sex", "F"},
                {"police_told", "no"}, {"others_harmed", "not_known"}, {"exploiter_known", "no"},
                {"support_offered", "yes"}, {"adult_doubted", "no"},
                {"kept_here", plant() + ", " + plant()}, {"case", of_case.id.write()},
                {"key", forms::fresh_key()}};
            auto const who = made->id.write();
            auto const answer = world.post(world.worker, "/justice/people/{person}/notify",
                "/justice/people/" + who + "/notify", fields, {{"person", who}});
            REQUIRE(answer.ok());
            REQUIRE_MESSAGE(answer->status == http::Status::see_other, answer->body);
            auto const pass = world.world.as(world.worker);
            auto const notices = list_notices(pass->visit(), made->id);
            REQUIRE(notices.size() == 1);
            auto const id = notices[0].id.write();
            auto const sent = world.post(world.worker, "/justice/notices/{notice}/entries",
                "/justice/notices/" + id + "/entries",
                {{"kind", "sent"}, {"words", plant()}, {"reference", plant()}}, {{"notice", id}});
            REQUIRE(sent->status == http::Status::see_other);

            auto const on_page = world.get(world.worker, "/justice/notices/{notice}",
                "/justice/notices/" + id, {{"notice", id}});
            // Whoever may know them sees who it is about.
            CHECK((shows(on_page, planted[0]) || shows(on_page, planted[2])));
            auto const paper = world.get(world.worker, "/justice/notices/{notice}/print",
                "/justice/notices/" + id + "/print", {{"notice", id}});
            auto const file = world.post(world.worker, "/justice/notices/{notice}/export",
                "/justice/notices/" + id + "/export", {}, {{"notice", id}});
            auto const by_program
                = world.get(world.worker, "/api/v1/justice/notices/{notice}/leaves",
                    "/api/v1/justice/notices/" + id + "/leaves", {{"notice", id}});
            for (auto const* const left : {&paper, &file, &by_program}) {
                REQUIRE(left->ok());
                CHECK(shows(*left, "Made to commit crime"));
                CHECK(shows(*left, "2025"));
                std::string all((*left)->bytes());
                for (auto const& [name, value] : (*left)->headers)
                    all += std::string(name) + std::string(value);
                for (auto const& word : planted)
                    CHECK_MESSAGE(all.find(word) == std::string::npos, word);
                CHECK(all.find("July") == std::string::npos); // nor a day or a month
                CHECK(all.find("07700") == std::string::npos);
            }
        }
    });
}

TEST_CASE("for a child there is no notice, nor while age is disputed")
{
    tests::on_both_databases([](db::Database& database) {
        JusticeWorld world(database);
        auto const of_girl = world.notifies(world.worker, world.girl, "She said no");
        REQUIRE_FALSE(of_girl.ok());
        CHECK(of_girl.error().words.key.find("no duty to notify") != std::string::npos);
        REQUIRE(world.prepares(world.worker, world.woman, "child", true).ok());
        CHECK_FALSE(world.notifies(world.worker, world.woman, "She said no").ok());
        auto const other = world.somebody("Petra Hollins", PartialDate{1985, 2, 2});
        CHECK(world.notifies(world.worker, other, "").error().field == "kept_here");
        CHECK(world.notifies(world.worker, other, "She said no").ok());
        auto const pupil = world.somebody("Ines Harbin", PartialDate{1985, 2, 2}, world.teacher);
        CHECK_FALSE(world.notifies(world.teacher, pupil, "She said no").ok());
    });
}

TEST_CASE(
    "a birth date that is a guess makes nobody an adult whom somebody doubts, or who is young")
{
    tests::on_both_databases([](db::Database& database) {
        JusticeWorld world(database);
        auto const young = world.somebody("Ada Quillinan", PartialDate{2012, {}, {}, true});
        CHECK_FALSE(world.notifies(world.worker, young, "She said no").ok());
        auto const old = world.somebody("Berit Quillinan", PartialDate{1970, {}, {}, true});
        CHECK_FALSE(world.notifies(world.worker, old, "She said no", AdultDoubted::yes).ok());
        CHECK(world.notifies(world.worker, old, "She said no").ok());
    });
}

TEST_CASE("a notice is looked at again when it leaves: a dispute of age since then holds it back")
{
    tests::on_both_databases([](db::Database& database) {
        JusticeWorld world(database);
        auto const made = world.notifies(world.worker, world.woman, "She is afraid").value();
        auto const named = JusticeWorld::Named{{"notice", made.id.write()}};
        std::string const pattern = "/justice/notices/{notice}";
        auto const print = [&] {
            return world.get(
                world.worker, pattern + "/print", address_of(made.id) + "/print", named);
        };
        CHECK(print().ok());
        // A referral that another agency alone may read is enough.
        auto const disputed = world.prepares(world.worker, world.woman, "child", true);
        REQUIRE(disputed.ok());
        CHECK_FALSE(print().ok());
        NoticeEntry sent;
        sent.kind = NoticeEntryKind::sent;
        sent.on = Date::of(2026, 3, 6).value();
        sent.words = "By the form on the web";
        auto const sends = [&] {
            return world.world.as(world.worker)->visit().change([&](Change& change) {
                return record_entry(world.room, change, made.id, sent);
            });
        };
        CHECK_FALSE(sends().ok());
        world.recorded(*disputed, EntryKind::age_adult, "2026-03-06");
        CHECK(print().ok());
        CHECK(sends().ok());
    });
}

TEST_CASE("what stays is read by who may know them, and the entry of its sending is taken back")
{
    tests::on_both_databases([](db::Database& database) {
        JusticeWorld world(database);
        auto const made = world.notifies(world.worker, world.woman, "She is afraid of her brother");
        REQUIRE(made.ok());
        CHECK(world.lines_with(world.worker, "Send", made->reference.write()) == 1);
        NoticeEntry sent;
        sent.kind = NoticeEntryKind::sent;
        sent.on = Date::of(2026, 3, 6).value();
        sent.words = "By the form on the web";
        auto const entry = world.world.as(world.worker)->visit().change([&](Change& change) {
            return record_entry(world.room, change, made->id, sent);
        });
        REQUIRE(entry.ok());
        CHECK(world.lines_with(world.worker, "Send", made->reference.write()) == 0);
        auto const pass = world.world.as(world.colleague);
        auto const read = find(pass->visit(), made->id);
        REQUIRE(read.ok());
        CHECK(read->leaving == world.a_leaving());
        auto const entries = entries_of(pass->visit(), *read);
        REQUIRE(entries.size() == 2);
        CHECK(entries[0].words == "She is afraid of her brother");
        auto const takes = [&](NoticeEntryId id) {
            return world.world.as(world.worker)->visit().change([&](Change& change) {
                return take_back(world.room, change, made->id, id, "It was not sent after all");
            });
        };
        CHECK(takes(entries[0].id).error().code == Code::conflict);
        CHECK(takes(entries[1].id).ok());
        CHECK(where_it_stands(entries_of(world.world.as(world.colleague)->visit(), *read))->kind
            == NoticeEntryKind::prepared);
        auto const outside = world.world.as(world.elsewhere);
        CHECK(find(outside->visit(), made->id).error().code == Code::not_found);
        CHECK(list_notices(outside->visit(), world.woman).empty());
    });
}

} // namespace kith::justice
