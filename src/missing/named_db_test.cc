// SPDX-License-Identifier: MIT
// What return interviews name, on both databases: who may know it, what becomes of it, and how it
// is undone.
#include "missing/missing_world_test.h"
#include "missing/named_views.h"
#include "world/databases.h"

namespace kith::missing {
namespace {
    constexpr char const* said_words
        = "We were at the Netmakers Loft. Somebody they call Biscuit drove "
          "us, ZY12 KTH.";

    struct NamedWorld : MissingWorld {
        explicit NamedWorld(db::Database& database) : MissingWorld(database)
        {
            contexts::Context loft_facts;
            loft_facts.kind = "HOME";
            loft_facts.name = "Netmakers Loft";
            loft = world.as(worker)
                       ->visit()
                       .change([&](Change& change) { return contexts::create(change, loft_facts); })
                       .value()
                       .id;
        }

        // Went at noon that day, back at four, talked at six.
        Episode held(PersonId person, std::string const& day, std::string const& said = said_words,
            std::string const& tell_home = "yes")
        {
            now((day + "T19:00:00Z").c_str());
            auto const episode = reported(person, (day + "T12:00:00Z").c_str());
            must(returns(officer, episode, (day + "T16:00:00Z").c_str()).ok(), "back");
            Held talk;
            talk.held_at = at((day + "T18:00:00Z").c_str());
            talk.interviewer = "Sol Brandreth";
            talk.tell_home = tell_home;
            talk.form_version = 1;
            auto answers = no_answers_here();
            answers.set("where", said);
            answers.set("tell_police", std::string("Fine, but not my name"));
            talk.answers = answers.to_json();
            talk.version = interview(episode)->version;
            must(world.as(worker)
                     ->visit()
                     .change([&](Change& change) { return hold(room, change, episode.id, talk); })
                     .ok(),
                "held");
            return episode;
        }
        static forms::Answers no_answers_here() { return {"missing/interview", 1}; }

        std::string waiting(AccountId who, Episode const& episode)
        {
            auto const pass = world.as(who);
            std::string all;
            for (auto const& one : candidates_of(room, pass->visit(), *interview(episode)))
                all += (all.empty() ? "" : " | ") + one.named.kind + " " + one.named.as_written;
            return all;
        }
        NamedDecision about(Episode const& episode, std::string const& as_written)
        {
            auto const pass = world.as(worker);
            for (auto const& one : candidates_of(room, pass->visit(), *interview(episode)))
                if (one.named.as_written == as_written)
                    return {one.named.kind, as_written, one.key, one.known, "", ""};
            must(false, "it waits");
            return {};
        }
        Done accepts(AccountId who, Episode const& episode, NamedDecision const& decision)
        {
            return world.as(who)->visit().change(
                [&](Change& change) { return accept_named(room, change, episode.id, decision); });
        }
        Done accepts(Episode const& episode, std::string const& as_written)
        {
            return accepts(worker, episode, about(episode, as_written));
        }
        std::vector<links::Link> links_of(AccountId who, PersonId person)
        {
            auto const pass = world.as(who);
            return linked.store.list_of(pass->visit(), thing(person));
        }
        std::size_t also(AccountId who, Episode const& episode, Thing const& named)
        {
            auto const pass = world.as(who);
            return also_named_in(room, pass->visit(), *interview(episode), named);
        }
        std::vector<InterviewNamed> rows(Episode const& episode)
        {
            return named_rows_of(world.as(worker)->visit().reading(), interview(episode)->id);
        }
        std::vector<actions::Action> asked(Episode const& episode)
        {
            auto const pass = world.as(worker);
            return actions_room.store.list_about(pass->visit(), thing(interview(episode)->id));
        }

        ContextId loft;
    };
} // namespace

TEST_CASE("what is named waits for somebody to judge it; a name that a visitor does not know is no "
          "candidate for them")
{
    tests::on_both_databases([](db::Database& database) {
        NamedWorld world(database);
        auto const episode = world.held(world.girl, "2026-03-10");
        CHECK(world.waiting(world.worker, episode)
            == "place Netmakers Loft | nickname Biscuit | vehicle ZY12 KTH");
        CHECK(world.waiting(world.host_worker, episode) == "nickname Biscuit | vehicle ZY12 KTH");
        CHECK(world.links_of(world.worker, world.girl).empty()); // nothing is linked by itself
        CHECK(world.rows(episode).empty());
    });
}

TEST_CASE(
    "who went with them is found by the name that a child uses, as far as the visitor knows them")
{
    tests::on_both_databases([](db::Database& database) {
        NamedWorld world(database);
        auto const episode
            = world.held(world.girl, "2026-03-10", "I went with Jude. He wanted to come.");
        CHECK(world.waiting(world.worker, episode).empty()); // a first name alone says nobody
        REQUIRE(world.world.as(world.worker)
                    ->visit()
                    .change([&](Change& change) {
                        return went_with(world.room, change, episode.id, world.boy);
                    })
                    .ok());
        CHECK(world.waiting(world.worker, episode) == "person Jude"); // the child's own word
        // The other authority shares his episode too, and has no record of his opened to it.
        CHECK(world.waiting(world.host_worker, episode).empty());
    });
}

TEST_CASE("what is accepted is a link from the child, seen by who may read the interview and by no "
          "link elsewhere")
{
    tests::on_both_databases([](db::Database& database) {
        NamedWorld world(database);
        auto const episode = world.held(world.girl, "2026-03-10", said_words, "no");
        auto const place = world.about(episode, "Netmakers Loft");
        CHECK(place.known == thing(world.loft));
        CHECK(world.accepts(world.officer, episode, place).error().code == Code::not_found);
        REQUIRE(world.accepts(world.worker, episode, place).ok());
        CHECK(world.accepts(world.worker, episode, place).error().code == Code::conflict);
        REQUIRE(world.accepts(episode, "Biscuit").ok());
        CHECK(world.waiting(world.worker, episode) == "vehicle ZY12 KTH");
        auto const seen = world.links_of(world.worker, world.girl);
        REQUIRE(seen.size() == 2);
        for (auto const& link : seen) {
            CHECK(link.role == "named_in_interview");
            CHECK(link.confidence == "told_by_child");
            CHECK(link.source == "Return interview, held on 10 March 2026");
            CHECK(link.handling == "Not to be told where they live");
            CHECK(link.expires == Date::of(2027, 3, 10).value());
        }
        // Who cares for her works with her, and may not read what she asked not to tell there.
        auto const involved = world.world.as(world.worker)->visit().change([&](Change& change) {
            auto const facts = people::find_facts(change, world.girl).value();
            return links::involve(change, facts,
                {.agency = world.home_agency, .team = world.home_team, .role = "Cares for her"});
        });
        REQUIRE(involved.ok());
        CHECK(people::knows(world.world.as(world.carer)->visit(), world.girl));
        CHECK(world.links_of(world.carer, world.girl).empty());
        // Nor does the place tell of her to who works with it and not with her.
        auto const pass = world.world.as(world.elsewhere);
        CHECK(world.linked.store.list_of(pass->visit(), thing(world.loft)).empty());
    });
}

TEST_CASE(
    "the same plate in two interviews is one thing, and tells of the other only to who may read "
    "both")
{
    tests::on_both_databases([](db::Database& database) {
        NamedWorld world(database);
        auto const hers = world.held(world.girl, "2026-03-10");
        auto const his = world.held(world.boy, "2026-03-12", "A car, zy12kth, and a blue van");
        REQUIRE(world.accepts(hers, "ZY12 KTH").ok());
        REQUIRE(world.accepts(his, "zy12kth").ok());
        auto const car = world.rows(hers).front().thing;
        CHECK(car == world.rows(his).front().thing);
        CHECK(world.also(world.worker, hers, car) == 1);
        CHECK(world.also(world.host_worker, hers, car) == 1); // shares both
        CHECK(world.also(world.elsewhere, hers, car) == 0);
        CHECK(links::named_in_records(
            world.linked.seen, world.world.as(world.elsewhere)->visit(), NamedThingId(car.id))
                  .empty());
        // A van that has no plate is not every van.
        auto const add = [&](Episode const& episode) {
            return world.world.as(world.worker)->visit().change([&](Change& change) {
                return add_named(world.room, change, episode.id, "vehicle", "a blue van");
            });
        };
        REQUIRE(add(hers).ok());
        CHECK(add(hers).error().code == Code::conflict);
        REQUIRE(add(his).ok());
        REQUIRE(world.accepts(hers, "a blue van").ok());
        REQUIRE(world.accepts(his, "a blue van").ok());
        CHECK(world.rows(hers).back().thing != world.rows(his).back().thing);
    });
}

TEST_CASE("it is set aside with a reason, and either is undone; the versions stand")
{
    tests::on_both_databases([](db::Database& database) {
        NamedWorld world(database);
        auto const episode = world.held(world.girl, "2026-03-10");
        auto const set_aside = [&](NamedDecision const& decision) {
            return world.world.as(world.worker)->visit().change([&](Change& change) {
                return set_named_aside(world.room, change, episode.id, decision);
            });
        };
        auto const undo = [&](InterviewNamedId id) {
            return world.world.as(world.worker)->visit().change([&](Change& change) {
                return take_named_back(world.room, change, episode.id, id);
            });
        };
        auto plate = world.about(episode, "ZY12 KTH");
        CHECK(set_aside(plate).error().field == "reason");
        plate.reason = "It is the teacher's";
        REQUIRE(set_aside(plate).ok());
        CHECK(set_aside(plate).error().code == Code::conflict);
        CHECK(world.waiting(world.worker, episode) == "place Netmakers Loft | nickname Biscuit");
        auto const id = world.rows(episode).front().id;
        REQUIRE(undo(id).ok());
        CHECK(undo(id).error().code == Code::conflict);
        CHECK(undo(InterviewNamedId::fresh()).error().code == Code::not_found);
        REQUIRE(world.accepts(episode, "ZY12 KTH").ok());
        REQUIRE(world.links_of(world.worker, world.girl).size() == 1);
        REQUIRE(undo(id).ok());
        CHECK(world.links_of(world.worker, world.girl).empty());
        CHECK(world.waiting(world.worker, episode)
            == "place Netmakers Loft | nickname Biscuit | vehicle ZY12 KTH");
        CHECK(world.world.columns("interview_named_was")
            == world.world.twin_columns("interview_named"));
        CHECK(world.world.verdict().problems.empty());
    });
}

TEST_CASE("which record it is must be one that the visitor may know, and not the child; what joins "
          "them fits")
{
    tests::on_both_databases([](db::Database& database) {
        NamedWorld world(database);
        auto const episode = world.held(world.girl, "2026-03-10");
        auto nickname = world.about(episode, "Biscuit");
        nickname.known = thing(world.girl);
        CHECK(world.accepts(world.worker, episode, nickname).error().field == "which");
        nickname.known = thing(PersonId::fresh());
        CHECK(world.accepts(world.worker, episode, nickname).error().field == "which");
        nickname.known = thing(world.adult);
        CHECK(world.accepts(world.host_worker, episode, nickname).error().field == "which");
        nickname.role = "went_there";
        CHECK(world.accepts(world.worker, episode, nickname).error().field == "role");
        nickname.role = "was_with_them";
        REQUIRE(world.accepts(world.worker, episode, nickname).ok());
        auto const seen = world.links_of(world.worker, world.adult);
        REQUIRE(seen.size() == 1);
        CHECK(seen[0].from == thing(world.girl));
        CHECK(seen[0].role == "was_with_them");
        NamedDecision wrong{"no_such_kind", "x", "x", {}, "", ""};
        CHECK(world.accepts(world.worker, episode, wrong).error().field == "kind");
    });
}

TEST_CASE("the third interview in 30 days that names a context asks its team once to refer it, and "
          "names no child")
{
    tests::on_both_databases([](db::Database& database) {
        NamedWorld world(database);
        auto const first = world.held(world.girl, "2026-03-02");
        REQUIRE(world.accepts(first, "Netmakers Loft").ok());
        auto const second = world.held(world.boy, "2026-03-10");
        REQUIRE(world.accepts(second, "Netmakers Loft").ok());
        CHECK(world.asked(second).empty());
        auto const third = world.held(world.girl, "2026-04-01"); // 30 days after the first
        REQUIRE(world.accepts(third, "Netmakers Loft").ok());
        auto const asked = world.asked(third);
        REQUIRE(asked.size() == 1);
        CHECK(asked[0].what.starts_with("Third return interview in 30 days that names"));
        CHECK(asked[0].what.find("Netmakers") == std::string::npos); // nor the place
        CHECK(asked[0].what.find("Freya") == std::string::npos);
        CHECK(asked[0].drawn_from == thing(world.loft));
        CHECK(asked[0].due_rule == "missing.context");
        auto const fourth = world.held(world.boy, "2026-04-01");
        REQUIRE(world.accepts(fourth, "Netmakers Loft").ok());
        CHECK(world.asked(fourth).empty()); // once while it is open
    });
}

TEST_CASE("the days may lie behind an interview too, and what is undone ends what was asked")
{
    tests::on_both_databases([](db::Database& database) {
        NamedWorld world(database);
        auto const first = world.held(world.girl, "2026-03-02");
        auto const second = world.held(world.boy, "2026-03-10");
        auto const third = world.held(world.girl, "2026-03-20");
        REQUIRE(world.accepts(third, "Netmakers Loft").ok());
        REQUIRE(world.accepts(second, "Netmakers Loft").ok());
        CHECK(world.asked(first).empty());
        REQUIRE(world.accepts(first, "Netmakers Loft").ok()); // the earliest, last
        REQUIRE(world.asked(first).size() == 1);
        CHECK(world.asked(first)[0].open());
        auto const id = world.rows(second).front().id;
        REQUIRE(world.world.as(world.worker)
                    ->visit()
                    .change([&](Change& change) {
                        return take_named_back(world.room, change, second.id, id);
                    })
                    .ok());
        REQUIRE(world.asked(first).size() == 1);
        CHECK(world.asked(first)[0].state == actions::ActionState::withdrawn);
        CHECK(world.world.verdict().problems.empty());
    });
}

TEST_CASE("the same thing is accepted once, and what undoes one link leaves the others")
{
    tests::on_both_databases([](db::Database& database) {
        NamedWorld world(database);
        auto const episode = world.held(world.girl, "2026-03-10");
        auto nickname = world.about(episode, "Biscuit");
        nickname.known = thing(world.loft);
        REQUIRE(world.accepts(episode, "Netmakers Loft").ok());
        auto const twice = world.accepts(world.worker, episode, nickname);
        CHECK(twice.error().code == Code::conflict);
        CHECK(twice.error().words.key.starts_with("It is accepted already, as “Netmakers Loft”"));
        REQUIRE(world.accepts(episode, "Biscuit").ok());
        for (auto const& row : world.rows(episode))
            if (row.as_written == "Biscuit")
                REQUIRE(world.world.as(world.worker)
                            ->visit()
                            .change([&](Change& change) {
                                return take_named_back(world.room, change, episode.id, row.id);
                            })
                            .ok());
        auto const left = world.links_of(world.worker, world.girl);
        REQUIRE(left.size() == 1);
        CHECK(left[0].to == thing(world.loft));
        auto long_one = nickname;
        long_one.as_written = std::string(201, 'x');
        CHECK(world.accepts(world.worker, episode, long_one).error().field == "words");
    });
}

TEST_CASE(
    "whoever may not know what it was found to be reads it as kept as named, and is offered the "
    "child's words")
{
    tests::on_both_databases([](db::Database& database) {
        NamedWorld world(database);
        auto const episode
            = world.held(world.girl, "2026-03-10", "We slept at the NETMAKERS loft, all night.");
        auto place = world.about(episode, "NETMAKERS loft");
        place.role = "went_there";
        REQUIRE(world.accepts(world.worker, episode, place).ok());
        auto const told = [&](AccountId who) {
            auto const pass = world.world.as(who);
            auto const rows = decided_view(
                world.room, pass->visit(), *world.interview(episode), NamedState::accepted);
            return rows.at(0).get("text").text();
        };
        CHECK(told(world.worker).starts_with("On record: Netmakers Loft"));
        CHECK(
            told(world.host_worker) == "Not on record, kept as named. Named in a return interview");
        auto const pass = world.world.as(world.worker);
        auto const begun = begun_with(world.room, pass->visit(), episode, *world.interview(episode),
            "place", "NETMAKERS loft");
        CHECK(begun.answers.text("subject").ends_with(": NETMAKERS loft"));
        CHECK(begun.answers.text("known") == "“We slept at the NETMAKERS loft, all night.”");
        auto const unsaid = begun_with(
            world.room, pass->visit(), episode, *world.interview(episode), "vehicle", "a van");
        CHECK(unsaid.answers.text("known") == "a van"); // no sentence, no quotation
    });
}

TEST_CASE("three interviews in more than 30 days ask for nothing")
{
    tests::on_both_databases([](db::Database& database) {
        NamedWorld world(database);
        for (auto const* const day : {"2026-03-01", "2026-03-15", "2026-04-01"})
            REQUIRE(world.accepts(world.held(world.girl, day), "Netmakers Loft").ok());
        auto const episode = world.held(world.boy, "2026-05-20");
        REQUIRE(world.accepts(episode, "Netmakers Loft").ok());
        CHECK(world.asked(episode).empty());
    });
}

TEST_CASE(
    "what is offered begins with the sentence and the source; the interview says when, and only "
    "who reads it may draw from it")
{
    tests::on_both_databases([](db::Database& database) {
        NamedWorld world(database);
        auto const episode = world.held(world.girl, "2026-03-10");
        auto const interview = *world.interview(episode);
        auto const pass = world.world.as(world.worker);
        auto const begun
            = begun_with(world.room, pass->visit(), episode, interview, "vehicle", "ZY12 KTH");
        CHECK(begun.answers.text("known") == "“Somebody they call Biscuit drove us, ZY12 KTH.”");
        CHECK(begun.answers.text("known").find("Freya") == std::string::npos);
        CHECK(begun.answers.text("source").find("Freya Larkspur") != std::string::npos);
        CHECK(begun.beside.find("Fine, but not my name") != std::string::npos);
        auto answers = begun.answers;
        answers.set("danger", std::string("no"));
        answers.set("risk", std::string("Only she was in the car"));
        auto const sends = [&](AccountId who) {
            return world.world.as(who)->visit().change([&](Change& change) {
                return intelligence::submit(
                    world.intelligence_room, change, answers, begun.drawn_from);
            });
        };
        CHECK(sends(world.officer).error().code == Code::not_found);
        REQUIRE(sends(world.worker).ok());
        CHECK(intelligence::offered_on(world.intelligence_room,
                  world.world.as(world.worker)->visit(), thing(interview.id))
                  .size()
            == 1);
    });
}

} // namespace kith::missing
