// SPDX-License-Identifier: MIT
#include "intelligence/sharing.h"
#include <doctest/doctest.h>
#include <set>

namespace kith::intelligence {
namespace {
    using Codes = std::vector<std::string>;
    Date day_in_2026(int month, int day) { return Date::of(2026, month, day).value(); }

    forms::Answers sharing_said()
    {
        forms::Answers answers("intelligence/share", 1);
        answers.set("purpose", std::string("regulation"));
        answers.set("purpose_words", std::string("Look at the licence of the premises"));
        answers.set("bases", Codes{"L6E", "G-CDA115"});
        answers.set("special", std::string("no"));
        answers.set("necessity", std::string("They alone can review the licence"));
        answers.set("expires", std::string("2026-06-01"));
        return answers;
    }
    Result<Sharing> read_said(forms::Answers const& answers)
    {
        return read_sharing(answers, day_in_2026(3, 6), day_in_2026(9, 6));
    }
    CleanText clean_of(char const* state_name)
    {
        CleanText text;
        text.state = read_text_state(state_name);
        return text;
    }
} // namespace

TEST_CASE("lawful bases: one from each row that is needed")
{
    // for safeguarding or regulation: Article 6 and a gateway
    CHECK(check_bases("regulation", false, {"L6E", "G-CDA115"}).ok());
    CHECK(check_bases("regulation", false, {"L6E"}).error().field == "bases");
    CHECK(!check_bases("regulation", false, {"G-CDA115"}).ok());
    // two of one row do not stand for another
    CHECK(!check_bases("safeguarding", false, {"L6E", "L6D"}).ok());
    // what is told of health or sex life: Article 9 too, and a condition where the Act asks for one
    CHECK(!check_bases("safeguarding", true, {"L6E", "G-CA47"}).ok());
    CHECK(!check_bases("safeguarding", true, {"L6E", "G-CA47", "S9G"}).ok());
    CHECK(check_bases("safeguarding", true, {"L6E", "G-CA47", "S9G", "DPA-18"}).ok());
    CHECK(check_bases("safeguarding", true, {"L6D", "G-CA47", "S9C"}).ok()); // vital interests
    // law enforcement: Part 3 of the Act, not Article 6
    CHECK(!check_bases("law_enforcement", false, {"L6E", "G-COMLAW"}).ok());
    CHECK(check_bases("law_enforcement", false, {"LE35", "G-COMLAW"}).ok());
    CHECK(!check_bases("law_enforcement", true, {"LE35", "G-COMLAW"}).ok());
    CHECK(check_bases("law_enforcement", true, {"LE35", "LE8", "G-COMLAW"}).ok());
    CHECK(!check_bases("regulation", false, {"made up", "G-CDA115"}).ok());
}

TEST_CASE("every code of domain.md 12 is listed, each in one row")
{
    std::set<std::string> codes;
    for (auto const& one : lawful_bases())
        CHECK(codes.insert(one.code).second);
    CHECK(codes.size() == 29);
    for (auto const* const one :
        {"L6C", "L6D", "L6E", "L6EA", "L6F", "L6A", "S9B", "S9C", "S9G", "S9H", "DPA-6", "DPA-10",
            "DPA-18", "DPA-2", "LE35", "LE8", "G-CA17", "G-CA47", "G-CA27", "G-CA10", "G-CA11",
            "G-16H", "G-16LA", "G-CDA115", "G-MSA52", "G-CARE42", "G-CARE45", "G-SVD", "G-COMLAW"})
        CHECK_MESSAGE(codes.contains(one), one);
}

TEST_CASE("a sharing says all that it needs, and ends by a day that may be chosen")
{
    auto const good = read_said(sharing_said());
    REQUIRE(good.ok());
    CHECK(good->expires == day_in_2026(6, 1));
    for (auto const* const field : {"purpose", "purpose_words", "bases", "necessity", "expires"}) {
        auto without = sharing_said();
        without.remove(field);
        CHECK_MESSAGE(read_said(without).error().field == field, field);
    }
    auto late = sharing_said();
    late.set("expires", std::string("2026-09-07"));
    CHECK(read_said(late).error().field == "expires");
    late.set("expires", std::string("2026-09-06"));
    CHECK(read_said(late).ok());
    late.set("expires", std::string("2026-03-05"));
    CHECK(read_said(late).error().field == "expires");
}

TEST_CASE("a sharing ends by its day, by recall, by a later text, or when the item is weeded")
{
    auto one = read_said(sharing_said()).value();
    auto const state = [&](TextState text, int month, int day) {
        return one.state(text, day_in_2026(month, day));
    };
    CHECK(state(TextState::authorised, 6, 1) == SharingState::shared); // its last day
    CHECK(state(TextState::authorised, 6, 2) == SharingState::expired);
    CHECK(state(TextState::superseded, 3, 6) == SharingState::superseded);
    CHECK(state(TextState::refused, 3, 6) == SharingState::superseded); // never let out
    one.recalled_at = Instant::read("2026-04-01T09:00:00Z").value();
    CHECK(state(TextState::authorised, 4, 1) == SharingState::recalled);
    CHECK(state(TextState::weeded, 4, 1) == SharingState::weeded);
    CHECK(in_words_of(SharingState::recalled) == "Recalled");
    CHECK(name_of(SharingState::expired) == "expired");
}

TEST_CASE("whoever writes a text answers what only one person could know before it goes on")
{
    forms::Answers answers("intelligence/text", 1);
    answers.set("text", std::string("A van is used to move boxes."));
    CHECK(read_clean_text(answers, 0).error().field == "only_one");
    answers.set("only_one", std::string("yes"));
    CHECK(read_clean_text(answers, 0).error().field == "why_stays");
    answers.set("why_stays", std::string("Many have seen the van"));
    CHECK(read_clean_text(answers, 0)->number == 1);
    // a later one says why it supersedes the earlier
    CHECK(read_clean_text(answers, 1).error().field == "because");
    answers.set("because", std::string("The colour was wrong"));
    CHECK(read_clean_text(answers, 1)->number == 2);
    answers.remove("text");
    CHECK(read_clean_text(answers, 1).error().field == "text");
}

TEST_CASE("a text is under the tightest of when it was let out and of the grade that stands")
{
    auto text = clean_of("authorised");
    Grade grade;
    CHECK(handling_of(text, grade).code == HandlingCode::permitted);
    grade.handling = {HandlingCode::conditional, {"Name nobody"}};
    CHECK(handling_of(text, grade) == grade.handling); // tightened at once
    text.handling = {HandlingCode::conditional, {"Ask the desk first"}};
    grade.handling = {};
    CHECK(handling_of(text, grade) == text.handling); // not loosened
    CHECK(text.may_leave());
    for (auto const* const other : {"waits", "refused", "superseded", "weeded", "never heard of"})
        CHECK(!clean_of(other).may_leave());
}
} // namespace kith::intelligence
