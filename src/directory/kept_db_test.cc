// SPDX-License-Identifier: MIT
#include "directory/desk_pages.h"
#include "world/partnership.h"
#include <doctest/doctest.h>

using namespace kith;
using namespace kith::directory;

namespace {
Date the_day(char const* text) { return *Date::read(text); }

struct KeptWorld {
    explicit KeptWorld(db::Database& held) : database(held), world(held, {}) { }
    db::Database& database;
    tests::Partnership world;
    ReferenceFacts facts = *ReferenceFacts::read();
    AgencyId council = world.agency("council");
    AccountId keeper = world.account("system administrator", council);
    AccountId worker = world.account("triage worker", council);

    Done remap_fylde(AccountId who, char const* from, char const* seen)
    {
        auto wanted = *facts.district("E07000119", the_day("2026-03-06"));
        wanted.team = "Deter";
        wanted.area = "Central";
        wanted.standing.during = {the_day(from), {}};
        wanted.standing.source = "Minutes of the partnership";
        auto const pass = world.as(who);
        auto const done = pass->visit().change([&](access::Change& change) {
            return remap(change, facts, wanted, the_day(seen), "new areas");
        });
        take_kept(facts, *database.reader());
        return done;
    }
    Result<KeptLine> keep(KeptLine const& line, std::string const& reason = "a letter")
    {
        auto const pass = world.as(keeper);
        auto const saved = pass->visit().change(
            [&](access::Change& change) { return save(change, line, reason); });
        take_kept(facts, *database.reader());
        return saved;
    }
    KeptLine line(std::string const& code) { return *find_line(facts, *database.reader(), code); }
    std::string team_on(char const* day) { return facts.district("E07000119", the_day(day))->team; }
};

void in_kept_world(void (*body)(KeptWorld&))
{
    tests::on_both_databases([&](db::Database& database) {
        KeptWorld kept(database);
        body(kept);
    });
}
} // namespace

TEST_CASE("from 1 April a district belongs to another team, and answers about March stay")
{
    in_kept_world([](KeptWorld& kept) {
        REQUIRE(kept.remap_fylde(kept.keeper, "2026-04-01", "1974-04-01").ok());
        CHECK(kept.team_on("2026-03-31") == "Awaken");
        CHECK(kept.team_on("2026-04-01") == "Deter");
        auto const noon = *Instant::read("2026-04-01T11:00:00Z");
        CHECK(who(kept.facts, {}, "Fylde", noon).district->team == "Deter");
        auto const before = *Instant::read("2026-03-31T11:00:00Z");
        CHECK(who(kept.facts, {}, "Fylde", before).district->team == "Awaken");
        CHECK(kept.facts.district("E07000123", the_day("2026-04-01"))->team == "Deter");
        CHECK(kept.facts.districts(the_day("2026-04-01")).size() == 14);
    });
}

TEST_CASE("a late author, an earlier day and who does not administer change no district")
{
    in_kept_world([](KeptWorld& kept) {
        CHECK(kept.remap_fylde(kept.worker, "2026-04-01", "1974-04-01").error().code
            != Code::conflict);
        CHECK(kept.team_on("2026-04-01") == "Awaken");
        REQUIRE(kept.remap_fylde(kept.keeper, "2026-04-01", "1974-04-01").ok());
        CHECK(kept.remap_fylde(kept.keeper, "2026-05-01", "1974-04-01").error().code
            == Code::conflict);
        auto const earlier = kept.remap_fylde(kept.keeper, "2026-03-20", "2026-04-01");
        CHECK(earlier.error().code == Code::conflict);
        CHECK(earlier.error().field == "from");
    });
}

TEST_CASE("the newest row of a district is taken back, and the one before runs on")
{
    in_kept_world([](KeptWorld& kept) {
        REQUIRE(kept.remap_fylde(kept.keeper, "2026-04-01", "1974-04-01").ok());
        auto const pass = kept.world.as(kept.keeper);
        auto const back = [&] {
            return pass->visit().change([&](access::Change& change) {
                return take_back_map(
                    change, kept.facts, "E07000119", the_day("2026-04-01"), "it was put off");
            });
        };
        REQUIRE(back().ok());
        take_kept(kept.facts, *kept.database.reader());
        CHECK(kept.team_on("2026-04-01") == "Awaken");
        CHECK(kept.team_on("2030-01-01") == "Awaken");
        CHECK_FALSE(back().ok()); // one row is left
        REQUIRE(kept.remap_fylde(kept.keeper, "2026-04-01", "1974-04-01").ok());
        CHECK(kept.team_on("2026-04-01") == "Deter");
    });
}

TEST_CASE("a number that was found and confirmed is what everybody is told at once")
{
    in_kept_world([](KeptWorld& kept) {
        auto const stands = kept.line("blackpool_children");
        CHECK(stands.contact.number.empty());
        auto line = stands;
        line.contact.number = "01253 000000";
        line.checked_by = "the duty manager, by phone";
        line.checked_on = the_day("2026-03-06");
        REQUIRE(kept.keep(with_doubts(line, stands)).ok());
        auto const told = *kept.facts.contact("blackpool_children", the_day("2026-03-06"));
        CHECK(told.number == "01253 000000");
        CHECK(told.standing.verified);
        CHECK(told.standing.source.ends_with(
            "; confirmed on 6 March 2026 by the duty manager, by phone"));
        CHECK(told.hours.size() == 2);
        CHECK(kept.facts.contacts(the_day("2026-03-06")).size()
            == kept.facts.shipped_contacts().size());
    });
}

TEST_CASE("a number changed without a check is not confirmed, and an old check is not carried over")
{
    in_kept_world([](KeptWorld& kept) {
        auto line = kept.line("team_awaken");
        line.checked_by = "Awaken";
        line.checked_on = the_day("2026-03-05");
        auto const checked = *kept.keep(with_doubts(line, kept.line("team_awaken")));
        CHECK(checked.contact.standing.verified);
        auto changed = checked;
        changed.contact.number = "01253 000001";
        changed = with_doubts(changed, checked);
        CHECK_FALSE(changed.contact.standing.verified);
        CHECK_FALSE(changed.checked_on);
        REQUIRE(kept.keep(changed).ok());
        auto const answer
            = who(kept.facts, {}, "Blackpool", *Instant::read("2026-03-06T11:00:00Z"));
        auto found = false;
        for (auto const& one : answer.lines)
            if (one.contact.code == "team_awaken") {
                found = true;
                CHECK(one.unsure == "This line has not been confirmed.");
            }
        CHECK(found);
    });
}

TEST_CASE(
    "two administrators at one line: the later is refused, and both versions are there to read")
{
    in_kept_world([](KeptWorld& kept) {
        auto const first = *kept.keep(kept.line("team_deter"));
        auto mine = first;
        mine.contact.note = "Ask for the duty officer.";
        REQUIRE(kept.keep(mine).ok());
        auto late = first;
        late.contact.note = "Ring twice.";
        CHECK(kept.keep(late).error().code == Code::conflict);
        CHECK(kept.line("team_deter").contact.note == "Ask for the duty officer.");
        auto from_shipped = first; // read before anybody had kept the line
        from_shipped.version = 0;
        CHECK(kept.keep(from_shipped).error().field.empty());
        auto const versions = versions_of(*kept.database.reader(), first.id);
        REQUIRE(versions.size() == 1);
        CHECK(versions[0].row.contact.note.empty());
        CHECK(versions[0].recorded_by == kept.keeper);
        CHECK(versions[0].reason == "a letter");
    });
}

TEST_CASE("a closed line is no longer told after its last day")
{
    in_kept_world([](KeptWorld& kept) {
        auto line = kept.line("modern_slavery");
        line.contact.standing.during.until = the_day("2026-03-31");
        REQUIRE(kept.keep(line).ok());
        CHECK(kept.facts.contact("modern_slavery", the_day("2026-03-31")));
        CHECK_FALSE(kept.facts.contact("modern_slavery", the_day("2026-04-01")));
    });
}

TEST_CASE("999 and 101 cannot be closed, renumbered or made a helpline")
{
    in_kept_world([](KeptWorld& kept) {
        for (auto const* code : {"police_emergency", "police_101"}) {
            auto closed = kept.line(code);
            closed.contact.standing.during.until = the_day("2026-03-31");
            CHECK(kept.keep(closed).error().code == Code::invalid);
            auto renumbered = kept.line(code);
            renumbered.contact.number = "998";
            CHECK(kept.keep(renumbered).error().code == Code::invalid);
            auto helpline = kept.line(code);
            helpline.contact.kind = ContactKind::helpline;
            CHECK(kept.keep(helpline).error().code == Code::invalid);
            auto noted = kept.line(code);
            noted.contact.note = "Say the place first.";
            CHECK(kept.keep(noted).ok());
        }
    });
}

TEST_CASE("hours are read as they are written, and what cannot be read is refused")
{
    Standing const standing{{the_day("2026-01-01"), {}}, "a letter", true};
    auto const text
        = "Mon-Thu 09:00-17:00\nFri 09:00-16:30\nSat Sun 10:00-12:00, bank holidays too";
    auto const hours = read_hours(text, standing);
    REQUIRE(hours.ok());
    CHECK(hours->size() == 3);
    CHECK((*hours)[2].on_bank_holidays);
    CHECK(write_hours(*hours)
        == "Mon-Thu 09:00-17:00\nFri 09:00-16:30\nSat-Sun 10:00-12:00, bank holidays too");
    CHECK(read_hours("", standing)->empty());
    for (auto const* bad : {"weekdays", "Mon 9", "Mon-Fri 25:00-26:00", "09:00-17:00"})
        CHECK(read_hours(bad, standing).error().field == "hours");
}

TEST_CASE(
    "the last day of a team's district is set and taken away again, and a late author is refused")
{
    in_kept_world([](KeptWorld& kept) {
        auto const team = kept.world.team(kept.council, "Front door");
        auto const pass = kept.world.as(kept.keeper);
        TeamArea const area{team, "E07000119", {the_day("2026-03-01"), {}}};
        auto const change = [&](auto const& body) { return pass->visit().change(body); };
        REQUIRE(change([&](access::Change& held) { return save(held, area); }).ok());
        auto const ends = [&](TeamArea const& read, std::optional<Date> last) {
            return change([&](access::Change& held) { return set_last_day(held, read, last); });
        };
        REQUIRE(ends(area, the_day("2026-03-31")).ok());
        CHECK(ends(area, the_day("2026-04-30")).error().code == Code::conflict);
        auto const& lease = kept.database.reader();
        CHECK(list_team_areas(*lease, team, the_day("2026-04-01")).empty());
        CHECK(list_team_areas(*lease, team, the_day("2026-03-31")).size() == 1);
        auto read = area;
        read.during.until = the_day("2026-03-31");
        CHECK(ends(read, the_day("2026-02-01")).error().field == "until");
        REQUIRE(ends(read, std::nullopt).ok());
        CHECK(list_team_areas(*kept.database.reader(), team, the_day("2030-01-01")).size() == 1);
    });
}
