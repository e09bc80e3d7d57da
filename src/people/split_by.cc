// SPDX-License-Identifier: MIT
#include "people/split_by.h"
#include "people/fact_rows.h"
#include "people/joined.h"
#include <algorithm>

namespace kith::people {
namespace {
    constexpr char const* did_not_wish = "REFU"; // of the national lists

    // The codes that stand of a kind; did_not_wish alone where that was the answer.
    std::set<std::string> codes_standing(
        std::vector<Fact> const& facts, std::string_view kind, Date on)
    {
        std::set<std::string> codes;
        auto refused = false;
        for (auto const& one : standing(facts, kind, on)) {
            if (one.answer == Answer::said && !one.code.empty())
                codes.insert(one.code);
            refused = refused || one.answer == Answer::not_wished;
        }
        if (codes.empty() && refused)
            codes.insert(did_not_wish);
        return codes;
    }
} // namespace

SplitBy split_by(db::Connection& connection, PersonId kept, Date on)
{
    SplitBy one{counted_as(connection, kept)};
    std::vector<Fact> facts;
    for (auto const record : records_of(connection, kept))
        for (auto& fact : clear_facts(connection, record))
            facts.push_back(std::move(fact));
    std::ranges::stable_sort(facts, {}, &Fact::recorded_at);
    // One statement leads: what others said of it does not count.
    auto const ethnicity = standing(facts, "ethnicity", on);
    if (!ethnicity.empty())
        one.ethnicity = ethnicity.front().answer == Answer::not_wished ? did_not_wish
                                                                       : ethnicity.front().code;
    one.disabilities = codes_standing(facts, "disability", on);
    one.statuses = codes_standing(facts, "status", on);
    if (auto const addresses = standing(facts, "address", on); !addresses.empty())
        one.postcode = addresses.front().number;
    return one;
}

} // namespace kith::people
