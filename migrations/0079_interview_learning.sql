-- SPDX-License-Identifier: MIT
-- What should be known if a child goes missing again, as whoever held the return interview wrote it, or why there is nothing to learn; and
-- who has read it, for which team, with what they do with it. A reading is of one version: what is written anew is read anew.

create table interview_learning (
    id {id} primary key,
    interview {id} not null unique references return_interviews (id),
    team {id} references teams (id),
    nothing_learned {bool} not null,
    said {text} not null,
    version {int} not null,
    recorded_at {instant} not null,
    recorded_by {id},
    owner_agency {id} not null references agencies (id)
) {strict};
create index interview_learning_by_team on interview_learning (team);
create index interview_learning_by_agency on interview_learning (owner_agency);

create table interview_learning_was (
    id {id} not null,
    interview {id} not null,
    team {id},
    nothing_learned {bool} not null,
    said {text} not null,
    version {int} not null,
    recorded_at {instant} not null,
    recorded_by {id},
    owner_agency {id} not null,
    superseded_at {instant} not null,
    reason {text} not null,
    primary key (id, version)
) {strict};

create table interview_learning_reads (
    id {id} primary key,
    learning {id} not null references interview_learning (id),
    of_version {int} not null,
    team {id} references teams (id),
    account {id} not null,
    at {instant} not null,
    said {text} not null,
    unique (learning, of_version, account)
) {strict};
create index interview_learning_reads_by_team on interview_learning_reads (team);
