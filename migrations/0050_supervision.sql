-- SPDX-License-Identifier: MIT
-- Supervision: a worker and who leads them went through a case. The note is for those two and for the managers of the team that held the case
-- that day; what a correction replaced stands in the twin.
-- And professionals who do not agree: what about, why, what they want, what is done for safety meanwhile; with whom it lies now, and until when.
-- Each answer and each step on is a row of its own, that is never changed.

create table supervisions (
    id {id} primary key,
    of_case {id} not null references cases (id),
    team {id} not null,
    worker {id} not null,
    manager {id} not null,
    on_day {date} not null,
    reflection {text} not null,
    decisions {text} not null,
    worker_needs {text} not null,
    next_day {date},
    version {int} not null,
    recorded_at {instant} not null,
    recorded_by {id},
    owner_agency {id}
) {strict};
create index supervisions_by_case on supervisions (of_case, on_day);
create index supervisions_by_manager on supervisions (manager, next_day);

create table supervisions_was (
    id {id} not null,
    of_case {id} not null,
    team {id} not null,
    worker {id} not null,
    manager {id} not null,
    on_day {date} not null,
    reflection {text} not null,
    decisions {text} not null,
    worker_needs {text} not null,
    next_day {date},
    version {int} not null,
    recorded_at {instant} not null,
    recorded_by {id},
    owner_agency {id},
    superseded_at {instant} not null,
    reason {text} not null,
    primary key (id, version)
) {strict};

create table escalations (
    id {id} primary key,
    of_case {id} not null references cases (id),
    about {text} not null,
    why {text} not null,
    wanted {text} not null,
    tried {text} not null,
    meanwhile {text} not null,
    stage {text} not null,
    stage_since {instant} not null,
    due_rule {text} not null,
    due_at {instant},
    raised_at {instant} not null,
    settled_at {instant},
    agreed {text} not null,
    created_by {id} not null,
    version {int} not null,
    recorded_at {instant} not null,
    recorded_by {id},
    owner_agency {id}
) {strict};
create index escalations_by_case on escalations (of_case, raised_at);
create index escalations_by_due on escalations (due_at);

create table escalations_was (
    id {id} not null,
    of_case {id} not null,
    about {text} not null,
    why {text} not null,
    wanted {text} not null,
    tried {text} not null,
    meanwhile {text} not null,
    stage {text} not null,
    stage_since {instant} not null,
    due_rule {text} not null,
    due_at {instant},
    raised_at {instant} not null,
    settled_at {instant},
    agreed {text} not null,
    created_by {id} not null,
    version {int} not null,
    recorded_at {instant} not null,
    recorded_by {id},
    owner_agency {id},
    superseded_at {instant} not null,
    reason {text} not null,
    primary key (id, version)
) {strict};

create table escalation_steps (
    id {id} primary key,
    escalation {id} not null references escalations (id),
    kind {text} not null check (kind in ('answered', 'moved', 'clock', 'settled')),
    stage {text} not null,
    said {text} not null,
    at {instant} not null,
    recorded_by {id},
    agency {id}
) {strict};
create index escalation_steps_by_escalation on escalation_steps (escalation, at);
