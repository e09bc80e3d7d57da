// SPDX-License-Identifier: MIT
#include "platform/html/render.h"
#include <algorithm>

namespace kith::html {

Value Render::macro(std::shared_ptr<Macro const> what, Scope const& scope)
{
    return Value::call([this, what = std::move(what), from = scope.from,
                           weak = std::weak_ptr<Context>(scope.context)](Call const& call) {
        auto const context = weak.lock();
        if (!context)
            throw Misuse("a macro was called after its template was done");
        Frame frame;
        return run_macro(*what, {from, context, &frame, nullptr}, call);
    });
}

Value Render::caller(
    std::shared_ptr<CallBlock const> what, Scope const& scope, std::shared_ptr<bool> alive)
{
    return Value::call([this, what = std::move(what), from = scope.from, parent = scope.frame,
                           alive = std::move(alive),
                           weak = std::weak_ptr<Context>(scope.context)](Call const& call) {
        auto const context = weak.lock();
        if (!context || !*alive)
            throw Misuse("caller was called after its call block was done");
        Frame frame{.parent = parent, .writes = Writes::stay};
        return run_macro(what->macro, {from, context, &frame, nullptr}, call);
    });
}

Value Render::run_macro(Macro const& what, Scope const& scope, Call const& call)
{
    spend(1);
    Deeper const deeper(*this, scope, what.place);
    bind(what, scope, call);
    std::string out;
    draw(what.body, scope, out);
    spend(out.size() / 256);
    return Value::safe(std::move(out));
}

// Positional arguments beyond the positional parameters fill the named ones; named arguments fill
// what is left.
void Render::bind(Macro const& what, Scope const& scope, Call const& call)
{
    auto& variables = scope.frame->variables;
    variables.reserve(what.positional.size() + what.named.size() + 1);
    if (call.named.has("caller"))
        variables.emplace_back(all_.caller, call.get("caller"));
    for (std::size_t i = 0; i < what.positional.size(); ++i)
        variables.emplace_back(what.positional[i],
            i < call.size() ? call[i] : call.get(all_.symbols.name(what.positional[i])));
    for (std::size_t i = 0; i < what.named.size(); ++i) {
        auto const& [name, otherwise] = what.named[i];
        auto const at = what.positional.size() + i;
        auto const& word = all_.symbols.name(name);
        if (at < call.size())
            variables.emplace_back(name, call[at]);
        else if (call.named.has(word))
            variables.emplace_back(name, call.get(word));
        else {
            Value room;
            auto made = value(otherwise, scope, room);
            variables.emplace_back(name, std::move(made));
        }
    }
}

// What stands between the parentheses of a call, filter or test: the last keys.size() parts are
// named.
void Render::gather(Expression const& what, Scope const& scope, std::vector<Value>& arguments,
    Value& named, std::shared_ptr<bool> const& alive)
{
    auto const positional = what.parts.size() - what.keys.size();
    arguments.reserve(positional);
    for (std::size_t i = 1; i < what.parts.size(); ++i) {
        auto const& part = what.parts[i];
        Value room;
        auto given = part.kind == Kind::caller ? caller(part.caller, scope, alive)
                                               : value(part, scope, room);
        if (i < positional)
            arguments.push_back(std::move(given));
        else
            named.set(what.keys[i - positional], std::move(given));
    }
}

std::string Render::called_name(Expression const& what) const
{
    if (what.kind == Kind::variable)
        return all_.symbols.name(what.symbol);
    if (what.kind == Kind::literal)
        return what.value.text();
    if (what.kind == Kind::member)
        return called_name(what.parts[0]) + "[\"" + called_name(what.parts[1]) + "\"]";
    return "--expression--";
}

bool Render::is_push(Expression const& what) const
{
    auto const& target = what.parts.front();
    return target.kind == Kind::member && target.parts[0].kind == Kind::variable
        && target.parts[1].kind == Kind::literal && target.parts[1].value.view() == "push";
}

// `list.push(item)`: the one change that templates make to a value; it stays within this page.
Value Render::pushed(Expression const& what, Scope const& scope)
{
    auto const symbol = what.parts.front().parts[0].symbol;
    std::vector<Value> arguments;
    Value named;
    gather(what, scope, arguments, named, nullptr);
    auto* slot = find(symbol, scope);
    if (!slot) {
        Value room;
        set_in_context(symbol, variable(symbol, scope, room), *scope.context);
        slot = find(symbol, scope);
    }
    if (!slot->is_array())
        throw wrong(scope, what.place, "Unable to call `push` on what is no list");
    spend(arguments.size());
    for (auto& argument : arguments)
        slot->push(std::move(argument));
    return slot->size();
}

Value Render::called(Expression const& what, Scope const& scope)
{
    if (is_push(what))
        return pushed(what, scope);
    Value room;
    auto const target
        = value(what.parts.front(), scope, room); // a copy: the call may move what it stood in
    if (!target.is_callable())
        throw wrong(scope, what.place,
            "Unable to call `" + called_name(what.parts.front()) + "`, which is "
                + (target.truthy() ? "not a function" : "undefined or falsey"));
    struct Ends {
        std::shared_ptr<bool> alive;
        ~Ends()
        {
            if (alive)
                *alive = false;
        }
    };
    auto const has_block = !what.keys.empty() && what.parts.back().kind == Kind::caller;
    Ends const ends{has_block ? std::make_shared<bool>(true) : nullptr};
    std::vector<Value> arguments;
    Value named;
    gather(what, scope, arguments, named, ends.alive);
    try {
        auto answer = target.function()({arguments, named});
        spend(answer.size() / 256);
        return answer;
    } catch (Misuse const& misuse) {
        throw wrong(scope, what.place, misuse.what());
    } catch (std::length_error const& too_long) {
        throw wrong(scope, what.place, too_long.what());
    }
}

Value Render::filtered(Expression const& what, Scope const& scope)
{
    auto const& name = all_.symbols.name(what.symbol);
    if (what.symbol >= all_.filters.size() || !all_.filters[what.symbol])
        throw wrong(scope, what.place, "filter not found: " + name);
    Value room;
    std::vector<Value> arguments;
    Value named;
    arguments.reserve(what.parts.size());
    auto input = value(what.parts.front(), scope, room);
    gather(what, scope, arguments, named, nullptr);
    arguments.insert(arguments.begin(), std::move(input));
    try {
        auto answer = all_.filters[what.symbol]({arguments, named});
        spend(answer.size() / 256);
        return answer;
    } catch (Misuse const& misuse) {
        throw wrong(scope, what.place, misuse.what());
    } catch (std::length_error const& too_long) {
        throw wrong(scope, what.place, too_long.what());
    }
}

bool Render::tested(Expression const& what, Scope const& scope)
{
    if (what.symbol >= all_.tests.size() || !all_.tests[what.symbol])
        throw wrong(scope, what.place, "test not found: " + all_.symbols.name(what.symbol));
    Value room;
    std::vector<Value> arguments{value(what.parts.front(), scope, room)};
    for (std::size_t i = 1; i < what.parts.size(); ++i) {
        Value argument_room;
        arguments.push_back(value(what.parts[i], scope, argument_room));
    }
    return all_.tests[what.symbol]({arguments, Value()});
}

} // namespace kith::html
