// SPDX-License-Identifier: MIT
#include "platform/access/policy.h"
#include "base/shipped.h"
#include <algorithm>
#include <array>
#include <fmt/core.h>
#include <toml++/toml.h>

namespace kith::access {
namespace {
    // Which roles work with whom: codes of data/code_lists/role.csv.
    constexpr std::array front_door_roles{"triage worker", "triage manager"};
    constexpr std::array roles_with_families{"triage worker", "triage manager", "social worker",
        "team manager", "exploitation practitioner", "exploitation team manager",
        "missing coordinator", "return interview worker", "police missing persons officer",
        "police intelligence officer", "police exploitation sergeant", "meeting chair",
        "meeting administrator", "agency contact", "school lead", "safeguarding lead",
        "designated officer", "home manager", "child trafficking guardian", "reviewing officer",
        "adult safeguarding lead"};
    constexpr std::array roles_with_places{"triage worker", "triage manager", "social worker",
        "team manager", "exploitation practitioner", "exploitation team manager",
        "missing coordinator", "police intelligence officer", "police exploitation sergeant",
        "meeting chair", "meeting administrator", "agency contact", "school lead",
        "safeguarding lead"};

    // Who works against exploitation, and so on steps against the harm itself.
    constexpr std::array roles_on_exploitation{"social worker", "team manager",
        "exploitation practitioner", "exploitation team manager", "missing coordinator",
        "police intelligence officer", "police exploitation sergeant", "meeting chair",
        "adult safeguarding lead"};

    // Who says that somebody is of concern, no longer, or cleared: of those who work against
    // exploitation, who answers for it.
    constexpr std::array roles_on_people_of_concern{"team manager", "exploitation team manager",
        "police exploitation sergeant", "meeting chair", "adult safeguarding lead"};

    // Who answers for a team's work.
    constexpr std::array leading_roles{
        "team manager", "exploitation team manager", "triage manager", "adult safeguarding lead"};

    // Who answers for a team's or an agency's records, and so brings its own register in.
    constexpr std::array roles_with_registers{"triage manager", "team manager",
        "exploitation team manager", "agency contact", "school lead", "safeguarding lead"};

    // Who answers for an agency as a whole, where something is told to it.
    constexpr std::array roles_with_an_agency{"agency contact", "safeguarding lead", "school lead",
        "home manager", "head of service", "director"};

    // Who makes what their authority owes to the department and to inspectors. A return names
    // nobody.
    constexpr std::array roles_with_returns{"triage manager", "team manager",
        "exploitation team manager", "safeguarding lead", "missing coordinator", "analyst"};

    template <class Roles>
    bool has_one(Visitor const& who, Roles const& roles)
    {
        return std::ranges::any_of(roles, [&](char const* role) { return who.has(role); });
    }

    [[noreturn]] void refuse_policy(
        std::string const& file, std::string const& rule, std::string const& why)
    {
        throw std::runtime_error(fmt::format("{}: the rule \"{}\" {}", file, rule, why));
    }

    std::set<std::string> words_of(
        toml::table const& table, char const* key, std::string const& file, std::string const& rule)
    {
        std::set<std::string> words;
        auto const* const list = table[key].as_array();
        if (!list)
            refuse_policy(file, rule, fmt::format("needs a list \"{}\"", key));
        for (auto const& item : *list) {
            auto const word = item.value<std::string>();
            if (!word || word->empty())
                refuse_policy(
                    file, rule, fmt::format("has something in \"{}\" that is not a word", key));
            words.insert(*word);
        }
        return words;
    }

    Policy::Rule read_rule(
        toml::table const& table, std::string const& file, Predicates const& predicates)
    {
        Policy::Rule rule;
        rule.name = table["name"].value_or(std::string());
        if (rule.name.empty())
            refuse_policy(file, "?", "has no name");
        for (auto const& [key, value] : table)
            if (key != "name" && key != "permit" && key != "forbid" && key != "on" && key != "when")
                refuse_policy(file, rule.name, fmt::format("has an unknown key \"{}\"", key.str()));
        rule.forbids = table.contains("forbid");
        if (rule.forbids == table.contains("permit"))
            refuse_policy(file, rule.name, "must either permit or forbid");
        rule.acts = words_of(table, rule.forbids ? "forbid" : "permit", file, rule.name);
        rule.kind = table["on"].value_or(std::string());
        if (rule.kind.empty())
            refuse_policy(file, rule.name, "does not say on what kind of record (\"on\")");
        for (auto const& name : words_of(table, "when", file, rule.name)) {
            auto const* const predicate = predicates.find(name);
            if (!predicate)
                refuse_policy(
                    file, rule.name, fmt::format("names a condition nobody knows: \"{}\"", name));
            rule.when.push_back(*predicate);
            rule.when_names.push_back(name);
        }
        return rule;
    }
} // namespace

bool Visitor::in_team(TeamId team) const { return std::ranges::find(teams, team) != teams.end(); }

bool Visitor::leads_team(TeamId team) const
{
    return std::ranges::find(leads, team) != leads.end();
}

bool is_practitioner(std::string_view role)
{
    return role == "referrer" || std::ranges::any_of(roles_with_families, [role](char const* one) {
        return role == one;
    });
}

bool is_leading_role(std::string_view role)
{
    return std::ranges::any_of(leading_roles, [role](char const* one) { return role == one; });
}

Predicates::Predicates()
{
    add("anyone signed in", [](Visitor const& who, Facts const&) { return !who.account.none(); });
    add("visitor in holding team", [](Visitor const& who, Facts const& facts) {
        return std::ranges::any_of(
            facts.holding_teams, [&](TeamId team) { return who.in_team(team); });
    });
    add("visitor in owning agency", [](Visitor const& who, Facts const& facts) {
        return !who.agency.none() && who.agency == facts.owner;
    });
    add("visitor raised it", [](Visitor const& who, Facts const& facts) {
        return !who.account.none() && who.account == facts.raised_by;
    });
    add("shared with visitor", [](Visitor const& who, Facts const& facts) {
        return !who.account.none()
            && std::ranges::find(facts.shared_with, who.account) != facts.shared_with.end();
    });
    add("opened to visitor", [](Visitor const& who, Facts const& facts) {
        return !who.account.none()
            && std::ranges::find(facts.opened_to, who.account) != facts.opened_to.end();
    });
    add("visitor is a designated officer",
        [](Visitor const& who, Facts const&) { return who.has("designated officer"); });
    add("it is the visitor's own account", [](Visitor const& who, Facts const& facts) {
        return !who.account.none() && facts.thing == thing(who.account);
    });
    add("no wall", [](Visitor const&, Facts const& facts) { return !facts.walled; });
    add("a wall stands", [](Visitor const&, Facts const& facts) { return facts.walled; });
    add("it is sealed", [](Visitor const&, Facts const& facts) { return facts.sealed; });
    add("not sealed", [](Visitor const&, Facts const& facts) { return !facts.sealed; });
    add("visitor at a front door",
        [](Visitor const& who, Facts const&) { return has_one(who, front_door_roles); });
    add("visitor works with children and families",
        [](Visitor const& who, Facts const&) { return has_one(who, roles_with_families); });
    // Besides those, whoever is named to work with somebody: a nurse, a youth worker.
    add("visitor is a practitioner", [](Visitor const& who, Facts const&) {
        return std::ranges::any_of(who.roles, is_practitioner);
    });
    add("visitor cares for them", [](Visitor const& who, Facts const&) {
        return who.has("carer") || who.has("home manager");
    });
    add("it is kept from the home",
        [](Visitor const&, Facts const& facts) { return facts.state == "kept from the home"; });
    add("visitor works with places",
        [](Visitor const& who, Facts const&) { return has_one(who, roles_with_places); });
    add("visitor works against exploitation",
        [](Visitor const& who, Facts const&) { return has_one(who, roles_on_exploitation); });
    add("visitor decides on people of concern",
        [](Visitor const& who, Facts const&) { return has_one(who, roles_on_people_of_concern); });
    add("visitor leads a team",
        [](Visitor const& who, Facts const&) { return has_one(who, leading_roles); });
    // Somebody may lead one team and work in another.
    add("visitor leads the holding team", [](Visitor const& who, Facts const& facts) {
        return std::ranges::any_of(
            facts.holding_teams, [&](TeamId team) { return who.leads_team(team); });
    });
    add("visitor works with the subject", [](Visitor const& who, Facts const& facts) {
        return !who.account.none() && facts.state == "worked with";
    });
    add("it came to the visitor to decide", [](Visitor const& who, Facts const& facts) {
        return !who.account.none() && facts.state == "comes to the visitor";
    });
    add("visitor brings in an agency's people",
        [](Visitor const& who, Facts const&) { return has_one(who, roles_with_registers); });
    add("visitor makes an authority's returns",
        [](Visitor const& who, Facts const&) { return has_one(who, roles_with_returns); });
    add("visitor reads numbers without names",
        [](Visitor const& who, Facts const&) { return who.has("analyst"); });
    add("visitor audits", [](Visitor const& who, Facts const&) { return who.has("auditor"); });
    // A file is seen as what it hangs on is; the word for how much is that of platform/documents.
    add("what it hangs on shows it", [](Visitor const& who, Facts const& facts) {
        return !who.account.none() && (facts.state == "shown" || facts.state == "kept");
    });
    add("visitor keeps what it hangs on", [](Visitor const& who, Facts const& facts) {
        return !who.account.none() && facts.state == "kept";
    });
    add("visitor takes over images of child abuse", [](Visitor const& who, Facts const&) {
        return who.has("police online child abuse investigator");
    });
    // Intelligence: who judges what came in, and who alone may know who told it.
    add("visitor works at the intelligence desk",
        [](Visitor const& who, Facts const&) { return who.has("police intelligence officer"); });
    add("visitor handles sources",
        [](Visitor const& who, Facts const&) { return who.has("source handler"); });
    add("it was received",
        [](Visitor const&, Facts const& facts) { return facts.state == "received"; });
    add("it is shared", [](Visitor const&, Facts const& facts) { return facts.state == "shared"; });
    add("visitor answers for an agency",
        [](Visitor const& who, Facts const&) { return has_one(who, roles_with_an_agency); });
    add("it was not taken back",
        [](Visitor const&, Facts const& facts) { return facts.state != "withdrawn"; });
    add("visitor administers Kith",
        [](Visitor const& who, Facts const&) { return who.has("system administrator"); });
    add("it is a public place",
        [](Visitor const&, Facts const& facts) { return facts.state == "public place"; });
    // "command line (ash)" is that process too, with whoever asked for it.
    for (auto const* process :
        {"inbox", "demo", "load", "outbox", "command line", "daily round", "attachments"})
        add(fmt::format("the {} process", process),
            [name = std::string(process)](Visitor const& who, Facts const&) {
                return who.process == name || who.process.starts_with(name + " (");
            });
}

void Predicates::add(std::string name, Predicate predicate)
{
    auto const fresh = known_.emplace(std::move(name), std::move(predicate)).second;
    must(fresh, "two predicates have one name");
}

Predicate const* Predicates::find(std::string_view name) const
{
    auto const at = known_.find(name);
    return at == known_.end() ? nullptr : &at->second;
}

std::vector<std::string> Predicates::names() const
{
    std::vector<std::string> all;
    for (auto const& [name, predicate] : known_)
        all.push_back(name);
    return all;
}

Policy Policy::shipped(Predicates const& predicates)
{
    std::vector<std::pair<std::string, std::string>> files;
    for (auto const& file : kith::shipped("data/policies/"))
        if (file.path.ends_with(".toml") && !file.path.ends_with(".cases.toml"))
            files.emplace_back(file.path, std::string(file.bytes));
    return read(files, predicates);
}

Policy Policy::read(std::vector<std::pair<std::string, std::string>> const& files_by_name,
    Predicates const& predicates)
{
    Policy policy;
    std::set<std::string> names;
    for (auto const& [file, text] : files_by_name) {
        toml::table table;
        try {
            table = toml::parse(text, file);
        } catch (toml::parse_error const& problem) {
            throw std::runtime_error(fmt::format("{}:{}: {}", file, problem.source().begin.line,
                std::string(problem.description())));
        }
        for (auto const& [key, value] : table)
            if (key != "rule")
                throw std::runtime_error(fmt::format("{}: unknown key \"{}\"", file, key.str()));
        auto const* const rules = table["rule"].as_array();
        for (auto const& item : rules ? *rules : toml::array{}) {
            must(item.is_table(), file + ": a [[rule]] must be a table");
            auto rule = read_rule(*item.as_table(), file, predicates);
            if (!names.insert(rule.name).second)
                refuse_policy(file, rule.name, "has a name that another rule has");
            for (auto const& act : rule.acts)
                policy.by_act_and_kind_[{act, rule.kind}].push_back(policy.rules_.size());
            policy.rules_.push_back(std::move(rule));
        }
    }
    return policy;
}

Decision Policy::decide(Visitor const& visitor, std::string_view act, Facts const& facts) const
{
    auto const at = by_act_and_kind_.find({std::string(act), facts.thing.kind});
    Decision decision;
    if (at == by_act_and_kind_.end())
        return decision;
    for (auto const index : at->second) {
        auto const& rule = rules_[index];
        auto const holds = std::ranges::all_of(
            rule.when, [&](auto const& when) { return when(visitor, facts); });
        if (holds && rule.forbids)
            return {false, rule.name};
        if (holds && !decision.permitted)
            decision = {true, rule.name};
    }
    return decision;
}

bool Policy::knows(std::string_view act, std::string_view kind) const
{
    return by_act_and_kind_.contains({std::string(act), std::string(kind)});
}

std::vector<std::string> Policy::rule_names() const
{
    std::vector<std::string> names;
    for (auto const& rule : rules_)
        names.push_back(rule.name);
    return names;
}

} // namespace kith::access
