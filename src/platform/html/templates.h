// SPDX-License-Identifier: MIT
#pragma once

// Pages from templates: the Nunjucks language (Mozilla's, version 3.2.4), as far as GOV.UK
// Frontend, MOJ Frontend and our own pages use it, with auto-escaping always on and trimBlocks and
// lstripBlocks as GOV.UK Frontend has them.
//
//     Templates templates = shipped_templates();              // platform/html/shipped_templates.h
//     templates.global("t", [](Call const& call) { ... });    // before the first render
//     templates.check();                                      // every name that templates use
//     exists std::string page = templates.render("concerns/queue.njk", context);
//
// Names    "govuk/components/button/macro.njk" upstream, "concerns/queue.njk" for
// src/concerns/templates/queue.njk,
//          "frames/staff.njk" for src/platform/html/templates/staff.njk. A name that starts with
//          "./" or "../" is relative to the template that names it; any other is whole. A
//          partnership's overlay adds or replaces.
// Shapes   a callable in the context is called like a global: {{ t("public.when", name=child) }}.
// Looking up a name
//          asks loops, sets and macros first, then the context, then the globals.
// Errors   a syntax error, an unknown filter, a missing template, a bad call: std::runtime_error
// naming
//          template:line:column. An unknown variable or key is undefined and puts out nothing.
//          Nesting deeper than `max_depth`, more output than `max_output`, or more than `max_steps`
//          turns of loops and calls is refused, so no template can take the program down.
// Threads  filter and global come first, on one thread; from then on it is immutable, and render is
// safe from many. Cost     parsing all of GOV.UK Frontend takes some 40 ms, once; a page of 200
// rows about 0.15 ms.

#include "platform/html/value.h"
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace kith::html {

struct Source {
    std::string name;
    std::string text;
};

struct TemplateSet; // render.h

class Templates {
public:
    static constexpr int max_depth = 200;
    static constexpr std::size_t max_output = 32U << 20U; // bytes
    static constexpr std::size_t max_steps = 1'000'000;

    explicit Templates(std::vector<Source> const& sources);
    Templates(Templates&&) noexcept;
    Templates& operator=(Templates&&) noexcept;
    ~Templates();

    void filter(std::string_view name, Function function); // replaces one of ours too
    void global(std::string_view name, Value value);

    // Throws if any template names a filter, test or template that does not exist.
    void check() const;

    [[nodiscard]] bool has(std::string_view name) const;
    [[nodiscard]] std::string render(std::string_view name, Value const& context) const;

private:
    std::unique_ptr<TemplateSet> set_;
};

} // namespace kith::html
