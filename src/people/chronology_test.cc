// SPDX-License-Identifier: MIT
#include "people/chronology.h"
#include <doctest/doctest.h>

using namespace kith;
using namespace kith::people;

namespace {
Date on(char const* text) { return Date::read(text).value(); }

Entry contact(char const* day)
{
    Entry entry;
    entry.id = day;
    entry.kind = "contact";
    entry.day = PartialDate::read(day).value();
    entry.contact = true;
    return entry;
}
Entry record(char const* day)
{
    auto entry = contact(day);
    entry.kind = "record";
    entry.contact = false;
    return entry;
}
http::FormData query(std::initializer_list<std::pair<char const*, char const*>> pairs)
{
    http::FormData form;
    for (auto const& [name, value] : pairs)
        form.add(name, value);
    return form;
}
} // namespace

TEST_CASE("a gap is marked between two entries of contact, from so many days on")
{
    // 20 - 1 = 19 days; 1 March - 16 February = 13 days (2026 is no leap year), one too few
    std::vector<Entry> const entries{
        contact("2026-03-20"), record("2026-03-10"), contact("2026-03-01"), contact("2026-02-16")};
    CHECK(gaps_in(entries, 14, on("2026-03-25")) == std::vector<Gap>{{2, 19}});
    CHECK(gaps_in(entries, 13, on("2026-03-25")) == std::vector<Gap>{{2, 19}, {3, 13}});
    CHECK(gaps_in(entries, 20, {}).empty());
    // 3 April - 20 March = 14 days since the newest
    CHECK(gaps_in(entries, 14, on("2026-04-03")) == std::vector<Gap>{{0, 14, true}, {2, 19}});
    CHECK(
        gaps_in({record("2026-03-10")}, 14, on("2026-11-01")).empty()); // no contact to count from
}

TEST_CASE("a gap beside a day that is known to the month alone is at least so long")
{
    // March 2026 at the latest ends on the 31st: 20 - (31 March) = 20 April - 31 March = 20 days;
    // at the earliest it begins on the 1st: 1 March - 10 February = 19 days
    std::vector<Entry> const entries{
        contact("2026-04-20"), contact("2026-03"), contact("2026-02-10")};
    CHECK(gaps_in(entries, 14, {}) == std::vector<Gap>{{1, 20}, {2, 19}});
    CHECK(gaps_in(entries, 20, {}) == std::vector<Gap>{{1, 20}});
    auto unknown = contact("2026-03-30");
    unknown.day.reset(); // says nothing about any day
    CHECK(gaps_in({contact("2026-04-20"), unknown, contact("2026-04-10")}, 14, {}).empty());
}

TEST_CASE("a chronology is filtered by kinds, agency and days, and the address holds no more")
{
    auto const filter = read_filter(query({{"kind", "contact"}, {"kind", "Robin O’Neill"},
                                        {"from", "1/3/2026"}, {"to", "2026-03-31"}}),
        on("2026-11-01"));
    CHECK(filter.problems.empty());
    CHECK(filter.query() == "?kind=contact&from=2026-03-01&to=2026-03-31"); // a name is no kind
    CHECK(filter.query("kind", "contact") == "?from=2026-03-01&to=2026-03-31");
    CHECK(filter.query("from") == "?kind=contact&to=2026-03-31");
    CHECK(filter.lets_through(contact("2026-03-01")));
    CHECK(filter.lets_through(contact("2026-03"))); // some day of March
    CHECK(filter.lets_through(contact("2026")));    // perhaps in March
    CHECK_FALSE(filter.lets_through(contact("2026-02-28")));
    CHECK_FALSE(filter.lets_through(contact("2026-04-01")));
    CHECK_FALSE(filter.lets_through(record("2026-03-10")));
    auto unknown = contact("2026-03-10");
    unknown.day.reset();
    CHECK_FALSE(filter.lets_through(unknown));
    CHECK(ChronologyFilter{}.lets_through(unknown));
    CHECK_FALSE(ChronologyFilter{}.chooses());
    CHECK(ChronologyFilter{}.query().empty());
}

TEST_CASE("a day that does not read, or lies in the future, is named and does not filter")
{
    auto const filter
        = read_filter(query({{"from", "spring"}, {"to", "2026-03-31"}, {"known_on", "2026-11-02"}}),
            on("2026-11-01"));
    REQUIRE(filter.problems.size() == 2);
    CHECK(filter.problems[0].field == "from");
    CHECK(filter.problems[1].field == "known_on");
    CHECK_FALSE(filter.from.has_value());
    CHECK_FALSE(filter.known_on.has_value());
    CHECK(filter.to == on("2026-03-31"));
    CHECK(read_filter(query({{"from", "2026-03-02"}, {"to", "2026-03-01"}}), on("2026-11-01"))
              .problems[0]
              .field
        == "to");
}

TEST_CASE("as known on takes a day, or a moment of it, and an address keeps either")
{
    auto const today = Date::of(2026, 3, 31).value();
    auto const now = Instant::read("2026-03-31T12:00:00Z").value();
    auto const asked = [&](char const* typed) {
        return read_filter(query({{"known_on", typed}}), today);
    };
    CHECK(known_at(asked("6 March 2026"), now).write() == "2026-03-06T23:59:59.999999Z");
    CHECK(asked("6 March 2026").known_in_words() == "6 March 2026");
    // The whole of the minute, in London: the clocks went forward on 29 March.
    for (auto const* const typed : {"30 March 2026 at 14:30", "30/3/2026 14:30", "2026-03-30T14:30",
             "30 March 2026, 2.30pm"}) {
        auto const filter = asked(typed);
        CHECK_MESSAGE(filter.problems.empty(), typed);
        CHECK_MESSAGE(known_at(filter, now).write() == "2026-03-30T13:30:59.999999Z", typed);
        CHECK(filter.known_in_words() == "30 March 2026 at 14:30");
        CHECK(filter.query() == "?known_on=2026-03-30T13:30:59.999999Z");
        auto const again = asked("2026-03-30T13:30:59.999999Z");
        CHECK(known_at(again, now) == known_at(filter, now));
    }
    CHECK(known_at(asked("31/3/2026 23:00"), now) == now);       // never later than now
    CHECK(asked("29 March 2026 at 01:30").problems.size() == 1); // an hour that was not
    CHECK(asked("30 March 2026 at noonish").problems.front().field == "known_on");
    CHECK(asked("1 April 2026 at 10:00").problems.size() == 1); // the future
    CHECK_FALSE(asked("1 April 2026 at 10:00").known_moment.has_value());
}

TEST_CASE("what is known to the day stands before what is known to the minute of that day")
{
    auto timed = contact("2026-03-20");
    timed.day.reset();
    timed.at = Instant::read("2026-03-20T09:00:00Z").value();
    CHECK(timed.place() > contact("2026-03-20").place());
    CHECK(contact("2026-03-21").place() > timed.place());
    CHECK(contact("2026-03-20").when_in_words() == "20 March 2026"); // no time is made up
    CHECK(contact("2026-03").when_in_words() == "March 2026");
}

TEST_CASE("the setting of gaps is read, and what is wrong with it is named")
{
    CHECK(chronology_settings().gap_days == 14);
    CHECK(chronology_settings().contact.contains("seen"));
    CHECK(read_chronology_settings("gap_days = 21\ncontact = [\"seen\"]")->gap_days == 21);
    CHECK_FALSE(read_chronology_settings("gap_days = 0\ncontact = [\"seen\"]").ok());
    CHECK_FALSE(read_chronology_settings("gap_days = 14").ok());
    CHECK_FALSE(read_chronology_settings("gap_days = ").ok());
}
