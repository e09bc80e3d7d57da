// SPDX-License-Identifier: MIT
#include "disruption/tactics.h"
#include "base/shipped.h"
#include "disruption/ending.h"
#include <algorithm>
#include <array>
#include <fmt/core.h>
#include <set>
#include <toml++/toml.h>

namespace kith::disruption {
namespace {
    constexpr std::array known_targets{"person", "home", "peer", "school", "place", "online",
        "phone", "vehicle", "account", "bank"};
    constexpr std::array known_owners{"POL", "NCA", "COURT", "CPS", "CSC", "LA", "LIC", "HSG", "TS",
        "EH", "FIRE", "EDU", "BTP", "VCS", "PARTNERSHIP", "ANY"};
    constexpr std::array known_keys{"code", "name", "basis", "owners", "targets", "needs", "one_of",
        "rules_out", "takes", "costs", "limit", "offered", "why", "from", "until", "areas",
        "to_check", "acts_on_child", "closes_a_home", "hangs_on", "asks", "source"};
    constexpr char const* adult_fact = "target_adult";
    constexpr char const* under_18_fact = "target_under_18";

    bool among(auto const& list, std::string_view word)
    {
        return std::ranges::find(list, word) != list.end();
    }

    Error wrong_line(toml::node const& node, std::string const& code, std::string_view why)
    {
        return invalid(fmt::format("data/reference/tactics.toml:{}: {}: {}",
            node.source().begin.line, code.empty() ? "a tactic" : code, why));
    }

    std::optional<Date> toml_day(toml::node_view<toml::node const> node)
    {
        auto const value = node.value<toml::date>();
        if (!value)
            return std::nullopt;
        auto const day = Date::of(value->year, value->month, value->day);
        return day ? std::optional(*day) : std::nullopt;
    }

    // Reads one table; each problem names its line.
    class TacticReader {
    public:
        TacticReader(toml::table const& table, directory::ReferenceFacts const& facts)
            : table_(table), facts_(facts)
        {
            made_.code = text("code");
        }

        Result<Tactic> whole()
        {
            for (auto const& [key, value] : table_)
                if (!among(known_keys, key.str()))
                    return wrong_line(
                        value, made_.code, fmt::format("nobody knows \"{}\"", key.str()));
            TRY(words());
            made_.owners = TRY(list("owners"));
            made_.targets = TRY(list("targets"));
            made_.areas = TRY(list("areas"));
            made_.asks = TRY(list("asks"));
            TRY(fact_lists());
            if (made_.owners.empty() || made_.targets.empty())
                return refused("name an owner and a target");
            for (auto const& owner : made_.owners)
                if (!among(known_owners, owner))
                    return refused(fmt::format("\"{}\" is no owner", owner));
            for (auto const& target : made_.targets)
                if (!among(known_targets, target))
                    return refused(fmt::format("\"{}\" is no target", target));
            TRY(offer());
            TRY(length());
            TRY(footings());
            return made_;
        }

    private:
        [[nodiscard]] Error refused(std::string_view why) const
        {
            return wrong_line(table_, made_.code, why);
        }
        [[nodiscard]] std::string text(char const* key) const
        {
            return table_[key].value_or(std::string());
        }

        Done words()
        {
            auto const right = made_.code.size() == 3 && made_.code[0] == 'D';
            if (!right)
                return refused("give it a code such as D14");
            made_.name = text("name");
            made_.basis = text("basis");
            made_.takes = text("takes");
            made_.costs = text("costs");
            made_.source = text("source");
            made_.to_check = text("to_check");
            if (made_.name.empty() || made_.basis.empty() || made_.takes.empty()
                || made_.costs.empty() || made_.source.empty())
                return refused("give it name, basis, takes, costs and source");
            return done();
        }

        [[nodiscard]] Result<std::vector<std::string>> list(char const* key) const
        {
            std::vector<std::string> all;
            if (!table_.contains(key))
                return all;
            auto const* const array = table_[key].as_array();
            if (!array)
                return refused(fmt::format("\"{}\" is a list", key));
            for (auto const& one : *array) {
                auto const word = one.value<std::string>();
                if (!word || word->empty())
                    return wrong_line(
                        one, made_.code, fmt::format("\"{}\" is a list of words", key));
                all.push_back(*word);
            }
            return all;
        }

        Done fact_lists()
        {
            made_.needs = TRY(list("needs"));
            made_.one_of = TRY(list("one_of"));
            made_.rules_out = TRY(list("rules_out"));
            for (auto const* codes : {&made_.needs, &made_.one_of, &made_.rules_out})
                for (auto const& code : *codes)
                    if (!facts_.code("disruption_fact", code))
                        return refused(fmt::format("no fact is called \"{}\"", code));
            return done();
        }

        Done offer()
        {
            made_.offered = table_["offered"].value_or(true);
            made_.why_not = text("why");
            if (!made_.offered && made_.why_not.empty())
                return refused("say why it is not offered");
            for (auto const* const key : {"from", "until"})
                if (table_.contains(key) && !toml_day(table_[key]))
                    return refused(fmt::format("\"{}\" is a day", key));
            made_.from = toml_day(table_["from"]);
            made_.until = toml_day(table_["until"]);
            auto const acts = text("acts_on_child");
            if (acts == "always")
                made_.acts_on_child = ActsOnChild::always;
            else if (acts == "under_18")
                made_.acts_on_child = ActsOnChild::under_18;
            else if (!acts.empty())
                return refused("acts_on_child is always or under_18");
            made_.closes_a_home = table_["closes_a_home"].value_or(false);
            return done();
        }

        Done length()
        {
            if (!table_.contains("limit"))
                return done();
            auto const amount = table_["limit"]["amount"].value_or(std::int64_t{0});
            auto const unit = table_["limit"]["unit"].value_or(std::string());
            Limit limit;
            limit.words = table_["limit"]["words"].value_or(std::string());
            if (amount < 1 || amount > 1000 || limit.words.empty())
                return refused("a limit has an amount above 0, a unit and words");
            limit.amount = static_cast<int>(amount);
            if (unit == "hours")
                limit.unit = LimitUnit::hours;
            else if (unit == "days")
                limit.unit = LimitUnit::days;
            else if (unit == "months")
                limit.unit = LimitUnit::months;
            else if (unit == "years")
                limit.unit = LimitUnit::years;
            else
                return refused("a limit is in hours, days, months or years");
            made_.limit = limit;
            return done();
        }

        Done footings()
        {
            auto const* const all = table_["hangs_on"].as_array();
            if (!all)
                return done();
            for (auto const& each : *all) {
                auto const* const row = each.as_table();
                if (!row)
                    return wrong_line(each, made_.code, "hangs_on is a table");
                Footing one;
                one.code = (*row)["code"].value_or(std::string());
                one.words = (*row)["words"].value_or(std::string());
                auto const birthday = (*row)["birthday"].value_or(std::int64_t{0});
                if (one.code.empty() || one.words.empty() || birthday < 1 || birthday > 25)
                    return wrong_line(
                        each, made_.code, "hangs_on has a code, words and a birthday");
                one.birthday = static_cast<int>(birthday);
                if (auto const* const codes = (*row)["status"].as_array())
                    for (auto const& code : *codes) {
                        one.statuses.push_back(code.value_or(std::string()));
                        if (!facts_.code("legal_status", one.statuses.back()))
                            return wrong_line(code, made_.code, "no legal status is called that");
                    }
                made_.hangs_on.push_back(std::move(one));
            }
            return done();
        }

        toml::table const& table_;
        directory::ReferenceFacts const& facts_;
        Tactic made_;
    };

    FactKnown const* find_fact_known(Situation const& situation, std::string_view code)
    {
        auto const found = std::ranges::find(situation.facts, code, &FactKnown::code);
        return found == situation.facts.end() ? nullptr : &*found;
    }

    std::string reason_of(FactKnown const& fact, LabelOf const& label_of)
    {
        return fmt::format("{}: {}", label_of(fact.code), fact.where_from);
    }

    // Why it is not offered there that day; "" where it is.
    std::string not_offered_because(Tactic const& tactic, Situation const& situation)
    {
        if (!tactic.offered)
            return tactic.why_not;
        if (tactic.from && situation.day < *tactic.from)
            return "Not offered before " + tactic.from->in_words();
        if (tactic.until && *tactic.until < situation.day)
            return "Not offered any more since " + tactic.until->in_words();
        if (!tactic.areas.empty() && !among(tactic.areas, situation.district))
            return situation.district.empty()
                ? "Offered in some districts only, and no district is known"
                : "Not offered in this district";
        return {};
    }

    void add_warnings(Option& option, Situation const& situation)
    {
        auto const& tactic = *option.tactic;
        option.warnings = tactic.asks;
        if (tactic.closes_a_home) {
            option.warnings.emplace_back("A notice cannot shut out people who live there, or the "
                                         "owner: find out who lives there");
            if (knows_fact(situation, "tenant_harmed") || knows_fact(situation, "home_taken_over"))
                option.warnings.emplace_back(
                    "A full order may make the tenant who is harmed homeless: a partial order "
                    "leaves them their home");
        }
        if (!tactic.to_check.empty())
            option.warnings.push_back("To be checked: " + tactic.to_check);
    }
} // namespace

bool Tactic::is_for(std::string_view target) const { return among(targets, target); }

Footing const* Tactic::footing(std::string_view wanted) const
{
    auto const found = std::ranges::find(hangs_on, wanted, &Footing::code);
    return found == hangs_on.end() ? nullptr : &*found;
}

Result<Tactics> Tactics::read(directory::ReferenceFacts const& facts)
{
    return read(shipped_file("data/reference/tactics.toml"), facts);
}

Result<Tactics> Tactics::read(std::string_view text, directory::ReferenceFacts const& facts)
{
    try {
        auto const table = toml::parse(text);
        Tactics made;
        auto const as_of = toml_day(toml::node_view<toml::node const>(table.get("as_of")));
        if (!as_of)
            return invalid("data/reference/tactics.toml: say as_of which day it stands");
        made.as_of_ = *as_of;
        auto const* const all = table["tactic"].as_array();
        if (!all || all->empty())
            return invalid("data/reference/tactics.toml: it has no tactic");
        for (auto const& each : *all) {
            auto const* const one = each.as_table();
            if (!one)
                return wrong_line(each, "", "it is no table");
            auto tactic = TRY(TacticReader(*one, facts).whole());
            if (made.find(tactic.code))
                return wrong_line(each, tactic.code, "it stands twice");
            made.all_.push_back(std::move(tactic));
        }
        std::ranges::sort(made.all_, {}, &Tactic::code);
        return made;
    } catch (toml::parse_error const& problem) {
        return invalid(fmt::format("data/reference/tactics.toml:{}: {}",
            problem.source().begin.line, std::string_view(problem.description())));
    }
}

Tactic const* Tactics::find(std::string_view code) const
{
    auto const found = std::ranges::find(all_, code, &Tactic::code);
    return found == all_.end() ? nullptr : &*found;
}

std::vector<FactKnown> with_age(
    std::vector<FactKnown> facts, std::optional<PartialDate> const& birth, Date day)
{
    if (!birth)
        return facts;
    // Where only the year is known, nobody is called either before they must be.
    auto const adult = birthday_of(birth->last(), 18) <= day;
    auto const child = day < birthday_of(birth->first(), 18);
    if (!adult && !child)
        return facts;
    std::erase_if(facts, [](FactKnown const& fact) {
        return fact.code == adult_fact || fact.code == under_18_fact;
    });
    facts.push_back({adult ? adult_fact : under_18_fact, "their date of birth"});
    return facts;
}

bool knows_fact(Situation const& situation, std::string_view code)
{
    return find_fact_known(situation, code) != nullptr;
}

bool acts_on_a_child(Tactic const& tactic, Situation const& situation)
{
    if (tactic.acts_on_child == ActsOnChild::always)
        return true;
    return tactic.acts_on_child == ActsOnChild::under_18
        && (knows_fact(situation, under_18_fact) || knows_fact(situation, "under_18_affected"));
}

std::string_view name_of(Support support)
{
    switch (support) {
    case Support::supported:
        return "supported";
    case Support::lacks:
        return "lacks";
    case Support::ruled_out:
        return "ruled_out";
    case Support::not_offered:
        return "not_offered";
    }
    return "";
}

Option laid_out(Tactic const& tactic, Situation const& situation, LabelOf const& label_of)
{
    Option option;
    option.tactic = &tactic;
    add_warnings(option, situation);
    if (auto const why = not_offered_because(tactic, situation); !why.empty()) {
        option.support = Support::not_offered;
        option.reasons = {why};
        return option;
    }
    for (auto const& code : tactic.rules_out)
        if (auto const* const fact = find_fact_known(situation, code)) {
            option.support = Support::ruled_out;
            option.reasons.push_back(reason_of(*fact, label_of));
        }
    if (option.support == Support::ruled_out)
        return option;
    for (auto const& code : tactic.needs) {
        if (auto const* const fact = find_fact_known(situation, code))
            option.reasons.push_back(reason_of(*fact, label_of));
        else
            option.missing.push_back(code);
    }
    auto one = tactic.one_of.empty();
    for (auto const& code : tactic.one_of)
        if (auto const* const fact = find_fact_known(situation, code)) {
            option.reasons.push_back(reason_of(*fact, label_of));
            one = true;
        }
    if (!one)
        option.missing.insert(option.missing.end(), tactic.one_of.begin(), tactic.one_of.end());
    if (!option.missing.empty())
        option.support = Support::lacks;
    return option;
}

Options options(Tactics const& tactics, Situation const& situation, LabelOf const& label_of)
{
    Options all;
    for (auto const& tactic : tactics.all()) {
        if (!tactic.is_for(situation.target))
            continue;
        auto option = laid_out(tactic, situation, label_of);
        if (acts_on_a_child(tactic, situation)) {
            all.on_child.push_back(std::move(option));
            continue;
        }
        switch (option.support) {
        case Support::supported:
            all.supported.push_back(std::move(option));
            break;
        case Support::lacks:
            all.lacking.push_back(std::move(option));
            break;
        case Support::ruled_out:
            all.ruled_out.push_back(std::move(option));
            break;
        case Support::not_offered:
            all.not_offered.push_back(std::move(option));
            break;
        }
    }
    return all;
}

std::string target_word(std::string_view thing_kind, std::string_view kind)
{
    if (thing_kind == "person" || thing_kind == "person_of_concern")
        return "person";
    if (thing_kind == "context") {
        if (kind == "HOME")
            return "home";
        if (kind == "PEER")
            return "peer";
        if (kind == "SCHOOL")
            return "school";
        if (kind == "PLACE")
            return "place";
        return kind == "ONLINE" ? "online" : "";
    }
    if (thing_kind != "named_thing")
        return {};
    if (kind == "phone" || kind == "vehicle")
        return std::string(kind);
    if (kind == "online_account")
        return "account";
    return kind == "bank_account" ? "bank" : "";
}

} // namespace kith::disruption
