// SPDX-License-Identifier: MIT
#pragma once

// What a template says, as a tree: made once by the parser, read by every render, never changed.
//
// Names are symbols (small integers) so that looking one up while drawing compares integers. A tree
// is never deeper than `deepest_tree`, so walking it needs bounded stack.

#include "platform/html/lexer.h"
#include "platform/html/value.h"
#include <cstdint>
#include <memory>
#include <string>
#include <unordered_map>
#include <variant>
#include <vector>

namespace kith::html {

constexpr int deepest_tree = 120;

using Symbol = std::uint32_t;

// Every name in every template, once.
class Symbols {
public:
    [[nodiscard]] Symbol of(std::string_view name)
    {
        auto const [at, fresh]
            = numbers_.try_emplace(std::string(name), static_cast<Symbol>(names_.size()));
        if (fresh)
            names_.push_back(at->first);
        return at->second;
    }
    [[nodiscard]] std::string const& name(Symbol symbol) const { return names_[symbol]; }
    [[nodiscard]] std::size_t size() const { return names_.size(); }

private:
    std::unordered_map<std::string, Symbol> numbers_;
    std::vector<std::string> names_;
};

struct Block;
struct CallBlock;

enum class Kind {
    literal,  // value
    variable, // symbol
    group,    // (a, b): the last of parts
    array,    // parts
    object,   // parts under keys
    member,   // parts[0] . parts[1]
    call,     // parts[0] ( parts[1].. , named under keys ), perhaps with a block of a `call` tag
    filter,   // parts[0] | symbol ( parts[1].., named under keys )
    test,     // parts[0] is symbol ( parts[1].. )
    in,       // parts[0] in parts[1]
    either,   // or
    both,     // and
    negation, // not
    minus,
    plus,
    power,
    floor_divided,
    chain,    // parts joined from left to right by operators
    choice,   // parts[0] if parts[1] else parts[2]
    captured, // the output of `body`, as text
    caller,   // the body of a `call` tag
    super,    // what the parent's block holds
};

enum class Operator {
    add,
    subtract,
    join,
    multiply,
    divide,
    modulo,
    equal,
    not_equal,
    same,
    not_same,
    less,
    at_most,
    greater,
    at_least
};

struct Body;

struct Expression {
    Kind kind = Kind::literal;
    Place place;
    int depth = 1;
    Symbol symbol = 0;
    bool grouped = false; // stood in parentheses
    Value value;
    std::vector<Expression> parts;
    std::vector<Operator> operators; // of a chain, one fewer than parts
    std::vector<std::string>
        keys; // of an object; of a call or filter, for the last keys.size() parts
    std::shared_ptr<Body const> body;        // of captured
    std::shared_ptr<CallBlock const> caller; // of caller
    Block const* block = nullptr;            // of super: the block it stands in
};

struct Statement;
struct Body {
    std::vector<Statement> statements;
};

struct Parameter {
    Symbol name = 0;
    Expression otherwise; // of a named parameter
};

struct Macro {
    Symbol name = 0;
    Place place;
    std::vector<Symbol> positional;
    std::vector<Parameter> named;
    Body body;
};

struct CallBlock {
    Macro macro;
};

struct Block {
    Symbol name = 0;
    Body body;
};

struct Text {
    std::string text;
};
struct Output {
    Expression expression;
};
struct Branch {
    Expression condition;
    Body body;
};
struct If {
    std::vector<Branch> branches;
    Body otherwise;
};
struct For {
    std::vector<Symbol> names;
    Expression over;
    Body body;
    Body otherwise;
};
struct Set {
    std::vector<Symbol> names;
    Expression value;
};
struct Define { // a macro
    std::shared_ptr<Macro const> macro;
    bool inner = false; // within a loop or call block, so it belongs to the frame
};
struct PlaceBlock {
    std::shared_ptr<Block const> block;
    bool inner = false; // within another block, so it is always drawn
};
struct Extends {
    Expression name;
};
enum class Sight { everything, nothing };
struct Include {
    Expression name;
    bool may_be_missing = false;
    Sight sight = Sight::everything; // of the includer's names
};
struct Import {
    Expression name;
    Symbol as = 0;                                          // import x as y
    std::vector<std::pair<std::string, Symbol>> names = {}; // from x import a as b
    bool with_context = false;
    bool inner = false;
};
struct Switch {
    Expression value;
    std::vector<Branch> cases; // condition holds the value to equal; an empty body falls through
    Body otherwise;
};

struct Statement {
    Place place;
    std::variant<Text, Output, If, For, Set, Define, PlaceBlock, Extends, Include, Import, Switch>
        what;
};

struct Template {
    std::string name;
    Body body;
    std::vector<std::shared_ptr<Block const>> blocks;
    std::vector<std::pair<std::string, Place>> mentions; // templates it names in so many words
    std::vector<std::pair<Symbol, Place>> filters;
    std::vector<std::pair<Symbol, Place>> tests;
};

// "./template.njk" in "govuk/components/button/macro.njk" is
// "govuk/components/button/template.njk".
[[nodiscard]] std::string resolved(std::string_view name, std::string_view beside);

} // namespace kith::html
