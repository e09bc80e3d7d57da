// SPDX-License-Identifier: MIT
#pragma once

// Lists of places, schools, homes, groups and online spaces that an agency brings in. Staging,
// accepting and undoing are those of all lists (imports/acts.h); which row is which context is said
// in list_found.h, and by a person where it is not sure.
//
// 1. A new context is the agency's, and worked with by the team that is named. A home's address is
//    protected by itself, as on the form.
// 2. One on record that the agency answers for is filled in where it says nothing; what stands is
//    never replaced. One of another agency is left as it is.
// 3. Undoing withdraws what it made and nobody has touched since, and empties again what it filled
//    in where nobody has saved since. The rest stays, and is listed.
//
// Errors   as imports; of a row, what the form of a context would refuse.

#include "contexts/list_found.h"
#include "contexts/room.h"

namespace kith::contexts {

using imports::Import;

class ContextList final : public imports::Kind {
public:
    explicit ContextList(Contexts const& room) : Kind(room.pages, room.name_of), room_(room) { }

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
    Contexts const& room_;
};

// For lists that are about contexts and more (cases): the same rules. `settings` and the visit are
// to outlive what comes back.
[[nodiscard]] ListSays says_of(
    Contexts const& room, Visit const& visit, imports::Settings const& settings);
[[nodiscard]] Result<ContextId> record_from_list(Contexts const& room, Change& change,
    Import const& import, ListedContext const& said, std::size_t row);
// Of one that a list may bring in: for acts of rooms above that follow from the list.
[[nodiscard]] Result<access::Facts> facts_for_list(Visit const& visit, ContextId id);
[[nodiscard]] std::optional<std::string> reference_for_list(Visit const& visit, ContextId id);
[[nodiscard]] html::Value link_for_list(Visit const& visit, ContextId id);
// Why one that an import made stays; empty if nobody has touched it. What was told of it from
// `drawn_from` does not count.
[[nodiscard]] std::string why_context_stays(
    Change& change, Import const& import, ContextId id, Thing const& drawn_from = {});
[[nodiscard]] Done withdraw_from_list(
    Change& change, Import const& import, ContextId id, std::string const& why);

} // namespace kith::contexts
