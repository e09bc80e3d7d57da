// SPDX-License-Identifier: MIT
#include "cases/case_rows.h"

namespace kith::cases {

Case read_case(db::Row const& row)
{
    Case one;
    one.id = row.id<CaseId>("id");
    one.reference = Reference::read(row.text("reference")).value();
    one.subject = {row.text("subject_kind"), row.uuid("subject")};
    one.pathway = row.text("pathway");
    one.pathway_version = static_cast<int>(row.integer("pathway_version"));
    one.stage = row.text("stage");
    one.stage_since = row.instant("stage_since");
    one.strands = read_strands(row.text("strands"));
    one.level = row.text("level");
    one.team = row.id<TeamId>("team");
    one.worker = row.id<AccountId>("worker");
    one.opened_because = row.text("opened_because");
    one.opened_from = {row.text("opened_from_kind"), row.uuid("opened_from")};
    one.referred_at = row.instant("referred_at");
    one.opened_at = row.instant("opened_at");
    one.closed_at = row.maybe_instant("closed_at");
    one.created_by = row.id<AccountId>("created_by");
    one.version = row.integer("version");
    one.owner_agency = row.id<AgencyId>("owner_agency");
    one.recorded_at = row.instant("recorded_at");
    return one;
}

CaseClock read_case_clock(db::Row const& row)
{
    return {row.id<ClockId>("id"), row.id<CaseId>("of_case"), row.text("rule"),
        row.instant("started_at"), row.instant("due_at"), row.maybe_instant("met_at"),
        row.text("extended_because"), row.maybe_instant("stopped_at"), row.instant("recorded_at")};
}

} // namespace kith::cases
