// SPDX-License-Identifier: MIT
#pragma once

// The front door of actions: what somebody must do, and by when.
//
//   due(rule, start, working_days)              by when, of a rule of data/reference/clocks.toml
//   due_in_words(due, now)                      overdue, today, later
//   extend_due(change, facts, {...})            a due moment that moves, with its reason
//   room.about.add("case", ...)                 a room above says who may know its things,
//                                               and which texts may hang on them
//   TRY(room.store.save(change, action))        asks for an action, in the change of the room
//   room.store.list_about(visit, thing(case))   what is to be done about it, and what came of it
//   room.store.open_count(visit, thing(case))   before it closes
//   panel_about(room, visit, thing(case))       the list on its own page, with a way to ask for
//   more home.lines.push_back(...)                   what a room puts on Home
//
// A room that keeps a due moment of its own works out `due` when the thing starts, and stores the
// moment and the rule's id.

#include "actions/about.h"
#include "actions/action.h"
#include "actions/action_store.h"
#include "actions/clocks.h"
#include "actions/extensions.h"
#include "actions/home.h"
#include "directory/directory.h"

namespace kith::actions {

// What the room needs, filled by `app`. References are kept.
struct Actions {
    using NameOf = std::function<std::string(db::Connection&, AccountId)>; // as colleagues see it

    Actions(access::Pages const& pages_given, directory::ReferenceFacts const& facts_given,
        Clocks const& clocks_given, Home& home_given, NameOf name_of_given)
        : pages(pages_given)
        , facts(facts_given)
        , clocks(clocks_given)
        , home(home_given)
        , name_of(std::move(name_of_given))
    {
    }
    Actions(Actions const&) = delete;
    Actions& operator=(Actions const&) = delete;

    // May this visit ask somebody for something about it?
    [[nodiscard]] bool may_ask(Visit const& visit, Thing const& thing) const;

    access::Pages const& pages;
    directory::ReferenceFacts const& facts;
    Clocks const& clocks;
    Home& home;
    NameOf name_of;
    About about = {};
    ActionStore store{about};
    // What a room above has on paper for an action (a summary for the meeting that it asks for),
    // for who may know what it is about. The first that answers.
    using PaperOf = std::function<std::optional<Paper>(Visit const&, Action const&)>;
    std::vector<PaperOf> papers = {};
    [[nodiscard]] std::optional<Paper> paper_of(Visit const& visit, Action const& action) const;
};

// For the page of what they are about: {title, text, rows, link}; nothing if it may not be known.
[[nodiscard]] std::optional<html::Value> panel_about(
    Actions const& room, Visit const& visit, Thing const& about);

void add_predicates(access::Predicates& predicates); // the conditions of its policies
void join(House& house, Actions& room);

} // namespace kith::actions
