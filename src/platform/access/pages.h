// SPDX-License-Identifier: MIT
#pragma once

// Staff pages: a template, what it is to show, and the frame around it.
//
// `frame` is put into the context: language, style sheet, navigation (each entry for those who
// could use it), the visitor, a fresh form token, errors. See docs/look.md for its fields.
//
// Threads  shared; filled before the server starts.

#include "platform/access/visit.h"
#include "platform/html/templates.h"
#include "platform/html/value.h"
#include "platform/http/errors.h"
#include "platform/http/request.h"
#include "platform/http/response.h"
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace kith::access {

// One entry of the top navigation, shown to those who could do `act` to some record of `kind`.
struct NavigationEntry {
    std::string text;
    std::string href;
    std::string act;
    std::string kind;
    // What is added to its address on a page: "?person=…" where the page is about somebody.
    std::function<std::string(html::Value const& page)> about = {};
};

class Pages {
public:
    explicit Pages(html::Templates const& templates) : templates_(templates) { }
    void navigation(std::vector<NavigationEntry> entries) { navigation_ = std::move(entries); }
    void banner(std::string text) { banner_ = std::move(text); }
    // What colleagues call the agency a visitor acts for: directory knows.
    void agency_names(std::function<std::string(AgencyId)> name) { agency_name_ = std::move(name); }

    // Called after each form of a page that was saved; advice on what was saved, once, for the next
    // page that is shown (`frame.advice`; undefined if there is none).
    void after_saving(std::function<void(Visit const&, http::Request const&)> told)
    {
        after_saving_ = std::move(told);
    }
    void advice(std::function<html::Value(Visit const&)> advice) { advice_ = std::move(advice); }
    // A form was saved: whoever wants to know is told. Whatever comes of that, it is saved.
    void saved(Visit const& visit, http::Request const& request) const;

    [[nodiscard]] std::string agency_name(AgencyId agency) const
    {
        return agency_name_ ? agency_name_(agency) : std::string();
    }

    // `context` may hold "section" (the href of the navigation entry that is open) and "errors"
    // ([{text, href}]).
    [[nodiscard]] http::Response show(Visit const& visit, std::string_view page,
        html::Value context, http::Status status = http::Status::ok) const;
    // A page for nobody in particular.
    [[nodiscard]] http::Response show(
        std::string_view page, html::Value context, http::Status status = http::Status::ok) const;
    // The page, or problem+json, for what went wrong; without a visit the frame shows nobody.
    [[nodiscard]] http::Response explain(
        Error const& error, http::Request const& request, Visit const* visit) const;

    // A page about what the table of errors has no Code for, such as a wrong method.
    [[nodiscard]] http::Response explain(http::Explained const& said, Visit const* visit) const;

    [[nodiscard]] html::Value frame(Visit const* visit, html::Value const& context) const;

private:
    [[nodiscard]] html::Value advice_for(Visit const& visit) const;

    html::Templates const& templates_;
    std::vector<NavigationEntry> navigation_;
    std::string banner_;
    std::function<std::string(AgencyId)> agency_name_;
    std::function<void(Visit const&, http::Request const&)> after_saving_;
    std::function<html::Value(Visit const&)> advice_;
};

} // namespace kith::access
