// SPDX-License-Identifier: MIT
#pragma once

// What may be done against the harm itself, and which of it the facts support. Pure.
//
// 1. The 40 tactics are dated data, data/reference/tactics.toml, which says what each field means.
//    A lawyer checks them before use: what stands here is a reminder, never advice.
// 2. For a target, a tactic is laid out by what the facts support, each with the reason: it has all
//    that it needs; it lacks something, which is named; something rules it out; or it is not
//    offered here or now. A person chooses. Nothing is ranked or scored: they stand in the order of
//    their codes.
// 3. What acts on a child stands apart and is never in the list of what the facts support.
// 4. A fact is known because somebody said where they know it from. An age that a date of birth
//    gives stands over one that was ticked.
// 5. A closure cannot shut out people who live there: who does is asked. Where a tenant is harmed,
// a
//    full order may make them homeless (Anti-social Behaviour, Crime and Policing Act 2014
//    s.76(4)).
//
// Shapes   plain values. Tactics are immutable once read, in the order of their codes.
// Errors   `read` answers `invalid` with the file's line and the tactic that is wrong.
// Cost     options walk all tactics once.

#include "base/result.h"
#include "base/time.h"
#include "directory/directory.h"
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kith::disruption {

enum class LimitUnit { hours, days, months, years };
struct Limit {
    int amount = 0;
    LimitUnit unit = LimitUnit::days;
    std::string words = {}; // "A notice lasts at most six months"
    friend bool operator==(Limit const&, Limit const&) = default;
};

// What a step rests on, and so ends with.
struct Footing {
    std::string code = {};                  // "care_order"
    std::string words = {};                 //
    int birthday = 18;                      // it ends on that birthday of the child
    std::vector<std::string> statuses = {}; // one of these must stand; none: the age alone
};

enum class ActsOnChild { no, under_18, always };

struct Tactic {
    std::string code = {}; // D14
    std::string name = {};
    std::string basis = {};               // legal
    std::vector<std::string> owners = {}; // POL, LA, ...
    std::vector<std::string> targets = {};
    std::vector<std::string> needs = {}; // codes of data/code_lists/disruption_fact.csv
    std::vector<std::string> one_of = {};
    std::vector<std::string> rules_out = {};
    std::string takes = {};
    std::string costs = {}; // the child
    std::optional<Limit> limit = {};
    bool offered = true;
    std::string why_not = {};
    std::optional<Date> from = {};
    std::optional<Date> until = {};
    std::vector<std::string> areas = {}; // districts by code; empty: everywhere
    std::string to_check = {};
    ActsOnChild acts_on_child = ActsOnChild::no;
    bool closes_a_home = false;
    std::vector<Footing> hangs_on = {};
    std::vector<std::string> asks = {};
    std::string source = {};

    [[nodiscard]] bool is_for(std::string_view target) const;
    [[nodiscard]] Footing const* footing(std::string_view code) const;
};

class Tactics {
public:
    // data/reference/tactics.toml, or the overlay's.
    [[nodiscard]] static Result<Tactics> read(directory::ReferenceFacts const& facts);
    [[nodiscard]] static Result<Tactics> read(
        std::string_view toml, directory::ReferenceFacts const& facts);
    [[nodiscard]] std::vector<Tactic> const& all() const { return all_; }
    [[nodiscard]] Tactic const* find(std::string_view code) const;
    [[nodiscard]] Date as_of() const { return as_of_; } // of the data

private:
    std::vector<Tactic> all_;
    Date as_of_;
};

struct FactKnown {
    std::string code;
    std::string where_from; // in words
};
// Rule 4; `birth` as far as it is known.
[[nodiscard]] std::vector<FactKnown> with_age(
    std::vector<FactKnown> facts, std::optional<PartialDate> const& birth, Date day);

struct Situation {
    std::string target = {}; // "person", "home", ...
    std::vector<FactKnown> facts = {};
    Date day = {};
    std::string district = {}; // by code; "" where it is not known
};
[[nodiscard]] bool knows_fact(Situation const& situation, std::string_view code);
[[nodiscard]] bool acts_on_a_child(Tactic const& tactic, Situation const& situation);

enum class Support { supported, lacks, ruled_out, not_offered };
[[nodiscard]] std::string_view name_of(Support support); // "supported"

struct Option {
    Tactic const* tactic = nullptr; // of the Tactics it was laid out from
    Support support = Support::supported;
    std::vector<std::string> reasons = {}; // sentences
    std::vector<std::string> missing = {}; // codes of facts
    std::vector<std::string> warnings = {};
};
struct Options {
    std::vector<Option> supported = {};
    std::vector<Option> lacking = {};
    std::vector<Option> ruled_out = {};
    std::vector<Option> not_offered = {};
    std::vector<Option> on_child = {}; // whatever their support: rule 3
};
// In words: the label of a fact.
using LabelOf = std::function<std::string(std::string_view code)>;
[[nodiscard]] Options options(
    Tactics const& tactics, Situation const& situation, LabelOf const& label_of);
// One alone, whether or not it stands apart.
[[nodiscard]] Option laid_out(
    Tactic const& tactic, Situation const& situation, LabelOf const& label_of);

// The word tactics use for a context's or a named thing's kind; "" where there is none.
[[nodiscard]] std::string target_word(std::string_view thing_kind, std::string_view kind);

} // namespace kith::disruption
