// SPDX-License-Identifier: MIT
#include "platform/html/characters.h"
#include "platform/html/convert.h"
#include "platform/html/escape.h"
#include "platform/html/render.h"
#include <algorithm>

namespace kith::html {

namespace {
    constexpr std::ptrdiff_t most_stack = 4 << 20; // bytes; a thread has 8 MiB

    void add_blocks(Context& context, Template const& of)
    {
        for (auto const& block : of.blocks) {
            auto const known = std::find_if(context.blocks.begin(), context.blocks.end(),
                [&](auto const& same_name) { return same_name.front()->name == block->name; });
            if (known == context.blocks.end())
                context.blocks.push_back({block.get()});
            else
                known->push_back(block.get());
        }
    }

    std::vector<Block const*> const* blocks_of(Context const& context, Symbol name)
    {
        auto const known = std::find_if(context.blocks.begin(), context.blocks.end(),
            [&](auto const& same_name) { return same_name.front()->name == name; });
        return known == context.blocks.end() ? nullptr : &*known;
    }
} // namespace

TemplateError located(std::string const& name, Place place, std::string const& what)
{
    return TemplateError(
        name + ":" + std::to_string(place.line) + ":" + std::to_string(place.column) + ": " + what);
}

Deeper::Deeper(Render& render, Scope const& scope, Place place) : render_(render)
{
    auto const* const here = static_cast<char const*>(__builtin_frame_address(0));
    if (render_.depth_ >= Templates::max_depth || render_.stack_ - here > most_stack)
        throw render_.wrong(scope, place, "nested too deeply");
    ++render_.depth_;
}

Render::Render(TemplateSet const& everything)
    : all_(everything), stack_(static_cast<char const*>(__builtin_frame_address(0)))
{
}

TemplateError Render::wrong(Scope const& scope, Place place, std::string const& what) const
{
    return located(scope.from->name, place, what);
}

void Render::spend(std::size_t steps)
{
    steps_ += steps;
    if (steps_ > Templates::max_steps)
        throw Misuse(
            "this page takes more than " + std::to_string(Templates::max_steps) + " steps");
}

std::string Render::page(Template const& start, Value const& given)
{
    auto const context = std::make_shared<Context>();
    context->given = given;
    add_blocks(*context, start);
    Frame frame{.top = true};
    std::string out;
    draw_template(start, context, frame, out);
    return out;
}

void Render::draw_template(
    Template const& what, std::shared_ptr<Context> const& context, Frame& frame, std::string& out)
{
    Template const* parent = nullptr;
    Scope const scope{&what, context, &frame, &parent};
    Deeper const deeper(*this, scope, {});
    auto const before = out.size();
    draw(what.body, scope, out);
    if (!parent)
        return;
    out.resize(before); // what stands outside blocks counts for nothing
    draw_template(*parent, context, frame, out);
}

void Render::draw(Body const& body, Scope const& scope, std::string& out)
{
    for (auto const& statement : body.statements) {
        if (auto const* const text = std::get_if<Text>(&statement.what)) {
            out += text->text;
            continue;
        }
        try {
            draw(statement, scope, out);
            if (out.size() > Templates::max_output)
                throw Misuse("this page is larger than 32 MiB");
        } catch (Misuse const& misuse) {
            throw wrong(scope, statement.place, misuse.what());
        } catch (std::length_error const& too_long) {
            throw wrong(scope, statement.place, too_long.what());
        }
    }
}

void Render::draw(Statement const& statement, Scope const& scope, std::string& out)
{
    auto const& what = statement.what;
    if (auto const* const output = std::get_if<Output>(&what)) {
        Value room;
        write(value(output->expression, scope, room), out);
    } else if (auto const* const choice = std::get_if<If>(&what))
        draw_if(*choice, scope, out);
    else if (auto const* const set = std::get_if<Set>(&what))
        run_set(*set, scope);
    else if (auto const* const repeat = std::get_if<For>(&what))
        draw_for(*repeat, scope, out);
    else if (auto const* const include = std::get_if<Include>(&what))
        draw_include(*include, scope, out);
    else if (auto const* const import = std::get_if<Import>(&what))
        draw_import(*import, scope);
    else if (auto const* const macro = std::get_if<Define>(&what))
        define(*macro, scope);
    else if (auto const* const block = std::get_if<PlaceBlock>(&what))
        draw_block(*block, scope, out);
    else if (auto const* const extends = std::get_if<Extends>(&what))
        extend(*extends, scope);
    else if (auto const* const cases = std::get_if<Switch>(&what))
        draw_switch(*cases, scope, out);
}

void Render::write(Value const& value, std::string& out)
{
    if (value.is_string())
        escape_onto(out, value.view());
    else if (value.is_safe() || value.is_bool() || value.is_number())
        append_text(out, value);
    else if (!value.is_absent())
        escape_onto(out, value.text());
}

void Render::draw_if(If const& what, Scope const& scope, std::string& out)
{
    for (auto const& [condition, body] : what.branches) {
        Value room;
        if (value(condition, scope, room).truthy())
            return draw(body, scope, out);
    }
    draw(what.otherwise, scope, out);
}

void Render::draw_switch(Switch const& what, Scope const& scope, std::string& out)
{
    Value room;
    auto const wanted = value(what.value, scope, room);
    auto matched = false;
    for (auto const& [condition, body] : what.cases) {
        Value case_room;
        matched = matched || value(condition, scope, case_room).same(wanted);
        if (matched && !body.statements.empty())
            return draw(body, scope, out);
    }
    draw(what.otherwise, scope, out);
}

void Render::draw_for(For const& what, Scope const& scope, std::string& out)
{
    Frame frame{.parent = scope.frame};
    Scope const inner{scope.from, scope.context, &frame, scope.parent_template};
    Value room;
    auto over = value(what.over, inner, room);
    Loop loop;
    frame.loop = &loop;
    if (over.is_text() && what.names.size() == 1)
        over = Value::each(
            characters(over.view()), [](std::string_view character) { return Value(character); });
    if (what.names.size() > 1)
        draw_pairs(what, over, inner, loop, out);
    else {
        auto const items = over.items();
        loop.length = items.size();
        for (auto const& item : items) {
            spend(1);
            set_here(what.names.front(), item, frame.variables);
            draw(what.body, inner, out);
            ++loop.index;
        }
    }
    frame.loop = nullptr;
    if (loop.length == 0)
        draw(what.otherwise, inner, out);
}

// `for key, value in object`, or the parts of each item of an array.
void Render::draw_pairs(
    For const& what, Value const& over, Scope const& inner, Loop& loop, std::string& out)
{
    auto& variables = inner.frame->variables;
    loop.length = over.is_text() ? 0 : over.size();
    for (auto const& item : over.items()) {
        spend(1);
        for (std::size_t i = 0; i < what.names.size(); ++i) {
            Value room;
            set_here(what.names[i], member(item, i, room), variables);
        }
        draw(what.body, inner, out);
        ++loop.index;
    }
    for (auto const& [key, item] : over.entries()) {
        spend(1);
        set_here(what.names[0], key, variables);
        set_here(what.names[1], item, variables);
        draw(what.body, inner, out);
        ++loop.index;
    }
}

void Render::run_set(Set const& what, Scope const& scope)
{
    Value room;
    auto const set = value(what.value, scope, room);
    for (auto const name : what.names) {
        assign(name, set, scope);
        if (scope.frame->top && all_.symbols.name(name).front() != '_')
            scope.context->exported.push_back(name);
    }
}

void Render::define(Define const& what, Scope const& scope)
{
    auto made = macro(what.macro, scope);
    if (what.inner)
        return set_here(what.macro->name, std::move(made), scope.frame->variables);
    if (all_.symbols.name(what.macro->name).front() != '_')
        scope.context->exported.push_back(what.macro->name);
    set_in_context(what.macro->name, std::move(made), *scope.context);
}

Template const* Render::named(Expression const& name, Scope const& scope, bool may_be_missing)
{
    Value room;
    auto const& asked = value(name, scope, room);
    auto const whole
        = name.kind == Kind::literal ? asked.text() : resolved(asked.text(), scope.from->name);
    auto const found = all_.templates.find(whole);
    if (found != all_.templates.end())
        return &found->second;
    if (may_be_missing)
        return nullptr;
    throw wrong(scope, name.place, "template not found: " + whole);
}

void Render::extend(Extends const& what, Scope const& scope)
{
    auto const* const parent = named(what.name, scope, false);
    if (!scope.parent_template)
        throw wrong(scope, what.name.place, "extends cannot stand within a macro");
    *scope.parent_template = parent;
    add_blocks(*scope.context, *parent);
}

void Render::draw_block_body(Block const& block, Scope const& scope, std::string& out)
{
    Frame frame{.parent = scope.frame, .writes = Writes::stay};
    draw(block.body, {scope.from, scope.context, &frame, scope.parent_template}, out);
}

void Render::draw_block(PlaceBlock const& what, Scope const& scope, std::string& out)
{
    if (!what.inner && scope.parent_template && *scope.parent_template)
        return; // the parent draws it
    auto const* const same_name = blocks_of(*scope.context, what.block->name);
    if (!same_name)
        throw Misuse("unknown block \"" + all_.symbols.name(what.block->name) + "\"");
    Deeper const deeper(*this, scope, {});
    draw_block_body(*same_name->front(), scope, out);
}

std::string Render::super(Expression const& what, Scope const& scope)
{
    auto const* const same_name = blocks_of(*scope.context, what.block->name);
    auto const at = same_name ? std::find(same_name->begin(), same_name->end(), what.block)
                              : std::vector<Block const*>::const_iterator();
    if (!same_name || at == same_name->end() || at + 1 == same_name->end())
        throw wrong(scope, what.place,
            "no super block available for \"" + all_.symbols.name(what.block->name) + "\"");
    Deeper const deeper(*this, scope, what.place);
    std::string out;
    draw_block_body(**(at + 1), scope, out);
    return out;
}

void Render::draw_include(Include const& what, Scope const& scope, std::string& out)
{
    spend(1);
    auto const* const included = named(what.name, scope, what.may_be_missing);
    if (!included)
        return;
    auto const shared = what.sight == Sight::everything;
    auto const context = std::make_shared<Context>();
    if (shared)
        context->parent = scope.context;
    add_blocks(*context, *included);
    Frame frame{.parent = shared ? scope.frame : nullptr, .top = true, .writes = Writes::stay};
    draw_template(*included, context, frame, out);
}

Value Render::exported(Template const& what, Scope const& scope, Import const& how)
{
    if (!how.with_context)
        if (auto const known = imports_.find(&what); known != imports_.end())
            return known->second;
    auto const context = std::make_shared<Context>();
    if (how.with_context)
        context->parent = scope.context;
    add_blocks(*context, what);
    kept_.push_back(context);
    Frame frame{.parent = how.with_context ? scope.frame : nullptr, .top = true};
    std::string unused;
    draw_template(what, context, frame, unused);
    Value names = Value::object();
    for (auto const symbol : context->exported)
        for (auto const& [name, value] : context->own)
            if (name == symbol)
                names.set(all_.symbols.name(symbol), value);
    if (!how.with_context)
        imports_.emplace(&what, names);
    return names;
}

void Render::draw_import(Import const& what, Scope const& scope)
{
    spend(1);
    auto const names = exported(*named(what.name, scope, false), scope, what);
    auto const give = [&](Symbol symbol, Value const& value) {
        if (what.inner)
            set_here(symbol, value, scope.frame->variables);
        else
            set_in_context(symbol, value, *scope.context);
    };
    if (what.names.empty())
        return give(what.as, names);
    for (auto const& [name, as] : what.names) {
        if (!names.has(name))
            throw wrong(scope, what.name.place, "cannot import '" + name + "'");
        give(as, names.get(name));
    }
}

} // namespace kith::html
