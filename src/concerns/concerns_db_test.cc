// SPDX-License-Identifier: MIT
#include "concerns/concerns_world_test.h"
#include "concerns/receipt.h"
#include "concerns/report.h"
#include "concerns/views.h"
#include <algorithm>
#include <doctest/doctest.h>

using namespace kith;
using namespace kith::concerns;

namespace {
struct Sent {
    Box box;
    std::string inbox_id;
};

// As the public process does it.
Sent send(Partnership& world, std::string const& id, std::string const& answers)
{
    auto const receipt = Receipt::of_draft(std::string(32, 'k'), id);
    Sent sent{open_box(receipt, std::string(16, 's')), id};
    Item item;
    item.inbox_id = id;
    item.box = sent.box.number;
    item.box_key = base64(sent.box.public_key);
    item.form = "concerns/report";
    item.form_version = 1;
    item.answers = answers;
    drop(world.room.post, id, seal_to(world.keys->hub_public_key(), write(item)));
    return sent;
}

Reply reply_in(Partnership& world, Sent const& sent)
{
    auto const sealed = read_box(world.room.post, sent.box.number);
    REQUIRE(sealed.ok());
    return read_reply(open_sealed(sent.box, *sealed).value()).value();
}

char const* const takeaway
    = R"({"about":["place","child"],"what":"Free food after dark","postcode":"fy1 1ad","safe_now":"no","reach":"contact","phone":"01632 960001"})";

Weighed weigh(Concern const& concern, std::string const& reply)
{
    Weighed weighed;
    weighed.concern = concern.id;
    weighed.version = concern.version;
    weighed.choice.outcomes = {"context_referral"};
    weighed.choice.reasons = {{"context_referral", "Several people name the same place"}};
    weighed.choice.urgency = "AMBER";
    weighed.reply = reply;
    return weighed;
}
} // namespace

TEST_CASE("a public worry reaches the front door of its district, is decided, and the receipt "
          "shows the reply")
{
    tests::on_both_databases([](db::Database& database) {
        Partnership world(database);
        auto const sent = send(world, "00aa", takeaway);
        CHECK(take_in(world.room, *world.gate) == 1);
        auto& triage = world.as(world.triage_worker);
        auto const open = world.room.store.list_open(triage.visit());
        REQUIRE(open.size() == 1);
        auto const& concern = open[0];
        CHECK(concern.holding_team == world.front_door);
        CHECK(concern.district == "E06000009");
        CHECK(concern.postcode == "FY1 1AD");
        CHECK(concern.safe_now == SafeNow::no);
        CHECK(concern.received_at.write()
            == "2026-03-06T09:00:00.000000Z");                         // to the quarter of an hour
        CHECK(london::day_of(concern.due_at).write() == "2026-03-09"); // Friday and one working day
        CHECK(lay_out_replies(world.room, *world.gate) == 1);
        CHECK(reply_in(world, sent).status == "received");
        CHECK(reply_in(world, sent).has_contact);

        auto const recorded = triage.visit().change([&](Change& change) {
            return record_decision(
                world.room, change, weigh(concern, "Thank you. We have read it."));
        });
        REQUIRE(recorded.ok());
        CHECK(world.room.store.list_open(triage.visit()).empty());
        CHECK(lay_out_replies(world.room, *world.gate) == 1);
        auto const reply = reply_in(world, sent);
        CHECK(reply.status == "finished");
        REQUIRE(reply.lines.size() == 1);
        CHECK(reply.lines[0].body == "Thank you. We have read it.");
        triage.settle();
        CHECK(world.verdict().problems.empty());
    });
}

TEST_CASE("a report that comes twice is one concern")
{
    tests::on_both_databases([](db::Database& database) {
        Partnership world(database);
        send(world, "00aa", takeaway);
        CHECK(take_in(world.room, *world.gate) == 1);
        send(world, "00aa", takeaway);
        CHECK(take_in(world.room, *world.gate) == 1);
        CHECK(waiting(world.room.post, 10).empty());
        CHECK(world.room.store.list_open(world.as(world.triage_worker).visit()).size() == 1);
    });
}

TEST_CASE("a concern whose reference another has already gets one of its own")
{
    tests::on_both_databases([](db::Database& database) {
        Partnership world(database);
        send(world, "00aa", takeaway);
        REQUIRE(take_in(world.room, *world.gate) == 1);
        auto const first = world.room.store.list_open(world.as(world.triage_worker).visit()).at(0);
        auto second = first;
        second.id = ConcernId::fresh();
        second.inbox_id = second.box = "00bb";
        auto const inbox = world.gate->enter_as_process("inbox");
        auto const added = inbox->visit().change(
            [&](Change& change) { return world.room.store.add(change, second); });
        REQUIRE(added.ok());
        CHECK(second.reference != first.reference);
        CHECK(world.room.store.list_open(world.as(world.triage_worker).visit()).size() == 2);
    });
}

TEST_CASE("another front door answers about a concern as about one that does not exist")
{
    tests::on_both_databases([](db::Database& database) {
        Partnership world(database);
        send(world, "00aa", takeaway);
        take_in(world.room, *world.gate);
        auto const concern
            = world.room.store.list_open(world.as(world.triage_worker).visit()).front();
        auto& other = world.as(world.other_front_door);
        auto const hidden = world.room.store.find(other.visit(), concern.id);
        auto const absent = world.room.store.find(other.visit(), ConcernId::fresh());
        REQUIRE_FALSE(hidden.ok());
        CHECK(hidden.error() == absent.error());
        CHECK(world.room.store.list_open(other.visit()).empty());
        auto const decided = other.visit().change([&](Change& change) {
            return record_decision(world.room, change, weigh(concern, ""));
        });
        REQUIRE_FALSE(decided.ok());
        CHECK(decided.error().code == Code::not_found);
    });
}

TEST_CASE("a worry whose place is not known is open to every front door, and to no school")
{
    tests::on_both_databases([](db::Database& database) {
        Partnership world(database);
        send(world, "00aa",
            R"({"about":["not_sure"],"what":"Somebody is afraid","safe_now":"not_known","reach":"unknown"})");
        take_in(world.room, *world.gate);
        CHECK(world.room.store.list_open(world.as(world.triage_worker).visit()).size() == 1);
        CHECK(world.room.store.list_open(world.as(world.other_front_door).visit()).size() == 1);
        CHECK(world.room.store.list_open(world.as(world.school_lead).visit()).empty());
    });
}

TEST_CASE(
    "a worry that no team holds is held by the team of whoever takes it, and stays in its lists "
    "once it is decided")
{
    tests::on_both_databases([](db::Database& database) {
        Partnership world(database);
        auto const somebody_afraid
            = R"({"about":["not_sure"],"what":"Somebody is afraid","safe_now":"not_known","reach":"unknown"})";
        send(world, "00aa", somebody_afraid);
        take_in(world.room, *world.gate);
        auto& triage = world.as(world.triage_worker);
        auto& other = world.as(world.other_front_door);
        auto const open = world.room.store.list_open(triage.visit());
        REQUIRE(open.size() == 1);
        CHECK(open[0].holding_team.none());
        REQUIRE(triage.visit()
                    .change([&](Change& change) { return take_up(world.room, change, open[0].id); })
                    .ok());
        auto const reading = world.room.store.find(triage.visit(), open[0].id).value();
        CHECK(reading.holding_team == world.front_door);
        CHECK_FALSE(reading.owner_agency.none());
        CHECK(world.room.store.list_open(other.visit()).empty());
        CHECK_FALSE(world.room.store.find(other.visit(), open[0].id).ok());
        REQUIRE(triage.visit()
                    .change([&](Change& change) {
                        return record_decision(world.room, change, weigh(reading, ""));
                    })
                    .ok());
        auto const decided = world.room.store.list_decided(triage.visit(), 10);
        REQUIRE(decided.size() == 1);
        CHECK(decided[0].id == open[0].id);
        auto const why = triage.visit().reading().run(
            {"why test", "select reason from concerns_was where id = $1 order by version"},
            open[0].id);
        REQUIRE(why.size() == 2);
        CHECK(why[0].text("reason")
            == "somebody started reading it; no team held it, Front door holds it from now on");
    });
}

TEST_CASE(
    "a worry that no team holds and that is decided at once is held by the decider's team; one "
    "decided before that was so stands in the lists of every front door")
{
    tests::on_both_databases([](db::Database& database) {
        Partnership world(database);
        send(world, "00aa",
            R"({"about":["not_sure"],"what":"Somebody is afraid","safe_now":"not_known","reach":"unknown"})");
        take_in(world.room, *world.gate);
        auto& triage = world.as(world.triage_worker);
        auto& other = world.as(world.other_front_door);
        auto const open = world.room.store.list_open(triage.visit());
        REQUIRE(open.size() == 1);
        REQUIRE(triage.visit()
                    .change([&](Change& change) {
                        return record_decision(world.room, change, weigh(open[0], ""));
                    })
                    .ok());
        CHECK(world.room.store.list_decided(triage.visit(), 10).size() == 1);
        CHECK(world.room.store.list_decided(other.visit(), 10).empty());
        database.write([&](db::Connection& connection) {
            connection.run(
                {"as before", "update concerns set holding_team = null where id = $1"}, open[0].id);
            return db::Outcome::keep;
        });
        auto& later = world.as(world.other_front_door);
        CHECK(world.room.store.list_decided(later.visit(), 10).size() == 1);
        CHECK(world.room.store.list_decided(world.as(world.school_lead).visit(), 10).empty());
    });
}

TEST_CASE("whoever raised a concern reads it and writes, and does not decide it; a colleague at "
          "the same school does not know of it")
{
    tests::on_both_databases([](db::Database& database) {
        Partnership world(database);
        auto& school = world.as(world.school_lead);
        auto const answers = forms::Answers::from_json("concerns/referral", 1,
            R"({"about":["child"],"what":"A worry","postcode":"FY1 1AD","safe_now":"yes","strengths":"A trusted teacher","own_words":"“I like football”","consent":"agreed"})");
        auto const id = school.visit().change(
            [&](Change& change) { return raise(world.room, change, *answers); });
        REQUIRE(id.ok());
        auto const mine = world.room.store.find(school.visit(), *id);
        REQUIRE(mine.ok());
        CHECK(mine->holding_team == world.front_door);
        auto const refused = school.visit().change(
            [&](Change& change) { return record_decision(world.room, change, weigh(*mine, "x")); });
        REQUIRE_FALSE(refused.ok());
        CHECK(refused.error().code == Code::not_allowed);
        auto const hidden = world.room.store.find(world.as(world.other_school_lead).visit(), *id);
        REQUIRE_FALSE(hidden.ok());
        CHECK(hidden.error().code == Code::not_found);
        auto const silent = world.as(world.triage_worker).visit().change([&](Change& change) {
            return record_decision(world.room, change, weigh(*mine, ""));
        });
        REQUIRE_FALSE(silent.ok());
        CHECK(silent.error().field == "reply"); // the referrer is always told
    });
}

TEST_CASE("the second of two decisions made from one page is a conflict, and the first stands")
{
    tests::on_both_databases([](db::Database& database) {
        Partnership world(database);
        send(world, "00aa", takeaway);
        take_in(world.room, *world.gate);
        auto& triage = world.as(world.triage_worker);
        auto const concern = world.room.store.list_open(triage.visit()).front();
        auto const first = weigh(concern, "");
        auto const second = weigh(concern, "");
        CHECK(
            triage.visit()
                .change([&](Change& change) { return record_decision(world.room, change, first); })
                .ok());
        CHECK(
            triage.visit()
                .change([&](Change& change) { return record_decision(world.room, change, first); })
                .ok());
        auto const late = triage.visit().change(
            [&](Change& change) { return record_decision(world.room, change, second); });
        REQUIRE_FALSE(late.ok());
        CHECK(late.error().code == Code::conflict);
        auto const now_stands = world.room.store.find(triage.visit(), concern.id);
        CHECK(world.room.store.decisions(triage.visit(), *now_stands).size() == 1);
    });
}

TEST_CASE("a child whom a front door knows by name and birth date is shown before anybody decides, "
          "and to nobody else")
{
    tests::on_both_databases([](db::Database& database) {
        Partnership world(database);
        auto& triage = world.as(world.triage_worker);
        people::Person person;
        person.birth = PartialDate::read("2011-05-03").value();
        people::Name name;
        name.text = "Robin Marlowe";
        person.names.push_back(name);
        REQUIRE(triage.visit()
                    .change([&](Change& change) { return people::create(change, person); })
                    .ok());
        auto& school = world.as(world.school_lead);
        auto const answers = forms::Answers::from_json("concerns/referral", 1,
            R"({"about":["child"],"people":[{"name":"robin  MARLOWE","birth":"2011-05-03"}],"what":"A worry","postcode":"FY1 1AD","safe_now":"yes","strengths":"A trusted teacher","own_words":"“I like football”","consent":"agreed"})");
        auto const id = school.visit().change(
            [&](Change& change) { return raise(world.room, change, *answers); });
        REQUIRE(id.ok());
        auto const held = world.room.store.find(triage.visit(), *id);
        REQUIRE(held.ok());
        auto const shown = named_in(world.room, triage.visit(), *held);
        REQUIRE(shown.size() == 1);
        REQUIRE(shown[0].candidates.size() == 1);
        CHECK(shown[0].candidates[0].text.find("Robin Marlowe") == 0);
        CHECK(shown[0].candidates[0].reason == "Same name and birth date");
        auto const for_school = named_in(world.room, school.visit(), *held);
        REQUIRE(for_school.size() == 1);
        CHECK(for_school[0].candidates.empty());
    });
}

TEST_CASE("children, adults, places and signs come each on their own; what is known is found by "
          "number too, and signs are rows")
{
    tests::on_both_databases([](db::Database& database) {
        Partnership world(database);
        auto& triage = world.as(world.triage_worker);
        people::Person person;
        person.names.push_back({});
        person.names.front().text = "Robin Marlowe";
        person.identifiers.push_back({{}, "nhs_number", "9990000018"});
        REQUIRE(triage.visit()
                    .change([&](Change& change) { return people::create(change, person); })
                    .ok());
        auto& school = world.as(world.school_lead);
        auto const answers = forms::Answers::from_json("concerns/referral", 2,
            R"({"about":["child","place"],"children":[{"name":"Bobby","identifier":"999 000 0018"},{"name":"Jo"}],"contexts":[{"kind":"PLACE","name":"The old mill"}],"signs":[{"what":"Late home","noticed":"2026-02","source":"seen","explains_else":"Football"},{"what":"A cut","kind":"HLT","noticed":"~2026-02-03","source":"told_by_other","source_who":"The nurse","explains_else":"Nothing"}],"what":"A worry","postcode":"FY1 1AD","safe_now":"yes","strengths":"A trusted teacher","own_words":"“I like football”","consent":"agreed"})");
        REQUIRE(world.room.forms.form("concerns/referral").check(*answers).errors
            == std::vector<Error>{});
        auto const id = school.visit().change(
            [&](Change& change) { return raise(world.room, change, *answers); });
        REQUIRE(id.ok());
        auto const held = world.room.store.find(triage.visit(), *id);
        REQUIRE(held.ok());
        auto const shown = named_in(world.room, triage.visit(), *held);
        REQUIRE(shown.size() == 3); // two children and the mill
        REQUIRE(shown[0].candidates.size() == 1);
        CHECK(shown[0].candidates[0].reason == "Same NHS number");
        CHECK(shown[1].candidates.empty());

        auto const signs = world.room.store.signs(triage.visit(), *held);
        CHECK(signs == signs_in(*answers));
        REQUIRE(signs.size() == 2);
        CHECK(signs[0].noticed->write() == "2026-02");
        CHECK(signs[1].source_who == "The nurse");
        CHECK(world.room.store.signs(world.as(world.other_school_lead).visit(), *held).empty());
        auto const rows = triage.visit().reading().run(
            {"signs test", "select * from concern_signs where concern = $1 order by place"}, *id);
        REQUIRE(rows.size() == 2);
        CHECK(rows[0].date("noticed_from").write() == "2026-02-01");
        CHECK(rows[0].date("noticed_until").write() == "2026-02-28");
        CHECK(rows[1].date("noticed_from").write() == "2026-02-03");
        CHECK(rows[0].integer("concern_version") == 1);

        // Taking it up is a new version that says the same: no row is added.
        REQUIRE(triage.visit()
                    .change([&](Change& change) { return take_up(world.room, change, *id); })
                    .ok());
        CHECK(world.room.store.signs(triage.visit(), *held).size() == 2);
        CHECK(triage.visit()
                  .reading()
                  .run({"signs test", "select * from concern_signs where concern = $1"}, *id)
                  .size()
            == 2);
    });
}

TEST_CASE("a concern that was raised to the first version of the form shows as it was given")
{
    tests::on_both_databases([](db::Database& database) {
        Partnership world(database);
        auto& school = world.as(world.school_lead);
        auto const answers = forms::Answers::from_json("concerns/referral", 1,
            R"({"about":["child"],"people":[{"name":"Jo"}],"signs":"Late home, seen by me","explain_else":"Football","what":"A worry","postcode":"FY1 1AD","safe_now":"yes","strengths":"A trusted teacher","own_words":"“I like football”","consent":"agreed"})");
        auto const id = school.visit().change(
            [&](Change& change) { return raise(world.room, change, *answers); });
        REQUIRE(id.ok());
        auto const held = world.room.store.find(school.visit(), *id);
        REQUIRE(held.ok());
        std::map<std::string, std::string> given;
        auto const view = given_view(world.room, *held);
        for (auto const& one : view.items())
            given[one.get("question").text()] = one.get("text").text();
        CHECK(given["Children and adults"] == "Name, or what people call them: Jo");
        CHECK(given["Signs you have noticed, each with its date and source"]
            == "Late home, seen by me");
        CHECK(given["What else could explain this?"] == "Football");
        CHECK(world.room.store.signs(school.visit(), *held).empty());
    });
}

TEST_CASE("contact details that are withdrawn are gone from the concern, and that they went stays "
          "in its history")
{
    tests::on_both_databases([](db::Database& database) {
        Partnership world(database);
        auto const sent = send(world, "00aa", takeaway);
        take_in(world.room, *world.gate);
        Item item;
        item.kind = ItemKind::withdraw_contact;
        item.inbox_id = "00bb";
        item.box = sent.box.number;
        drop(world.room.post, "00bb", seal_to(world.keys->hub_public_key(), write(item)));
        CHECK(take_in(world.room, *world.gate) == 1);
        auto const concern
            = world.room.store.list_open(world.as(world.triage_worker).visit()).front();
        CHECK(concern.answers.find("960001") == std::string::npos);
        CHECK(concern.answers.find("contact_withdrawn") != std::string::npos);
        CHECK(concern.version == 2);
        lay_out_replies(world.room, *world.gate);
        CHECK_FALSE(reply_in(world, sent).has_contact);
    });
}

TEST_CASE("an item that is not sealed to this hub is set aside, not lost and not tried for ever")
{
    tests::on_both_databases([](db::Database& database) {
        Partnership world(database);
        drop(world.room.post, "00dd", "not sealed at all");
        CHECK(take_in(world.room, *world.gate) == 0);
        CHECK(waiting(world.room.post, 10).empty());
        CHECK(std::filesystem::exists(world.room.post.inbox / "unreadable" / "00dd.sealed"));
    });
}

TEST_CASE("an item that the database refuses is set aside, and those behind it are taken in")
{
    tests::on_both_databases([](db::Database& database) {
        Partnership world(database);
        send(world, "00ee",
            R"({"about":["place"],"what":"a \u0000 in it","safe_now":"no","reach":"unknown"})");
        send(world, "00ff", takeaway);
        take_in(world.room, *world.gate);
        CHECK(waiting(world.room.post, 10).empty());
        auto const open = world.room.store.list_open(world.as(world.triage_worker).visit());
        CHECK(std::ranges::count(open, std::string("FY1 1AD"), &Concern::postcode) == 1);
    });
}

TEST_CASE("what a version replaced has every column of what it was")
{
    tests::on_both_databases([](db::Database& database) {
        auto const lease = database.reader();
        auto const columns = [&](char const* table) {
            std::set<std::string> names;
            auto const sql = database.kind() == db::Kind::sqlite
                ? db::Sql{"columns, sqlite", "select name from pragma_table_info($1)"}
                : db::Sql{"columns, postgres",
                    "select column_name as name from information_schema.columns where table_name = "
                    "$1"};
            for (auto const row : lease->run(sql, table))
                names.insert(row.text("name"));
            return names;
        };
        auto expected = columns("concerns");
        expected.insert({"superseded_at", "reason"});
        CHECK(columns("concerns_was") == expected);
    });
}
