// SPDX-License-Identifier: MIT
#pragma once

// Who may do what to what.
//
// Rules are TOML, one file a room (data/policies/concerns.toml), each beside the cases that prove
// it (concerns.cases.toml). No by default; a forbidding rule beats every permitting one; each rule
// is named, and the name is what the ledger keeps. A rule names acts, one kind of thing and
// predicates, all of which must hold: there is no language of our own. Rooms register predicates,
// which read the Visitor and the Facts their store reads with each row.
//
// Cost     a decision is a walk over the few rules of one (act, kind): no allocation, no database.
// Threads  immutable once read.
// Errors   a rule that names an unknown predicate, act or key stops the start, naming file and
// rule.

#include "base/ids.h"
#include "base/result.h"
#include <functional>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace kith::access {

// Who looks: a person acting for one agency, or a process of the program itself.
struct Visitor {
    AccountId account = {};
    std::string name = {}; // as colleagues see it
    std::string sign_in_name = {};
    AgencyId agency = {}; // acting for
    std::vector<TeamId> teams = {};
    std::set<std::string> roles
        = {}; // "triage worker", "school lead", …: codes of data/code_lists/role.csv
    std::string process = {};       // "inbox": no person, and then no account
    std::string form_secret = {};   // the session\'s: pages mask it into their forms
    std::vector<TeamId> leads = {}; // of `teams`, those in which their role leads

    [[nodiscard]] bool has(std::string_view role) const
    {
        return roles.contains(std::string(role));
    }
    [[nodiscard]] bool in_team(TeamId team) const;
    [[nodiscard]] bool leads_team(TeamId team) const;
};

// What a policy may know of one record. Stores fill it from the row.
struct Facts {
    Thing thing;
    Thing subject = {};  // whose key seals its ledger text; the thing itself if none
    AgencyId owner = {}; // the agency that answers for the row
    std::vector<TeamId> holding_teams = {}; // who works with it
    AccountId raised_by = {};
    std::vector<AccountId> shared_with = {}; // named on it: an adviser, an allocated worker
    std::vector<AccountId> opened_to = {};   // who may know of it though a wall stands round it
    std::string state = {};                  // "draft", "sent", …: the room's own word
    bool sealed = false;                     // a sealed record: later issues set it
    bool walled = false;                     // a wall stands between this visitor and the record
};

// Can whoever has this role be named to work with somebody? Not who counts, audits or keeps the
// machines.
[[nodiscard]] bool is_practitioner(std::string_view role);
// Does whoever has this role in a team answer for its work?
[[nodiscard]] bool is_leading_role(std::string_view role);

using Predicate = std::function<bool(Visitor const&, Facts const&)>;

class Predicates {
public:
    Predicates(); // those every room shares: see policy.cc
    void add(std::string name, Predicate predicate);
    [[nodiscard]] Predicate const* find(std::string_view name) const;
    [[nodiscard]] std::vector<std::string> names() const;

private:
    std::map<std::string, Predicate, std::less<>> known_;
};

struct Decision {
    bool permitted = false;
    std::string_view rule = "nothing permits it"; // lives as long as the policy
};

class Policy {
public:
    // Every data/policies/*.toml that ships or is overlaid.
    [[nodiscard]] static Policy shipped(Predicates const& predicates);
    [[nodiscard]] static Policy read(
        std::vector<std::pair<std::string, std::string>> const& files_by_name,
        Predicates const& predicates);

    [[nodiscard]] Decision decide(
        Visitor const& visitor, std::string_view act, Facts const& facts) const;
    [[nodiscard]] bool knows(
        std::string_view act, std::string_view kind) const; // some rule names it
    [[nodiscard]] std::vector<std::string> rule_names() const;

    struct Rule {
        std::string name;
        std::set<std::string> acts;
        std::string kind;
        bool forbids = false;
        std::vector<Predicate> when;
        std::vector<std::string> when_names;
    };
    [[nodiscard]] std::vector<Rule> const& rules() const { return rules_; } // in the order read

private:
    std::vector<Rule> rules_;
    std::map<std::pair<std::string, std::string>, std::vector<std::size_t>> by_act_and_kind_;
};

} // namespace kith::access
