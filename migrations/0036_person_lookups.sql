-- SPDX-License-Identifier: MIT
-- Who looked for whom: what was asked is sealed with the account's own key, and forgotten after a day (the ledger keeps it).
-- Rows are added, never changed.
create table person_lookups (
    id {id} primary key,
    account {id} not null,
    agency {id} not null,
    at {instant} not null,
    way {text} not null check (way in ('typing', 'search', 'program')),
    asked {bytes} not null,
    shown {int} not null
) {strict};
create index person_lookups_by_account on person_lookups (account, at);

-- When somebody looked many people up in a short while: they wait until `due_at`, and say why before they go on. What they say
-- stands in the ledger, sealed.
create table person_lookup_runs (
    id {id} primary key,
    account {id} not null,
    agency {id} not null,
    began_at {instant} not null,
    due_at {instant} not null,
    different {int} not null,
    brief {int} not null,
    stepping {int} not null,
    said_why_at {instant}
) {strict};
create index person_lookup_runs_by_account on person_lookup_runs (account, began_at);

-- Whom somebody recorded: they may know of them, and of nobody else by that.
create index persons_by_created_by on persons (created_by, recorded_at);
