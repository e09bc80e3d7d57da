// SPDX-License-Identifier: MIT
// Professionals who do not agree, on both databases.
#include "cases/cases_world_test.h"
#include "cases/escalation_acts.h"
#include "cases/escalation_pages.h"
#include <algorithm>

namespace kith::cases {
namespace {
    constexpr char const* raise_pattern = "/cases/{case}/escalations/new";

    Escalation a_disagreement()
    {
        Escalation one;
        one.about = "The screening ended with advice";
        one.why = "Two more adults were seen since";
        one.wanted = "An assessment";
        one.tried = "We spoke on Thursday and see the risk differently";
        one.meanwhile = "A colleague waits at the door each evening";
        return one;
    }

    Result<Escalation> raised(
        CasesWorld& world, AccountId who, CaseId of, Escalation const& wanted = a_disagreement())
    {
        return world.world.as(who)->visit().change(
            [&](Change& change) { return disagree(world.room, change, of, wanted); });
    }

    Result<Escalation> answered(CasesWorld& world, AccountId who, Escalation const& one,
        std::int64_t version, bool moves_on = false)
    {
        return world.world.as(who)->visit().change([&](Change& change) {
            return answer_escalation(world.room, change, one.of, one.id,
                {version, "We looked again", "Two colleagues wait there", moves_on});
        });
    }

    Result<Escalation> settled(CasesWorld& world, AccountId who, Escalation const& one,
        std::int64_t version, std::string const& agreed = "An assessment begins on Monday")
    {
        return world.world.as(who)->visit().change([&](Change& change) {
            return settle_escalation(world.room, change, one.of, one.id, version, agreed);
        });
    }

    Result<KnownEscalation> as_known_to(CasesWorld& world, AccountId who, Escalation const& one)
    {
        auto const pass = world.world.as(who);
        return find_escalation(pass->visit(), one.of, one.id);
    }

    void clock_at(CasesWorld& world, char const* moment)
    {
        world.world.clock.move_to(Instant::read(moment).value());
    }

    AgencyId find_agency_of(CasesWorld& world, TeamId team)
    {
        auto const lease = world.world.database.reader();
        return directory::find_team(*lease, team).value().agency;
    }

    std::string lines_on_home(CasesWorld& world, AccountId who)
    {
        std::string all;
        auto const pass = world.world.as(who);
        for (auto const& lines : world.room.home.lines)
            for (auto const& line : lines(pass->visit()))
                all += line.verb + " " + line.text + ", " + line.detail + "\n";
        return all;
    }
} // namespace

TEST_CASE("escalation.*: 2, 5 and 5 working days, moved on by the clock once each, then no clock")
{
    tests::on_both_databases([](db::Database& database) {
        CasesWorld world(database);
        auto const made = world.open(thing(world.takeaway));
        auto const one = raised(world, world.licensing, made.id).value();
        auto const round = [&] { return move_overdue_escalations(world.room, *world.world.gate); };
        auto const stands = [&] { return as_known_to(world, world.worker, one)->one; };
        // Raised on Friday 6 March: two working days are Monday and Tuesday the 10th.
        CHECK(one.due_at == Instant::read("2026-03-10T23:59:59Z").value());
        CHECK(round() == 0);
        clock_at(world, "2026-03-10T20:00:00Z");
        CHECK(round() == 0);
        clock_at(world, "2026-03-11T00:10:00Z");
        CHECK(round() == 1);
        CHECK(round() == 0);
        // Wednesday the 11th and five working days: Wednesday the 18th.
        CHECK(stands().stage == "heads_of_service");
        CHECK(stands().due_at == Instant::read("2026-03-18T23:59:59Z").value());
        clock_at(world, "2026-03-19T06:00:00Z");
        CHECK(round() == 1);
        // Thursday the 19th and five working days: Thursday the 26th.
        CHECK(stands().stage == "directors");
        CHECK(stands().due_at == Instant::read("2026-03-26T23:59:59Z").value());
        clock_at(world, "2026-03-27T06:00:00Z");
        CHECK(round() == 1);
        CHECK(stands().stage == "partnership");
        // Friday the 27th and ten working days; 3 and 6 April are none: Tuesday the 14th.
        CHECK(stands().due_at == Instant::read("2026-04-14T22:59:59Z").value());
        clock_at(world, "2027-03-27T06:00:00Z");
        CHECK(round() == 0);
        auto const pass = world.world.as(world.worker);
        CHECK(steps_of(pass->visit(), one.id).size() == 3);
        CHECK(versions_of(pass->visit(), one.id).size() == 3);
        CHECK(stands().meanwhile == one.meanwhile); // safety stands as it was said, at each stage
        CHECK(world.world.verdict().problems.empty());
    });
}

TEST_CASE("each answer is a record, moves it on when asked, and only the other side settles it")
{
    tests::on_both_databases([](db::Database& database) {
        CasesWorld world(database);
        auto const made = world.open(thing(world.takeaway));
        auto const one = raised(world, world.licensing, made.id).value();
        // It falls to who leads the team; whoever raised it follows it, nobody else is called.
        CHECK(lines_on_home(world, world.manager)
                  .find("Decide a disagreement about case " + made.reference.write()
                      + ", Line managers")
            != std::string::npos);
        CHECK(lines_on_home(world, world.licensing)
                  .find("Follow your disagreement about case " + made.reference.write()
                      + ", It lies with: Line managers")
            != std::string::npos);
        CHECK(lines_on_home(world, world.worker).find("disagreement") == std::string::npos);
        CHECK(lines_on_home(world, world.analyst).find("disagreement") == std::string::npos);
        auto const first = answered(world, world.worker, one, 1);
        REQUIRE(first.ok());
        CHECK(first->stage == "line_managers");
        CHECK(first->meanwhile == "Two colleagues wait there");
        CHECK(answered(world, world.manager, one, 1).error().code == Code::conflict);
        auto const second = answered(world, world.licensing, one, 2, true);
        REQUIRE(second.ok());
        CHECK(second->stage == "heads_of_service");
        // The team that holds the case cannot end it for those who disagree.
        CHECK(settled(world, world.worker, one, 3).error().code == Code::not_allowed);
        CHECK(settled(world, world.manager, one, 3).error().code == Code::not_allowed);
        CHECK(settled(world, world.licensing, one, 3, "").error().field == "agreed");
        // Until then it keeps the case from closing.
        auto const keeps = [&] {
            auto const pass = world.world.as(world.worker);
            auto const all = blocked(world.room, pass->visit(), made);
            return std::ranges::any_of(all,
                [](Blocked const& what) { return what.text == "A disagreement is not settled"; });
        };
        CHECK(keeps());
        REQUIRE(settled(world, world.licensing, one, 3).ok());
        CHECK(!keeps());
        CHECK(answered(world, world.worker, one, 4).error().code == Code::invalid);
        CHECK(lines_on_home(world, world.worker).find("disagreement") == std::string::npos);
        auto const pass = world.world.as(world.worker);
        auto const steps = steps_of(pass->visit(), one.id);
        REQUIRE(steps.size() == 3);
        CHECK(steps[0].kind == "answered");
        CHECK(steps[1].kind == "moved");
        CHECK(steps[2].said == "An assessment begins on Monday");
    });
}

TEST_CASE("for whoever may know neither case nor subject a disagreement is not there")
{
    tests::on_both_databases([](db::Database& database) {
        CasesWorld world(database);
        auto const made = world.open(thing(world.girl));
        auto const one = raised(world, world.worker, made.id).value();
        for (auto const who : {world.licensing, world.school_lead, world.analyst}) {
            CHECK(as_known_to(world, who, one).error().code == Code::not_found);
            CHECK(answered(world, who, one, 1).error().code == Code::not_found);
            CHECK(world.get(who, raise_pattern, made.id).error().code == Code::not_found);
            CHECK(raised(world, who, made.id).error().code == Code::not_found);
        }
        CHECK(as_known_to(world, world.manager, one).ok());
        // The chronology tells that there was one, and none of its words.
        auto const told = world.get(world.worker, "/cases/{case}/chronology", made.id);
        REQUIRE(told.ok());
        CHECK(told->body.find("A disagreement was raised") != std::string::npos);
        CHECK(told->body.find("Two more adults") == std::string::npos);
    });
}

TEST_CASE("in a context's case a disagreement names no child, also one who is joined later")
{
    tests::on_both_databases([](db::Database& database) {
        CasesWorld world(database);
        auto const made = world.open(thing(world.takeaway));
        auto wanted = a_disagreement();
        wanted.meanwhile = "Somebody walks home with Freya Larkspur";
        CHECK(raised(world, world.licensing, made.id, wanted).error().field == "meanwhile");
        wanted.meanwhile = "Tansy is fetched each evening"; // begins a sentence, and is rare
        auto const one = raised(world, world.licensing, made.id, wanted).value();
        world.join_somebody("Tansy Holloway");
        auto const pass = world.world.as(world.licensing);
        auto const known = find_escalation(pass->visit(), one.of, one.id).value();
        CHECK(shown_escalation(world.room, pass->visit(), known).meanwhile
            == "[name withheld] is fetched each evening");
    });
}

TEST_CASE("a disagreement that misses something comes back as typed, and twice is once")
{
    tests::on_both_databases([](db::Database& database) {
        CasesWorld world(database);
        auto const made = world.open(thing(world.takeaway));
        http::FormData form;
        form.add("why", "Two more adults were seen");
        auto const refused = world.post(world.licensing, raise_pattern, made.id, form);
        REQUIRE(refused.ok());
        CHECK(refused->status == http::Status::unprocessable);
        for (auto const* words : {"Two more adults were seen", "Say what you do not agree with",
                 "Say what is done for safety meanwhile: that never waits"})
            CHECK_MESSAGE(refused->body.find(words) != std::string::npos, words);
        http::FormData whole;
        auto const wanted = a_disagreement();
        for (auto const& each : escalation_texts)
            whole.add(each.field, wanted.*each.text);
        whole.add("key", "one-key-of-a-page");
        REQUIRE(world.post(world.licensing, raise_pattern, made.id, whole).ok());
        REQUIRE(world.post(world.licensing, raise_pattern, made.id, whole).ok());
        auto const pass = world.world.as(world.worker);
        auto const all = escalations_of(pass->visit(), made.id);
        REQUIRE(all.size() == 1);
        // Two at one form: what stands and what was typed are both on the page.
        REQUIRE(answered(world, world.manager, all[0], 1).ok());
        http::FormData late;
        late.add("version", "1");
        late.add("said", "We cannot agree to that");
        late.add("meanwhile", "As before");
        auto const shown
            = world.post_to(world.licensing, "/cases/{case}/escalations/{escalation}/answer",
                made.id, "escalation", all[0].id.write(), late);
        REQUIRE(shown.ok());
        CHECK(shown->status == http::Status::conflict);
        CHECK(shown->body.find("We cannot agree to that") != std::string::npos);
        CHECK(shown->body.find("We looked again") != std::string::npos);
    });
}

TEST_CASE("who held the case when it was raised goes on to answer, whoever holds it later")
{
    tests::on_both_databases([](db::Database& database) {
        CasesWorld world(database);
        auto& partners = world.world;
        auto const made = world.open(thing(world.takeaway));
        // Licensing is of the same agency: it raises, and then the case goes to the police.
        auto const one = raised(world, world.licensing, made.id).value();
        auto const police = partners.agency("police");
        auto const harm_team = partners.team(police, "Harm team");
        auto const sergeant = partners.account("police exploitation sergeant", police, harm_team);
        auto const handed = partners.as(world.worker)->visit().change([&](Change& change) {
            auto const now = find(change, made.id).value();
            return allocate(
                world.room, change, {made.id, now.version, harm_team, sergeant, "All is noted"});
        });
        REQUIRE_MESSAGE(handed.ok(), (handed.ok() ? "" : handed.error().words.key));
        auto const stands = as_known_to(world, world.manager, one);
        REQUIRE(stands.ok());
        CHECK(stands->one.held_team == world.team);
        CHECK(stands->one.held_worker.none());
        CHECK(stands->decides);
        // It stays inside the council: a colleague of another of its teams reads none of it.
        CHECK(as_known_to(world, world.elsewhere, one).error().code == Code::not_found);
        CHECK(answered(world, world.manager, one, 1).ok());
        CHECK(as_known_to(world, sergeant, one).ok()); // reads the case that is theirs now
        CHECK(lines_on_home(world, sergeant).find("Answer a disagreement") != std::string::npos);
        REQUIRE(settled(world, world.licensing, one, 2).ok());
    });
}

TEST_CASE("heads of service and directors of the two sides decide, once it has come to them")
{
    tests::on_both_databases([](db::Database& database) {
        CasesWorld world(database);
        auto& partners = world.world;
        auto const school = partners.agency("academy");
        auto const form_team = partners.team(school, "Pastoral");
        auto const tutor = partners.account("school lead", school, form_team);
        auto const made = world.open(thing(world.girl));
        world.works_with(thing(world.girl), form_team, school);
        auto const head = partners.account("head of service", school);
        auto const council_head
            = partners.account("head of service", find_agency_of(world, world.team));
        auto const director = partners.account("director", school);
        auto const stranger = partners.account("head of service", partners.agency("third"));
        auto const one = raised(world, tutor, made.id).value();
        CHECK(one.raised_team == form_team);
        for (auto const who : {head, council_head, director, stranger}) {
            CHECK(as_known_to(world, who, one).error().code == Code::not_found);
            CHECK(lines_on_home(world, who).empty());
        }
        REQUIRE(answered(world, world.manager, one, 1, true).ok());
        for (auto const who : {head, council_head}) {
            CHECK(as_known_to(world, who, one).ok());
            CHECK(lines_on_home(world, who).find("Decide a disagreement") == 0);
            // Of the case and whom it is about they know no more than before.
            CHECK(world.get(who, "/cases/{case}", made.id).error().code == Code::not_found);
        }
        for (auto const who : {director, stranger})
            CHECK(as_known_to(world, who, one).error().code == Code::not_found);
        // They say why first; the page tells them nothing before, and the look keeps their reason.
        auto const shown = [&](AccountId who) {
            return world.get_one(who, "/cases/{case}/escalations/{escalation}", made.id,
                "escalation", one.id.write());
        };
        auto const asked = shown(head);
        REQUIRE(asked.ok());
        CHECK(asked->body.find("Why do you open this disagreement?") != std::string::npos);
        CHECK(asked->body.find("Two more adults") == std::string::npos);
        http::FormData why;
        auto const purposes = "/cases/{case}/escalations/{escalation}/purpose";
        CHECK(world.post_to(head, purposes, made.id, "escalation", one.id.write(), why)->status
            == http::Status::unprocessable);
        // What was typed before the reason ran out is not lost.
        http::FormData late;
        late.add("version", "2");
        late.add("said", "We look again on Monday");
        late.add("meanwhile", "As before");
        auto const kept = world.post_to(head, "/cases/{case}/escalations/{escalation}/answer",
            made.id, "escalation", one.id.write(), late);
        REQUIRE(kept.ok());
        CHECK(kept->body.find("We look again on Monday") != std::string::npos);
        CHECK(kept->body.find("Two more adults") == std::string::npos);
        why.add("purpose", "It came to me to decide");
        why.add("said", "We look again on Monday");
        auto const opened
            = world.post_to(head, purposes, made.id, "escalation", one.id.write(), why);
        REQUIRE(opened.ok());
        CHECK(opened->body.find("We look again on Monday") != std::string::npos);
        CHECK(opened->body.find("Two more adults") != std::string::npos);
        CHECK(opened->body.find("Freya") == std::string::npos);
        CHECK(shown(head)->body.find("Two more adults") != std::string::npos);
        REQUIRE(answered(world, head, one, 2, true).ok());
        CHECK(lines_on_home(world, director).find("Decide a disagreement") == 0);
        CHECK(lines_on_home(world, head).empty()); // it went on; they read it still
        CHECK(as_known_to(world, head, one).ok());
        REQUIRE(answered(world, director, one, 3, true).ok());
        CHECK(lines_on_home(world, director)
                  .find("Write down what the partnership says of a disagreement about case "
                      + made.reference.write() + ", The partnership is notified")
            == 0);
        CHECK(settled(world, head, one, 4).error().code == Code::not_allowed);
        CHECK(world.world.verdict().problems.empty());
    });
}

TEST_CASE("a case that is closed may be disagreed with: the closing may be what it is about")
{
    tests::on_both_databases([](db::Database& database) {
        CasesWorld world(database);
        auto const made = world.open(thing(world.takeaway));
        world.done_to_rows({"close every case", "update cases set closed_at = opened_at"});
        CHECK(world.get(world.licensing, raise_pattern, made.id).ok());
        auto const page = world.get(world.licensing, "/cases/{case}", made.id);
        REQUIRE(page.ok());
        CHECK(page->body.find("Say that you disagree") != std::string::npos);
        CHECK(raised(world, world.licensing, made.id).ok());
    });
}

TEST_CASE("what was typed when it was settled meanwhile stands on the page, to be copied")
{
    tests::on_both_databases([](db::Database& database) {
        CasesWorld world(database);
        auto const made = world.open(thing(world.takeaway));
        auto const one = raised(world, world.licensing, made.id).value();
        REQUIRE(settled(world, world.licensing, one, 1).ok());
        auto const sent = [&](AccountId who, char const* form, http::FormData const& typed) {
            return world.post_to(who, std::string("/cases/{case}/escalations/{escalation}/") + form,
                made.id, "escalation", one.id.write(), typed);
        };
        http::FormData answer;
        answer.add("version", "1");
        answer.add("said", "We cannot agree to that");
        answer.add("meanwhile", "A colleague waits there");
        auto const late = sent(world.manager, "answer", answer);
        REQUIRE(late.ok());
        CHECK(late->status == http::Status::unprocessable);
        for (auto const* words : {"This is settled already", "What you typed is not kept",
                 "We cannot agree to that", "A colleague waits there"})
            CHECK_MESSAGE(late->body.find(words) != std::string::npos, words);
        http::FormData again;
        again.add("version", "1");
        again.add("agreed", "A visit on Monday");
        auto const twice = sent(world.licensing, "settle", again);
        REQUIRE(twice.ok());
        CHECK(twice->body.find("A visit on Monday") != std::string::npos);
    });
}

TEST_CASE("an answer, an agreement and a reason longer than is read come back with a sentence")
{
    tests::on_both_databases([](db::Database& database) {
        CasesWorld world(database);
        auto const made = world.open(thing(world.takeaway));
        auto const one = raised(world, world.licensing, made.id).value();
        std::string accented; // two bytes each: characters are counted, not bytes
        for (int i = 0; i < 20'000; ++i)
            accented += "\u00e9";
        CHECK(problems_of(EscalationAnswer{1, accented, "As before"}).empty());
        CHECK(problems_of(EscalationAnswer{1, accented + "e", "As before"}).at(0).words.key
            == "Write 20,000 characters or fewer");
        CHECK(settled(world, world.licensing, one, 1, accented + "e").error().field == "agreed");
        CHECK(settled(world, world.licensing, one, 1, " \n ").error().field == "agreed");
        CHECK(problem_of_reason(std::string(2'001, 'e'))->words.key
            == "Write 2,000 characters or fewer");
    });
}

TEST_CASE("a form sent again with other words is kept as another one at the second try")
{
    tests::on_both_databases([](db::Database& database) {
        CasesWorld world(database);
        auto const made = world.open(thing(world.takeaway));
        auto const form = [](std::string const& about, std::string const& key) {
            http::FormData typed;
            auto const wanted = a_disagreement();
            for (auto const& each : escalation_texts)
                typed.add(
                    each.field, std::string(each.field) == "about" ? about : wanted.*each.text);
            typed.add("key", key);
            return typed;
        };
        auto const sent = [&](std::string const& about, std::string const& key) {
            return world.post(world.licensing, raise_pattern, made.id, form(about, key)).value();
        };
        CHECK(sent("The level", "one-key").status == http::Status::see_other);
        auto const back = sent("That it was closed", "one-key");
        CHECK(back.status == http::Status::unprocessable);
        CHECK(back.body.find("You sent this form before") != std::string::npos);
        CHECK(back.body.find("That it was closed") != std::string::npos);
        CHECK(back.body.find("value=\"one-key\"") == std::string::npos);
        auto const at = back.body.find("name=\"key\" value=\"") + 18;
        auto const key = back.body.substr(at, back.body.find('"', at) - at);
        CHECK(sent("That it was closed", key).status == http::Status::see_other);
        auto const pass = world.world.as(world.worker);
        CHECK(escalations_of(pass->visit(), made.id).size() == 2);
    });
}

TEST_CASE("a disagreement is put right by whoever raised it, with a reason")
{
    tests::on_both_databases([](db::Database& database) {
        CasesWorld world(database);
        auto const made = world.open(thing(world.takeaway));
        auto const one = raised(world, world.licensing, made.id).value();
        auto wanted = one;
        wanted.wanted = "An assessment, and a visit";
        auto const put_right = [&](AccountId who, std::string const& reason) {
            return world.world.as(who)->visit().change([&](Change& change) {
                return put_escalation_right(world.room, change, made.id, wanted, reason);
            });
        };
        CHECK(put_right(world.licensing, "").error().field == "reason");
        CHECK(put_right(world.worker, "So it was").error().code == Code::not_allowed);
        REQUIRE(put_right(world.licensing, "The visit was left out").ok());
        CHECK(put_right(world.licensing, "Once more").error().code == Code::conflict);
        CHECK(world.world.twin_columns("escalations") == world.world.columns("escalations_was"));
    });
}

TEST_CASE("programs raise, answer and settle a disagreement")
{
    tests::on_both_databases([](db::Database& database) {
        CasesWorld world(database);
        auto const made = world.open(thing(world.takeaway));
        auto const told = world.send(world.licensing, "/api/v1/cases/{case}/escalations", made.id,
            R"({"about":"A level","why":"It is higher","wanted":"Judge it anew","tried":"By phone","meanwhile":"A patrol each evening"})");
        REQUIRE_MESSAGE(told.ok(), (told.ok() ? "" : told.error().words.key));
        CHECK(told->status == http::Status::created);
        CHECK(told->body.find(R"("stage":"line_managers")") != std::string::npos);
        CHECK(told->body.find(R"("due_at":"2026-03-10T23:59:59)") != std::string::npos);
        CHECK(world
                  .send(world.licensing, "/api/v1/cases/{case}/escalations", made.id,
                      R"({"about":"A level"})")
                  .error()
                  .field
            == "why");
    });
}

} // namespace kith::cases
