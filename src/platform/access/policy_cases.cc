// SPDX-License-Identifier: MIT
#include "platform/access/policy_cases.h"
#include "base/shipped.h"
#include <algorithm>
#include <fmt/core.h>
#include <set>
#include <toml++/toml.h>

namespace kith::access {
namespace {
    constexpr std::string_view refused_word = "refused";
    constexpr std::string_view no_rule = "nothing permits it";

    struct Case {
        std::string where; // the file and the case's sentence
        Visitor visitor;
        Facts facts;
        std::vector<std::string> acts;
        std::string expect; // a rule's name, or "refused"
    };

    // Letters stand for agencies and teams: the same letter is the same one, in every case.
    template <class AnyId>
    AnyId lettered(char kind, std::string_view letter)
    {
        std::array<std::uint8_t, 16> bytes{};
        bytes.at(0) = static_cast<std::uint8_t>(kind);
        std::copy_n(letter.begin(), std::min<std::size_t>(letter.size(), 4), bytes.begin() + 1);
        return AnyId(Uuid::from(bytes));
    }
    AccountId the_visitor() { return lettered<AccountId>('v', "1"); }

    // One table of a case; what nobody asked for in it is a mistake.
    class Told {
    public:
        Told(toml::table const& table, std::string where, std::vector<std::string>& mistakes)
            : table_(table), where_(std::move(where)), mistakes_(mistakes)
        {
        }
        std::string text(std::string const& key)
        {
            asked_.insert(key);
            auto const* const node = table_.get(key);
            if (node && !node->is_string())
                wrong(key, "text");
            return node ? node->value_or(std::string()) : std::string();
        }
        bool yes(std::string const& key)
        {
            asked_.insert(key);
            auto const* const node = table_.get(key);
            if (node && !node->is_boolean())
                wrong(key, "true or false");
            return node && node->value_or(false);
        }
        std::vector<std::string> list(std::string const& key)
        {
            asked_.insert(key);
            std::vector<std::string> words;
            auto const* const node = table_.get(key);
            if (!node)
                return words;
            if (!node->is_array())
                wrong(key, "a list");
            else
                for (auto const& item : *node->as_array())
                    words.push_back(item.value_or(std::string()));
            return words;
        }
        Told part(std::string const& key)
        {
            static toml::table const empty;
            asked_.insert(key);
            auto const* const node = table_.get(key);
            if (node && !node->is_table())
                wrong(key, "a table");
            return {node && node->is_table() ? *node->as_table() : empty, where_, mistakes_};
        }
        void done()
        {
            for (auto const& [key, value] : table_)
                if (!asked_.contains(std::string(key.str())))
                    mistakes_.push_back(
                        fmt::format("{} has an unknown word \"{}\"", where_, key.str()));
        }

    private:
        void wrong(std::string const& key, char const* wanted)
        {
            mistakes_.push_back(fmt::format("{}: \"{}\" must be {}", where_, key, wanted));
        }
        toml::table const& table_;
        std::string where_;
        std::vector<std::string>& mistakes_;
        std::set<std::string> asked_ = {};
    };

    Visitor read_visitor(Told told)
    {
        Visitor visitor;
        visitor.process = told.text("process");
        if (visitor.process.empty() && !told.yes("nobody"))
            visitor.account = the_visitor();
        for (auto const& role : told.list("roles"))
            visitor.roles.insert(role);
        for (auto const& team : told.list("teams"))
            visitor.teams.push_back(lettered<TeamId>('t', team));
        for (auto const& team : told.list("leads")) // is in it too
            visitor.leads.push_back(lettered<TeamId>('t', team));
        if (auto const agency = told.text("agency"); !agency.empty())
            visitor.agency = lettered<AgencyId>('a', agency);
        told.done();
        return visitor;
    }

    Facts read_facts(Told told, std::string const& kind)
    {
        Facts facts;
        facts.thing = {kind,
            told.yes("visitors_own") ? the_visitor().uuid() : lettered<AccountId>('r', "1").uuid()};
        if (auto const owner = told.text("owner"); !owner.empty())
            facts.owner = lettered<AgencyId>('a', owner);
        for (auto const& team : told.list("holding_teams"))
            facts.holding_teams.push_back(lettered<TeamId>('t', team));
        facts.raised_by = told.yes("raised_by_visitor") ? the_visitor() : AccountId();
        if (told.yes("shared_with_visitor"))
            facts.shared_with.push_back(the_visitor());
        if (told.yes("opened_to_visitor"))
            facts.opened_to.push_back(the_visitor());
        facts.state = told.text("state");
        facts.sealed = told.yes("sealed");
        facts.walled = told.yes("walled");
        told.done();
        return facts;
    }

    Case read_case(
        toml::table const& table, std::string const& file, std::vector<std::string>& mistakes)
    {
        Case one;
        auto const name = table["name"].value_or(std::string());
        one.where = fmt::format("{}: the case \"{}\"", file, name);
        Told told(table, one.where, mistakes);
        if (told.text("name").empty())
            mistakes.push_back(fmt::format("{}: a case has no name", file));
        one.visitor = read_visitor(told.part("visitor"));
        one.facts = read_facts(told.part("facts"), told.text("on"));
        one.acts = told.list("acts");
        one.expect = told.text("expect");
        told.done();
        if (one.acts.empty() || one.expect.empty() || one.facts.thing.kind.empty())
            mistakes.push_back(one.where + " must say \"on\", \"acts\" and \"expect\"");
        return one;
    }

    std::vector<Case> read_cases(NamedTexts const& files, std::vector<std::string>& mistakes)
    {
        std::vector<Case> cases;
        for (auto const& [file, text] : files) {
            toml::table table;
            try {
                table = toml::parse(text, file);
            } catch (toml::parse_error const& problem) {
                mistakes.push_back(fmt::format("{}:{}: {}", file, problem.source().begin.line,
                    std::string(problem.description())));
                continue;
            }
            for (auto const& [key, value] : table) {
                auto const* const list = value.as_array();
                if (key != "case" || !list)
                    mistakes.push_back(
                        fmt::format("{} has an unknown word \"{}\"", file, key.str()));
                else
                    for (auto const& item : *list)
                        if (auto const* const one = item.as_table())
                            cases.push_back(read_case(*one, file, mistakes));
            }
        }
        return cases;
    }

    void decide_each(Policy const& policy, Case const& one, std::vector<std::string>& failures)
    {
        for (auto const& act : one.acts) {
            if (!policy.knows(act, one.facts.thing.kind) && one.expect != refused_word) {
                failures.push_back(fmt::format(
                    "{}: no rule knows \"{}\" on \"{}\"", one.where, act, one.facts.thing.kind));
                continue;
            }
            auto const decision = policy.decide(one.visitor, act, one.facts);
            auto const wanted = one.expect == refused_word ? no_rule : std::string_view(one.expect);
            if (decision.rule != wanted)
                failures.push_back(fmt::format("{}: \"{}\" is decided by \"{}\", not by \"{}\"",
                    one.where, act, decision.rule, wanted));
        }
    }

    bool decides(
        Policy const& policy, Case const& one, Policy::Rule const& rule, std::string const& act)
    {
        return one.expect == rule.name && one.facts.thing.kind == rule.kind
            && std::ranges::find(one.acts, act) != one.acts.end()
            && policy.decide(one.visitor, act, one.facts).rule == rule.name;
    }

    // In this case, does that condition of the rule alone not hold, where the rule would decide?
    bool only_lacks(Case const& one, Policy::Rule const& rule, std::size_t condition)
    {
        auto const about = one.facts.thing.kind == rule.kind
            && std::ranges::any_of(
                one.acts, [&](std::string const& act) { return rule.acts.contains(act); });
        for (std::size_t at = 0; about && at < rule.when.size(); ++at)
            if (rule.when[at](one.visitor, one.facts) == (at == condition))
                return false;
        return about;
    }

    void prove_rule(Policy const& policy, std::vector<Case> const& cases, Policy::Rule const& rule,
        std::vector<std::string>& failures)
    {
        for (auto const& act : rule.acts)
            if (std::ranges::none_of(
                    cases, [&](Case const& one) { return decides(policy, one, rule, act); }))
                failures.push_back(fmt::format(
                    "no case shows that the rule \"{}\" decides \"{}\"", rule.name, act));
        for (std::size_t at = 0; at < rule.when.size(); ++at)
            if (std::ranges::none_of(
                    cases, [&](Case const& one) { return only_lacks(one, rule, at); }))
                failures.push_back(
                    fmt::format("no case shows what \"{}\" is for in the rule \"{}\": one is "
                                "missing in which it alone does not hold",
                        rule.when_names[at], rule.name));
    }
} // namespace

NamedTexts shipped_cases()
{
    NamedTexts files;
    for (auto const& file : kith::shipped("data/policies/"))
        if (file.path.ends_with(".cases.toml"))
            files.emplace_back(file.path, std::string(file.bytes));
    return files;
}

std::vector<std::string> run_cases(Policy const& policy, NamedTexts const& files)
{
    std::vector<std::string> failures;
    auto const cases = read_cases(files, failures);
    std::set<std::string> kinds;
    for (auto const& one : cases)
        decide_each(policy, one, failures);
    for (auto const& rule : policy.rules()) {
        prove_rule(policy, cases, rule, failures);
        kinds.insert(rule.kind);
    }
    for (auto const& kind : kinds)
        if (std::ranges::none_of(cases, [&](Case const& one) {
                return one.facts.thing.kind == kind && one.expect == refused_word;
            }))
            failures.push_back(
                fmt::format("no case on \"{}\" is refused: show what nobody permits", kind));
    return failures;
}

} // namespace kith::access
