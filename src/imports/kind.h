// SPDX-License-Identifier: MIT
#pragma once

// What a room says of the lists it takes in: their columns, who or what a row is about, how a row
// is brought in and taken back, and the words of their pages. Staging, accepting, undoing, the
// pages and the command line are the same for all kinds (acts.h, pages.h).
//
// Threads  shared by all requests; unchanged once it is made.
// Errors   of a row: `invalid` with the name of a field.

#include "imports/store.h"
#include "platform/access/pages.h"
#include "platform/html/value.h"
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kith::imports {

using Progress = std::function<void(std::size_t done, std::size_t of)>; // may throw: to stop

struct Words {
    std::string_view what;    // "people": as the import keeps it
    std::string_view path;    // "/people/import"
    std::string_view section; // the entry of the navigation
    std::string_view back_to; // "/people"
    std::string_view back;    // "Back to people"
    std::string_view title;   // "Files of people"
    std::string_view intro;
    std::string_view who_can_see
        = "whoever answers for your agency’s records, and so may bring in its lists";
    std::string_view who_can_see_one = "whoever answers for your agency’s records. Each sees only "
                                       "the records they may know";
    std::string_view team; // the question for the team
    std::string_view team_hint;
    std::string_view no_team = ""; // an answer; where it is empty a team is named
    std::string_view map_hint;
    std::string_view made;          // "New people"
    std::string_view works;         // "Works with the new people"
    std::string_view works_without; // "Whoever accepts the import"
    std::string_view who;           // the head of a column: who or what a row is about
    std::string_view is_new;        // "Somebody else: a new record"
    std::string_view same;          // "The same person?"
    std::string_view same_intro = "";
    std::string_view like_row; // "gives the same name and birth date"
    std::string_view unchanged = "No change";
    std::string_view undo; // what undoing does, and what it leaves
    std::string_view why_looked;
};

// A question for rows that do not say: chosen by whoever brings the list in.
struct Choice {
    std::string name;
    std::string label;
    std::string hint = {};
    std::vector<std::pair<std::string, std::string>> items = {}; // code, label; none: a text
};

// Two records that may be one, of which the import made the first.
struct Pair {
    Thing made;
    Thing other;
    std::string why;
};

// Rows that are being accepted, in their order, within one Change.
class Bringing {
public:
    Bringing() = default;
    Bringing(Bringing const&) = delete;
    Bringing& operator=(Bringing const&) = delete;
    virtual ~Bringing() = default;
    // Sets `thing`, `beside` and `version` to what it became.
    [[nodiscard]] virtual Done accept(StagedRow& row) = 0;
};

class Kind {
public:
    // As colleagues see them.
    using NameOf = std::function<std::string(db::Connection&, AccountId)>;
    Kind(access::Pages const& pages_in, NameOf name_of_in)
        : pages(pages_in), name_of(std::move(name_of_in))
    {
    }
    Kind(Kind const&) = delete;
    Kind& operator=(Kind const&) = delete;
    virtual ~Kind() = default;

    [[nodiscard]] virtual Words const& words() const = 0;
    [[nodiscard]] virtual Fields fields() const = 0;
    // `head` says for which agency and team, and what was chosen.
    [[nodiscard]] virtual Result<File> read(
        Visit const& visit, Import const& head, std::string text, Mapping const& asked) const
        = 0;
    // What would become of each row; keeps nothing.
    [[nodiscard]] virtual std::vector<StagedRow> plan(Visit const& visit, Import const& head,
        std::vector<Row> const& rows, Progress const& progress) const
        = 0;
    [[nodiscard]] virtual std::unique_ptr<Bringing> bringing(
        Change& change, Import const& import) const
        = 0;
    // Why the row stays; empty if it is taken back, or there was nothing to take back.
    [[nodiscard]] virtual Result<std::string> take_back(
        Change& change, Import const& import, StagedRow const& row, std::string const& why) const
        = 0;

    // Are rows accepted for a trial, and undone, before anything is staged? Then what the acts of
    // the room refuse is the row's trouble.
    [[nodiscard]] virtual bool tries_first() const { return false; }
    // Must somebody say of each row that may be known who or what it is, before it is accepted?
    [[nodiscard]] virtual bool must_settle() const { return false; }
    // `row.settled` was said: what becomes of the row now.
    virtual void settle(Visit const& visit, Import const& import, StagedRow& row) const;
    [[nodiscard]] virtual std::vector<Choice> choices(Visit const& visit, AgencyId agency) const;
    [[nodiscard]] virtual Done check_settings(Visit const& visit, Settings const& settings) const;

    // Who or what the row speaks of, as it says.
    [[nodiscard]] virtual std::string said(
        Visit const& visit, Import const& import, Row const& row) const
        = 0;
    // What a record is called, if this visit may know of it; nothing of what it says.
    [[nodiscard]] virtual std::optional<std::string> reference(
        Visit const& visit, Thing const& thing) const
        = 0;
    // {text, href}: as far as this visit may know it.
    [[nodiscard]] virtual html::Value link(Visit const& visit, Thing const& thing) const = 0;
    [[nodiscard]] virtual bool may_open(Visit const& visit, Thing const& thing) const = 0;
    [[nodiscard]] virtual std::vector<Pair> pairs(Visit const& visit, Import const& import) const;
    // What is to be told of the file as a whole, once it is read.
    [[nodiscard]] virtual std::string about(File const& file) const;

    access::Pages const& pages;
    NameOf name_of;
};

// One staged row for each row, with its place; `tell` says what becomes of it.
[[nodiscard]] std::vector<StagedRow> plan_rows(std::vector<Row> const& rows,
    Progress const& progress, std::function<void(StagedRow&)> const& tell);
// Why a record that an import made at version 1 stays; empty if nobody has touched it. `joined`: is
// something linked to it?
[[nodiscard]] std::string why_stays(
    Change& change, Import const& import, Thing const& made, std::int64_t version, bool joined);
[[nodiscard]] Owner owner_of(db::Connection& connection, AgencyId agency);
// Those this visit may know. Whoever staged the file may have known others.
[[nodiscard]] std::vector<Candidate> candidates_known(
    Kind const& kind, Visit const& visit, StagedRow const& row);
// As far as this visit may know.
[[nodiscard]] Fate fate_known(Kind const& kind, Visit const& visit, StagedRow const& row);

} // namespace kith::imports
