-- SPDX-License-Identifier: MIT
-- Which contexts weigh most in harm and in safety, and the plan that follows. A weighting is only ever added: the highest `version`
-- of a case stands. A plan and its goals are saved version by version; a partner is added, or taken back with a reason.

create table case_weightings (
    id {id} primary key,
    of_case {id} not null references cases (id),
    version {int} not null,
    own_view {text} not null,
    own_view_missing {text} not null,
    on_day {date} not null,
    recorded_at {instant} not null,
    recorded_by {id},
    unique (of_case, version)
) {strict};

create table case_weighting_parts (
    id {id} primary key,
    weighting {id} not null references case_weightings (id),
    part {text} not null,
    place {int} not null,
    harm {text} not null,
    safety {text} not null,
    because {text} not null
) {strict};
create index case_weighting_parts_by_weighting on case_weighting_parts (weighting, place);

create table case_weighting_contexts (
    id {id} primary key,
    part {id} not null references case_weighting_parts (id),
    context {id} not null references contexts (id)
) {strict};
create index case_weighting_contexts_by_part on case_weighting_contexts (part);
create index case_weighting_contexts_by_context on case_weighting_contexts (context);

create table plans (
    id {id} primary key,
    of_case {id} not null unique references cases (id),
    own_goal {text} not null,
    own_view {text} not null,
    trusted_worker {text} not null,
    agreed_on {date},
    agreed_with {text} not null,
    agreed_at {instant},
    next_review {date},
    created_by {id},
    version {int} not null,
    recorded_at {instant} not null,
    recorded_by {id},
    owner_agency {id}
) {strict};

create table plans_was (
    id {id} not null,
    of_case {id} not null,
    own_goal {text} not null,
    own_view {text} not null,
    trusted_worker {text} not null,
    agreed_on {date},
    agreed_with {text} not null,
    agreed_at {instant},
    next_review {date},
    created_by {id},
    version {int} not null,
    recorded_at {instant} not null,
    recorded_by {id},
    owner_agency {id},
    superseded_at {instant} not null,
    reason {text} not null,
    primary key (id, version)
) {strict};

create table plan_goals (
    id {id} primary key,
    plan {id} not null references plans (id),
    place {int} not null,
    statement {text} not null,
    aims_at {text} not null,
    measured_by {text} not null,
    what_it_tells {text} not null,
    instrument {text} not null,
    measure {text} not null,
    baseline_measurement {id},
    observation {text} not null,
    baseline_count {int},
    baseline_of {int},
    baseline_on {date},
    target {text} not null,
    state {text} not null check (state in ('open', 'reached', 'dropped')),
    state_because {text} not null,
    created_by {id},
    version {int} not null,
    recorded_at {instant} not null,
    recorded_by {id},
    owner_agency {id}
) {strict};
create index plan_goals_by_plan on plan_goals (plan, place);

create table plan_goals_was (
    id {id} not null,
    plan {id} not null,
    place {int} not null,
    statement {text} not null,
    aims_at {text} not null,
    measured_by {text} not null,
    what_it_tells {text} not null,
    instrument {text} not null,
    measure {text} not null,
    baseline_measurement {id},
    observation {text} not null,
    baseline_count {int},
    baseline_of {int},
    baseline_on {date},
    target {text} not null,
    state {text} not null,
    state_because {text} not null,
    created_by {id},
    version {int} not null,
    recorded_at {instant} not null,
    recorded_by {id},
    owner_agency {id},
    superseded_at {instant} not null,
    reason {text} not null,
    primary key (id, version)
) {strict};

create table plan_partners (
    id {id} primary key,
    plan {id} not null references plans (id),
    who {text} not null,
    own_view {text} not null,
    offer {text} not null,
    their_part {text} not null,
    may_be_told {text} not null,
    recorded_at {instant} not null,
    recorded_by {id},
    withdrawn_at {instant},
    withdrawn_by {id},
    withdrawn_because {text} not null
) {strict};
create index plan_partners_by_plan on plan_partners (plan, recorded_at);
