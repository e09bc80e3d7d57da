-- The ledger: what was written, decided and looked at, by whom, under which rule (src/platform/ledger).
-- Ids, acts and rules stand in the clear; purpose and text are sealed with the subject's own key. `content` is the
-- SHA-256 of the columns; place and leaf come when the entry is numbered. Nothing refers to ledger or looks, and both
-- carry the time in their primary key, so that PostgreSQL can partition them by month one day.

create table ledger (
    at {instant} not null,
    id {id} not null,
    place {int},
    account {id},
    agency {id},
    process {text} not null,
    act {text} not null,
    thing_kind {text} not null,
    thing_id {id},
    subject_kind {text} not null,
    subject_id {id},
    rule {text} not null,
    sealed {bytes},
    sealed_hash {bytes},
    looks_hash {bytes},
    content {bytes} not null,
    leaf {bytes},
    primary key (at, id)
) {strict};
create unique index ledger_by_place on ledger (place);
create index ledger_waiting on ledger (at, id) where place is null;
create index ledger_by_thing on ledger (thing_id, thing_kind, at);
create index ledger_by_subject on ledger (subject_id, subject_kind);

-- Which records one look was handed: the rows that an entry's looks_hash covers.
create table looks (
    at {instant} not null,
    entry {id} not null,
    thing_kind {text} not null,
    thing_id {id} not null,
    account {id},
    primary key (at, entry, thing_kind, thing_id)
) {strict};
create index looks_by_thing on looks (thing_id, thing_kind, at);

-- The tree as it stands, one row: its size, its root, and the roots of its largest whole subtrees, left to right.
create table ledger_head (
    one {int} primary key check (one = 1),
    size {int} not null,
    root {bytes} not null,
    frontier {bytes} not null
) {strict};

-- One key for each subject, wrapped with the folder's master key. Destroying it is what erasure does.
create table subject_keys (
    subject_kind {text} not null,
    subject_id {id} not null,
    wrapped {bytes},
    destroyed_at {instant},
    primary key (subject_kind, subject_id)
) {strict};
