// SPDX-License-Identifier: MIT
#include "concerns/concerns_world_test.h"
#include "concerns/shared_draft_acts.h"
#include <algorithm>
#include <doctest/doctest.h>

using namespace kith;
using namespace kith::concerns;

namespace {
// A school whose teacher writes a draft; its lead and deputy; another colleague; and another
// school.
struct School : Partnership {
    explicit School(db::Database& held) : Partnership(held)
    {
        auto const pass = gate->enter_as_process("demo");
        auto const made = pass->visit().change([&](Change& change) -> Done {
            auto const found = TRY(directory::find_agency(change.writing(), "school"));
            school = found.id;
            author = somebody(change, "Robin Teacher");
            lead = somebody(change, "Amina Sesay");
            deputy = somebody(change, "Jonah Bright");
            colleague = somebody(change, "Wren Colleague");
            TRY(directory::save(change, row(lead, directory::LeadRole::lead)));
            return directory::save(change, row(deputy, directory::LeadRole::deputy));
        });
        REQUIRE(made.ok());
    }
    AccountId somebody(Change& change, char const* name)
    {
        access::Writing const writing{change.writing(), *keys, {{}, {}, "demo", {}}, change.now()};
        std::string sign_in(name);
        std::ranges::replace(sign_in, ' ', '.');
        auto const id = access::create_account(writing, {sign_in, name, "not used here"}).value();
        REQUIRE(access::assign(writing, {id, school, {}, "school lead", {day("2024-01-01")}}).ok());
        return id;
    }
    [[nodiscard]] directory::Lead row(AccountId account, directory::LeadRole role) const
    {
        return {school, account, role, {day("2024-01-01")}};
    }
    static Date day(char const* text) { return Date::read(text).value(); }

    template <class Act>
    auto act(AccountId who, Act const& body)
    {
        auto const pass = gate->enter(who).value();
        return pass->visit().change(body);
    }
    // As the form saves it: the newest revision.
    forms::Draft saved(
        forms::Answers const& answers, DraftId id = DraftId::fresh(), std::int64_t revision = 0)
    {
        forms::Draft draft;
        draft.id = id;
        draft.account = author;
        draft.key = forms::fresh_key();
        draft.answers = answers;
        draft.saved_at = clock.now();
        draft.revision = revision;
        auto const kept
            = act(author, [&](Change& change) { return drafts.save(change.writing(), draft); });
        REQUIRE(kept.ok());
        draft.revision = *kept;
        return draft;
    }
    Result<SharedDraft> find(AccountId who, DraftId id)
    {
        auto const pass = gate->enter(who).value(); // let go at once: readers are few
        return find_shared(pass->visit(), drafts, id);
    }
    std::size_t shown_to(AccountId who)
    {
        auto const pass = gate->enter(who).value();
        return list_shown(pass->visit(), drafts).size();
    }
    std::size_t answered()
    {
        auto const pass = gate->enter(author).value();
        return list_answered(pass->visit(), drafts).size();
    }
    Done show(DraftId id)
    {
        return act(author, [&](Change& change) { return show_to_leads(room, change, id); });
    }
    Done write(AccountId who, Advice const& advice)
    {
        return act(who, [&](Change& change) { return write_advice(room, change, advice); });
    }
    Result<ConcernId> send(AccountId who, DraftId id, std::int64_t revision)
    {
        return act(
            who, [&](Change& change) { return send_for_author(room, change, id, revision); });
    }
    std::int64_t count(db::Sql const& sql) { return database.reader()->run(sql)[0].integer("n"); }

    AgencyId school;
    AccountId author;
    AccountId lead;
    AccountId deputy;
    AccountId colleague;
};

constexpr db::Sql count_sharings{"count sharings", "select count(*) as n from draft_sharings"};
constexpr db::Sql count_notes{"count notes", "select count(*) as n from draft_notes"};
constexpr db::Sql count_concerns{"count concerns", "select count(*) as n from concerns"};
constexpr db::Sql note_bodies{"note bodies", "select body from draft_notes"};

forms::Answers worry(char const* json = R"({"safe_now":"yes","about":["place"],
    "postcode":"FY1 1AD","what":"Pupils are offered lifts","strengths":"A form tutor they trust",
    "own_words":"It is only chips","consent":"nobody_named","worker":"no"})")
{
    return forms::Answers::from_json(referral_form, 2, json).value();
}

void at_school(std::function<void(School&)> const& body)
{
    tests::on_both_databases([&](db::Database& database) {
        School world(database);
        body(world);
    });
}
} // namespace

TEST_CASE("a draft is its author's alone until it is shown; then lead and deputy read what it says "
          "now, and to everybody else it does not exist")
{
    at_school([](School& world) {
        auto const draft = world.saved(worry());
        auto const absent = world.find(world.lead, DraftId::fresh()).error();
        CHECK(world.find(world.author, draft.id)->state == Sharing::kept);
        for (auto const who : {world.lead, world.deputy, world.colleague, world.triage_worker})
            CHECK(world.find(who, draft.id).error() == absent);
        REQUIRE(world.show(draft.id).ok());
        CHECK(world.find(world.lead, draft.id)->draft.answers.text("own_words")
            == "It is only chips");
        CHECK(world.find(world.deputy, draft.id).ok());
        for (auto const who : {world.colleague, world.triage_worker, world.other_school_lead})
            CHECK(world.find(who, draft.id).error() == absent);
        auto changed = worry();
        changed.set("what", std::string("Two pupils are offered lifts"));
        world.saved(changed, draft.id, draft.revision);
        CHECK(world.find(world.lead, draft.id)->draft.answers.text("what")
            == "Two pupils are offered lifts");
        CHECK(world.shown_to(world.deputy) == 1);
        CHECK(world.shown_to(world.colleague) == 0);
        CHECK(world.shown_to(world.author) == 0);
    });
}

TEST_CASE("advice is kept round by round for both, sealed, and written once however often sent")
{
    at_school([](School& world) {
        auto const draft = world.saved(worry());
        REQUIRE(world.show(draft.id).ok());
        auto const key = Uuid::fresh();
        Advice const first{draft.id, concerns::NoteKind::advice, 1, "Say which bus stop", key};
        CHECK(world.write(world.lead, first).ok());
        CHECK(world.write(world.lead, first).ok());
        CHECK(world.answered() == 1);
        world.saved(worry(), draft.id, 1);
        CHECK(world.show(draft.id).ok()); // asked again
        CHECK(world.answered() == 0);
        auto const late = world.write(world.deputy,
            {draft.id, concerns::NoteKind::advice, 1, "About the older text", Uuid::fresh()});
        CHECK(late.error().code == Code::conflict);
        CHECK(world
                  .write(world.deputy,
                      {draft.id, concerns::NoteKind::advice, 2, "Good", Uuid::fresh()})
                  .ok());
        CHECK(
            world.write(world.deputy, {draft.id, concerns::NoteKind::advice, 2, "", Uuid::fresh()})
                .error()
                .field
            == "advice");
        for (auto const who : {world.author, world.lead, world.deputy}) {
            auto const pass = world.gate->enter(who).value();
            auto const found = find_shared(pass->visit(), world.drafts, draft.id);
            auto const notes = notes_of(pass->visit(), world.drafts, found.value());
            REQUIRE(notes.size() == 2);
            CHECK(notes[0].body == "Say which bus stop");
            CHECK(notes[0].by == world.lead);
            CHECK(notes[0].revision == 1);
            CHECK(notes[1].by == world.deputy);
        }
        auto const reader = world.database.reader();
        for (auto const row : reader->run(note_bodies))
            CHECK(row.bytes("body").find("bus stop") == std::string::npos);
        CHECK(world.write(world.author, first).error().code == Code::not_allowed);
        CHECK(world.write(world.colleague, first).error().code == Code::not_found);
    });
}

TEST_CASE(
    "a lead sends it: once, in its author's name, and both follow it while the deputy does not")
{
    at_school([](School& world) {
        auto const draft = world.saved(worry());
        REQUIRE(world.show(draft.id).ok());
        CHECK(world
                  .write(world.lead,
                      {draft.id, concerns::NoteKind::advice, 1, "Well seen", Uuid::fresh()})
                  .ok());
        CHECK(world.send(world.colleague, draft.id, 1).error().code == Code::not_found);
        CHECK(world.send(world.lead, draft.id, 7).error().code == Code::conflict);
        auto const sent = world.send(world.lead, draft.id, 1);
        REQUIRE(sent.ok());
        CHECK(*world.send(world.lead, draft.id, 1) == *sent);
        CHECK(world.count(count_concerns) == 1);
        CHECK(world.send(world.deputy, draft.id, 1).error().code == Code::not_found);

        auto& author = world.as(world.author);
        auto& lead = world.as(world.lead);
        auto const mine = world.room.store.list_raised(author.visit(), 10);
        REQUIRE(mine.size() == 1);
        CHECK(mine[0].id == *sent);
        CHECK(mine[0].raised_by == world.author);
        CHECK(mine[0].sent_by == world.lead);
        CHECK(mine[0].holding_team == world.front_door);
        CHECK(world.room.store.list_raised(lead.visit(), 10).size() == 1);
        CHECK_FALSE(lead.visit().permits("decide", facts_of(mine[0])));
        auto& deputy = world.as(world.deputy);
        CHECK(world.room.store.find(deputy.visit(), *sent).error().code == Code::not_found);
        CHECK(world.drafts.list(author.visit().reading(), world.author).empty());
        auto const shared = sharing_of(author.visit(), world.drafts, *sent);
        REQUIRE(shared);
        CHECK(notes_of(author.visit(), world.drafts, *shared).size() == 1);
        auto& triage = world.as(world.triage_worker);
        CHECK_FALSE(sharing_of(triage.visit(), world.drafts, *sent));
        author.settle();
        CHECK(world.verdict().problems.empty());
    });
}

TEST_CASE("what the lead who sent it writes to the team stands on the raiser's side")
{
    at_school([](School& world) {
        auto const draft = world.saved(worry());
        REQUIRE(world.show(draft.id).ok());
        auto const sent = world.send(world.lead, draft.id, 1).value();
        auto const wrote = world.act(world.lead, [&](Change& change) {
            return send_message(world.room, change, sent, "One more pupil", Uuid::fresh());
        });
        REQUIRE(wrote.ok());
        auto& triage = world.as(world.triage_worker);
        auto const concern = world.room.store.find(triage.visit(), sent).value();
        auto const thread = world.room.store.messages(triage.visit(), concern);
        REQUIRE(thread.size() == 1);
        CHECK(thread[0].direction == Direction::from_raiser);
        CHECK(thread[0].by == world.lead);
    });
}

TEST_CASE("a draft that is not complete is not sent for its author")
{
    at_school([](School& world) {
        auto const draft = world.saved(worry(R"({"what":"Half a thought"})"));
        REQUIRE(world.show(draft.id).ok());
        CHECK(world.send(world.lead, draft.id, 1).error().code == Code::invalid);
        CHECK(world.count(count_concerns) == 0);
        CHECK(world.find(world.author, draft.id)->draft.answers.text("what") == "Half a thought");
    });
}

TEST_CASE("a reason not to send it is needed and kept, and does not stop the author")
{
    at_school([](School& world) {
        auto const draft = world.saved(worry());
        REQUIRE(world.show(draft.id).ok());
        CHECK(world.write(world.lead, {draft.id, concerns::NoteKind::why_not, 1, "", Uuid::fresh()})
                  .error()
                  .field
            == "why_not");
        CHECK(world
                  .write(world.lead,
                      {draft.id, concerns::NoteKind::why_not, 1, "The school nurse is on it",
                          Uuid::fresh()})
                  .ok());
        CHECK(world.find(world.author, draft.id)->state == Sharing::why_not);
        auto const concern = world.act(world.author, [&](Change& change) -> Result<ConcernId> {
            auto const raised = TRY(raise(world.room, change, draft.answers));
            TRY(follow_sending(world.room, change, draft.id, raised));
            world.drafts.remove(change.writing(), world.author, draft.id);
            return raised;
        });
        REQUIRE(concern.ok());
        auto& author = world.as(world.author);
        auto const shared = sharing_of(author.visit(), world.drafts, *concern);
        REQUIRE(shared);
        CHECK(shared->sent_by == world.author);
        CHECK(
            notes_of(author.visit(), world.drafts, *shared)[0].body == "The school nurse is on it");
        CHECK(world.find(world.lead, draft.id).error().code == Code::not_found);
    });
}

TEST_CASE("a colleague who names somebody else's draft as the one they send changes nothing of it")
{
    at_school([](School& world) {
        auto const draft = world.saved(worry());
        REQUIRE(world.show(draft.id).ok());
        auto const raised = world.act(world.lead, [&](Change& change) -> Result<ConcernId> {
            auto const own = TRY(raise(world.room, change, worry()));
            TRY(follow_sending(world.room, change, draft.id, own));
            return own;
        });
        REQUIRE(raised.ok());
        CHECK(world.find(world.author, draft.id)->state == Sharing::asked);
    });
}

TEST_CASE("taken back it is gone for the leads, and a draft that goes takes its sharing with it")
{
    at_school([](School& world) {
        auto const draft = world.saved(worry());
        REQUIRE(world.show(draft.id).ok());
        CHECK(world
                  .write(world.lead,
                      {draft.id, concerns::NoteKind::advice, 1, "Well seen", Uuid::fresh()})
                  .ok());
        auto const back = world.act(world.author,
            [&](Change& change) { return take_sharing_back(world.room, change, draft.id); });
        CHECK(back.ok());
        for (auto const who : {world.lead, world.deputy}) {
            CHECK(world.find(who, draft.id).error().code == Code::not_found);
            CHECK(world.shown_to(who) == 0);
        }
        CHECK(world.find(world.author, draft.id)->state == Sharing::taken_back);
        CHECK(world.count(count_sharings) == 1);
        auto const gone = world.act(world.author, [&](Change& change) -> Done {
            world.drafts.remove(change.writing(), world.author, draft.id);
            return done();
        });
        CHECK(gone.ok());
        CHECK(world.count(count_sharings) == 0);
        CHECK(world.count(count_notes) == 0);
    });
}

TEST_CASE("whoever leads no longer, or left the agency, sees neither draft nor what they sent")
{
    at_school([](School& world) {
        auto const draft = world.saved(worry());
        auto const other = world.saved(worry());
        REQUIRE(world.show(draft.id).ok());
        REQUIRE(world.show(other.id).ok());
        auto const sent = world.send(world.lead, other.id, 1).value();
        auto const pass = world.gate->enter_as_process("demo");
        auto const ended = pass->visit().change([&](Change& change) {
            return directory::set_last_day(change, world.row(world.lead, directory::LeadRole::lead),
                School::day("2026-03-05"));
        });
        REQUIRE(ended.ok());
        CHECK(world.find(world.lead, draft.id).error().code == Code::not_found);
        CHECK(world.send(world.lead, draft.id, 1).error().code == Code::not_found);
        auto& lead = world.as(world.lead);
        CHECK(world.room.store.find(lead.visit(), sent).error().code == Code::not_found);
        CHECK(world.shown_to(world.lead) == 0);
        auto const left = pass->visit().change([&](Change& change) -> Done {
            access::Writing const writing{
                change.writing(), *world.keys, {{}, {}, "demo", {}}, change.now()};
            auto const council = TRY(directory::find_agency(change.writing(), "council"));
            TRY(access::unassign(
                writing, world.deputy, world.school, "school lead", School::day("2026-03-05")));
            return access::assign(writing,
                {world.deputy, council.id, {}, "school lead", {School::day("2024-01-01")}});
        });
        REQUIRE(left.ok());
        CHECK(world.find(world.deputy, draft.id).error().code == Code::not_found);
        CHECK(world.find(world.author, draft.id).ok());
    });
}

TEST_CASE("a lead whom the draft may be about is not asked, and reads nothing from that save on")
{
    at_school([](School& world) {
        auto const draft = world.saved(worry());
        REQUIRE(world.show(draft.id).ok());
        REQUIRE(world.find(world.deputy, draft.id).ok());
        auto naming = worry();
        naming.set("adults", std::vector<forms::Parts>{{{"name", "Mr Bright"}}});
        world.saved(naming, draft.id, 1);
        CHECK(world.find(world.deputy, draft.id).error().code == Code::not_found);
        CHECK(world.shown_to(world.deputy) == 0);
        auto const shared = world.find(world.lead, draft.id);
        REQUIRE(shared.ok());
        REQUIRE(shared->offered.size() == 1);
        CHECK(shared->offered[0].account == world.lead);
    });
}

TEST_CASE("a draft about somebody who works with children goes through no lead")
{
    at_school([](School& world) {
        auto about = worry();
        about.set("worker", std::string("yes"));
        about.set("worker_name", std::string("A coach"));
        auto const draft = world.saved(about);
        CHECK(world.show(draft.id).error().code == Code::not_allowed);
        auto const other = world.saved(worry());
        REQUIRE(world.show(other.id).ok());
        world.saved(about, other.id, 1);
        for (auto const who : {world.lead, world.deputy}) {
            CHECK(world.find(who, other.id).error().code == Code::not_found);
            CHECK(world.send(who, other.id, 2).error().code == Code::not_found);
        }
        CHECK(world.find(world.author, other.id)->offered.empty());
    });
}
