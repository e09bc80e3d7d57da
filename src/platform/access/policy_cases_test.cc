// SPDX-License-Identifier: MIT
#include "platform/access/policy_cases.h"
#include <doctest/doctest.h>

namespace kith::access {
namespace {
    constexpr char const* notes_rules = R"(
[[rule]]
name = "the team reads its notes"
permit = ["read"]
on = "note"
when = ["visitor in holding team", "not sealed"]
)";
    constexpr char const* notes_cases = R"(
[[case]]
name = "of the team"
on = "note"
acts = ["read"]
visitor = { teams = ["A"] }
facts = { holding_teams = ["A"] }
expect = "the team reads its notes"
[[case]]
name = "of another team"
on = "note"
acts = ["read"]
visitor = { teams = ["B"] }
facts = { holding_teams = ["A"] }
expect = "refused"
)";
    constexpr char const* sealed_note = R"(
[[case]]
name = "of the team, but sealed"
on = "note"
acts = ["read"]
visitor = { teams = ["A"] }
facts = { holding_teams = ["A"], sealed = true }
expect = "refused"
)";

    std::string failures_of(std::string const& rules, std::string const& cases)
    {
        auto const policy = Policy::read({{"notes.toml", rules}}, Predicates());
        std::string all;
        for (auto const& failure : run_cases(policy, {{"notes.cases.toml", cases}}))
            all += failure + "\n";
        return all;
    }
    std::string notes_with(std::string const& more) { return notes_cases + more; }
} // namespace

TEST_CASE("rules that are proven whole leave nothing to say")
{
    CHECK(failures_of(notes_rules, notes_with(sealed_note)).empty());
}

TEST_CASE("a condition that no case shows to matter is named")
{
    CHECK(failures_of(notes_rules, notes_cases)
        == "no case shows what \"not sealed\" is for in the rule \"the team reads its notes\": one "
           "is missing in which it alone does not hold\n");
}

TEST_CASE("a rule that was widened fails the case it lets through, by name of file and case")
{
    std::string wide = notes_rules;
    wide.replace(wide.find(", \"not sealed\""), 14, "");
    CHECK(failures_of(wide, notes_with(sealed_note))
        == "notes.cases.toml: the case \"of the team, but sealed\": \"read\" is decided by \"the "
           "team reads its notes\", not by \"nothing permits it\"\n");
}

TEST_CASE("an act that was added to a rule wants a case of its own")
{
    std::string more = notes_rules;
    more.replace(more.find("[\"read\"]"), 8, "[\"read\", \"burn\"]");
    CHECK(failures_of(more, notes_with(sealed_note))
        == "no case shows that the rule \"the team reads its notes\" decides \"burn\"\n");
}

TEST_CASE("a kind of record on which nothing is refused is not proven")
{
    std::string const open = R"(
[[rule]]
name = "all read news"
permit = ["read"]
on = "news"
when = []
)";
    std::string const cases = R"(
[[case]]
name = "anybody"
on = "news"
acts = ["read"]
expect = "all read news"
)";
    CHECK(failures_of(open, cases) == "no case on \"news\" is refused: show what nobody permits\n");
}

TEST_CASE("a word that cases do not know is a mistake, not a fact left out")
{
    auto const said = failures_of(notes_rules, notes_with(R"(
[[case]]
name = "misspelt"
on = "note"
acts = ["read"]
visitor = { teams = ["A"] }
facts = { holding_teams = ["A"], seald = true }
expect = "the team reads its notes"
)"));
    CHECK(said.find("the case \"misspelt\" has an unknown word \"seald\"") != std::string::npos);
}

} // namespace kith::access
