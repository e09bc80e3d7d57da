-- SPDX-License-Identifier: MIT
-- A case: one subject's way through. The subject is a person or a context, so it is a kind and an id. `strands` are codes with a
-- space between them, in order. Levels and closures are added and never changed (a closure is ended once, when the case is opened
-- again); a clock is met once, and extended with a reason.

create table cases (
    id {id} primary key,
    reference {text} not null unique,
    subject_kind {text} not null check (subject_kind in ('person', 'context')),
    subject {id} not null,
    pathway {text} not null,
    pathway_version {int} not null,
    stage {text} not null,
    stage_since {instant} not null,
    strands {text} not null,
    level {text} not null,
    team {id},
    worker {id},
    opened_because {text} not null,
    opened_from_kind {text} not null,
    opened_from {id},
    referred_at {instant} not null,
    opened_at {instant} not null,
    closed_at {instant},
    created_by {id},
    version {int} not null,
    recorded_at {instant} not null,
    recorded_by {id},
    owner_agency {id}
) {strict};
create index cases_by_subject on cases (subject_kind, subject);
create index cases_by_team on cases (team, stage);
create index cases_by_worker on cases (worker);
create index cases_by_opened_from on cases (opened_from);

create table cases_was (
    id {id} not null,
    reference {text} not null,
    subject_kind {text} not null,
    subject {id} not null,
    pathway {text} not null,
    pathway_version {int} not null,
    stage {text} not null,
    stage_since {instant} not null,
    strands {text} not null,
    level {text} not null,
    team {id},
    worker {id},
    opened_because {text} not null,
    opened_from_kind {text} not null,
    opened_from {id},
    referred_at {instant} not null,
    opened_at {instant} not null,
    closed_at {instant},
    created_by {id},
    version {int} not null,
    recorded_at {instant} not null,
    recorded_by {id},
    owner_agency {id},
    superseded_at {instant} not null,
    reason {text} not null,
    primary key (id, version)
) {strict};

create table case_levels (
    id {id} primary key,
    of_case {id} not null references cases (id),
    level {text} not null,
    rationale {text} not null,
    evidence {text} not null,
    on_day {date} not null,
    next_review {date} not null,
    recorded_at {instant} not null,
    recorded_by {id}
) {strict};
create index case_levels_by_case on case_levels (of_case, recorded_at);

create table case_clocks (
    id {id} primary key,
    of_case {id} not null references cases (id),
    rule {text} not null,
    started_at {instant} not null,
    due_at {instant} not null,
    met_at {instant},
    extended_because {text} not null,
    recorded_at {instant} not null,
    recorded_by {id}
) {strict};
create index case_clocks_by_case on case_clocks (of_case, recorded_at);
create index case_clocks_by_due on case_clocks (due_at);

create table case_clock_extensions (
    id {id} primary key,
    clock {id} not null references case_clocks (id),
    due_before {instant} not null,
    due_after {instant} not null,
    reason {text} not null,
    recorded_at {instant} not null,
    recorded_by {id}
) {strict};
create index case_clock_extensions_by_clock on case_clock_extensions (clock, recorded_at);

create table case_closures (
    id {id} primary key,
    of_case {id} not null references cases (id),
    reason {text} not null,
    why {text} not null,
    life_changed {text} not null,
    contexts_changed {text} not null,
    who_keeps {text} not null,
    way_back {text} not null,
    own_view {text} not null,
    override_reason {text} not null,
    on_day {date} not null,
    recorded_at {instant} not null,
    recorded_by {id},
    reopened_at {instant},
    reopened_by {id},
    reopened_because {text} not null
) {strict};
create index case_closures_by_case on case_closures (of_case, recorded_at);
