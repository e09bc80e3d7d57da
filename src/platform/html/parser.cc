// SPDX-License-Identifier: MIT
#include "platform/html/parser.h"
#include "platform/html/characters.h"
#include <algorithm>

namespace kith::html {

Template Parser::parse(std::string name)
{
    template_.name = std::move(name);
    template_.body = nodes();
    return std::move(template_);
}

Token Parser::next()
{
    if (!peeked_)
        return lexer_.next();
    auto token = std::move(*peeked_);
    peeked_.reset();
    return token;
}

Token const& Parser::peek()
{
    if (!peeked_)
        peeked_ = lexer_.next();
    return *peeked_;
}

bool Parser::skip_sign(std::string_view sign)
{
    if (peek().mark != Mark::sign || peek().text != sign)
        return false;
    next();
    return true;
}

bool Parser::skip_name(std::string_view name)
{
    if (peek().mark != Mark::name || peek().text != name)
        return false;
    next();
    return true;
}

void Parser::expect_sign(std::string_view sign, std::string_view what)
{
    if (!skip_sign(sign))
        throw Misplaced("expected " + std::string(sign) + " in " + std::string(what), peek().place);
}

Token Parser::expect_name(std::string_view what)
{
    if (peek().mark != Mark::name)
        throw Misplaced("expected a name in " + std::string(what), peek().place);
    return next();
}

Symbol Parser::symbol(std::string_view what) { return symbols_.of(expect_name(what).text); }

void Parser::end_tag(std::string_view tag)
{
    auto const token = next();
    if (token.mark != Mark::block_end)
        throw Misplaced("expected %} in " + std::string(tag) + " statement", token.place);
    if (token.dash_first)
        drop_blanks_ = true;
}

// The statements up to one of the tags, whose name is left to be read.
Body Parser::body_until(std::initializer_list<std::string_view> ends, Token const& opened)
{
    auto const outer = std::exchange(ends_, ends);
    auto body = nodes();
    ends_ = outer;
    if (peek().mark == Mark::end)
        throw Misplaced(opened.text + " is not closed: expected " + std::string(*(ends.end() - 1))
                + ", got end of file",
            opened.place);
    return body;
}

void Parser::add_data(Body& body, Token token)
{
    std::string_view text = token.text;
    if (std::exchange(drop_blanks_, false))
        text = without_leading_blanks(text);
    auto const& after = peek();
    auto const dashed = after.mark == Mark::comment ? after.dash_first : after.dash_last;
    if (dashed)
        text = without_trailing_blanks(text);
    if (!text.empty())
        body.statements.push_back({token.place, Text{std::string(text)}});
}

Body Parser::nodes()
{
    Body body;
    while (true) {
        auto token = next();
        if (token.mark == Mark::end) {
            peeked_ = std::move(token);
            return body;
        }
        Nested const nested(*this, token.place);
        if (token.mark == Mark::data)
            add_data(body, std::move(token));
        else if (token.mark == Mark::comment)
            drop_blanks_ = token.dash_last;
        else if (token.mark == Mark::variable_start) {
            auto shown = expression();
            auto const end = next();
            if (end.mark != Mark::variable_end)
                throw Misplaced("expected }}", end.place);
            drop_blanks_ = end.dash_first;
            body.statements.push_back({token.place, Output{std::move(shown)}});
        } else {
            drop_blanks_ = false;
            if (peek().mark != Mark::name)
                throw Misplaced("tag name expected", peek().place);
            if (std::find(ends_.begin(), ends_.end(), peek().text) != ends_.end())
                return body;
            add_tag(body, next());
        }
    }
}

void Parser::add_tag(Body& body, Token const& name)
{
    if (name.text != "raw" && name.text != "verbatim") {
        body.statements.push_back(tag(name));
        return;
    }
    end_tag(name.text);
    body.statements.push_back({name.place, Text{lexer_.raw(name.text)}});
}

Statement Parser::tag(Token const& name)
{
    auto const& tag = name.text;
    if (tag == "if")
        return {name.place, if_tag(name)};
    if (tag == "for")
        return {name.place, for_tag(name)};
    if (tag == "set")
        return {name.place, set_tag(name)};
    if (tag == "block")
        return {name.place, block_tag(name)};
    if (tag == "macro")
        return {name.place, macro_tag(name)};
    if (tag == "call")
        return {name.place, call_tag(name)};
    if (tag == "filter")
        return {name.place, filter_tag(name)};
    if (tag == "switch")
        return {name.place, switch_tag(name)};
    if (tag == "include")
        return {name.place, include_tag()};
    if (tag == "import")
        return {name.place, import_tag(name)};
    if (tag == "from")
        return {name.place, from_tag(name)};
    if (tag == "extends") {
        Extends extends{template_name()};
        end_tag(tag);
        return {name.place, std::move(extends)};
    }
    throw Misplaced("unknown block tag: " + tag, name.place);
}

If Parser::if_tag(Token const& opened)
{
    If made;
    while (true) {
        auto condition = expression();
        end_tag("if");
        auto body = body_until({"elif", "elseif", "else", "endif"}, opened);
        made.branches.push_back({std::move(condition), std::move(body)});
        auto const word = next().text;
        if (word == "elif" || word == "elseif")
            continue;
        end_tag(word);
        if (word == "else") {
            made.otherwise = body_until({"endif"}, opened);
            next();
            end_tag("endif");
        }
        return made;
    }
}

For Parser::for_tag(Token const& opened)
{
    For made;
    do
        made.names.push_back(symbol("for"));
    while (skip_sign(","));
    if (!skip_name("in"))
        throw Misplaced("expected \"in\" in for", peek().place);
    made.over = expression();
    end_tag("for");
    ++loops_;
    made.body = body_until({"endfor", "else"}, opened);
    if (skip_name("else")) {
        end_tag("else");
        made.otherwise = body_until({"endfor"}, opened);
    }
    --loops_;
    next();
    end_tag("endfor");
    return made;
}

Set Parser::set_tag(Token const& opened)
{
    Set made;
    do
        made.names.push_back(symbol("set"));
    while (skip_sign(","));
    if (skip_sign("=")) {
        made.value = expression();
        end_tag("set");
        return made;
    }
    if (next().mark != Mark::block_end) // a dash here trims nothing, as in Nunjucks
        throw Misplaced("expected = or %} in set statement", opened.place);
    made.value = expression_of(Kind::captured, opened.place, {});
    made.value.body = std::make_shared<Body const>(body_until({"endset"}, opened));
    next();
    end_tag("endset");
    return made;
}

PlaceBlock Parser::block_tag(Token const& opened)
{
    auto const name = expect_name("block");
    auto block = std::make_shared<Block>();
    block->name = symbols_.of(name.text);
    for (auto const& other : template_.blocks)
        if (other->name == block->name)
            throw Misplaced("block \"" + name.text + "\" is defined more than once", name.place);
    template_.blocks.push_back(block);
    end_tag("block");
    PlaceBlock made{block, block_ != nullptr};
    auto const* const outer = std::exchange(block_, block.get());
    auto const loops = std::exchange(loops_, 0);
    block->body = body_until({"endblock"}, opened);
    block_ = outer;
    loops_ = loops;
    next();
    skip_name(name.text);
    end_tag("endblock");
    return made;
}

void Parser::read_parameters(Macro& macro)
{
    while (!skip_sign(")")) {
        if ((!macro.positional.empty() || !macro.named.empty()))
            expect_sign(",", "the parameters");
        auto const name = symbol("the parameters");
        if (skip_sign("="))
            macro.named.push_back({name, expression()});
        else
            macro.positional.push_back(name);
    }
}

Define Parser::macro_tag(Token const& opened)
{
    auto macro = std::make_shared<Macro>();
    macro->place = opened.place;
    macro->name = symbol("macro");
    expect_sign("(", "macro");
    read_parameters(*macro);
    end_tag("macro");
    auto const loops = std::exchange(loops_, 0);
    macro->body = body_until({"endmacro"}, opened);
    loops_ = loops;
    next();
    end_tag("endmacro");
    return {macro, loops_ > 0};
}

Output Parser::call_tag(Token const& opened)
{
    auto block = std::make_shared<CallBlock>();
    block->macro.place = opened.place;
    block->macro.name = symbols_.of("caller");
    if (skip_sign("("))
        read_parameters(block->macro);
    auto call = primary();
    if (call.kind != Kind::call)
        throw Misplaced("a call tag needs the call of a macro", opened.place);
    end_tag("call");
    ++loops_;
    block->macro.body = body_until({"endcall"}, opened);
    --loops_;
    next();
    end_tag("endcall");
    auto caller = expression_of(Kind::caller, opened.place, {});
    caller.caller = std::move(block);
    call.parts.push_back(std::move(caller));
    call.keys.emplace_back("caller");
    return {std::move(call)};
}

Output Parser::filter_tag(Token const& opened)
{
    auto input = expression_of(Kind::captured, opened.place, {});
    auto filter = filter_on(std::move(input));
    end_tag("filter");
    filter.parts.front().body = std::make_shared<Body const>(body_until({"endfilter"}, opened));
    next();
    end_tag("endfilter");
    return {std::move(filter)};
}

Switch Parser::switch_tag(Token const& opened)
{
    Switch made;
    made.value = expression();
    end_tag("switch");
    (void)body_until({"case", "default", "endswitch"}, opened);
    while (skip_name("case")) {
        auto value = expression();
        end_tag("case");
        made.cases.push_back(
            {std::move(value), body_until({"case", "default", "endswitch"}, opened)});
    }
    if (skip_name("default")) {
        end_tag("default");
        made.otherwise = body_until({"endswitch"}, opened);
    }
    next();
    end_tag("endswitch");
    return made;
}

// A name written out is kept, whole, so that check() can look for it.
Expression Parser::template_name()
{
    auto name = expression();
    if (name.kind == Kind::literal && name.value.is_string()) {
        name.value = resolved(name.value.view(), template_.name);
        template_.mentions.emplace_back(name.value.text(), name.place);
    }
    return name;
}

std::optional<bool> Parser::with_context()
{
    auto const with = skip_name("with");
    if (!with && !skip_name("without"))
        return std::nullopt;
    if (!skip_name("context"))
        throw Misplaced("expected \"context\" after with or without", peek().place);
    return with;
}

Include Parser::include_tag()
{
    Include made{template_name()};
    if (skip_name("ignore")) {
        if (!skip_name("missing"))
            throw Misplaced("expected \"missing\" after ignore", peek().place);
        made.may_be_missing = true;
        if (!template_.mentions.empty() && made.name.kind == Kind::literal)
            template_.mentions.pop_back();
    }
    made.sight = with_context().value_or(true) ? Sight::everything : Sight::nothing;
    end_tag("include");
    return made;
}

Import Parser::import_tag(Token const& opened)
{
    Import made{template_name()};
    if (!skip_name("as"))
        throw Misplaced("expected \"as\" in import", opened.place);
    made.as = symbol("import");
    made.with_context = with_context().value_or(false);
    made.inner = loops_ > 0;
    end_tag("import");
    return made;
}

Import Parser::from_tag(Token const& opened)
{
    Import made{template_name()};
    if (!skip_name("import"))
        throw Misplaced("expected \"import\" in from", opened.place);
    made.inner = loops_ > 0;
    do {
        auto const name = expect_name("from");
        if (name.text.starts_with('_'))
            throw Misplaced("names that start with an underscore cannot be imported", name.place);
        made.names.emplace_back(
            name.text, skip_name("as") ? symbol("from") : symbols_.of(name.text));
        if (auto const context = with_context())
            made.with_context = *context;
    } while (skip_sign(","));
    end_tag("from");
    return made;
}

std::string resolved(std::string_view name, std::string_view beside)
{
    if (!name.starts_with("./") && !name.starts_with("../"))
        return std::string(name);
    auto const folder_of = [](std::string_view path) {
        auto const slash = path.rfind('/');
        return slash == std::string_view::npos ? std::string_view() : path.substr(0, slash);
    };
    auto folder = folder_of(beside);
    while (true) {
        if (name.starts_with("./"))
            name.remove_prefix(2);
        else if (name.starts_with("../")) {
            name.remove_prefix(3);
            folder = folder_of(folder);
        } else
            break;
    }
    return folder.empty() ? std::string(name) : std::string(folder) + "/" + std::string(name);
}

} // namespace kith::html
