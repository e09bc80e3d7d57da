-- SPDX-License-Identifier: MIT
-- Steps against the harm itself. A step is one tactic against one target: a person, a context, or a thing that was named. In the clear
-- stand what it is, whose it is, where it stands and when it ends: what a round of the day and a list need. Words are sealed with the
-- step's own key; the answers about children (disruption_answers) with a key of their own, for fewer people read those. Who is linked to it
-- stands in disruption_children alone, and each line is read only by those who may know that child.
-- Nothing here is edited: a step's next version keeps the one before it, entries of its history, conditions, children and facts are added,
-- and ended or taken back with a reason.

create table disruption_steps (
    id {id} primary key,
    reference {text} not null unique,
    target_kind {text} not null,
    target {id} not null,
    tactic {text} not null,
    tactics_as_of {date} not null,
    owner_agency {id} not null references agencies (id),
    acts_on_child {bool} not null,
    status {text} not null,
    status_on {date} not null,
    starts {date},
    starts_at {instant},
    review_on {date},
    expires {date},
    footing {text} not null,
    footing_child {id},
    ends_on {date},
    ends_by {text},
    because {bytes} not null,
    version {int} not null,
    created_by {id},
    recorded_at {instant} not null,
    recorded_by {id}
) {strict};
create index disruption_steps_by_target on disruption_steps (target_kind, target);
create index disruption_steps_by_agency on disruption_steps (owner_agency, recorded_at);
create index disruption_steps_by_end on disruption_steps (ends_on);

create table disruption_steps_was (
    id {id} not null,
    reference {text} not null,
    target_kind {text} not null,
    target {id} not null,
    tactic {text} not null,
    tactics_as_of {date} not null,
    owner_agency {id} not null,
    acts_on_child {bool} not null,
    status {text} not null,
    status_on {date} not null,
    starts {date},
    starts_at {instant},
    review_on {date},
    expires {date},
    footing {text} not null,
    footing_child {id},
    ends_on {date},
    ends_by {text},
    because {bytes} not null,
    version {int} not null,
    created_by {id},
    recorded_at {instant} not null,
    recorded_by {id},
    superseded_at {instant} not null,
    reason {bytes} not null,
    primary key (id, version)
) {strict};

-- The history of a step's status.
create table disruption_moves (
    id {id} primary key,
    step {id} not null references disruption_steps (id),
    status {text} not null,
    on_day {date} not null,
    why {bytes} not null,
    recorded_at {instant} not null,
    recorded_by {id},
    taken_back_at {instant},
    taken_back_by {id},
    taken_back_because {bytes}
) {strict};
create index disruption_moves_by_step on disruption_moves (step, recorded_at);
create index disruption_moves_by_status on disruption_moves (status, recorded_at);

create table disruption_conditions (
    id {id} primary key,
    step {id} not null references disruption_steps (id),
    place {int} not null,
    words {bytes} not null,
    recorded_at {instant} not null,
    recorded_by {id},
    ended_at {instant},
    ended_by {id},
    ended_because {bytes}
) {strict};
create index disruption_conditions_by_step on disruption_conditions (step, place);

create table disruption_children (
    id {id} primary key,
    step {id} not null references disruption_steps (id),
    child {id} not null references persons (id),
    because {bytes} not null,
    recorded_at {instant} not null,
    recorded_by {id},
    ended_at {instant},
    ended_by {id},
    ended_because {bytes}
) {strict};
create index disruption_children_by_step on disruption_children (step);
create index disruption_children_by_child on disruption_children (child);

-- What was answered before the step was planned: each saving is a row, the latest counts.
create table disruption_answers (
    id {id} primary key,
    step {id} not null references disruption_steps (id),
    answers {bytes} not null,
    because {bytes} not null,
    recorded_at {instant} not null,
    recorded_by {id}
) {strict};
create index disruption_answers_by_step on disruption_answers (step, recorded_at);
