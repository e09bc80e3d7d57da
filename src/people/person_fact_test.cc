// SPDX-License-Identifier: MIT
#include "people/person_fact.h"
#include <doctest/doctest.h>

using namespace kith;
using namespace kith::people;

namespace {
directory::ReferenceFacts const& lists()
{
    static auto const read = directory::ReferenceFacts::read().value();
    return read;
}

Date const today = Date::read("2026-03-10").value();

Person born_in_2011()
{
    Person person;
    person.birth = PartialDate::read("2011-05-03").value();
    return person;
}

Fact said(char const* kind, char const* code, char const* words = "", char const* by = "self")
{
    Fact fact;
    fact.kind = kind;
    fact.code = code;
    fact.words = words;
    fact.stated_by = by;
    return fact;
}

Fact recorded(Fact fact, std::int64_t minute)
{
    fact.recorded_at = Instant(minute * 60'000'000);
    return fact;
}

// Where a rule finds fault; empty if it finds none.
std::string fault(Fact const& fact, std::vector<Fact> const& facts = {})
{
    auto const read = checked(lists(), fact, born_in_2011(), facts, today);
    return read ? "" : read.error().field;
}

PartialDate day(char const* text) { return PartialDate::read(text).value(); }
} // namespace

TEST_CASE("every kind that has a list has one that ships, and twenty ethnicities are told apart")
{
    for (auto const& kind : fact_kinds())
        if (!kind.list.empty())
            CHECK_MESSAGE(!lists().codes(kind.list, today).empty(), kind.kind);
    CHECK(lists().codes("ethnicity", today).size() == 20);
    CHECK(lists().codes("disability", today).size() == 13);
    CHECK_FALSE(lists().code("legal_status", "YOUTH_CAUTION")->standing.verified);
    CHECK(lists().code("legal_status", "SECTION_20")->standing.verified);
}

TEST_CASE("not asked, not wished and not known are three answers, and none of them holds another")
{
    auto fact = said("ethnicity", "");
    CHECK(fault(fact) == "code");
    fact.answer = Answer::not_asked;
    fact.stated_by = "";
    CHECK(fault(fact).empty());
    fact.answer = Answer::not_known;
    CHECK(fault(fact).empty());
    fact.answer = Answer::not_wished;
    CHECK(fault(fact) == "stated_by"); // somebody said that they did not wish to say
    fact.stated_by = "self";
    CHECK(fault(fact).empty());
    fact.code = "WBRI";
    CHECK(fault(fact) == "answer");
    for (auto const answer :
        {Answer::said, Answer::not_asked, Answer::not_wished, Answer::not_known})
        CHECK(read_answer(write(answer)) == answer);
    CHECK_FALSE(read_answer("perhaps").has_value());
}

TEST_CASE("religion is recorded only as they, or who cares for them, want it known")
{
    CHECK(fault(said("religion", "", "Sikh", "self")).empty());
    CHECK(fault(said("religion", "", "Sikh", "parent_carer")).empty());
    for (auto const* const other : {"practitioner", "officer", "document", "not_known"})
        CHECK(fault(said("religion", "", "Sikh", other)) == "stated_by");
    CHECK(fault(said("gender", "", "a girl", "")) == "stated_by");
    CHECK(fault(said("gender", "", "a girl", "a neighbour")) == "stated_by");
    CHECK(fault(said("nationality", "", "British")) == "kind"); // not asked
}

TEST_CASE("no disability stands alone")
{
    auto const none = said("disability", "NONE");
    auto hearing = said("disability", "HEAR");
    CHECK(fault(hearing, {said("disability", "VIS")}).empty());
    CHECK(fault(hearing, {none}) == "code");
    CHECK(fault(none, {hearing}) == "code");
    hearing.until = day("2026-03-09");
    CHECK(fault(none, {hearing}).empty()); // it is over
    hearing.until = {};
    hearing.withdrawn_at = Instant(1);
    CHECK(fault(none, {hearing}).empty());
}

TEST_CASE("days, postcode and register number are looked at, and what stands is not added twice")
{
    auto home = said("address", "HOME", "3 Invented Row", "parent_carer");
    CHECK(fault(home).empty());
    home.number = "zy11eb";
    CHECK(checked(lists(), home, born_in_2011(), {}, today)->number == "ZY1 1EB");
    home.number = "ZY1 1EC1";
    CHECK(fault(home) == "number");
    CHECK(fault(said("address", "NO_FIXED", "")).empty());
    CHECK(fault(said("address", "HOME", "")) == "words");
    auto school = said("education", "ON_ROLL", "Juniper Row High School", "document");
    school.number = "1234567";
    CHECK(fault(school) == "number");
    school.number = "123456";
    CHECK(fault(school).empty());
    school.from = day("2026-04");
    CHECK(fault(school) == "from"); // not yet
    school.from = day("2010");
    CHECK(fault(school) == "from"); // not born
    school.from = day("2023-09");
    school.until = day("2023-08-31");
    CHECK(fault(school) == "until");
    school.until = {};
    CHECK(fault(school, {school}) == "code");
    CHECK(fault(said("education", "SOMEWHERE")) == "code");
    CHECK(fault(said("gender", "", std::string(501, 'x').c_str())) == "words");
}

TEST_CASE("of what somebody is the statement nearest to them comes first, then the latest")
{
    std::vector<Fact> const facts = {recorded(said("ethnicity", "OOTH", "", "officer"), 9),
        recorded(said("ethnicity", "MWAS", "", "parent_carer"), 5),
        recorded(said("ethnicity", "APKN", "", "self"), 1),
        recorded(said("ethnicity", "MOTH", "", "self"), 3)};
    auto const codes = [&](std::vector<Fact> const& of) {
        std::string all;
        for (auto const& one : standing(of, "ethnicity", today))
            all += one.code + " ";
        return all;
    };
    CHECK(codes(facts) == "MOTH APKN MWAS OOTH ");
    auto less = facts;
    less[3].withdrawn_at = Instant(1);
    less[2].until = day("2026-03-09");
    CHECK(codes(less) == "MWAS OOTH ");
    less[2].until = day("2026-03"); // some day of this month
    CHECK(codes(less) == "APKN MWAS OOTH ");
    less[2].ended_at = Instant(1); // "it is no longer so": over, though the day is not known
    CHECK(codes(less) == "MWAS OOTH ");
    CHECK(standing(facts, "gender", today).empty());
    std::vector<Fact> const both = {recorded(said("disability", "VIS"), 1),
        recorded(said("disability", "HEAR", "", "officer"), 2)};
    CHECK(standing(both, "disability", today).front().code == "HEAR"); // many are so: the latest
}

TEST_CASE("what ends says when, not before it began and not in the future")
{
    auto fact = said("status", "SECTION_20", "", "document");
    fact.from = day("2025-11-03");
    CHECK(check_end(fact, {}, today).error().field == "until");
    CHECK(check_end(fact, day("2026-03-11"), today).error().field == "until");
    CHECK(check_end(fact, day("2025-11-02"), today).error().field == "until");
    CHECK(check_end(fact, day("2025-11"), today).ok());
    CHECK(check_end(fact, day("2026-03-10"), today).ok());
    CHECK(version_of(fact) == 1);
    fact.ended_at = Instant(1);
    CHECK(version_of(fact) == 2);
    fact.withdrawn_at = Instant(2);
    CHECK(version_of(fact) == 3);
}
