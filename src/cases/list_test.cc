// SPDX-License-Identifier: MIT
// What rows of a list of cases say.
#include "cases/list_row.h"
#include <doctest/doctest.h>

using namespace kith;
using namespace kith::cases;

namespace {
// The only row of a list; or what is wrong with it.
Result<ListedCase> listed_case(std::string const& text, imports::Settings const& settings = {})
{
    static auto const facts = directory::ReferenceFacts::read().value();
    CaseListSays const says{{facts, settings, Date::of(2026, 3, 6).value()},
        {"quillshire_council", "Quillshire Council"}};
    std::optional<Result<ListedCase>> listed;
    auto const file = imports::read_file(
        list_fields(), text,
        [](std::span<std::string const> header) { return lay_out_cases(header, {}); },
        [&](imports::Row const& row) -> Done {
            listed = case_of(says, row);
            return listed->ok() ? done() : Done(listed->error());
        });
    if (!file)
        return file.error();
    return *listed;
}
std::string wrong_in(std::string const& text, imports::Settings const& settings = {})
{
    auto const listed = listed_case(text, settings);
    return listed ? "" : listed.error().field;
}
} // namespace

TEST_CASE("an exploitation list is read by the columns agencies use")
{
    auto const listed = listed_case(
        "Name,DOB,Type of exploitation,Level,Reason for level,Next review,Allocated to,Date "
        "opened\n"
        "Freya Larkspur,03/05/2011,CCE; County lines,Moderate,Three worries in a month,"
        "2026-04-01,Rosa Hart,01/02/2026\n");
    REQUIRE(listed.ok());
    REQUIRE(listed->person.has_value());
    CHECK(listed->person->names.front().text == "Freya Larkspur");
    CHECK(listed->person->birth->write() == "2011-05-03");
    CHECK(listed->person->identifiers.empty()); // no number is needed here
    CHECK(listed->strands == std::set<std::string>{"CCE", "COUNTY_LINES"});
    CHECK(listed->level == "MODERATE");
    CHECK(listed->rationale == "Three worries in a month");
    CHECK(listed->next_review->write() == "2026-04-01");
    CHECK(listed->holder == "Rosa Hart");
    CHECK(listed->opened->write() == "2026-02-01");
}

TEST_CASE("a panel's tracker holds people and contexts, by their kind")
{
    auto const place = listed_case("Type,Name,Strand,Panel date,Decision\n"
                                   "Takeaway,Harbour Grill,CCE,2026-03-02,Visit it again\n");
    REQUIRE(place.ok());
    REQUIRE(place->of_context());
    CHECK(place->context->context.kind == "PLACE");
    CHECK(place->context->context.sort == "TAKEAWAY");
    CHECK(place->context->context.name == "Harbour Grill");
    CHECK(place->panel_on->write() == "2026-03-02");
    CHECK(place->panel == "Visit it again");
    auto const child = listed_case("Type,Name,Strand\nYoung person,Freya Larkspur,CCE\n");
    CHECK(child->person.has_value());
    auto const by_place = listed_case(
        "Forename,Surname,Location,Strand\n,,Harbour Grill,CCE\n", {{"kind", "PLACE"}});
    CHECK(by_place->of_context());
    auto const both
        = listed_case("Forename,Surname,Location,Strand\nFreya,Larkspur,Harbour Grill,CCE\n");
    CHECK(both->person.has_value());
    CHECK(both->remarks.at(0).starts_with("The place in the row is not linked"));
    auto const known = listed_case("Reference,Strand\n" + Reference::fresh('P').write() + ",CCE\n");
    CHECK(known.ok());
}

TEST_CASE("a level is never worked out: it needs its reason, and no other scale is turned into it")
{
    std::string const head = "Name,Strand,Level,Reason for level\n";
    CHECK(wrong_in(head + "Freya,CCE,Moderate,\n") == "level");
    CHECK(wrong_in(head + "Freya,CCE,High,Why\n") == "level");
    CHECK(wrong_in(head + "Freya,CCE,,\n").empty());
    auto const chosen = listed_case(
        head + "Freya,CCE,Moderate,\n", {{"rationale", "As the panel judged it on 2 March"}});
    REQUIRE(chosen.ok());
    CHECK(chosen->rationale == "As the panel judged it on 2 March");
}

TEST_CASE(
    "what a case needs and a list lacks is the row's trouble, or what was chosen for such rows")
{
    CHECK(wrong_in("Name,Strand\nFreya,\n") == "strands");
    CHECK(listed_case("Name,Strand\nFreya,\n", {{"strands", "NOT_KNOWN"}})->strands
        == std::set<std::string>{"NOT_KNOWN"});
    CHECK(wrong_in("Name,Strand,Next review\nFreya,CCE,2026-03-06\n") == "next_review");
    CHECK(listed_case(
              "Name,Strand,Next review\nFreya,CCE,2025-03-06\n", {{"late_review", "2026-05-01"}})
              ->next_review->write()
        == "2026-05-01");
    CHECK(wrong_in("Name,Strand,Next review\nFreya,CCE,2026\n") == "next_review");
    CHECK(wrong_in("Name,Strand,Opened\nFreya,CCE,2027-01-01\n") == "opened");
    CHECK(wrong_in("Name,Strand,Decision\nFreya,CCE,Visit\n") == "panel");
    CHECK(wrong_in("Name,Strand,Panel date\nFreya,CCE,2027-01-01\n") == "panel_on");
    CHECK(wrong_in("Name,Strand,DOB\nFreya,CCE,31/02/2011\n") == "birth_date");
    CHECK(wrong_in("Type,Name,Strand\nVolcano,Hill,CCE\n") == "kind");
    CHECK(wrong_in("Reference,Strand\nK-7KM-4QX9,CCE\n") == "reference");
    CHECK(wrong_in("Strand\nCCE\n") == "map");
}
