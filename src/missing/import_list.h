// SPDX-License-Identifier: MIT
#pragma once

// The tracker of missing episodes that an agency kept until now. Staging, accepting and undoing are
// those of all lists (imports/acts.h).
//
// 1. Whom a row is about is found as people's lists find it (people/imports.h): surely, or a person
//    says who. Rows of one child are told together: the first says who, the others follow it.
// 2. A time away that is over is brought in as it was: closed, with its interview, and it starts no
//    clock, asks for no meeting or review, and tells nobody. Where the row does not say what came
//    of the interview of a child, that is owed, late or not, and the episode stays open; unless
//    the return lies longer ago than import_row.h's `days_an_interview_is_owed`.
// 3. One without a return begins as a report does: it stands on the duty page, the person's case is
//    looked at again, and an interview that was due of the time before ends as not possible.
// 4. None overlaps another, nor one on record (episode.h, rule 3). One on record of the
//    same kind that starts and ends at the same times, or on the same days where a day alone is
//    known, is the same: nothing is brought in.
// 5. The team that is named shares what is brought in, as the authority that answers for the child
//    or as the one where they live.
// 6. Undoing withdraws what nobody has worked on since, with whom the list brought; the rest stays.

#include "missing/import_store.h"
#include "missing/room.h"

namespace kith::missing {

class MissingList final : public imports::Kind {
public:
    explicit MissingList(Missing const& room) : Kind(room.pages, room.name_of), room_(room) { }

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
    [[nodiscard]] std::string said(
        Visit const& visit, Import const& import, imports::Row const& row) const override;
    [[nodiscard]] std::optional<std::string> reference(
        Visit const& visit, Thing const& thing) const override;
    [[nodiscard]] html::Value link(Visit const& visit, Thing const& thing) const override;
    [[nodiscard]] bool may_open(Visit const& visit, Thing const& thing) const override;

private:
    Missing const& room_;
};

[[nodiscard]] MissingListSays says_of(
    Missing const& room, Visit const& visit, Import const& import);
// Rule 4: the one on record that is the same.
[[nodiscard]] std::optional<Episode> same_episode(
    db::Connection& connection, PersonId person, ListedEpisode const& listed);

} // namespace kith::missing
