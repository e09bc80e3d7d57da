-- SPDX-License-Identifier: MIT
-- What an authority returned of children who were missing: when, by whom, how many, and the fingerprint of the file; the file itself is
-- not kept. Of a yearly return those stand below who had not come back on 31 March: the next year's return has them with the same start
-- (SSDA903 rule 576). A line is only ever added.

create table missing_returns (
    id {id} primary key,
    kind {text} not null check (kind in ('ssda903', 'annex_a', 'ssd_missing')),
    agency {id} not null references agencies (id),
    on_day {date} not null,
    row_count {int} not null,
    children {int} not null,
    breaches {int} not null,
    file_hash {text} not null,
    because {text} not null,
    recorded_at {instant} not null,
    recorded_by {id}
) {strict};
create index missing_returns_by_agency on missing_returns (agency, kind, on_day);

create table missing_return_open (
    of_return {id} not null references missing_returns (id),
    person {id} not null references persons (id),
    child {text} not null,
    start {date} not null,
    primary key (of_return, child, start)
) {strict};
create index missing_return_open_by_person on missing_return_open (person);

-- Whom a status names as looked after by an authority.
create index person_facts_by_number on person_facts (kind, number);
