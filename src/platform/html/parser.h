// SPDX-License-Identifier: MIT
#pragma once

// From a template's text to its tree.
//
// The grammar is that of Nunjucks 3.2.4, its oddities included: operators of one rank are read from
// left to right whatever their sort, and `not a == b` means `(not a) == b`. Not taken over: regular
// expressions, asynchronous loops.
//
// Errors   throws Misplaced: what was expected, and where.

#include "platform/html/tree.h"
#include <initializer_list>
#include <optional>

namespace kith::html {

class Parser {
public:
    Parser(Symbols& symbols, std::string_view text) : symbols_(symbols), lexer_(text) { }

    [[nodiscard]] Template parse(std::string name);

private:
    // parser.cc: tokens and statements
    Token next();
    Token const& peek();
    bool skip_sign(std::string_view sign);
    bool skip_name(std::string_view name);
    void expect_sign(std::string_view sign, std::string_view what);
    Token expect_name(std::string_view what);
    Symbol symbol(std::string_view what);
    void end_tag(std::string_view tag);
    [[nodiscard]] Body body_until(
        std::initializer_list<std::string_view> ends, Token const& opened);
    [[nodiscard]] Body nodes();
    void add_data(Body& body, Token token);
    void add_tag(Body& body, Token const& name);
    [[nodiscard]] Statement tag(Token const& name);
    [[nodiscard]] If if_tag(Token const& opened);
    [[nodiscard]] For for_tag(Token const& opened);
    [[nodiscard]] Set set_tag(Token const& opened);
    [[nodiscard]] PlaceBlock block_tag(Token const& opened);
    [[nodiscard]] Define macro_tag(Token const& opened);
    [[nodiscard]] Output call_tag(Token const& opened);
    [[nodiscard]] Output filter_tag(Token const& opened);
    [[nodiscard]] Switch switch_tag(Token const& opened);
    [[nodiscard]] Include include_tag();
    [[nodiscard]] Import import_tag(Token const& opened);
    [[nodiscard]] Import from_tag(Token const& opened);
    [[nodiscard]] std::optional<bool> with_context();
    void read_parameters(Macro& macro);
    [[nodiscard]] Expression template_name();

    // parse_expression.cc
    [[nodiscard]] Expression expression();
    [[nodiscard]] Expression either();
    [[nodiscard]] Expression both();
    [[nodiscard]] Expression negation();
    [[nodiscard]] Expression in();
    [[nodiscard]] Expression is();
    [[nodiscard]] Expression comparison();
    [[nodiscard]] Expression additive();
    [[nodiscard]] Expression multiplied(int rank);
    [[nodiscard]] Expression power();
    enum class Filters { allowed, none };
    [[nodiscard]] Expression unary(Filters filters);
    enum class Postfix { allowed, none };
    [[nodiscard]] Expression primary(Postfix postfix = Postfix::allowed);
    [[nodiscard]] Expression number(Token const& token);
    [[nodiscard]] Expression aggregate(Token const& open);
    void read_object(Expression& object);
    [[nodiscard]] Expression with_postfix(Expression target);
    [[nodiscard]] Expression called(Expression target, Place where);
    [[nodiscard]] Expression filtered(Expression input);
    [[nodiscard]] Expression filter_on(Expression input);
    void arguments(Expression& call);

    Symbols& symbols_;
    Lexer lexer_;
    std::optional<Token> peeked_;
    Template template_;
    bool drop_blanks_ = false;
    int nested_ = 0;
    int loops_ = 0; // loops and call blocks around here, within one macro or block
    Block const* block_ = nullptr;
    std::vector<std::string_view> ends_;

    friend class Nested;
};

// Counts how deep we are; too deep is an error and not a crash.
class Nested {
public:
    Nested(Parser& parser, Place place) : parser_(parser)
    {
        if (++parser_.nested_ > deepest_nesting)
            throw Misplaced("nested too deeply", place);
    }
    ~Nested() { --parser_.nested_; }
    Nested(Nested const&) = delete;
    Nested& operator=(Nested const&) = delete;

private:
    static constexpr int deepest_nesting = 80;
    Parser& parser_;
};

[[nodiscard]] Expression expression_of(Kind kind, Place place, std::vector<Expression> parts);

} // namespace kith::html
