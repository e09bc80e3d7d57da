-- SPDX-License-Identifier: MIT
-- Children and adults: one record each. Names, identifiers and ways to reach them are rows that are never changed: what was
-- wrong is withdrawn with its reason, what is no longer so has a last day. `folded` is a name as it is compared.

create table persons (
    id {id} primary key,
    reference {text} not null unique,
    birth {text},
    birth_known {text} not null check (birth_known in ('exact', 'estimated', 'unknown')),
    sex {text} not null,
    language {text} not null,
    interpreter {text} not null check (interpreter in ('yes', 'no', 'not known')),
    died {text},
    protected_address {bool} not null,
    created_by {id},
    version {int} not null,
    recorded_at {instant} not null,
    recorded_by {id},
    owner_agency {id}
) {strict};
create index persons_by_recorded on persons (recorded_at, id);

create table persons_was (
    id {id} not null,
    reference {text} not null,
    birth {text},
    birth_known {text} not null,
    sex {text} not null,
    language {text} not null,
    interpreter {text} not null,
    died {text},
    protected_address {bool} not null,
    created_by {id},
    version {int} not null,
    recorded_at {instant} not null,
    recorded_by {id},
    owner_agency {id},
    superseded_at {instant} not null,
    reason {text} not null,
    primary key (id, version)
) {strict};

create table person_names (
    id {id} primary key,
    person {id} not null references persons (id),
    kind {text} not null,
    name {text} not null,
    folded {text} not null,
    from_day {date},
    until_day {date},
    source {text} not null,
    recorded_at {instant} not null,
    recorded_by {id},
    withdrawn_at {instant},
    withdrawn_by {id},
    reason {text} not null
) {strict};
create index person_names_by_person on person_names (person, recorded_at);
create index person_names_by_folded on person_names (folded);

create table person_identifiers (
    id {id} primary key,
    person {id} not null references persons (id),
    scheme {text} not null,
    value {text} not null,
    source {text} not null,
    verified_on {date},
    recorded_at {instant} not null,
    recorded_by {id},
    withdrawn_at {instant},
    withdrawn_by {id},
    reason {text} not null
) {strict};
create index person_identifiers_by_person on person_identifiers (person, recorded_at);
create index person_identifiers_by_value on person_identifiers (scheme, value);

create table person_contacts (
    id {id} primary key,
    person {id} not null references persons (id),
    kind {text} not null,
    value {text} not null,
    safe {text} not null check (safe in ('yes', 'no', 'not known')),
    note {text} not null,
    recorded_at {instant} not null,
    recorded_by {id},
    withdrawn_at {instant},
    withdrawn_by {id},
    reason {text} not null
) {strict};
create index person_contacts_by_person on person_contacts (person, recorded_at);
