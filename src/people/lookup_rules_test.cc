// SPDX-License-Identifier: MIT
#include "base/shipped.h"
#include "people/lookup_rules.h"
#include <doctest/doctest.h>

using namespace kith;
using namespace kith::people;

namespace {
Instant second(int at) { return Instant(std::int64_t(at) * 1'000'000); }

// One each second, by name alone.
std::vector<Lookup> names_looked_up(std::vector<std::string> const& names)
{
    std::vector<Lookup> all;
    for (auto const& name : names)
        all.push_back({second(static_cast<int>(all.size())), {name, "", ""}});
    return all;
}
LookupRun run_of_names(std::vector<std::string> const& names)
{
    return run_of(names_looked_up(names), {});
}
} // namespace

TEST_CASE("a name that is typed letter by letter is one look-up")
{
    auto const run = run_of_names({"mo", "moh", "moham", "moha", "mohammed", "mohammed kh"});
    CHECK(run.different == 1);
    CHECK(run.brief == 0);
    CHECK(run.stepping == 0);
}

TEST_CASE("going back to what the last text began with hides no step through the alphabet")
{
    auto const run = run_of_names({"smith", "smith a", "smith", "smith b", "smith", "smith c"});
    CHECK(run.different == 3); // smith a, smith b, smith c
    CHECK(run.stepping == 2);  // a to b, b to c
}

TEST_CASE("texts of two letters are brief, and the alphabet is walked whichever letter moves")
{
    auto const run = run_of_names({"aa", "ab", "ac", "bc", "dc", "aa"});
    CHECK(run.different == 5); // aa came twice
    CHECK(run.brief == 5);
    CHECK(run.stepping == 3); // aa ab ac bc; bc to dc is no step
}

TEST_CASE("letters are counted, not bytes, and a birth date or a number makes a text long enough")
{
    std::vector<Lookup> const cyrillic{{second(0), {"ив", "", ""}}};
    CHECK(run_of(cyrillic, {}).brief == 1);
    std::vector<Lookup> const dated{
        {second(0), {"mo", "2011", ""}}, {second(1), {"", "", "zy11eb"}}};
    auto const run = run_of(dated, {});
    CHECK(run.different == 2);
    CHECK(run.brief == 0);
    CHECK_FALSE(worth_asking({"m", "", ""}));
    CHECK_FALSE(worth_asking({"", "", ""}));
    CHECK(worth_asking({"mo", "", ""}));
    CHECK(worth_asking({"", "", "zy11eb"}));
    CHECK(worth_asking({"", "2011-05-03", ""}));
    for (auto const* const part :
        {"2011", "2011-05", "~2011", "~2011-05", "~2011-05-03", "aged 14"}) {
        CHECK_FALSE(worth_asking({"", part, ""}));
        CHECK_FALSE(worth_asking({"m", part, ""}));
        CHECK(worth_asking({"mo", part, ""}));
        CHECK(worth_asking({"", part, "zy11eb"}));
        CHECK(what_is_missing({"", part, ""}).starts_with("An age, or a birth date known in part"));
    }
    CHECK(what_is_missing({}).starts_with("Enter two letters of a name"));
}

TEST_CASE("dates and numbers are walked too")
{
    std::vector<Lookup> days;
    for (auto const* const day : {"2011-02-27", "2011-02-28", "2011-03-01", "2011-03-02"})
        days.push_back({second(static_cast<int>(days.size())), {"khan", day, ""}});
    CHECK(run_of(days, {}).stepping == 3); // over the end of the month
    std::vector<Lookup> numbers;
    for (auto const* const number : {"01632960001", "01632960002", "01632960003"})
        numbers.push_back({second(static_cast<int>(numbers.size())), {"", "", number}});
    CHECK(run_of(numbers, {}).stepping == 2);
}

TEST_CASE("what led to a record counts not at all, and nothing before it is forgiven")
{
    auto const lookups = names_looked_up({"ann", "bea", "cat", "dan"});
    std::vector<Instant> const led{second(2)}; // after cat, before dan
    auto const run = run_of(lookups, led);
    CHECK(run.different == 3);
    CHECK(run_of(lookups, std::vector{second(3) + std::chrono::seconds(60)}).different == 3); // dan
}

TEST_CASE("the limit is reached by any of the three counts")
{
    LookupLimits const limits{{}, 10, 20, 8, 6, 15, 300};
    CHECK_FALSE(LookupRun{19, 7, 5}.reaches(limits));
    CHECK(LookupRun{20, 0, 0}.reaches(limits));
    CHECK(LookupRun{8, 8, 0}.reaches(limits));
    CHECK(LookupRun{7, 0, 6}.reaches(limits));
    CHECK(wait_for(limits, 0).count() == 15);
    CHECK(wait_for(limits, 2).count() == 60);
    CHECK(wait_for(limits, 40).count() == 300);
}

TEST_CASE("the figures that ship read, and of several the newest that has begun counts")
{
    auto const shipped
        = read_lookup_limits(shipped_file("data/reference/lookup_limits.toml")).value();
    CHECK(limits_on(shipped, Date::of(2026, 11, 28).value()).different == 20);
    std::string block
        = "[[limits]]\nfrom = \"2026-01-01\"\nminutes = 10\ndifferent = 5\nbrief = 5\n"
          "stepping = 5\nfirst_wait = 5\nlongest_wait = 50\n";
    auto const first = block;
    block
        += "[[limits]]\nfrom = \"2026-06-01\"\nminutes = 10\ndifferent = 9\nbrief = 5\nstepping = "
           "5\nfirst_wait = 5\nlongest_wait = 50\n";
    auto const two = read_lookup_limits(block).value();
    CHECK(limits_on(two, Date::of(2026, 5, 31).value()).different == 5);
    CHECK(limits_on(two, Date::of(2026, 6, 1).value()).different == 9);
    CHECK(limits_on(two, Date::of(2025, 1, 1).value()).different == 5); // never none
    CHECK_FALSE(read_lookup_limits("").ok());
    CHECK_FALSE(read_lookup_limits("[[limits]]\nfrom = \"soon\"\n").ok());
    CHECK_FALSE(read_lookup_limits(first + "[[limits]]\nfrom = \"2026-06-01\"\nbrief = 0\n").ok());
}

TEST_CASE("what was asked is kept as it is compared, and reads back")
{
    Match match{{"Zoë O’Neill-Smith", "Zo"}, PartialDate::read("2011-05").value(), {}};
    match.identifiers = {{{}, "nhs_number", "9990000018"}, {{}, "uln", "9990000018"}};
    match.postcode = "ZY1 1EB";
    auto const asked = asked_by(match);
    CHECK(asked == Asked{"zoe oneill smith | zo", "2011-05", "zy11eb9990000018"});
    CHECK(read_asked(write(asked)) == asked);
    CHECK(asked_by({{}, {}, {}, "", "", "", 15}).birth == "aged 15");
}
