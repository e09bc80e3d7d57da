// SPDX-License-Identifier: MIT
#include "platform/html/convert.h"
#include "platform/html/parser.h"
#include <algorithm>
#include <charconv>

namespace kith::html {

namespace {
    void deepen(Expression& expression, std::size_t from = 0)
    {
        for (auto i = from; i < expression.parts.size(); ++i)
            expression.depth = std::max(expression.depth, expression.parts[i].depth + 1);
        if (expression.depth > deepest_tree)
            throw Misplaced("nested too deeply", expression.place);
    }

    // Nunjucks writes `left op right` as JavaScript without parentheses, so a chain joins the
    // chains beside it.
    Expression chained(Expression left, Operator op, Expression right, auto belongs)
    {
        auto const joins = [&](Expression const& part) {
            return part.kind == Kind::chain && !part.grouped && belongs(part.operators.front());
        };
        auto chain = expression_of(Kind::chain, left.place, {});
        if (joins(left))
            chain = std::move(left);
        else
            chain.parts.push_back(std::move(left));
        auto const fresh = chain.parts.size() - 1; // what came before it was measured already
        chain.operators.push_back(op);
        if (joins(right)) {
            chain.operators.insert(
                chain.operators.end(), right.operators.begin(), right.operators.end());
            for (auto& inner : right.parts)
                chain.parts.push_back(std::move(inner));
        } else
            chain.parts.push_back(std::move(right));
        deepen(chain, fresh);
        return chain;
    }

    bool is_multiplied(Operator op)
    {
        return op == Operator::multiply || op == Operator::divide || op == Operator::modulo;
    }
    bool is_added(Operator op)
    {
        return op == Operator::add || op == Operator::subtract || op == Operator::join;
    }
    bool is_equality(Operator op)
    {
        return op == Operator::equal || op == Operator::not_equal || op == Operator::same
            || op == Operator::not_same;
    }
    bool is_relation(Operator op)
    {
        return op == Operator::less || op == Operator::at_most || op == Operator::greater
            || op == Operator::at_least;
    }

    std::optional<Operator> comparing(std::string_view sign)
    {
        static constexpr std::array<std::pair<std::string_view, Operator>, 8> all{
            {{"==", Operator::equal}, {"!=", Operator::not_equal}, {"===", Operator::same},
                {"!==", Operator::not_same}, {"<", Operator::less}, {"<=", Operator::at_most},
                {">", Operator::greater}, {">=", Operator::at_least}}};
        for (auto const& [text, op] : all)
            if (text == sign)
                return op;
        return std::nullopt;
    }

    // `not` belongs to what stands next to it, as JavaScript's `!` does.
    Expression negated(Expression target, Place place)
    {
        if (target.kind == Kind::chain && !target.grouped) {
            target.parts.front() = negated(std::move(target.parts.front()), place);
            deepen(target);
            return target;
        }
        std::vector<Expression> parts;
        parts.push_back(std::move(target));
        return expression_of(Kind::negation, place, std::move(parts));
    }

    Expression pair_of(Kind kind, Expression left, Expression right)
    {
        auto const place = left.place;
        std::vector<Expression> parts;
        parts.push_back(std::move(left));
        parts.push_back(std::move(right));
        return expression_of(kind, place, std::move(parts));
    }

    Expression literal(Value value, Place place)
    {
        auto made = expression_of(Kind::literal, place, {});
        made.value = std::move(value);
        return made;
    }
} // namespace

Expression expression_of(Kind kind, Place place, std::vector<Expression> parts)
{
    Expression made;
    made.kind = kind;
    made.place = place;
    made.parts = std::move(parts);
    deepen(made);
    return made;
}

Expression Parser::expression()
{
    Nested const nested(*this, peek().place);
    auto body = either();
    if (!skip_name("if"))
        return body;
    auto const place = body.place;
    auto condition = either();
    auto otherwise = skip_name("else") ? either() : literal("", place);
    std::vector<Expression> parts;
    parts.push_back(std::move(body));
    parts.push_back(std::move(condition));
    parts.push_back(std::move(otherwise));
    return expression_of(Kind::choice, place, std::move(parts));
}

Expression Parser::either()
{
    auto left = both();
    while (skip_name("or"))
        left = pair_of(Kind::either, std::move(left), both());
    return left;
}

Expression Parser::both()
{
    auto left = negation();
    while (skip_name("and"))
        left = pair_of(Kind::both, std::move(left), negation());
    return left;
}

Expression Parser::negation()
{
    auto const place = peek().place;
    if (!skip_name("not"))
        return in();
    Nested const nested(*this, place);
    return negated(negation(), place);
}

Expression Parser::in()
{
    auto left = is();
    while (true) {
        auto const place = peek().place;
        auto const inverted = skip_name("not");
        if (!skip_name("in")) {
            if (inverted)
                throw Misplaced("expected \"in\" after not", place);
            return left;
        }
        left = pair_of(Kind::in, std::move(left), is());
        if (inverted)
            left = negated(std::move(left), place);
    }
}

Expression Parser::is()
{
    auto left = comparison();
    auto const place = peek().place;
    if (!skip_name("is"))
        return left;
    auto const inverted = skip_name("not");
    auto const name = expect_name("a test");
    std::vector<Expression> parts;
    parts.push_back(std::move(left));
    auto test = expression_of(Kind::test, name.place, std::move(parts));
    test.symbol = symbols_.of(name.text == "none" ? "null" : name.text);
    template_.tests.emplace_back(test.symbol, name.place);
    if (skip_sign("("))
        arguments(test);
    return inverted ? negated(std::move(test), place) : test;
}

Expression Parser::comparison()
{
    std::vector<Expression> operands;
    std::vector<Operator> operators;
    operands.push_back(additive());
    while (peek().mark == Mark::sign) {
        auto const op = comparing(peek().text);
        if (!op)
            break;
        next();
        auto operand = additive();
        if (is_relation(*op)) // ranks above the equalities
            operands.back()
                = chained(std::move(operands.back()), *op, std::move(operand), is_relation);
        else {
            operators.push_back(*op);
            operands.push_back(std::move(operand));
        }
    }
    auto left = std::move(operands.front());
    for (std::size_t i = 0; i < operators.size(); ++i)
        left = chained(std::move(left), operators[i], std::move(operands[i + 1]), is_equality);
    return left;
}

Expression Parser::additive()
{
    auto left = multiplied(0);
    while (true) {
        auto const op = skip_sign("+") ? std::optional(Operator::add)
            : skip_sign("-")           ? std::optional(Operator::subtract)
            : skip_sign("~")           ? std::optional(Operator::join)
                                       : std::nullopt;
        if (!op)
            return left;
        left = chained(std::move(left), *op, multiplied(0), is_added);
    }
}

// Ranks, loosest first: * then / then // then %.
Expression Parser::multiplied(int rank)
{
    static constexpr std::array<std::string_view, 4> signs{"*", "/", "//", "%"};
    static constexpr std::array<Operator, 4> operators{
        Operator::multiply, Operator::divide, Operator::divide, Operator::modulo};
    if (rank == 4)
        return power();
    auto const at = static_cast<std::size_t>(rank);
    auto left = multiplied(rank + 1);
    while (skip_sign(signs[at])) {
        left = chained(std::move(left), operators[at], multiplied(rank + 1), is_multiplied);
        if (rank != 2)
            continue;
        auto const place = left.place;
        std::vector<Expression> parts;
        parts.push_back(std::move(left));
        left = expression_of(Kind::floor_divided, place, std::move(parts));
    }
    return left;
}

Expression Parser::power()
{
    auto left = unary(Filters::allowed);
    while (skip_sign("**"))
        left = pair_of(Kind::power, std::move(left), unary(Filters::allowed));
    return left;
}

Expression Parser::unary(Filters filters)
{
    auto const place = peek().place;
    Nested const nested(*this, place);
    auto const minus = skip_sign("-");
    Expression target;
    if (minus || skip_sign("+")) {
        std::vector<Expression> parts;
        parts.push_back(unary(Filters::none));
        target = expression_of(minus ? Kind::minus : Kind::plus, place, std::move(parts));
    } else
        target = primary();
    return filters == Filters::allowed ? filtered(std::move(target)) : target;
}

Expression Parser::number(Token const& token)
{
    auto const* const first = token.text.data();
    auto const* const last = first + token.text.size();
    std::int64_t whole = 0;
    auto const [end, wrong] = std::from_chars(first, last, whole);
    return literal(
        wrong == std::errc() && end == last ? Value(whole) : Value(leading_number(token.text)),
        token.place);
}

Expression Parser::primary(Postfix postfix)
{
    auto const token = next();
    Expression made;
    if (token.mark == Mark::string)
        made = literal(token.text, token.place);
    else if (token.mark == Mark::number)
        made = number(token);
    else if (token.mark == Mark::name) {
        if (token.text == "true" || token.text == "false")
            made = literal(token.text == "true", token.place);
        else if (token.text == "none" || token.text == "null")
            made = literal(nullptr, token.place);
        else {
            made = expression_of(Kind::variable, token.place, {});
            made.symbol = symbols_.of(token.text);
        }
    } else
        made = aggregate(token);
    return postfix == Postfix::allowed ? with_postfix(std::move(made)) : made;
}

Expression Parser::aggregate(Token const& open)
{
    auto const opens = open.mark == Mark::sign;
    auto const kind = opens && open.text == "(" ? Kind::group
        : opens && open.text == "["             ? Kind::array
                                                : Kind::object;
    if (!opens || (open.text != "(" && open.text != "[" && open.text != "{"))
        throw Misplaced(open.mark == Mark::end ? "expected an expression, got end of file"
                                               : "unexpected token: " + open.text,
            open.place);
    auto made = expression_of(kind, open.place, {});
    auto const close = kind == Kind::group ? ")" : kind == Kind::array ? "]" : "}";
    for (auto first = true; !skip_sign(close); first = false) {
        if (!first)
            expect_sign(",", "a list of values");
        if (kind == Kind::object)
            read_object(made);
        else
            made.parts.push_back(expression());
    }
    deepen(made);
    if (kind != Kind::group)
        return made;
    if (made.parts.empty())
        throw Misplaced("expected an expression between ( and )", open.place);
    if (made.parts.size() > 1)
        return made;
    auto inner = std::move(made.parts.front());
    inner.grouped = true;
    return inner;
}

void Parser::read_object(Expression& object)
{
    auto const key = next();
    if (key.mark != Mark::name && key.mark != Mark::string)
        throw Misplaced("keys must be strings or names", key.place);
    expect_sign(":", "an object, after its key");
    object.keys.push_back(key.text);
    object.parts.push_back(expression());
}

Expression Parser::with_postfix(Expression target)
{
    while (peek().mark == Mark::sign) {
        auto const place = peek().place;
        if (skip_sign("("))
            target = called(std::move(target), place);
        else if (skip_sign("[")) {
            auto key = expression();
            expect_sign("]", "an index");
            target = pair_of(Kind::member, std::move(target), std::move(key));
        } else if (skip_sign(".")) {
            auto const name = next();
            if (name.mark != Mark::name)
                throw Misplaced("expected name as lookup value, got " + name.text, name.place);
            target = pair_of(Kind::member, std::move(target), literal(name.text, name.place));
        } else
            break;
    }
    return target;
}

Expression Parser::called(Expression target, Place where)
{
    auto const place = target.kind == Kind::variable ? target.place : where;
    auto const is_super = target.kind == Kind::variable && block_
        && symbols_.name(target.symbol) == "super" && skip_sign(")");
    if (is_super) {
        auto made = expression_of(Kind::super, place, {});
        made.block = block_;
        return made;
    }
    std::vector<Expression> parts;
    parts.push_back(std::move(target));
    auto call = expression_of(Kind::call, place, std::move(parts));
    arguments(call);
    return call;
}

// What stands between "(" and ")": positional arguments, then named ones under keys.
void Parser::arguments(Expression& call)
{
    std::vector<Expression> named;
    for (auto first = true; !skip_sign(")"); first = false) {
        if (!first)
            expect_sign(",", "the arguments");
        auto argument = expression();
        if (!skip_sign("=")) {
            call.parts.push_back(std::move(argument));
            continue;
        }
        if (argument.kind != Kind::variable)
            throw Misplaced("a named argument needs a name before =", argument.place);
        call.keys.push_back(symbols_.name(argument.symbol));
        named.push_back(expression());
    }
    for (auto& value : named)
        call.parts.push_back(std::move(value));
    deepen(call);
}

Expression Parser::filtered(Expression input)
{
    while (skip_sign("|"))
        input = filter_on(std::move(input));
    return input;
}

Expression Parser::filter_on(Expression input)
{
    auto const token = expect_name("a filter");
    auto name = token.text;
    while (skip_sign("."))
        name += "." + expect_name("a filter").text;
    std::vector<Expression> parts;
    parts.push_back(std::move(input));
    auto filter = expression_of(Kind::filter, token.place, std::move(parts));
    filter.symbol = symbols_.of(name);
    template_.filters.emplace_back(filter.symbol, token.place);
    if (skip_sign("("))
        arguments(filter);
    return filter;
}

} // namespace kith::html
