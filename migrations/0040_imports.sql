-- SPDX-License-Identifier: MIT
-- Files of people that an agency brings in. A file is staged, looked at, then accepted or refused as a whole; what was accepted can
-- be undone. `sealed` is what a row said and what would become of it, sealed with a key of this import's own; key and bytes go when
-- the import is accepted or refused, or after 30 days. What stays is which record each row became, for undoing it.

create table imports (
    id {id} primary key,
    team {id},
    file_hash {text} not null,
    profile {text} not null,
    columns {text} not null,
    state {text} not null check (state in ('staged', 'accepted', 'refused', 'undone')),
    row_count {int} not null,
    made {int} not null,
    perhaps_known {int} not null,
    changed {int} not null,
    unchanged {int} not null,
    kept {int} not null,
    created_by {id},
    staged_at {instant} not null,
    version {int} not null,
    recorded_at {instant} not null,
    recorded_by {id},
    owner_agency {id} not null
) {strict};
create index imports_by_agency on imports (owner_agency, staged_at);
create index imports_by_state on imports (state, staged_at);

create table imports_was (
    id {id} not null,
    team {id},
    file_hash {text} not null,
    profile {text} not null,
    columns {text} not null,
    state {text} not null,
    row_count {int} not null,
    made {int} not null,
    perhaps_known {int} not null,
    changed {int} not null,
    unchanged {int} not null,
    kept {int} not null,
    created_by {id},
    staged_at {instant} not null,
    version {int} not null,
    recorded_at {instant} not null,
    recorded_by {id},
    owner_agency {id} not null,
    superseded_at {instant} not null,
    reason {text} not null,
    primary key (id, version)
) {strict};

-- `place` counts the rows from 1; `row_number` is where the row stands in the file, as a spreadsheet counts.
create table import_rows (
    import {id} not null references imports (id),
    place {int} not null,
    row_number {int} not null,
    fate {text} not null check (fate in ('new', 'perhaps known', 'changed', 'unchanged')),
    person {id} references persons (id),
    version {int} not null,
    sealed {bytes},
    kept {text} not null,
    primary key (import, place)
) {strict};
create index import_rows_by_person on import_rows (person);

-- Values that an import added to a record that was there, or ended there: 'added', 'ended'. Names, numbers and contacts by their ids.
create table import_values (
    import {id} not null references imports (id),
    person {id} not null references persons (id),
    value {id} not null,
    act {text} not null check (act in ('added', 'ended')),
    primary key (import, person, value, act)
) {strict};
create index import_values_by_person on import_values (person);

-- A record that an import made, and another that may be of the same person: for somebody to decide.
create table import_alike (
    import {id} not null references imports (id),
    place {int} not null,
    made {id} not null references persons (id),
    other {id} not null references persons (id),
    why {text} not null,
    primary key (import, made, other)
) {strict};
create index import_alike_by_made on import_alike (made);
create index import_alike_by_other on import_alike (other);

-- Which column of an agency's file is what, as JSON, by the name of the field.
create table import_profiles (
    id {id} primary key,
    name {text} not null,
    mapping {text} not null,
    created_by {id},
    version {int} not null,
    recorded_at {instant} not null,
    recorded_by {id},
    owner_agency {id} not null,
    unique (owner_agency, name)
) {strict};

create table import_profiles_was (
    id {id} not null,
    name {text} not null,
    mapping {text} not null,
    created_by {id},
    version {int} not null,
    recorded_at {instant} not null,
    recorded_by {id},
    owner_agency {id} not null,
    superseded_at {instant} not null,
    reason {text} not null,
    primary key (id, version)
) {strict};
