// SPDX-License-Identifier: MIT
#include "platform/html/convert.h"
#include "platform/html/render.h"
#include <cmath>

namespace kith::html {

namespace {
    Value const nothing_here;

    Value const* in(Variables const& variables, Symbol symbol)
    {
        for (auto const& [name, value] : variables)
            if (name == symbol)
                return &value;
        return nullptr;
    }

    Value calculated(Operator op, Value const& left, Value const& right)
    {
        auto const both_whole = left.is_whole() && right.is_whole();
        std::int64_t whole = 0;
        if (op == Operator::subtract) {
            if (both_whole && !__builtin_sub_overflow(left.whole(), right.whole(), &whole))
                return whole;
            return to_number(left) - to_number(right);
        }
        if (op == Operator::multiply) {
            if (both_whole && !__builtin_mul_overflow(left.whole(), right.whole(), &whole))
                return whole;
            return to_number(left) * to_number(right);
        }
        return op == Operator::divide ? to_number(left) / to_number(right)
                                      : std::fmod(to_number(left), to_number(right));
    }

    Value applied(Operator op, Value const& left, Value const& right)
    {
        switch (op) {
        case Operator::add:
            return added(left, right);
        case Operator::join:
            return joined(left, right);
        case Operator::equal:
            return loosely_equal(left, right);
        case Operator::not_equal:
            return !loosely_equal(left, right);
        case Operator::same:
            return left.same(right);
        case Operator::not_same:
            return !left.same(right);
        case Operator::less:
            return less(left, right);
        case Operator::at_most:
            return at_most(left, right);
        case Operator::greater:
            return less(right, left);
        case Operator::at_least:
            return at_most(right, left);
        default:
            return calculated(op, left, right);
        }
    }

    // loop.index and its kin.
    Value loop_member(Loop const& loop, std::string_view name)
    {
        if (name == "index")
            return loop.index + 1;
        if (name == "index0")
            return loop.index;
        if (name == "revindex")
            return loop.length - loop.index;
        if (name == "revindex0")
            return loop.length - loop.index - 1;
        if (name == "first")
            return loop.index == 0;
        if (name == "last")
            return loop.index + 1 == loop.length;
        return name == "length" ? Value(loop.length) : Value();
    }

    Value whole_loop(Loop const& loop)
    {
        Value made = Value::object();
        for (auto const* const name :
            {"index", "index0", "revindex", "revindex0", "first", "last", "length"})
            made.set(name, loop_member(loop, name));
        return made;
    }
} // namespace

void set_here(Symbol symbol, Value value, Variables& variables)
{
    for (auto& [name, held] : variables)
        if (name == symbol) {
            held = std::move(value);
            return;
        }
    variables.emplace_back(symbol, std::move(value));
}

void Render::set_in_context(Symbol symbol, Value value, Context& context)
{
    set_here(symbol, std::move(value), context.own);
}

// The frame that already has the name, as Nunjucks looks for it; else this one.
void Render::assign(Symbol symbol, Value value, Scope const& scope)
{
    auto* frame = scope.frame;
    if (!in(frame->variables, symbol)) {
        auto* other = frame->writes == Writes::stay ? nullptr : frame->parent;
        while (other && !in(other->variables, symbol))
            other = other->parent;
        if (other)
            frame = other;
    }
    if (scope.frame->top)
        set_in_context(symbol, value, *scope.context);
    set_here(symbol, std::move(value), frame->variables);
}

Value* Render::find(Symbol symbol, Scope const& scope)
{
    for (auto* frame = scope.frame; frame; frame = frame->parent)
        if (auto const* const found = in(frame->variables, symbol))
            return const_cast<Value*>(found); // NOLINT: the frame is ours to change
    auto const* const found = in(scope.context->own, symbol);
    return const_cast<Value*>(found); // NOLINT: so is the context
}

Loop const* Render::loop(Scope const& scope) const
{
    for (auto const* frame = scope.frame; frame; frame = frame->parent) {
        if (in(frame->variables, all_.loop))
            return nullptr;
        if (frame->loop)
            return frame->loop;
    }
    return nullptr;
}

Value const& Render::variable(Symbol symbol, Scope const& scope, Value& room)
{
    if (symbol == all_.loop)
        if (auto const* const current = loop(scope))
            return room = whole_loop(*current);
    for (auto const* frame = scope.frame; frame; frame = frame->parent)
        if (auto const* const found = in(frame->variables, symbol))
            return *found;
    auto const& name = all_.symbols.name(symbol);
    for (auto const* context = scope.context.get(); context; context = context->parent.get()) {
        if (auto const* const found = in(context->own, symbol))
            return *found;
        if (context->given.has(name))
            return context->given.get(name);
    }
    return symbol < all_.globals.size() ? all_.globals[symbol] : nothing_here;
}

Value const& Render::attribute(Expression const& what, Scope const& scope, Value& room)
{
    auto const& target = what.parts[0];
    auto const& key = what.parts[1];
    if (target.kind == Kind::variable && target.symbol == all_.loop && key.kind == Kind::literal)
        if (auto const* const current = loop(scope))
            return room = loop_member(*current, key.value.view());
    Value held;
    Value key_room;
    if (key.kind != Kind::literal) { // kept apart: what a call in the target changes may move it
        Value made_room;
        key_room = Value(value(key, scope, made_room));
    }
    auto const& name = key.kind == Kind::literal ? key.value : key_room;
    auto const& holder = value(target, scope, held);
    auto const& found = member(holder, name, room);
    if (&holder == &held && &found != &room)
        return room = Value(found); // what it stood in ends here
    return found;
}

Value const& Render::value(Expression const& what, Scope const& scope, Value& room)
{
    switch (what.kind) {
    case Kind::literal:
        return what.value;
    case Kind::variable:
        return variable(what.symbol, scope, room);
    case Kind::member:
        return attribute(what, scope, room);
    case Kind::choice: {
        Value condition;
        auto const chosen = value(what.parts[1], scope, condition).truthy() ? 0U : 2U;
        return value(what.parts[chosen], scope, room);
    }
    case Kind::either: {
        auto const& left = value(what.parts[0], scope, room);
        return left.truthy() ? left : value(what.parts[1], scope, room);
    }
    case Kind::both: {
        auto const& left = value(what.parts[0], scope, room);
        return left.truthy() ? value(what.parts[1], scope, room) : left;
    }
    case Kind::group: {
        for (std::size_t i = 0; i + 1 < what.parts.size(); ++i)
            value(what.parts[i], scope, room);
        return value(what.parts.back(), scope, room);
    }
    default:
        return room = made(what, scope);
    }
}

Value Render::made(Expression const& what, Scope const& scope)
{
    Value room;
    auto const first = [&]() -> Value const& { return value(what.parts[0], scope, room); };
    switch (what.kind) {
    case Kind::array:
        return array(what, scope);
    case Kind::object:
        return object(what, scope);
    case Kind::call:
        return called(what, scope);
    case Kind::filter:
        return filtered(what, scope);
    case Kind::test:
        return tested(what, scope);
    case Kind::in:
        return contains(what, scope);
    case Kind::negation:
        return !first().truthy();
    case Kind::minus:
        return -to_number(first());
    case Kind::plus:
        return to_number(first());
    case Kind::power: {
        auto const base = to_number(first());
        return std::pow(base, to_number(value(what.parts[1], scope, room)));
    }
    case Kind::floor_divided:
        return std::floor(to_number(first()));
    case Kind::chain:
        return chain(what, scope);
    case Kind::captured: {
        std::string out;
        draw(*what.body, scope, out);
        spend(out.size() / 256);
        return out;
    }
    case Kind::super:
        return Value::safe(super(what, scope));
    default:
        throw wrong(scope, what.place, "this cannot stand here");
    }
}

Value Render::array(Expression const& what, Scope const& scope)
{
    std::vector<Value> items;
    items.reserve(what.parts.size());
    for (auto const& part : what.parts) {
        Value room;
        items.push_back(value(part, scope, room));
    }
    spend(items.size());
    return Value::array(std::move(items));
}

Value Render::object(Expression const& what, Scope const& scope)
{
    Value object = Value::object();
    for (std::size_t i = 0; i < what.parts.size(); ++i) {
        Value room;
        object.set(what.keys[i], value(what.parts[i], scope, room));
    }
    spend(what.parts.size());
    return object;
}

Value Render::chain(Expression const& what, Scope const& scope)
{
    Value first;
    Value so_far = value(what.parts[0], scope, first);
    for (std::size_t i = 0; i < what.operators.size(); ++i) {
        Value room;
        so_far = applied(what.operators[i], so_far, value(what.parts[i + 1], scope, room));
        spend(so_far.size() / 256);
    }
    return so_far;
}

bool Render::contains(Expression const& what, Scope const& scope)
{
    Value key_room;
    Value room;
    auto const key = value(what.parts[0], scope, key_room);
    auto const& over = value(what.parts[1], scope, room);
    if (over.is_object())
        return over.has(key.text());
    if (over.is_string()) {
        std::string sought;
        append_spoken(sought, key);
        return over.view().find(sought) != std::string_view::npos;
    }
    if (!over.is_array())
        throw wrong(scope, what.place,
            "Cannot use \"in\" operator to search for \"" + key.text() + "\" in unexpected types.");
    for (auto const& item : over.items())
        if (item.same(key))
            return true;
    return false;
}

} // namespace kith::html
