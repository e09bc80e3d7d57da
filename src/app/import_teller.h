// SPDX-License-Identifier: MIT
#pragma once

// What `kith import` says of a list and its rows, in words or as JSON: row numbers, references and
// the names of fields, as far as this operator may know them, and nothing of what rows say.

#include "app/desk.h"
#include "imports/imports.h"
#include <boost/json/fwd.hpp>

namespace kith::app {

// Whoever staged a file at a browser may know records that this operator may not: then how many are
// perhaps known is not told here.
[[nodiscard]] imports::Counts counts_here(
    access::Visit const& visit, imports::Import const& import);
[[nodiscard]] boost::json::object counts_json(imports::Counts const& counts);

class Teller {
public:
    Teller(Desk& desk, imports::Kind const& kind, access::Visit const& visit)
        : desk_(desk), kind_(kind), visit_(visit)
    {
    }
    void tell_import(imports::Import const& import, bool as_json) const;
    // The rows that somebody should look at: not those that are merely new, or as they were.
    void tell_rows(std::vector<imports::StagedRow> const& rows) const;
    void tell_counts(imports::Counts const& counts) const;
    [[nodiscard]] boost::json::object as_json(
        imports::Counts const& counts, std::vector<imports::StagedRow> const& rows) const;
    [[nodiscard]] std::string reference(Thing const& thing) const;

private:
    [[nodiscard]] imports::Fate fate(imports::StagedRow const& row) const;
    [[nodiscard]] std::vector<imports::Candidate> known(imports::StagedRow const& row) const;
    [[nodiscard]] std::string settled(imports::StagedRow const& row) const;
    // Records that it made and others that may be the same, as far as they may be named.
    [[nodiscard]] std::vector<imports::Pair> pairs(imports::Import const& import) const;
    [[nodiscard]] bool waits(imports::StagedRow const& row) const;
    [[nodiscard]] boost::json::object row_json(imports::StagedRow const& row) const;
    void tell_row(imports::StagedRow const& row) const;
    void tell_as_json(
        imports::Import const& import, std::vector<imports::StagedRow> const& rows) const;
    void tell_next(
        imports::Import const& import, std::vector<imports::StagedRow> const& rows) const;

    Desk& desk_;
    imports::Kind const& kind_;
    access::Visit const& visit_;
};

} // namespace kith::app
