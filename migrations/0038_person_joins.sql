-- SPDX-License-Identifier: MIT
-- That somebody found two records to be about one person. Joining moves nothing: each record keeps its own rows, and what is
-- read of the kept one is read of all that stand joined to it. A join that was undone stays here, with its reason. Where an
-- address is protected the reasons stand in the ledger alone.

create table person_joins (
    id {id} primary key,
    kept {id} not null references persons (id),
    other {id} not null references persons (id),
    why {text} not null,
    joined_at {instant} not null,
    joined_by {id},
    undone_at {instant},
    undone_by {id},
    undone_why {text} not null,
    check (kept <> other)
) {strict};
-- a record stands joined to one other at most
create unique index person_joins_that_stand on person_joins (other) where undone_at is null;
create index person_joins_by_other on person_joins (other, joined_at);
create index person_joins_by_kept on person_joins (kept, joined_at);
