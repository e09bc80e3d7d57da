-- SPDX-License-Identifier: MIT
-- A context conference: those with reach into a context met about it, and no child is named. A draft until it is held; afterwards each
-- change is a version with its reason. Lists are kept as they were typed, one to a line: src/cases/conference.h reads them.

create table conferences (
    id {id} primary key,
    of_case {id} not null references cases (id),
    day {date},
    place {text} not null,
    chair {text} not null,
    came {text} not null,
    absent {text} not null,
    now_like {text} not null,
    goals {text} not null,
    decisions {text} not null,
    dissent {text} not null,
    views {text} not null,
    views_how {text} not null,
    guardians {text} not null,
    steps {text} not null,
    held_at {instant},
    created_by {id},
    version {int} not null,
    recorded_at {instant} not null,
    recorded_by {id},
    owner_agency {id}
) {strict};
create index conferences_by_case on conferences (of_case, recorded_at);

create table conferences_was (
    id {id} not null,
    of_case {id} not null,
    day {date},
    place {text} not null,
    chair {text} not null,
    came {text} not null,
    absent {text} not null,
    now_like {text} not null,
    goals {text} not null,
    decisions {text} not null,
    dissent {text} not null,
    views {text} not null,
    views_how {text} not null,
    guardians {text} not null,
    steps {text} not null,
    held_at {instant},
    created_by {id},
    version {int} not null,
    recorded_at {instant} not null,
    recorded_by {id},
    owner_agency {id},
    superseded_at {instant} not null,
    reason {text} not null,
    primary key (id, version)
) {strict};
