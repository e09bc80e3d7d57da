-- SPDX-License-Identifier: MIT
-- What is known of a person, and who said so: a row for each statement. It is added, given its last day, or withdrawn with a
-- reason; never changed. `answer` tells what was said from what was not asked, not wished to be told, or is not known. `code`
-- is of the kind's own code list, `number` a school's register number or a postcode.
-- A name may say its language; `folding` is which way of comparing made `folded` (2: read in Latin letters first).

create table person_facts (
    id {id} primary key,
    person {id} not null references persons (id),
    kind {text} not null,
    answer {text} not null check (answer in ('said', 'not asked', 'not wished', 'not known')),
    code {text} not null,
    words {text} not null,
    number {text} not null,
    stated_by {text} not null,
    source {text} not null,
    from_day {text},
    until_day {text},
    note {text} not null,
    recorded_at {instant} not null,
    recorded_by {id},
    ended_at {instant},
    ended_by {id},
    end_reason {text} not null,
    withdrawn_at {instant},
    withdrawn_by {id},
    reason {text} not null
) {strict};
create index person_facts_by_person on person_facts (person, recorded_at);

alter table person_names add column language {text} not null default '';
alter table person_names add column folding {int} not null default 1;
create index person_names_by_folding on person_names (folding);

alter table person_identifiers add column verified_against {text} not null default '';
alter table person_identifiers add column verified_by {id};
