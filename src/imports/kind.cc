// SPDX-License-Identifier: MIT
#include "imports/kind.h"
#include "directory/directory.h"

namespace kith::imports {

void Kind::settle(Visit const& /*visit*/, Import const& /*import*/, StagedRow& /*row*/) const { }

std::vector<Choice> Kind::choices(Visit const& /*visit*/, AgencyId /*agency*/) const { return {}; }

Done Kind::check_settings(Visit const& /*visit*/, Settings const& /*settings*/) const
{
    return done();
}

std::vector<Pair> Kind::pairs(Visit const& /*visit*/, Import const& /*import*/) const { return {}; }

std::string Kind::about(File const& /*file*/) const { return {}; }

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
