// SPDX-License-Identifier: MIT
// Two views of one young person: as somebody who is harmed, and as somebody who harms. Whoever may
// do what with the one is decided by nothing of the other.
#include "base/shipped.h"
#include "platform/access/policy.h"
#include <doctest/doctest.h>
#include <random>

namespace kith::disruption {
namespace {
    access::Policy two_views()
    {
        std::vector<std::pair<std::string, std::string>> files;
        for (auto const* path : {"data/policies/people.toml", "data/policies/of_concern.toml"})
            files.emplace_back(path, std::string(shipped_file(path)));
        return access::Policy::read(files, access::Predicates());
    }

    // Who has a grant on one of the two records, as its own facts tell it.
    struct Grants {
        bool owner = false;
        bool team = false;
        bool named = false;
        bool raised = false;
        bool walled = false;
        bool sealed = false;
    };
    access::Facts facts_by(
        Grants const& grants, access::Visitor const& who, char const* kind, char const* state)
    {
        access::Facts facts;
        facts.thing = {kind, Uuid::fresh()};
        facts.owner = grants.owner ? who.agency : AgencyId::fresh();
        facts.holding_teams = {TeamId::fresh()};
        if (grants.team)
            facts.holding_teams.push_back(who.teams.front());
        if (grants.named)
            facts.shared_with = {who.account};
        facts.raised_by = grants.raised ? who.account : AccountId::fresh();
        facts.walled = grants.walled;
        facts.sealed = grants.sealed;
        facts.state = state;
        return facts;
    }

    constexpr char const* roles_drawn[] = {"triage worker", "triage manager", "social worker",
        "team manager", "exploitation practitioner", "exploitation team manager",
        "missing coordinator", "return interview worker", "police intelligence officer",
        "police exploitation sergeant", "meeting chair", "agency contact", "school lead",
        "safeguarding lead", "designated officer", "home manager", "carer",
        "adult safeguarding lead", "auditor", "system administrator", "analyst", "referrer"};
    constexpr char const* states_drawn[] = {"", "worked with", "known", "public place", "shared",
        "received", "kept", "shown", "comes to the visitor", "named thing"};

    bool works_against(access::Visitor const& who)
    {
        for (auto const* role : {"social worker", "team manager", "exploitation practitioner",
                 "exploitation team manager", "missing coordinator", "police intelligence officer",
                 "police exploitation sergeant", "meeting chair", "adult safeguarding lead"})
            if (who.has(role))
                return true;
        return false;
    }
    bool decides_on_them(access::Visitor const& who)
    {
        for (auto const* role : {"team manager", "exploitation team manager",
                 "police exploitation sergeant", "meeting chair", "adult safeguarding lead"})
            if (who.has(role))
                return true;
        return false;
    }
} // namespace

TEST_CASE("ten thousand visitors: a grant on the one view opens nothing of the other")
{
    auto const policy = two_views();
    std::mt19937 random(20260308); // NOLINT(cert-msc32-c,cert-msc51-cpp): the same each time
    auto const below = [&](std::size_t n) { return static_cast<std::size_t>(random() % n); };
    auto const flips = [&] { return below(2) == 0; };
    auto const drawn_grants = [&] {
        return Grants{flips(), flips(), flips(), flips(), below(8) == 0, below(8) == 0};
    };
    int both = 0, only_harmed = 0, only_harming = 0, neither = 0;
    for (int trial = 0; trial < 10'000; ++trial) {
        access::Visitor who;
        who.account = AccountId::fresh();
        who.agency = AgencyId::fresh();
        who.teams = {TeamId::fresh()};
        for (std::size_t many = 1 + below(2); many > 0; --many)
            who.roles.insert(roles_drawn[below(std::size(roles_drawn))]);
        auto const harmed = drawn_grants();
        auto const harming = drawn_grants();
        auto const may
            = [&](char const* kind, Grants const& grants, char const* act, char const* state) {
                  return policy.decide(who, act, facts_by(grants, who, kind, state)).permitted;
              };
        auto const* const state = states_drawn[below(std::size(states_drawn))];
        auto const of_harming
            = [&](char const* act) { return may("person_of_concern", harming, act, state); };
        // The oracle, worked out from the record's own grants and nothing else.
        auto const open = !harming.walled && !harming.sealed;
        auto const reads = open
            && (((harming.team || harming.raised) && works_against(who))
                || (harming.owner && decides_on_them(who)));
        auto const decides = open && (harming.owner || harming.team) && decides_on_them(who);
        CHECK(of_harming("read") == reads);
        CHECK(of_harming("change") == reads);
        CHECK(of_harming("decide") == decides);
        // Whatever the person's own record says of this visitor (it comes as a state), it is the
        // same; and with no grant of its own it is refused to every role there is.
        for (auto const* other : states_drawn)
            CHECK(may("person_of_concern", harming, "read", other) == reads);
        Grants const none{};
        for (auto const* act : {"read", "change", "decide"})
            CHECK(!may("person_of_concern", none, act, state));
        // Of the person's record: what it says is decided by its own grants; a grant here adds
        // none.
        auto const reads_person = may("person", harmed, "read", state);
        auto const at_front_door = who.has("triage worker") || who.has("triage manager");
        CHECK((!may("person", none, "read", state) || at_front_door));
        CHECK(!may("person", none, "change", state));
        auto only_wall = harmed;
        only_wall.walled = true;
        CHECK(!may("person", only_wall, "read", state));
        auto wall_here = harming;
        wall_here.walled = true;
        for (auto const* act : {"read", "change", "decide"})
            CHECK(!may("person_of_concern", wall_here, act, state));
        // Owning the person's record is no grant on the other, and the other way round.
        Grants owns_person{};
        owns_person.named = true; // how a person's record names a practitioner
        CHECK(!may("person_of_concern", owns_person, "read", "worked with"));
        (reads ? (reads_person ? both : only_harming) : (reads_person ? only_harmed : neither))
            += 1;
    }
    // All four are drawn often: else the above would prove little.
    for (auto const many : {both, only_harmed, only_harming, neither})
        CHECK(many > 400);
}
} // namespace kith::disruption
