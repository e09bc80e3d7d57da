// SPDX-License-Identifier: MIT
#include "platform/html/templates.h"
#include "platform/html/parser.h"
#include "platform/html/render.h"

namespace kith::html {

namespace {
    bool is_upstream(std::string_view name)
    {
        return name.starts_with("govuk/") || name.starts_with("moj/");
    }
} // namespace

Template TemplateSet::read(std::string const& name, std::string_view text)
{
    try {
        return Parser(symbols, text).parse(name);
    } catch (Misplaced const& misplaced) {
        throw located(name, misplaced.place, misplaced.what());
    }
}

void TemplateSet::link()
{
    filters.assign(symbols.size(), Function());
    tests.assign(symbols.size(), nullptr);
    globals.assign(symbols.size(), Value());
    for (Symbol symbol = 0; symbol < symbols.size(); ++symbol) {
        auto const& name = symbols.name(symbol);
        if (auto const filter = filters_by_name.find(name); filter != filters_by_name.end())
            filters[symbol] = filter->second;
        if (auto const global = globals_by_name.find(name); global != globals_by_name.end())
            globals[symbol] = global->second;
        tests[symbol] = find_test(name);
    }
}

void TemplateSet::check(Template const& of) const
{
    for (auto const& [filter, place] : of.filters)
        if (!filters[filter])
            throw located(of.name, place, "filter not found: " + symbols.name(filter));
    for (auto const& [test, place] : of.tests)
        if (!tests[test])
            throw located(of.name, place, "test not found: " + symbols.name(test));
    for (auto const& [name, place] : of.mentions)
        if (!templates.contains(name))
            throw located(of.name, place, "template not found: " + name);
}

Templates::Templates(std::vector<Source> const& sources) : set_(std::make_unique<TemplateSet>())
{
    auto& all = *set_;
    all.loop = all.symbols.of("loop");
    all.caller = all.symbols.of("caller");
    for (auto const& filters : {text_filters(), list_filters()})
        for (auto const& [name, filter] : filters)
            all.filters_by_name.emplace(name, filter);
    for (auto const& [name, global] : plain_globals())
        all.globals_by_name.emplace(name, Function(global));
    for (auto const& source : sources)
        all.templates.insert_or_assign(source.name, all.read(source.name, source.text));
    all.link();
}

Templates::Templates(Templates&&) noexcept = default;
Templates& Templates::operator=(Templates&&) noexcept = default;
Templates::~Templates() = default;

void Templates::filter(std::string_view name, Function function)
{
    set_->filters_by_name.insert_or_assign(std::string(name), std::move(function));
    set_->link();
}

void Templates::global(std::string_view name, Value value)
{
    set_->globals_by_name.insert_or_assign(std::string(name), std::move(value));
    set_->link();
}

void Templates::check() const
{
    for (auto const& [name, one] : set_->templates)
        if (!is_upstream(name))
            set_->check(one);
}

bool Templates::has(std::string_view name) const { return set_->templates.contains(name); }

std::string Templates::render(std::string_view name, Value const& context) const
{
    auto const found = set_->templates.find(name);
    if (found == set_->templates.end())
        throw std::runtime_error("template not found: " + std::string(name));
    return Render(*set_).page(found->second, context);
}

} // namespace kith::html
