// SPDX-License-Identifier: MIT
#pragma once

// Actions, read and written: every SQL statement about them.
//
// Reading takes a Visit, decides each row, and notes what was handed out; writing takes a Change,
// decides the act and writes the ledger entry with it. Whoever may know what an action is about
// may know the action; the person it names, and where nobody who signs in is named, whoever
// answers for its agency, may know its own words, who asked and by when, and nothing else: to
// them `about`, `drawn_from`, `due_rule` and `created_by` are empty. Texts are checked, and handed
// out, as the room of what an action is about says (about.h).
//
// Cost     a find is one indexed read and the look-up of what it is about; lists read at most 500
//          rows, and ask once for each thing.
// Errors   `not_found` for what this visit may not know; `not_allowed`; `invalid` with the field;
//          `conflict` if it was saved since it was read.

#include "actions/about.h"
#include "actions/action.h"
#include "actions/extensions.h"
#include "platform/access/visit.h"
#include <string>
#include <vector>

namespace kith::actions {

class ActionStore {
public:
    explicit ActionStore(About const& about) : about_(about) { }

    [[nodiscard]] Result<Action> find(Visit const& visit, ActionId id) const;
    // Open ones first, then the earliest due; withdrawn ones last.
    [[nodiscard]] std::vector<Action> list_about(Visit const& visit, Thing const& about) const;
    [[nodiscard]] std::vector<Action> list_drawn_from(Visit const& visit, Thing const& drawn) const;
    // Named on the visitor; or the visitor's agency's, with nobody named who signs in, if the
    // visitor answers for it. Open ones, and those that ended in the last two weeks; the earliest
    // due first.
    [[nodiscard]] std::vector<Action> list_mine(Visit const& visit) const;
    // Open ones that the visitor's teams asked others for, the earliest due first.
    [[nodiscard]] std::vector<Action> list_asked(Visit const& visit) const;

    // A new one (version 0), or the next version of one that is open; as it stands then. What it
    // is about and drawn from, and who asked, never change. A day that moves is kept as such.
    [[nodiscard]] Result<Action> save(
        Change& change, Action const& action, std::string const& reason = {}) const;
    // Done, not done, withdrawn; or open again. `result` says what came of it, or why.
    [[nodiscard]] Done finish(Change& change, ActionId id, std::int64_t version, ActionState state,
        std::string const& result) const;
    [[nodiscard]] Done extend(Change& change, ActionId id, std::int64_t version, Date due,
        std::string const& reason) const;

    // For what must be settled before something closes: of a thing the visit may know, else none.
    [[nodiscard]] std::int64_t open_count(Visit const& visit, Thing const& about) const;
    [[nodiscard]] std::int64_t overdue_count(Visit const& visit, Thing const& about) const;

    // What was asked about a thing by that clock, whoever may know it, and when each was saved
    // last: so that a rule asks once. For rules alone: decides nothing, and is shown to nobody.
    struct Before {
        ActionState state;
        Instant at;
    };
    [[nodiscard]] std::vector<Before> asked_before(
        db::Connection& connection, Thing const& about, std::string_view rule) const;
    [[nodiscard]] std::vector<Before> asked_before_from(
        db::Connection& connection, Thing const& drawn, std::string_view rule) const;

    // What each save replaced, the latest first; for whoever may know what it is about.
    struct Was {
        Action action;
        Instant until;
        AccountId by; // who replaced it
        std::string reason;
    };
    [[nodiscard]] std::vector<Was> versions(Visit const& visit, ActionId id) const;
    // When it was due before, the first first. The reasons are for whoever may know what it is
    // about.
    [[nodiscard]] std::vector<Extension> extensions(Visit const& visit, ActionId id) const;

    // May this visit do the act to it? For pages that show a button only to those who may press it.
    [[nodiscard]] bool permits(Visit const& visit, std::string_view act, ActionId id) const;

private:
    About const& about_;
};

} // namespace kith::actions
