// SPDX-License-Identifier: MIT
#pragma once

// Lists of cases that an agency brings in: its exploitation list, its panel's tracker. Staging,
// accepting and undoing are those of all lists (imports/acts.h).
//
// 1. Whom or what a row is about is found as people's and contexts' lists find it
// (people/imports.h,
//    contexts/list_found.h): surely, or a person says which. Who is new comes with the case; a
//    record that is there is not changed by a list of cases.
// 2. A case is opened by the act that opens all (acts.h, open_case), with the level and the next
//    review that the list gives: rules 2 and 3 of list_row.h. A next review later than the level
//    allows is brought forward, and the row says so before it is accepted.
// 3. Where an open case stands, no other is opened. Of one of the agency's own, a panel that the
//    list tells of and the case does not is added. One that the visitor may not know is told of as
//    when a case is opened by hand: ask your front door.
// 4. A panel is an event of the case, on the panel's day. What it decided stands in the chronology
// of
//    a person; of a context with why the case was opened, where names are withheld.
// 5. Undoing withdraws a case on which nobody worked since, with whom or what it brought, and takes
//    back the panels it added. All else stays, and is listed.

#include "cases/list_row.h"
#include "cases/room.h"

namespace kith::cases {

using imports::Import;

// The next review that is taken: the list's, or the latest that its level allows (acts.h, rule 6)
// where that falls sooner; nothing where the list has none.
[[nodiscard]] std::optional<Date> next_review_taken(
    Cases const& room, ListedCase const& listed, Date today);

class CaseList final : public imports::Kind {
public:
    explicit CaseList(Cases const& room) : Kind(room.pages, room.name_of), room_(room) { }

    [[nodiscard]] imports::Words const& words() const override;
    [[nodiscard]] imports::Fields fields() const override;
    [[nodiscard]] Result<imports::File> read(Visit const& visit, Import const& head,
        std::string text, imports::Mapping const& asked) const override;
    [[nodiscard]] std::vector<imports::StagedRow> plan(Visit const& visit, Import const& head,
        std::vector<imports::Row> const& rows, imports::Progress const& progress) const override;
    [[nodiscard]] std::unique_ptr<imports::Bringing> bringing(
        Change& change, Import const& import) const override;
    [[nodiscard]] Result<std::string> take_back(Change& change, Import const& import,
        imports::StagedRow const& row, std::string const& why) const override;
    [[nodiscard]] bool tries_first() const override { return true; }
    [[nodiscard]] bool must_settle() const override { return true; }
    void settle(Visit const& visit, Import const& import, imports::StagedRow& row) const override;
    [[nodiscard]] std::vector<imports::Choice> choices(
        Visit const& visit, AgencyId agency) const override;
    [[nodiscard]] Done check_settings(
        Visit const& visit, imports::Settings const& settings) const override;
    [[nodiscard]] std::string said(
        Visit const& visit, Import const& import, imports::Row const& row) const override;
    [[nodiscard]] std::optional<std::string> reference(
        Visit const& visit, Thing const& thing) const override;
    [[nodiscard]] html::Value link(Visit const& visit, Thing const& thing) const override;
    [[nodiscard]] bool may_open(Visit const& visit, Thing const& thing) const override;

private:
    Cases const& room_;
};

[[nodiscard]] CaseListSays says_of(Cases const& room, Visit const& visit, Import const& import);
// Was a panel of that day told of the case?
[[nodiscard]] bool panel_is_told(Visit const& visit, CaseId id, Date on);

} // namespace kith::cases
