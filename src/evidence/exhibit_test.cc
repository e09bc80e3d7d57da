// SPDX-License-Identifier: MIT
#include "evidence/exhibit.h"
#include <doctest/doctest.h>

using namespace kith;
using namespace kith::evidence;

namespace {
Exhibit an_exhibit()
{
    Exhibit one;
    one.words = {"A grey phone", "KV/1", "PC 4471 Vance", "Behind the counter", "21:30", ""};
    one.found_on = *Date::read("2026-03-04");
    return one;
}
CustodyEntry an_entry(CustodyAct act, char const* at)
{
    CustodyEntry entry;
    entry.act = act;
    entry.at = *Instant::read(at);
    entry.words = {"PC 4471 Vance", "The store", "As found", "S1"};
    return entry;
}
std::vector<std::string> fields_of(std::vector<Error> const& problems)
{
    std::vector<std::string> fields;
    for (auto const& one : problems)
        fields.push_back(one.field);
    return fields;
}
auto const today = *Date::read("2026-03-06");
auto const now = *Instant::read("2026-03-06T09:00:00Z");
} // namespace

TEST_CASE(
    "an exhibit says what it is, who found it, when and where; of the police store its reference")
{
    CHECK(problems_of(an_exhibit(), today).empty());
    auto one = an_exhibit();
    one.words = {};
    one.found_on = {};
    CHECK(fields_of(problems_of(one, today))
        == std::vector<std::string>{"description", "produced_by", "found_where", "found"});
    one = an_exhibit();
    one.found_on = *Date::read("2026-03-07");
    one.words.found_time = "half past";
    CHECK(fields_of(problems_of(one, today)) == std::vector<std::string>{"found_time", "found"});
    one = an_exhibit();
    one.sort = ExhibitSort::police_store;
    CHECK(fields_of(problems_of(one, today)) == std::vector<std::string>{"store_reference"});
    one.words.store_reference = "PPS 44/2026";
    CHECK(problems_of(one, today).empty());
    CHECK(read_exhibit_words(write(one.words)) == one.words);
    CHECK(read_exhibit_words("not JSON") == ExhibitWords{});
}

TEST_CASE("the log begins with its receipt, goes by one table, and never back in time")
{
    CHECK(may_follow(CustodyAct::received, std::nullopt));
    CHECK_FALSE(may_follow(CustodyAct::moved, std::nullopt));
    for (auto const act : all_custody_acts) {
        CAPTURE(name_of(act));
        CHECK_FALSE(may_follow(act, CustodyAct::destroyed));
        CHECK(may_follow(act, CustodyAct::returned) == (act == CustodyAct::received));
        CHECK(may_follow(act, CustodyAct::opened) == (act != CustodyAct::received));
        CHECK(read_custody_act(name_of(act)) == act);
    }
    auto const first = an_entry(CustodyAct::received, "2026-03-05T10:00:00Z");
    CHECK(problems_of(first, {}, now).empty());
    auto const stands = standing_of({first});
    CHECK(fields_of(problems_of(an_entry(CustodyAct::moved, "2026-03-05T09:59:00Z"), stands, now))
        == std::vector<std::string>{"at"});
    CHECK(fields_of(problems_of(an_entry(CustodyAct::moved, "2026-03-06T09:01:00Z"), stands, now))
        == std::vector<std::string>{"at"});
    CHECK(fields_of(problems_of(first, stands, now)) == std::vector<std::string>{"act"});
    auto silent = an_entry(CustodyAct::examined, "2026-03-05T11:00:00Z");
    silent.words = {};
    CHECK(fields_of(problems_of(silent, stands, now))
        == std::vector<std::string>{"who", "why", "where"});
    CHECK(read_custody_words(write(first.words)) == first.words);
}

TEST_CASE("what is marked as wrong stands in no one's way; a destruction waits for a second person")
{
    auto const first = an_entry(CustodyAct::received, "2026-03-05T10:00:00Z");
    auto gone = an_entry(CustodyAct::destroyed, "2026-03-05T12:00:00Z");
    gone.words.where = "";
    CHECK(problems_of(gone, standing_of({first}), now).empty()); // it is nowhere
    CHECK(standing_of({first, gone}).waits_for_second());
    CHECK(next_of(standing_of({first, gone})).empty());
    gone.confirmed_at = now;
    CHECK(standing_of({first, gone}).destroyed());
    gone.confirmed_at.reset();
    gone.wrong_at = now;
    auto const stands = standing_of({first, gone});
    CHECK_FALSE(stands.waits_for_second());
    CHECK(stands.last->act == CustodyAct::received);
    CHECK(stands.seal == "S1");
}

TEST_CASE("an entry of a timeline names its source")
{
    TimelineEntry entry;
    entry.on = *PartialDate::read("2026-02");
    entry.words.what = "A car waited at the back";
    CHECK(fields_of(problems_of(entry, today)) == std::vector<std::string>{"source"});
    entry.exhibit = ExhibitId::fresh();
    CHECK(problems_of(entry, today).empty());
    entry.exhibit = {};
    entry.words.source = "Statement of the porter, page 2";
    CHECK(problems_of(entry, today).empty());
    entry.on = *PartialDate::read("2027");
    CHECK(fields_of(problems_of(entry, today)) == std::vector<std::string>{"on"});
    entry.on = {};
    CHECK(fields_of(problems_of(entry, today)) == std::vector<std::string>{"on"});
    CHECK(read_timeline_words(write(entry.words)) == entry.words);
}
