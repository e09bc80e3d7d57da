// SPDX-License-Identifier: MIT
#pragma once

// A form as templates draw it: macros of "forms/form.njk", which ask nothing of the page but this.
//
//     page["form"] = forms::view(form, reading, {words, language, today, "when"});
//     frame["errors"] = page["form"]["errors"];
//     {% from "forms/form.njk" import questions %} … {{ questions(form) }}
//
// Shapes   {name, version, title, errors: [{text, href}], default_button, takes_files, sections:
// [{title, lead,
//          heading, groups: [{follows, asked_when, questions: [{kind, name, label, heading, hint,
//          error, …}]}]}]}; `heading` says that this title, or the only question, is the page's h1.
//          check_view answers {rows: [{key, text, href, change, hidden, own_words}]}: what the
//          macro `summary` of the frames draws.
// Threads  safe.

#include "platform/forms/form.h"
#include "platform/html/value.h"
#include "platform/words/catalogue.h"
#include <functional>
#include <string>
#include <string_view>

namespace kith::forms {

struct Drawing {
    words::Catalogue const& words;
    std::string language = "en";
    Date today = {};       // options in force on this day are offered
    std::string page = {}; // one page alone; none: the whole form, its pages as sections
    // What a room shows below one question of a block of people or items, number 0 for the block
    // that a script copies: {below (the question's name), field, value, why, looked} for the macro
    // known_already; nothing: undefined.
    std::function<html::Value(Question const&, int number)> beside_block = {};
    // What a file is called that was kept for this form ("face.jpg, 2.1 MB"), by its id; "" if it
    // is not there, or not this visitor's (documents::file_named).
    std::function<std::string(std::string_view)> file_named = {};
};

[[nodiscard]] html::Value view(Form const& form, Reading const& reading, Drawing const& drawing);
[[nodiscard]] html::Value view(Form const& form, Answers const& answers, Drawing const& drawing);

// For frame.errors: [{text, href}]; an error of the whole form has no href.
[[nodiscard]] html::Value error_list(Reading const& reading, Drawing const& drawing);

// Check answers: every question asked, with a link to change it; `address_of` makes a question's.
using AddressOf = std::function<std::string(Question const&)>;
[[nodiscard]] html::Value check_view(Form const& form, Answers const& answers,
    Drawing const& drawing, AddressOf const& address_of = {});

// "Sign 2", "Person 1".
[[nodiscard]] std::string block_title(Question const& question, int number, Drawing const& drawing);
// Items for a page: [{title, rows: [{key, text}]}], what was answered of each; none of other kinds,
// and none where an older version of the form took a text.
[[nodiscard]] html::Value items_view(
    Question const& group, Answers const& answers, Drawing const& drawing);

// The answer as a reader sees it: labels for codes, dates in words, a line each.
[[nodiscard]] std::vector<std::string> in_words(
    Question const& question, Answers const& answers, Drawing const& drawing);

} // namespace kith::forms
