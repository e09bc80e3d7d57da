// SPDX-License-Identifier: MIT
// What asks for another look at a case, who is told, and what it changed, on both databases.
#include "cases/cases_world_test.h"
#include "cases/prompt_acts.h"
#include "cases/prompt_pages.h"

namespace kith::cases {
namespace {
    bool page_says(std::string const& page, std::string const& words)
    {
        return page.find(words) != std::string::npos;
    }

    void asks_for_a_look(CasesWorld& world, Happening const& what)
    {
        REQUIRE(world.world.as(world.worker)
                    ->visit()
                    .change([&](Change& change) -> Done {
                        ask_for_a_look(world.room, change, what);
                        return done();
                    })
                    .ok());
    }

    std::vector<Prompt> prompts_for(CasesWorld& world, AccountId who, Case const& of)
    {
        return prompts_shown(world.room, world.world.as(who)->visit(), of);
    }

    std::vector<actions::Line> prompt_lines(CasesWorld& world, AccountId who)
    {
        std::vector<actions::Line> all;
        auto const pass = world.world.as(who);
        for (auto const& lines : world.home.lines)
            for (auto const& line : lines(pass->visit()))
                if (line.verb == "Look again at")
                    all.push_back(line);
        return all;
    }

    Done answered(CasesWorld& world, AccountId who, Case const& of, Uuid const& prompt,
        PromptAnswer const& answer)
    {
        return world.world.as(who)->visit().change([&](Change& change) {
            return answer_prompt(world.room, change, of.id, prompt, answer);
        });
    }

    void joins_to_takeaway(CasesWorld& world)
    {
        auto const made = world.world.as(world.worker)->visit().change([&](Change& change) {
            links::Link link;
            link.from = thing(world.girl);
            link.to = thing(world.takeaway);
            link.role = "spends_time";
            link.source = "School";
            link.drawn_from = thing(world.girl);
            return world.linked.store.save(change, link);
        });
        REQUIRE(made.ok());
    }

    void takeaway_is_saved(CasesWorld& world, std::function<void(contexts::Context&)> const& as)
    {
        auto const made = world.world.as(world.worker)
                              ->visit()
                              .change([&](Change& change) -> Result<contexts::Context> {
                                  auto wanted = TRY(contexts::find(change, world.takeaway));
                                  as(wanted);
                                  return contexts::save_and_tell(
                                      world.contexts_room, change, wanted, "Seen on a visit");
                              });
        REQUIRE_MESSAGE(made.ok(), (made.ok() ? "" : made.error().words.key));
    }

    std::string page_of(CasesWorld& world, AccountId who, std::string const& pattern, CaseId id)
    {
        auto const shown = world.get(who, pattern, id);
        return shown ? std::string(shown->body) : shown.error().words.key;
    }
} // namespace

TEST_CASE("all reasons of one day are one prompt, shown on the case and on Home, and answered once")
{
    tests::on_both_databases([](db::Database& database) {
        CasesWorld world(database);
        auto const made = world.open(thing(world.girl));
        auto const concern = Thing{"concern", Uuid::fresh()};
        auto const about = thing(world.girl);
        asks_for_a_look(world, {about, "new_concern", "a decision on a concern", concern});
        asks_for_a_look(world, {about, "new_concern", "a decision on a concern", concern});
        asks_for_a_look(world, {about, "police_event", "they were asked in for an interview"});
        asks_for_a_look(world, {about, "not_a_trigger", "no pathway has it"});
        auto const told = prompts_for(world, world.worker, made);
        REQUIRE(told.size() == 1);
        CHECK(told[0].reasons.size() == 2); // the same once more changes nothing
        auto const page = page_of(world, world.worker, "/cases/{case}", made.id);
        CHECK(page_says(page, "A new concern was raised; The police were involved"));
        for (auto const who : {world.worker, world.manager}) {
            auto const lines = prompt_lines(world, who);
            REQUIRE(lines.size() == 1);
            CHECK(lines[0].detail
                == "A new concern was raised; The police were involved, 6 March 2026");
        }
        CHECK(prompt_lines(world, world.elsewhere).empty());
        REQUIRE(answered(world, world.worker, made, told[0].id,
            {{"plan_changed"}, "The plan now has a safe way home"})
                    .ok());
        CHECK(answered(world, world.manager, made, told[0].id, {{"nothing"}, "It was known"})
                  .error()
                  .code
            == Code::conflict);
        CHECK(prompt_lines(world, world.worker).empty());
        // What comes after the answer of that day, or on another day, begins another.
        asks_for_a_look(world, {about, "missing_episode", "gone for a night"});
        world.world.clock.move_to(Instant::read("2026-03-07T00:30:00Z").value());
        asks_for_a_look(world, {about, "missing_episode", "gone for another night"});
        auto const now = prompts_for(world, world.worker, made);
        REQUIRE(now.size() == 3);
        CHECK(now[0].on.write() == "2026-03-07");
        CHECK(now[1].on.write() == "2026-03-06");
        CHECK(now[2].changes == std::set<std::string>{"plan_changed"});
        CHECK(world.world.verdict().problems.empty());
    });
}

TEST_CASE("the day of a prompt is the day in London")
{
    tests::on_both_databases([](db::Database& database) {
        CasesWorld world(database);
        auto const made = world.open(thing(world.girl));
        // 23:30 in UTC on 30 June is half past midnight of 1 July in London.
        world.world.clock.move_to(Instant::read("2026-06-30T23:30:00Z").value());
        asks_for_a_look(world, {thing(world.girl), "police_event", "they called"});
        REQUIRE(prompts_for(world, world.worker, made).size() == 1);
        CHECK(prompts_for(world, world.worker, made)[0].on.write() == "2026-07-01");
    });
}

TEST_CASE("an answer on the page brings the review forward, and a late one is shown the first")
{
    tests::on_both_databases([](db::Database& database) {
        CasesWorld world(database);
        auto const made = world.open(thing(world.girl));
        REQUIRE(world.world.as(world.worker)
                    ->visit()
                    .change([&](Change& change) -> Done {
                        start_review_clock(world.room, change, made, Date::of(2026, 5, 1).value());
                        return done();
                    })
                    .ok());
        asks_for_a_look(world, {thing(world.girl), "police_event", "they called"});
        auto const prompt = prompts_for(world, world.worker, made).at(0).id;
        auto const pattern = "/cases/{case}/prompts/{prompt}";
        auto const post = [&](AccountId who, http::FormData const& form) {
            return world.post_to(who, pattern, made.id, "prompt", prompt.write(), form);
        };
        http::FormData form;
        form.add("changes", "review_forward");
        form.add("because", "She asked to see us sooner");
        form.add("review-day", "31");
        form.add("review-month", "2");
        form.add("review-year", "2026");
        auto const unread = post(world.worker, form);
        REQUIRE(unread.ok());
        CHECK(unread->status == http::Status::unprocessable);
        CHECK(page_says(std::string(unread->body), "She asked to see us sooner"));
        http::FormData right;
        right.add("changes", "review_forward");
        right.add("because", "She asked to see us sooner");
        right.add("review-day", "20");
        right.add("review-month", "3");
        right.add("review-year", "2026");
        CHECK(post(world.worker, right)->status == http::Status::see_other);
        CHECK(review_clock(world.world.as(world.worker)->visit(), made.id)->due_at.write()
            == "2026-03-20T23:59:59.000000Z");
        auto const late = post(world.manager, form);
        REQUIRE(late.ok());
        CHECK(late->status == http::Status::conflict);
        CHECK(page_says(std::string(late->body), "What stands now"));
        CHECK(
            page_says(std::string(late->body), "The review was brought forward, to 20 March 2026"));
    });
}

TEST_CASE("a move of home asks for a look, told to who may know what it was drawn from")
{
    tests::on_both_databases([](db::Database& database) {
        CasesWorld world(database);
        auto const made = world.open(thing(world.girl));
        auto const told = [&](char const* kind) {
            return world.world.as(world.worker)->visit().change([&](Change& change) {
                links::Event event;
                event.kind = kind;
                event.day = PartialDate{2026, 3, 4};
                event.said = "To her aunt";
                event.source = "Her mother";
                event.drawn_from = thing(world.girl);
                return world.linked.store.save(change, event, {{thing(world.girl), "worry_about"}});
            });
        };
        REQUIRE(told("seen").ok()); // asks for none
        CHECK(prompts_for(world, world.worker, made).empty());
        REQUIRE(told("change_of_home").ok());
        REQUIRE(told("change_of_school").ok());
        auto const prompts = prompts_for(world, world.worker, made);
        REQUIRE(prompts.size() == 1);
        REQUIRE(prompts[0].reasons.size() == 2);
        CHECK(prompts[0].reasons[0].kind == "placement_move");
        CHECK(prompts[0].reasons[0].said == "4 March 2026");
        CHECK(prompts[0].reasons[1].kind == "exclusion");
        // Drawn from what the reader may not know: there is no such prompt for them.
        world.world.clock.move_to(Instant::read("2026-03-08T09:00:00Z").value());
        asks_for_a_look(world,
            {thing(world.girl), "placement_move", "7 March 2026", {"concern", Uuid::fresh()},
                ToldTo::who_knows_source});
        CHECK(prompts_for(world, world.worker, made).size() == 1);
        CHECK(prompt_lines(world, world.worker).size() == 1);
    });
}

TEST_CASE("a context that changed asks for a look at its case and at those of people joined to it")
{
    tests::on_both_databases([](db::Database& database) {
        CasesWorld world(database);
        auto const hers = world.open(thing(world.girl));
        auto const its = world.open(thing(world.takeaway));
        joins_to_takeaway(world);
        takeaway_is_saved(world, [](contexts::Context& one) { one.address = "4 Quay Street"; });
        CHECK(prompts_for(world, world.worker, its).empty());
        takeaway_is_saved(world, [](contexts::Context& one) {
            one.owner = "A family from the next street";
            one.closed = true;
        });
        auto const own = prompts_for(world, world.worker, its);
        REQUIRE(own.size() == 1);
        auto const pass = world.world.as(world.worker);
        CHECK(reason_shown(world.room, pass->visit(), its, own[0].reasons[0]).text
            == "It changed: owner, opening, rules or licence: it closed; somebody else owns or "
               "manages it");
        auto const of_her = prompts_for(world, world.worker, hers);
        REQUIRE(of_her.size() == 1);
        CHECK(reason_shown(world.room, pass->visit(), hers, of_her[0].reasons[0]).text
            == "A context they are linked to changed: Harbour Grill, it closed; somebody else "
               "owns or manages it");
        // For who may not know what joins the two, or which context it is, nothing happened.
        world.world.clock.move_to(Instant::read("2026-03-07T09:00:00Z").value());
        asks_for_a_look(world,
            {thing(world.girl), "context_changed", "it closed", thing(world.takeaway),
                ToldTo::readers, LinkId::fresh()});
        asks_for_a_look(world,
            {thing(world.girl), "context_changed", "it closed", {"context", Uuid::fresh()},
                ToldTo::readers, of_her[0].reasons[0].by_link});
        CHECK(prompts_for(world, world.worker, hers).size() == 1);
        CHECK(prompt_lines(world, world.worker).size() == 2); // hers and its own, of the day before
        // The licensing officer, who works with the premises, is told of those and not of her.
        CHECK(page_says(
            page_of(world, world.licensing, "/cases/{case}/prompts", its.id), "it closed"));
        CHECK(world.get(world.licensing, "/cases/{case}/prompts", hers.id).error().code
            == Code::not_found);
        CHECK(!page_says(
            page_of(world, world.licensing, "/cases/{case}/prompts", its.id), "Larkspur"));
    });
}

TEST_CASE("an answer in a context's case names no child, and who may not answer is refused")
{
    tests::on_both_databases([](db::Database& database) {
        CasesWorld world(database);
        auto const its = world.open(thing(world.takeaway));
        joins_to_takeaway(world);
        asks_for_a_look(world, {thing(world.takeaway), "police_event", "they were called"});
        auto const prompt = prompts_for(world, world.worker, its).at(0).id;
        CHECK(answered(world, world.worker, its, prompt, {{"nothing"}, "We saw Freya Larkspur"})
                  .error()
                  .field
            == "because");
        CHECK(answered(world, world.licensing, its, prompt, {{"nothing"}, "It was known"})
                  .error()
                  .code
            == Code::not_allowed);
        CHECK(answered(world, world.school_lead, its, prompt, {{"nothing"}, "It was known"})
                  .error()
                  .code
            == Code::not_found);
        CHECK(answered(world, world.worker, its, Uuid::fresh(), {{"nothing"}, "It was known"})
                  .error()
                  .code
            == Code::not_found);
        CHECK(answered(world, world.worker, its, prompt, {{"elsewhere"}, "It was known"})
                  .error()
                  .field
            == "changes");
        CHECK(answered(world, world.worker, its, prompt, {{"nothing"}, "It was known"}).ok());
    });
}

TEST_CASE("who answers answers what they may be told: the rest waits on, and its words are kept")
{
    tests::on_both_databases([](db::Database& database) {
        CasesWorld world(database);
        auto const made = world.open(thing(world.girl));
        auto const manager = world.manager;
        world.linked.seen.add("told_to_one", [manager](Visit const& visit, Uuid const&) {
            return visit.visitor().account == manager;
        });
        auto const ask_both = [&](char const* said) {
            asks_for_a_look(world, {thing(world.girl), "police_event", said});
            asks_for_a_look(world,
                {thing(world.girl), "new_concern", said, {"told_to_one", Uuid::fresh()},
                    ToldTo::who_knows_source});
        };
        ask_both("in the morning");
        auto const waits = prompts_for(world, world.worker, made).at(0);
        CHECK(waits.reasons.size() == 1);
        CHECK(prompts_for(world, manager, made).at(0).reasons.size() == 2);
        REQUIRE(answered(world, world.worker, made, waits.id, {{"nothing"}, "It was known"}).ok());
        CHECK(prompt_lines(world, world.worker).empty());
        auto const onward = prompts_for(world, manager, made);
        REQUIRE(onward.size() == 2);
        CHECK(std::ranges::count_if(onward, &Prompt::waits) == 1);
        for (auto const& prompt : onward) {
            CHECK(prompt.on == waits.on);
            CHECK(prompt.reasons.size() == 1);
            CHECK((prompt.reasons[0].kind == "new_concern") == prompt.waits());
        }
        // Answered by who is told all: its words stand for those who are told all.
        world.world.clock.move_to(Instant::read("2026-03-07T09:00:00Z").value());
        ask_both("the day after");
        auto const whole = prompts_for(world, manager, made).at(0);
        REQUIRE(answered(world, manager, made, whole.id, {{"nothing"}, "The friend told it"}).ok());
        CHECK(prompts_for(world, manager, made).at(0).because == "The friend told it");
        auto const told = prompts_for(world, world.worker, made);
        REQUIRE(told.size() == 1);
        CHECK(told[0].id == waits.id);
        CHECK(!page_says(
            page_of(world, world.worker, "/cases/{case}/prompts", made.id), "The friend told it"));
        CHECK(world.world.verdict().problems.empty());
    });
}

TEST_CASE("a reason that came while somebody wrote is shown before anything is answered")
{
    tests::on_both_databases([](db::Database& database) {
        CasesWorld world(database);
        auto const made = world.open(thing(world.girl));
        asks_for_a_look(world, {thing(world.girl), "police_event", "they called"});
        auto const prompt = prompts_for(world, world.worker, made).at(0);
        http::FormData form;
        form.add("changes", "nothing");
        form.add("because", "We knew of the call");
        form.add("read", prompt.reasons.at(0).id.write());
        auto const post = [&] {
            return world.post_to(world.worker, "/cases/{case}/prompts/{prompt}", made.id, "prompt",
                prompt.id.write(), form);
        };
        asks_for_a_look(world, {thing(world.girl), "missing_episode", "gone for a night"});
        auto const late = post();
        REQUIRE(late.ok());
        CHECK(late->status == http::Status::conflict);
        auto const page = std::string(late->body);
        CHECK(page_says(page, "Something else asked for a look meanwhile"));
        CHECK(page_says(page, "gone for a night"));
        CHECK(page_says(page, "We knew of the call"));
        auto const stands = prompts_for(world, world.worker, made).at(0);
        CHECK(stands.waits());
        form.add("read", stands.reasons.at(1).id.write());
        CHECK(page_says(page, stands.reasons.at(1).id.write()));
        CHECK(post()->status == http::Status::see_other);
    });
}

TEST_CASE("where two records of a person were joined, each open case asks for the look")
{
    tests::on_both_databases([](db::Database& database) {
        CasesWorld world(database);
        auto const second = world.world.as(world.worker)
                                ->visit()
                                .change([](Change& change) {
                                    return people::create(change, CasesWorld::a_girl());
                                })
                                .value()
                                .id;
        auto const first_case = world.open(thing(world.girl));
        auto const second_case = world.open(thing(second));
        auto const joined = world.world.as(world.manager)->visit().change([&](Change& change) {
            auto& connection = change.writing();
            return people::join_records(change,
                {world.girl, second, people::version_of(connection, world.girl),
                    people::version_of(connection, second), "The school told us"});
        });
        REQUIRE_MESSAGE(joined.ok(), (joined.ok() ? "" : joined.error().words.key));
        asks_for_a_look(world, {thing(world.girl), "police_event", "they called"});
        CHECK(prompts_for(world, world.worker, first_case).size() == 1);
        CHECK(prompts_for(world, world.worker, second_case).size() == 1);
    });
}

TEST_CASE("a kind that changes nothing is retired with a reason, prompts no more, and comes back")
{
    tests::on_both_databases([](db::Database& database) {
        CasesWorld world(database);
        auto const made = world.open(thing(world.girl));
        auto const about = thing(world.girl);
        asks_for_a_look(world, {about, "police_event", "they called"});
        auto const prompt = prompts_for(world, world.worker, made).at(0).id;
        REQUIRE(answered(world, world.worker, made, prompt, {{"nothing"}, "It was known"}).ok());
        auto const pass = world.world.as(world.manager);
        auto const counts = counted(prompts_known(world.room, pass->visit()));
        REQUIRE(counts.size() == 1);
        CHECK(counts[0].asked == 1);
        CHECK(counts[0].changed == 0);
        auto const pattern = "/cases/prompts/kinds/{kind}";
        auto const post
            = [&](AccountId who, char const* kind, char const* because, char const* act) {
                  http::FormData form;
                  form.add("because", because);
                  form.add("act", act);
                  return world.post_to(who, pattern, made.id, "kind", kind, form);
              };
        CHECK(!post(world.worker, "police_event", "It changes nothing", "retire").ok());
        // Becoming an adult asks always.
        CHECK(post(world.manager, "becoming_adult", "It changes nothing", "retire").error().code
            == Code::not_found);
        CHECK(post(world.manager, "police_event", "", "retire")->status
            == http::Status::unprocessable);
        CHECK(post(world.manager, "no_such_kind", "It changes nothing", "retire").error().code
            == Code::not_found);
        CHECK(post(world.manager, "police_event", "It changes nothing", "retire")->status
            == http::Status::see_other);
        CHECK(post(world.manager, "police_event", "It changes nothing", "retire")->status
            == http::Status::conflict);
        asks_for_a_look(world, {about, "police_event", "they called again"});
        CHECK(prompts_for(world, world.worker, made).size() == 1);
        asks_for_a_look(world, {about, "new_concern", "others go on"});
        CHECK(prompts_for(world, world.worker, made).size() == 2);
        CHECK(page_says(page_of(world, world.manager, "/cases/prompts", {}), "No, it is retired."));
        CHECK(post(world.manager, "police_event", "Missed it", "back")->status
            == http::Status::see_other);
        asks_for_a_look(world, {about, "police_event", "they called once more"});
        CHECK(prompts_for(world, world.worker, made).at(0).reasons.size() == 2);
        CHECK(
            !page_says(page_of(world, world.manager, "/cases/prompts", {}), "No, it is retired."));
        CHECK(world.world.verdict().problems.empty());
    });
}

} // namespace kith::cases
