-- SPDX-License-Identifier: MIT
-- A child or adult away from where they should be, and their return: the episode that all agencies share, its grades, what was done, who
-- went with whom, who answers for what; the return interview with its clock and offers; the plan made before. Of an episode, an
-- interview and a plan what a version replaced stands in the twin table. All else is only added, or taken back with a reason.

create table missing_episodes (
    id {id} primary key,
    reference {text} not null unique,
    person {id} not null references persons (id),
    kind {text} not null check (kind in ('M', 'A')),
    reported_at {instant} not null,
    left_at {instant},
    last_seen_at {instant},
    started_at {instant} not null,
    absent_from {text} not null,
    exploitation_suspected {bool} not null,
    form_version {int} not null,
    answers {text} not null,
    returned_at {instant},
    found_by {text} not null,
    found_place {text} not null,
    return_version {int} not null,
    return_answers {text} not null,
    closed_at {instant},
    closed_because {text} not null,
    withdrawn {bool} not null,
    created_by {id},
    version {int} not null,
    recorded_at {instant} not null,
    recorded_by {id},
    owner_agency {id} not null references agencies (id)
) {strict};
create index missing_episodes_by_person on missing_episodes (person, started_at);
create index missing_episodes_by_return on missing_episodes (returned_at, started_at);
create index missing_episodes_by_agency on missing_episodes (owner_agency);

create table missing_episodes_was (
    id {id} not null,
    reference {text} not null,
    person {id} not null,
    kind {text} not null,
    reported_at {instant} not null,
    left_at {instant},
    last_seen_at {instant},
    started_at {instant} not null,
    absent_from {text} not null,
    exploitation_suspected {bool} not null,
    form_version {int} not null,
    answers {text} not null,
    returned_at {instant},
    found_by {text} not null,
    found_place {text} not null,
    return_version {int} not null,
    return_answers {text} not null,
    closed_at {instant},
    closed_because {text} not null,
    withdrawn {bool} not null,
    created_by {id},
    version {int} not null,
    recorded_at {instant} not null,
    recorded_by {id},
    owner_agency {id} not null,
    superseded_at {instant} not null,
    reason {text} not null,
    primary key (id, version)
) {strict};

create table missing_parties (
    id {id} primary key,
    episode {id} not null references missing_episodes (id),
    team {id} not null references teams (id),
    duty {text} not null,
    recorded_at {instant} not null,
    recorded_by {id},
    ended_at {instant},
    unique (episode, team, duty)
) {strict};
create index missing_parties_by_team on missing_parties (team);

create table missing_grades (
    id {id} primary key,
    episode {id} not null references missing_episodes (id),
    grade {text} not null,
    at {instant} not null,
    graded_by {text} not null,
    because {text} not null,
    low_because {text} not null,
    recorded_at {instant} not null,
    recorded_by {id}
) {strict};
create index missing_grades_by_episode on missing_grades (episode, at);

create table missing_acknowledgements (
    id {id} primary key,
    episode {id} not null references missing_episodes (id),
    account {id} not null,
    at {instant} not null
) {strict};
create index missing_acknowledgements_by_episode on missing_acknowledgements (episode);

create table missing_log (
    id {id} primary key,
    episode {id} not null references missing_episodes (id),
    kind {text} not null,
    at {instant} not null,
    place {text} not null,
    said {text} not null,
    recorded_at {instant} not null,
    recorded_by {id},
    withdrawn_at {instant},
    withdrawn_by {id},
    withdrawn_because {text} not null
) {strict};
create index missing_log_by_episode on missing_log (episode, at);

create table missing_together (
    one {id} not null references missing_episodes (id),
    other {id} not null references missing_episodes (id),
    recorded_at {instant} not null,
    recorded_by {id},
    primary key (one, other)
) {strict};
create index missing_together_by_other on missing_together (other);

create table return_interviews (
    id {id} primary key,
    episode {id} not null unique references missing_episodes (id),
    person {id} not null references persons (id),
    team {id} references teams (id),
    rule {text} not null,
    returned_at {instant} not null,
    due_at {instant} not null,
    state {text} not null check (state in ('open', 'completed', 'declined', 'not possible', 'not offered', 'withdrawn')),
    outcome {text} not null,
    because {text} not null,
    ended_at {instant},
    interviewer {id},
    interviewer_words {text} not null,
    preferred_person {text} not null,
    preferred_place {text} not null,
    preferred_method {text} not null,
    hold_until {date},
    covered_by {id} references missing_episodes (id),
    tell_home {text} not null,
    form_version {int} not null,
    answers {text} not null,
    version {int} not null,
    recorded_at {instant} not null,
    recorded_by {id},
    owner_agency {id} not null references agencies (id)
) {strict};
create index return_interviews_by_due on return_interviews (state, due_at);
create index return_interviews_by_person on return_interviews (person);
create index return_interviews_by_team on return_interviews (team, state);
create index return_interviews_by_agency on return_interviews (owner_agency);
create index return_interviews_by_covering on return_interviews (covered_by);

create table return_interviews_was (
    id {id} not null,
    episode {id} not null,
    person {id} not null,
    team {id},
    rule {text} not null,
    returned_at {instant} not null,
    due_at {instant} not null,
    state {text} not null,
    outcome {text} not null,
    because {text} not null,
    ended_at {instant},
    interviewer {id},
    interviewer_words {text} not null,
    preferred_person {text} not null,
    preferred_place {text} not null,
    preferred_method {text} not null,
    hold_until {date},
    covered_by {id},
    tell_home {text} not null,
    form_version {int} not null,
    answers {text} not null,
    version {int} not null,
    recorded_at {instant} not null,
    recorded_by {id},
    owner_agency {id} not null,
    superseded_at {instant} not null,
    reason {text} not null,
    primary key (id, version)
) {strict};

create table return_interview_offers (
    id {id} primary key,
    interview {id} not null references return_interviews (id),
    at {instant} not null,
    method {text} not null,
    offered_by {text} not null,
    result {text} not null,
    said {text} not null,
    recorded_at {instant} not null,
    recorded_by {id}
) {strict};
create index return_interview_offers_by_interview on return_interview_offers (interview, at);

create table prevention_interviews (
    id {id} primary key,
    episode {id} not null references missing_episodes (id),
    held_at {instant} not null,
    held_by {text} not null,
    said {text} not null,
    harm {text} not null,
    next {text} not null,
    recorded_at {instant} not null,
    recorded_by {id}
) {strict};
create index prevention_interviews_by_episode on prevention_interviews (episode, held_at);

create table missing_plans (
    id {id} primary key,
    person {id} not null unique references persons (id),
    form_version {int} not null,
    answers {text} not null,
    version {int} not null,
    recorded_at {instant} not null,
    recorded_by {id},
    owner_agency {id} not null references agencies (id)
) {strict};
create index missing_plans_by_agency on missing_plans (owner_agency);

create table missing_plans_was (
    id {id} not null,
    person {id} not null,
    form_version {int} not null,
    answers {text} not null,
    version {int} not null,
    recorded_at {instant} not null,
    recorded_by {id},
    owner_agency {id} not null,
    superseded_at {instant} not null,
    reason {text} not null,
    primary key (id, version)
) {strict};
