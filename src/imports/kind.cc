// SPDX-License-Identifier: MIT
#include "imports/kind.h"
#include "directory/directory.h"
#include "imports/acts.h"

namespace kith::imports {

void Kind::settle(Visit const& /*visit*/, Import const& /*import*/, StagedRow& /*row*/) const { }

std::vector<Choice> Kind::choices(Visit const& /*visit*/, AgencyId /*agency*/) const { return {}; }

Done Kind::check_settings(Visit const& /*visit*/, Settings const& /*settings*/) const
{
    return done();
}

std::vector<Pair> Kind::pairs(Visit const& /*visit*/, Import const& /*import*/) const { return {}; }

std::string Kind::about(File const& /*file*/) const { return {}; }

void StagedRow::begin_again()
{
    thing = {};
    version = 0;
    beside = {};
    lines.clear();
    remarks.clear();
    fate = Fate::fresh;
}

std::vector<StagedRow> plan_rows(std::vector<Row> const& rows, Progress const& progress,
    std::function<void(StagedRow&)> const& tell)
{
    std::vector<StagedRow> plan;
    plan.reserve(rows.size());
    for (auto const& row : rows) {
        if (progress)
            progress(plan.size(), rows.size());
        StagedRow staged;
        staged.place = static_cast<std::int64_t>(plan.size()) + 1;
        staged.row = row;
        tell(staged);
        plan.push_back(std::move(staged));
    }
    if (progress)
        progress(rows.size(), rows.size());
    return plan;
}

std::string why_stays(
    Change& change, Import const& import, Thing const& made, std::int64_t version, bool joined)
{
    if (version > 1)
        return "The record was changed since";
    if (joined)
        return "Something is linked to the record";
    if (worked_on_since(change, import, made))
        return "Somebody worked on the record since";
    return {};
}

Owner owner_of(db::Connection& connection, AgencyId agency)
{
    auto const found = directory::find_agency(connection, agency);
    return found ? Owner{found->code, found->name} : Owner{};
}

std::vector<Candidate> candidates_known(Kind const& kind, Visit const& visit, StagedRow const& row)
{
    std::vector<Candidate> known;
    for (auto const& one : row.candidates)
        if (kind.reference(visit, one.thing))
            known.push_back(one);
    return known;
}

Fate fate_known(Kind const& kind, Visit const& visit, StagedRow const& row)
{
    auto const hidden = row.fate == Fate::perhaps_known && row.like_row == 0
        && candidates_known(kind, visit, row).empty();
    return hidden ? Fate::fresh : row.fate;
}

} // namespace kith::imports
