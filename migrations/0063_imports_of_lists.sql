-- SPDX-License-Identifier: MIT
-- Lists of other things than people that an agency brings in: of which kind an import is, and what was chosen for rows that do not
-- say (JSON, by the name of the choice). Rows of every kind stand in one table: `thing` is what the row is, or became; `beside` what
-- it brought with it (the person of a case). A context made by an import that was undone is withdrawn: its rows stay, nobody finds it.

alter table imports add column what {text} not null default 'people' check (what in ('people', 'contexts', 'cases'));
alter table imports add column settings {text} not null default '';
alter table imports_was add column what {text} not null default 'people';
alter table imports_was add column settings {text} not null default '';
alter table import_profiles add column what {text} not null default 'people' check (what in ('people', 'contexts', 'cases'));
alter table import_profiles_was add column what {text} not null default 'people';

create table import_lines (
    import {id} not null references imports (id),
    place {int} not null,
    row_number {int} not null,
    fate {text} not null check (fate in ('new', 'perhaps known', 'changed', 'unchanged')),
    thing_kind {text} not null,
    thing {id},
    version {int} not null,
    beside_kind {text} not null,
    beside {id},
    sealed {bytes},
    kept {text} not null,
    primary key (import, place)
) {strict};
create index import_lines_by_thing on import_lines (thing);

insert into import_lines (import, place, row_number, fate, thing_kind, thing, version, beside_kind, beside, sealed, kept)
    select import, place, row_number, fate, case when person is null then '' else 'person' end, person, version, '', null, null, kept
    from import_rows;
drop table import_rows;

-- What was staged and not decided lay sealed in the form of import_rows, and is destroyed with it: the file is brought in again.
insert into imports_was (id, team, file_hash, profile, columns, state, row_count, made, perhaps_known, changed, unchanged, kept,
        created_by, staged_at, version, recorded_at, recorded_by, owner_agency, superseded_at, reason)
    select id, team, file_hash, profile, columns, state, row_count, made, perhaps_known, changed, unchanged, kept, created_by,
        staged_at, version, recorded_at, recorded_by, owner_agency, recorded_at, 'a later Kith stages otherwise: bring it in again'
    from imports where state = 'staged';
update imports set state = 'refused', version = version + 1 where state = 'staged';

-- What a context said before an import filled it in stands in contexts_was, under the version that the row names.
create table withdrawn_contexts (
    context {id} primary key references contexts (id),
    import {id} not null references imports (id),
    withdrawn_at {instant} not null,
    withdrawn_by {id}
) {strict};
create index withdrawn_contexts_by_import on withdrawn_contexts (import);

-- How rows of a list find the school and the place they are about.
create index contexts_by_urn on contexts (urn);
create index contexts_by_postcode on contexts (postcode, kind);
