-- SPDX-License-Identifier: MIT
-- What children name in return interviews. A named thing (a number, a plate, a handle, a nickname) is one row however often it is named:
-- `normalised` is how two namings of it are found to be the same, empty where nothing tells. Who named it stands in links alone, drawn
-- from the interview. interview_named is what a person decided about each thing that was named: nothing is linked by itself.

create table named_things (
    id {id} primary key,
    kind {text} not null,
    as_written {text} not null,
    normalised {text} not null,
    recorded_at {instant} not null
) {strict};
create unique index named_things_by_value on named_things (kind, normalised) where normalised <> '';

create table interview_named (
    id {id} primary key,
    interview {id} not null references return_interviews (id),
    kind {text} not null,
    as_written {text} not null,
    named_key {text} not null,
    by_hand {bool} not null,
    state {text} not null check (state in ('waits', 'accepted', 'set aside')),
    thing_kind {text},
    thing_id {id},
    link {id},
    role {text} not null,
    because {text} not null,
    version {int} not null,
    recorded_at {instant} not null,
    recorded_by {id},
    owner_agency {id} not null references agencies (id),
    unique (interview, kind, named_key)
) {strict};
create index interview_named_by_thing on interview_named (thing_kind, thing_id, state);
create index interview_named_by_agency on interview_named (owner_agency);

create table interview_named_was (
    id {id} not null,
    interview {id} not null,
    kind {text} not null,
    as_written {text} not null,
    named_key {text} not null,
    by_hand {bool} not null,
    state {text} not null,
    thing_kind {text},
    thing_id {id},
    link {id},
    role {text} not null,
    because {text} not null,
    version {int} not null,
    recorded_at {instant} not null,
    recorded_by {id},
    owner_agency {id} not null,
    superseded_at {instant} not null,
    reason {text} not null,
    primary key (id, version)
) {strict};
