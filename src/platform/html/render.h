// SPDX-License-Identifier: MIT
#pragma once

// One drawing of one page: walks the trees, keeps the names that are in sight, and counts what it
// does.
//
// Names live in three places, asked in this order: the frames (loops, macro arguments, sets within
// a block), the context of the template (sets, macros and imports at its top, then what the page
// was given), the globals.
//
// Shapes   macros and callers hold their surroundings weakly, so a page can make no ring that is
// never freed; one that
//          is called after its surroundings are gone is an error.
// Threads  one Render belongs to one thread; all Renders share one TemplateSet, which they only
// read.

#include "platform/html/filters.h"
#include "platform/html/templates.h"
#include "platform/html/tree.h"
#include <map>
#include <memory>
#include <unordered_map>

namespace kith::html {

// What all renders share.
struct TemplateSet {
    Symbols symbols;
    std::map<std::string, Template, std::less<>> templates;
    std::unordered_map<std::string, Function> filters_by_name;
    std::unordered_map<std::string, Value> globals_by_name;
    std::vector<Function> filters; // by symbol; empty where there is none
    std::vector<PlainTest> tests;  // by symbol
    std::vector<Value> globals;    // by symbol
    std::vector<bool> is_global;
    Symbol loop = 0;
    Symbol caller = 0;

    [[nodiscard]] Template read(std::string const& name, std::string_view text);
    void link(); // fills what is by symbol
    void check(Template const& of) const;
};

// A failure that already says where it happened.
struct TemplateError : std::runtime_error {
    using std::runtime_error::runtime_error;
};
[[nodiscard]] TemplateError located(std::string const& name, Place place, std::string const& what);

using Variables = std::vector<std::pair<Symbol, Value>>;

struct Loop {
    std::size_t index = 0;
    std::size_t length = 0;
};

enum class Writes { pass_up, stay };

// The names of one loop, macro call, block or template body.
struct Frame {
    Frame* parent = nullptr;
    bool top = false; // the body of a template: sets go to its context too
    Writes writes = Writes::pass_up;
    Loop const* loop = nullptr;
    Variables variables = {};
};

// The names at the top of one template.
struct Context {
    Value given;
    std::shared_ptr<Context> parent; // of an include: what the includer had
    Variables own;
    std::vector<Symbol> exported;
    std::vector<std::vector<Block const*>> blocks; // of one name each, the youngest first
};

// Where the walk is.
struct Scope {
    Template const* from;
    std::shared_ptr<Context> const& context;
    Frame* frame;
    Template const** parent_template; // set by `extends`; null within macros
};

class Render {
public:
    explicit Render(TemplateSet const& everything);
    [[nodiscard]] std::string page(Template const& start, Value const& given);

private:
    // render_statement.cc
    void draw(Body const& body, Scope const& scope, std::string& out);
    void draw(Statement const& statement, Scope const& scope, std::string& out);
    void draw_if(If const& what, Scope const& scope, std::string& out);
    void draw_for(For const& what, Scope const& scope, std::string& out);
    void draw_pairs(
        For const& what, Value const& over, Scope const& inner, Loop& loop, std::string& out);
    void draw_switch(Switch const& what, Scope const& scope, std::string& out);
    void draw_block(PlaceBlock const& what, Scope const& scope, std::string& out);
    void draw_include(Include const& what, Scope const& scope, std::string& out);
    void draw_import(Import const& what, Scope const& scope);
    void run_set(Set const& what, Scope const& scope);
    void define(Define const& what, Scope const& scope);
    void extend(Extends const& what, Scope const& scope);
    void draw_template(Template const& what, std::shared_ptr<Context> const& context, Frame& frame,
        std::string& out);
    void draw_block_body(Block const& block, Scope const& scope, std::string& out);
    [[nodiscard]] std::string super(Expression const& what, Scope const& scope);
    [[nodiscard]] Value exported(Template const& what, Scope const& scope, Import const& how);
    [[nodiscard]] Template const* named(
        Expression const& name, Scope const& scope, bool may_be_missing);

    // render_macro.cc
    [[nodiscard]] Value macro(std::shared_ptr<Macro const> what, Scope const& scope);
    [[nodiscard]] Value caller(
        std::shared_ptr<CallBlock const> what, Scope const& scope, std::shared_ptr<bool> alive);
    [[nodiscard]] Value run_macro(Macro const& what, Scope const& scope, Call const& call);
    void bind(Macro const& what, Scope const& scope, Call const& call);
    [[nodiscard]] Value called(Expression const& what, Scope const& scope);
    [[nodiscard]] Value pushed(Expression const& what, Scope const& scope);
    [[nodiscard]] bool is_push(Expression const& what) const;
    [[nodiscard]] Value filtered(Expression const& what, Scope const& scope);
    [[nodiscard]] bool tested(Expression const& what, Scope const& scope);
    [[nodiscard]] std::string called_name(Expression const& what) const;
    void gather(Expression const& what, Scope const& scope, std::vector<Value>& arguments,
        Value& named, std::shared_ptr<bool> const& alive);

    // render_expression.cc: the value itself, or one made in `room`
    Value const& value(Expression const& what, Scope const& scope, Value& room);
    Value const& variable(Symbol symbol, Scope const& scope, Value& room);
    Value const& attribute(Expression const& what, Scope const& scope, Value& room);
    [[nodiscard]] Value made(Expression const& what, Scope const& scope);
    [[nodiscard]] Value array(Expression const& what, Scope const& scope);
    [[nodiscard]] Value object(Expression const& what, Scope const& scope);
    [[nodiscard]] Value chain(Expression const& what, Scope const& scope);
    [[nodiscard]] bool contains(Expression const& what, Scope const& scope);
    [[nodiscard]] Loop const* loop(Scope const& scope) const;

    Value* find(Symbol symbol, Scope const& scope);
    void assign(Symbol symbol, Value value, Scope const& scope);
    void set_in_context(Symbol symbol, Value value, Context& context);
    void write(Value const& value, std::string& out);
    void spend(std::size_t steps);
    [[nodiscard]] TemplateError wrong(
        Scope const& scope, Place place, std::string const& what) const;

    TemplateSet const& all_;
    std::size_t steps_ = 0;
    int depth_ = 0;
    char const* stack_;
    std::unordered_map<Template const*, Value> imports_; // without context, so the same each time
    std::vector<std::shared_ptr<Context>>
        kept_; // of imports: their macros live as long as the page is drawn

    friend class Deeper;
};

// One more macro, include, import or block within another; too deep is an error and not a crash.
class Deeper {
public:
    Deeper(Render& render, Scope const& scope, Place place);
    ~Deeper() { --render_.depth_; }
    Deeper(Deeper const&) = delete;
    Deeper& operator=(Deeper const&) = delete;

private:
    Render& render_;
};

void set_here(Symbol symbol, Value value, Variables& variables);

} // namespace kith::html
