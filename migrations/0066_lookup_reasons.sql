-- SPDX-License-Identifier: MIT
-- Why somebody went on after a run of look-ups, sealed with their account's own key, for the auditor of their agency. Runs of before
-- say it in the ledger alone.
alter table person_lookup_runs add column said_why {bytes};
create index person_lookup_runs_by_agency on person_lookup_runs (agency, began_at);
