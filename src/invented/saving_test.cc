// SPDX-License-Identifier: MIT
#include "invented/saving.h"
#include <algorithm>
#include <doctest/doctest.h>

using namespace kith;
using namespace kith::invented;

namespace {
forms::Forms const& forms_that_ship()
{
    static auto const words = words::Catalogue::shipped();
    static auto const forms = forms::Forms::shipped(words);
    return forms;
}
bool holds(std::vector<std::string_view> const& all, std::string_view one)
{
    return std::ranges::find(all, one) != all.end();
}
Act a_step(char const* step)
{
    Act act;
    act.deed = Deed::work;
    act.step = step;
    act.actor = "callum.reyes";
    return act;
}
} // namespace

TEST_CASE("what somebody saved is a form of its texts, silent where they are somebody's own words")
{
    auto assessed = a_step("assess");
    assessed.answers.set("form", std::string("exploitation"));
    assessed.answers.set("judgement", std::string("She is being groomed by a man of thirty"));
    assessed.answers.set("own_words", std::string("i just want it to stop"));
    auto const form = form_of(forms_that_ship(), assessed);
    CHECK(form.first("judgement") == "She is being groomed by a man of thirty");
    CHECK(form.first("own_words") == "i just want it to stop");
    CHECK(holds(form.all("wording_silent"), "own_words"));
    CHECK_FALSE(holds(form.all("wording_silent"), "judgement"));

    auto noted = a_step("note"); // a page without a form file, in parts
    noted.answers.set("parts",
        std::vector<forms::Parts>{
            {{"said", "We walked to the park"}, {"own_words", "its ok there now"}}});
    auto const note = form_of(forms_that_ship(), noted);
    CHECK(note.first("parts-1.said") == "We walked to the park");
    CHECK(note.all("wording_silent") == std::vector<std::string_view>{"parts-1.own_words"});
}

TEST_CASE("a decision saves its reasons, and a reply that a family reads; the public saves nothing")
{
    Act decided;
    decided.deed = Deed::decide;
    decided.choice.reasons = {{"assessment", "Three people told of the same man"}};
    decided.words = "Thank you. We will talk with her.";
    auto const form = form_of(forms_that_ship(), decided);
    CHECK(form.first("reason-assessment") == "Three people told of the same man");
    CHECK(holds(form.all("wording_families"), "body"));
    decided.deed = Deed::answer;
    CHECK(form_of(forms_that_ship(), decided).pairs().empty());
    Act taken_up;
    taken_up.deed = Deed::take_up;
    CHECK(form_of(forms_that_ship(), taken_up).pairs().empty());
}
