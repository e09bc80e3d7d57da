// SPDX-License-Identifier: MIT
#include "intelligence/handling.h"
#include <algorithm>
#include <doctest/doctest.h>
#include <random>
#include <set>

namespace kith::intelligence {
namespace {
    Handling free_to_share() { return {}; }
    Handling on_conditions(std::vector<std::string> conditions)
    {
        return {HandlingCode::conditional, std::move(conditions)};
    }
} // namespace

TEST_CASE("what is drawn from several items has the tightest code and every condition")
{
    CHECK(tightest({}) == free_to_share());
    CHECK(tightest(free_to_share(), free_to_share()) == free_to_share());
    auto const named = on_conditions({"Name nobody", "Ask the desk first"});
    auto const kept = on_conditions({"Ask the desk first", "Not to the licence holder"});
    CHECK(tightest(free_to_share(), named) == named);
    CHECK(tightest(named, kept)
        == on_conditions({"Name nobody", "Ask the desk first", "Not to the licence holder"}));
    // a condition that stands beside a P is not lost: the whole is C
    CHECK(tightest(free_to_share(), {HandlingCode::permitted, {"Ask the desk first"}}).code
        == HandlingCode::conditional);
}

TEST_CASE("ten thousand random draws: nothing is loosened, by whatever way items are put together")
{
    std::mt19937 random(20260306); // NOLINT(cert-msc32-c,cert-msc51-cpp): the same each time
    auto const below = [&](int n) { return static_cast<int>(random() % static_cast<unsigned>(n)); };
    for (int trial = 0; trial < 10'000; ++trial) {
        std::vector<Handling> items(static_cast<std::size_t>(below(6)));
        auto any_conditional = false;
        std::set<std::string> every;
        for (auto& item : items) {
            if (below(2) == 0)
                continue;
            item.code = HandlingCode::conditional;
            any_conditional = true;
            for (int many = 1 + below(3); many > 0; --many) {
                std::string condition = "Condition ";
                condition += static_cast<char>('A' + below(5));
                item.conditions.push_back(condition);
                every.insert(condition);
            }
        }
        auto const whole = tightest(items);
        // the oracle, worked out without `tightest`
        CHECK((whole.code == HandlingCode::conditional) == any_conditional);
        CHECK(std::set(whole.conditions.begin(), whole.conditions.end()) == every);
        CHECK(whole.conditions.size() == every.size()); // each once
        for (auto const& item : items)
            CHECK(at_least_as_tight(whole, item));
        // drawn from one another, in any order, it is the same
        auto const part = static_cast<std::ptrdiff_t>(
            items.empty() ? 0 : below(static_cast<int>(items.size())));
        auto const first = tightest(std::span(items).first(static_cast<std::size_t>(part)));
        auto const rest = tightest(std::span(items).subspan(static_cast<std::size_t>(part)));
        CHECK(tightest(first, rest) == whole);
        CHECK(tightest(whole, whole) == whole);
        std::ranges::shuffle(items, random);
        auto const shuffled = tightest(items);
        CHECK(at_least_as_tight(shuffled, whole));
        CHECK(at_least_as_tight(whole, shuffled));
        // one more item never loosens
        auto const more = tightest(whole, on_conditions({"Condition Z"}));
        CHECK(at_least_as_tight(more, whole));
        CHECK(!at_least_as_tight(whole, more));
    }
}

TEST_CASE("C says its conditions, and P has none")
{
    CHECK(check(free_to_share()).ok());
    CHECK(check(on_conditions({"Name nobody"})).ok());
    CHECK(check(on_conditions({})).error().field == "conditions");
    CHECK(check({HandlingCode::permitted, {"Name nobody"}}).error().field == "handling");
}

TEST_CASE("conditions are typed a line each, and told with the code")
{
    auto const read = read_conditions("  Name nobody \r\n\n Ask the desk first\nName nobody");
    CHECK(read == std::vector<std::string>{"Name nobody", "Ask the desk first"});
    CHECK(read_conditions(write_conditions(read)) == read);
    CHECK(read_conditions(" \n ").empty());
    CHECK(in_words_of(free_to_share()) == "Handling P: lawful sharing permitted");
    CHECK(in_words_of(on_conditions(read))
        == "Handling C: sharing permitted only on these conditions: Name nobody; Ask the desk "
           "first");
    CHECK(read_handling_code(name_of(HandlingCode::conditional)) == HandlingCode::conditional);
    CHECK(read_handling_code("P") == HandlingCode::permitted);
}
} // namespace kith::intelligence
