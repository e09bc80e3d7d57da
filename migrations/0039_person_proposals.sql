-- SPDX-License-Identifier: MIT
-- Two records that may be about one person, for somebody to look at: found by Kith or named by a colleague. Ids and a weight
-- only; why they are alike is worked out when they are shown, from what the visitor may know. What was decided stays, so that
-- "not the same person" is not asked again while nothing that bears on it changes. `one` is the smaller id.

create table person_proposals (
    id {id} primary key,
    one {id} not null references persons (id),
    other {id} not null references persons (id),
    bits {real} not null,
    state {text} not null check (state in ('open', 'same', 'not the same')),
    put_off_until {instant},
    proposed_at {instant} not null,
    proposed_by {id},
    decided_at {instant},
    decided_by {id},
    why {text} not null,
    version {int} not null,
    unique (one, other),
    check (one < other)
) {strict};
create index person_proposals_by_other on person_proposals (other);
create index person_proposals_by_state on person_proposals (state, proposed_at);

-- Up to which saved record Kith has looked for others like it: one row.
create table person_proposals_read (
    id {int} primary key check (id = 1),
    recorded_at {instant} not null,
    person {id}
) {strict};
