// SPDX-License-Identifier: MIT
// A worry about somebody who works with children: who knows of it, and who does not, on both
// databases.
#include "concerns/acts.h"
#include "concerns/allegation_store.h"
#include "concerns/joining.h"
#include "concerns/pages.h"
#include "platform/html/templates_once_test.h"
#include "world/partnership.h"
#include <doctest/doctest.h>

using namespace kith;
using namespace kith::concerns;

namespace {
constexpr auto blackpool = "E06000009";

// A council with a front door and designated officers, and a youth club where somebody works.
struct Club : tests::Partnership {
    explicit Club(db::Database& held)
        : Partnership(held, {})
        , templates(html::templates_once())
        , words(words::Catalogue::shipped())
        , forms(forms::Forms::shipped(words))
        , drafts(*keys)
        , facts(directory::ReferenceFacts::read().value())
        , clocks(actions::Clocks::read().value())
        , pages(templates)
        , home{pages}
        , room{{}, facts, clocks, forms, drafts, words, pages, clock,
              {folder.path() / "inbox", folder.path() / "outbox"}, home, links,
              [](db::Connection&, AccountId) { return std::string("A colleague"); }}
    {
        access::Predicates predicates;
        add_predicates(predicates);
        std::vector<std::pair<std::string, std::string>> files;
        for (auto const* path : {"data/policies/concerns.toml", "data/policies/directory.toml"})
            files.emplace_back(path, std::string(shipped_file(path)));
        gate = std::make_unique<access::Gate>(
            database, *keys, access::Policy::read(files, predicates), clock);
        auto const council = agency("council");
        youth_club = agency("club");
        front_door = team_for_purpose(council, "Front door", "front_door_children");
        officers = team_for_purpose(council, "Designated officer", "designated_officer");
        triage = account("triage worker", council, front_door);
        officer = account("designated officer", council, officers);
        other_officer = account("designated officer", council, officers);
        youth_worker = account("referrer", youth_club);
        colleague = account("referrer", youth_club);
        club_lead = account("safeguarding lead", youth_club);
        club_manager = account("team manager", youth_club);
        auto const lead = gate->enter_as_process("demo")->visit().change([&](Change& change) {
            change.writing().run({"add postcode of the club",
                                     "insert into postcodes (postcode, latitude, longitude, "
                                     "district, ward, quality, source, loaded_at) values ($1, "
                                     "53.8, -3.0, $2, '', 10, 'test', $3)"},
                "FY1 1AD", blackpool, change.now());
            return directory::save(change,
                directory::Lead{youth_club, club_lead, directory::LeadRole::lead,
                    {Date::of(2024, 1, 1).value()}});
        });
        REQUIRE(lead.ok());
    }

    TeamId team_for_purpose(AgencyId agency, char const* name, char const* purpose)
    {
        return gate->enter_as_process("demo")
            ->visit()
            .change([&](Change& change) -> Result<TeamId> {
                directory::Team team;
                team.agency = agency;
                team.name = name;
                team.purpose = purpose;
                team.during.from = Date::of(2024, 1, 1).value();
                auto const saved = TRY(directory::save(change, team));
                TRY(directory::save(change, directory::TeamArea{saved.id, blackpool, team.during}));
                return saved.id;
            })
            .value();
    }

    ConcernId raised_about(AccountId raiser, AccountId worker)
    {
        auto answers = forms::Answers::from_json("concerns/referral", 1,
            R"({"about":["child"],"what":"A worry","postcode":"FY1 1AD","safe_now":"yes","strengths":"A friend","own_words":"“I do not like it there”","consent":"not_told","worker":"yes","worker_name":"Sam Marlowe","worker_role":"Coach","worker_employer":"CLUB","worker_told":"no"})")
                           .value();
        answers.set("worker_account", worker.none() ? std::string("none") : worker.write());
        return as(raiser)
            ->visit()
            .change([&](Change& change) { return raise(room, change, answers); })
            .value();
    }

    bool knows(AccountId account, ConcernId id)
    {
        auto const pass = as(account);
        auto const found = room.store.find(pass->visit(), id);
        if (!found) // exactly as what does not exist
            CHECK(found.error() == room.store.find(pass->visit(), ConcernId::fresh()).error());
        return found.ok();
    }
    std::size_t on_lists(AccountId account)
    {
        auto const pass = as(account);
        auto const& visit = pass->visit();
        return room.store.list_open(visit).size() + room.store.list_decided(visit, 10).size()
            + room.store.list_raised(visit, 10).size() + room.store.list_opened(visit, 10).size();
    }
    Done open_it(ConcernId id, AccountId to, std::optional<Date> last_day = {})
    {
        Opening opening;
        opening.id = OpeningId::fresh();
        opening.concern = id;
        opening.account = to;
        opening.reason = "They must be told before the meeting";
        opening.words = "Please ring the designated officer";
        opening.last_day = last_day;
        return as(officer)->visit().change(
            [&](Change& change) { return open_to(room, change, opening); });
    }

    html::Templates const& templates;
    words::Catalogue words;
    forms::Forms forms;
    forms::Drafts drafts;
    directory::ReferenceFacts facts;
    actions::Clocks clocks;
    access::Pages pages;
    actions::Home home;
    links::Links links;
    Concerns room;
    AgencyId youth_club;
    TeamId front_door;
    TeamId officers;
    AccountId triage;
    AccountId officer;
    AccountId other_officer;
    AccountId youth_worker;
    AccountId colleague;
    AccountId club_lead;
    AccountId club_manager;
};
} // namespace

TEST_CASE("for whom it is about, and for who manages them, an allegation does not exist")
{
    tests::on_both_databases([](db::Database& database) {
        Club world(database);
        auto const id = world.raised_about(world.colleague, world.youth_worker);
        CHECK(world.knows(world.officer, id));
        CHECK(world.knows(world.colleague, id)); // who raised it
        for (auto const account :
            {world.youth_worker, world.club_lead, world.club_manager, world.triage}) {
            CHECK_FALSE(world.knows(account, id));
            CHECK(world.on_lists(account) == 0);
        }
        auto const held = world.room.store.find(world.as(world.officer)->visit(), id).value();
        CHECK(held.holding_team == world.officers);
        CHECK(held.due_rule == "allegation.contact");
        CHECK(london::day_of(held.due_at).write() == "2026-03-09"); // Friday and one working day
        CHECK(find_worker(*database.reader(), id)->agency == world.youth_club); // "CLUB" is "club"
    });
}

TEST_CASE("who manages somebody and raised it themselves goes on seeing it")
{
    tests::on_both_databases([](db::Database& database) {
        Club world(database);
        auto const id = world.raised_about(world.club_lead, world.youth_worker);
        CHECK(world.knows(world.club_lead, id));
        CHECK_FALSE(world.knows(world.club_manager, id));
    });
}

TEST_CASE("an officer whom it is about does not know of it; the officer beside them does")
{
    tests::on_both_databases([](db::Database& database) {
        Club world(database);
        auto const id = world.raised_about(world.colleague, world.other_officer);
        CHECK_FALSE(world.knows(world.other_officer, id));
        CHECK(world.on_lists(world.other_officer) == 0);
        CHECK(world.knows(world.officer, id));
        CHECK(world.on_lists(world.officer) == 1);
    });
}

TEST_CASE("where no account is known, those who manage in the agency named are walled off")
{
    tests::on_both_databases([](db::Database& database) {
        Club world(database);
        auto const id = world.raised_about(world.colleague, {});
        auto const managers = managers_of(*database.reader(), *find_worker(*database.reader(), id),
            Date::of(2026, 3, 6).value(), Date::of(2026, 3, 6).value());
        CHECK(managers.size() == 2);
        CHECK_FALSE(world.knows(world.club_lead, id));
        CHECK(world.open_it(id, world.youth_worker).error().field == "account"); // of no concern
    });
}

TEST_CASE("what the officer opens can be read, and nothing done to it, until it is closed")
{
    tests::on_both_databases([](db::Database& database) {
        Club world(database);
        auto const id = world.raised_about(world.colleague, world.youth_worker);
        REQUIRE(world.open_it(id, world.club_lead).ok());
        CHECK(world.open_it(id, world.club_lead).error().code == Code::conflict);
        CHECK(world.knows(world.club_lead, id));
        CHECK_FALSE(world.knows(world.youth_worker, id));
        {
            auto const lead = world.as(world.club_lead);
            auto const seen = world.room.store.find(lead->visit(), id).value();
            CHECK(lead->visit().may("copy", facts_of(seen)).error().code == Code::not_allowed);
            CHECK_FALSE(lead->visit().permits("write", facts_of(seen)));
        }
        auto const opening = list_openings(*database.reader(), id).front().id;
        auto const closing = [&](AccountId by, std::string const& why) {
            return world.as(by)->visit().change(
                [&](Change& change) { return close_to(world.room, change, id, opening, why); });
        };
        CHECK(closing(world.club_lead, "x").error().code == Code::not_allowed);
        CHECK_FALSE(closing(world.officer, "").ok());
        CHECK(closing(world.officer, "The meeting is over").ok());
        CHECK_FALSE(world.knows(world.club_lead, id));
        CHECK(world.on_lists(world.club_lead) == 0);
        CHECK(closing(world.officer, "Again").error().code == Code::not_found);
        CHECK(world.verdict().problems.empty());
    });
}

TEST_CASE("what was opened until a day does not exist for them on the next")
{
    tests::on_both_databases([](db::Database& database) {
        Club world(database);
        auto const id = world.raised_about(world.colleague, world.youth_worker);
        CHECK(world.open_it(id, world.youth_worker, Date::of(2026, 3, 5).value()).error().field
            == "last_day");
        REQUIRE(world.open_it(id, world.youth_worker, Date::of(2026, 3, 7).value()).ok());
        world.clock.move_to(Instant::read("2026-03-07T23:00:00Z").value());
        CHECK(world.knows(world.youth_worker, id));
        world.clock.move_to(Instant::read("2026-03-08T00:00:01Z").value());
        CHECK_FALSE(world.knows(world.youth_worker, id));
    });
}

TEST_CASE("a front door sends a concern on, and then sees it no more")
{
    tests::on_both_databases([](db::Database& database) {
        Club world(database);
        auto const answers = forms::Answers::from_json("concerns/referral", 1,
            R"({"about":["child"],"what":"A coach sends messages at night","postcode":"FY1 1AD","safe_now":"yes","strengths":"A friend","own_words":"“x”","consent":"not_told"})");
        auto const id
            = world.as(world.colleague)
                  ->visit()
                  .change([&](Change& change) { return raise(world.room, change, *answers); })
                  .value();
        SentOn onward{id, 1,
            {.name = "Sam Marlowe", .role = "Coach", .account = world.youth_worker},
            "A coach is named"};
        auto const send = [&](AccountId by) {
            return world.as(by)->visit().change(
                [&](Change& change) { return send_on(world.room, change, onward); });
        };
        CHECK(send(world.youth_worker).error().code == Code::not_found);
        onward.version = 2;
        CHECK(send(world.triage).error().code == Code::conflict);
        onward.version = 1;
        REQUIRE(send(world.triage).ok());
        CHECK_FALSE(world.knows(world.triage, id));
        CHECK(world.on_lists(world.triage) == 0);
        CHECK(world.knows(world.officer, id));
        CHECK(send(world.officer).error().code == Code::conflict);
        auto worker = *find_worker(*database.reader(), id);
        worker.account = world.colleague; // put right: and who raised it goes on seeing their own
        auto const put_right = world.as(world.officer)->visit().change([&](Change& change) {
            return correct_worker(world.room, change, id, worker, "Another person of that name");
        });
        CHECK(put_right.ok());
        CHECK(world.knows(world.colleague, id));
        auto const late = world.as(world.officer)->visit().change([&](Change& change) {
            return correct_worker(world.room, change, id, worker, "From an old page");
        });
        CHECK(late.error().code == Code::conflict);
        CHECK(world.verdict().problems.empty());
    });
}

TEST_CASE("a hidden concern takes nobody's place among those of the same postcode")
{
    tests::on_both_databases([](db::Database& database) {
        Club world(database);
        auto const answers = forms::Answers::from_json("concerns/referral", 1,
            R"({"about":["child"],"what":"A worry","postcode":"FY1 1AD","safe_now":"yes","strengths":"A friend","own_words":"“x”","consent":"agreed"})");
        std::vector<ConcernId> ordinary;
        for (int at = 0; at < 2; ++at) {
            ordinary.push_back(
                world.as(world.colleague)
                    ->visit()
                    .change([&](Change& change) { return raise(world.room, change, *answers); })
                    .value());
            world.clock.move_to(world.clock.now() + std::chrono::minutes(1));
        }
        world.raised_about(world.colleague, world.youth_worker); // the newest of the postcode
        auto const pass = world.as(world.triage);
        auto const here = world.room.store.find(pass->visit(), ordinary[1]).value();
        auto const nearby = world.room.store.list_nearby(pass->visit(), here, 1);
        REQUIRE(nearby.size() == 1);
        CHECK(nearby[0].id == ordinary[0]);
    });
}

TEST_CASE("no record is made from an allegation, and what is linked to it is known to nobody else")
{
    tests::on_both_databases([](db::Database& database) {
        Club world(database);
        auto const id = world.raised_about(world.colleague, world.youth_worker);
        people::Person person;
        person.names.push_back({.text = "Robin Marlowe"});
        auto const made = world.as(world.officer)->visit().change([&](Change& change) {
            return link_new(world.room, change, {id, {}, {}}, person);
        });
        REQUIRE_FALSE(made.ok());
        CHECK(made.error().code == Code::not_allowed);
        REQUIRE(world.open_it(id, world.club_lead).ok());
        CHECK(world.room.store.knows(world.as(world.officer)->visit(), id));
        CHECK(world.room.store.knows(world.as(world.colleague)->visit(), id));
        for (auto const account : {world.youth_worker, world.club_manager, world.club_lead})
            CHECK_FALSE(world.room.store.knows(world.as(account)->visit(), id));
    });
}

TEST_CASE("what a version of whom it is about replaced has every column of what it was")
{
    tests::on_both_databases([](db::Database& database) {
        Club world(database);
        CHECK(world.columns("allegations_was") == world.twin_columns("allegations"));
    });
}
