-- SPDX-License-Identifier: MIT
-- What the police's desk makes of a submission. Every row is added once, numbered where a later one supersedes it, and never changed but
-- to say that a second person decided. Words are sealed with the submission's own key, so that weeding it destroys them all; in the clear
-- stand codes, moments and who. Whom or what an item is about is a keyed hash (as intelligence_marks), by which the page of that record
-- finds it: neither the record nor a name can be read from the table.

create table intelligence_triages (
    id {id} primary key,
    submission {id} not null references intelligence_submissions (id),
    urgent {bool} not null,
    sealed {bytes} not null,
    recorded_at {instant} not null,
    recorded_by {id}
) {strict};
create index intelligence_triages_by_submission on intelligence_triages (submission, recorded_at);

create table intelligence_grades (
    id {id} primary key,
    submission {id} not null references intelligence_submissions (id),
    number {int} not null,
    source {text} not null,
    information {text} not null,
    handling {text} not null check (handling in ('P', 'C')),
    sealed {bytes} not null,
    recorded_at {instant} not null,
    recorded_by {id},
    unique (submission, number)
) {strict};

create table intelligence_old_grades (
    id {id} primary key,
    submission {id} not null references intelligence_submissions (id),
    sealed {bytes} not null,
    recorded_at {instant} not null,
    recorded_by {id}
) {strict};
create index intelligence_old_grades_by_submission on intelligence_old_grades (submission, recorded_at);

create table intelligence_texts (
    id {id} primary key,
    submission {id} not null references intelligence_submissions (id),
    number {int} not null,
    state {text} not null check (state in ('waits', 'authorised', 'refused', 'superseded', 'weeded')),
    sealed {bytes} not null,
    recorded_at {instant} not null,
    recorded_by {id},
    decided_at {instant},
    decided_by {id},
    decision {bytes},
    unique (submission, number)
) {strict};
create index intelligence_texts_by_state on intelligence_texts (state, recorded_at);

create table intelligence_subjects (
    id {id} primary key,
    submission {id} not null references intelligence_submissions (id),
    mark {bytes} not null,
    sealed {bytes} not null,
    recorded_at {instant} not null,
    recorded_by {id},
    withdrawn_at {instant},
    withdrawn_by {id}
) {strict};
create index intelligence_subjects_by_submission on intelligence_subjects (submission, recorded_at);
create index intelligence_subjects_by_mark on intelligence_subjects (mark);

create table intelligence_sharings (
    id {id} primary key,
    reference {text} not null unique,
    submission {id} not null references intelligence_submissions (id),
    clean_text {id} not null references intelligence_texts (id),
    recipient_agency {id},
    recipient_team {id},
    recipient_account {id},
    purpose {text} not null,
    special {bool} not null,
    sealed {bytes} not null,
    expires_on {date} not null,
    recorded_at {instant} not null,
    recorded_by {id},
    acknowledged_at {instant},
    acknowledged_by {id},
    recalled_at {instant},
    recalled_by {id},
    recalled_because {bytes}
) {strict};
create index intelligence_sharings_by_submission on intelligence_sharings (submission, recorded_at);
create index intelligence_sharings_by_text on intelligence_sharings (clean_text);
create index intelligence_sharings_by_agency on intelligence_sharings (recipient_agency, recorded_at);
create index intelligence_sharings_by_team on intelligence_sharings (recipient_team, recorded_at);
create index intelligence_sharings_by_account on intelligence_sharings (recipient_account, recorded_at);

create table intelligence_sharing_bases (
    sharing {id} not null references intelligence_sharings (id),
    basis {text} not null,
    primary key (sharing, basis)
) {strict};

create table intelligence_outcomes (
    id {id} primary key,
    submission {id} not null references intelligence_submissions (id),
    sharing {id} references intelligence_sharings (id),
    code {text} not null,
    sealed {bytes} not null,
    recorded_at {instant} not null,
    recorded_by {id}
) {strict};
create index intelligence_outcomes_by_submission on intelligence_outcomes (submission, recorded_at);
create index intelligence_outcomes_by_sharing on intelligence_outcomes (sharing);

create table intelligence_reviews (
    id {id} primary key,
    submission {id} not null references intelligence_submissions (id),
    result {text} not null check (result in ('keep', 'weed')),
    sealed {bytes} not null,
    recorded_at {instant} not null,
    recorded_by {id},
    decision {text} check (decision in ('keep', 'weed')),
    decided_at {instant},
    decided_by {id},
    decided_because {bytes}
) {strict};
create index intelligence_reviews_by_submission on intelligence_reviews (submission, recorded_at);

alter table intelligence_submissions add column weeded_at {instant};
