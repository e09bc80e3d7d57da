-- SPDX-License-Identifier: MIT
-- What somebody submits to the police's intelligence desk. What was told is sealed with the submission's own key: in the clear stand who
-- sent it, for which agency and when, and what became of it. A submission is never changed: it is received once, or taken back before.
-- Who told it, and what ties it to them, stands apart, sealed with a key of its own and filled up to whole kibibytes: no column says of
-- which child, interview or person it came. A mark is a keyed hash, by which the page of what it was drawn from finds the days on which
-- something of it was offered; neither the record nor the submission can be read from it.

create table intelligence_submissions (
    id {id} primary key,
    reference {text} not null unique,
    form_version {int} not null,
    sealed {bytes} not null,
    sent_at {instant} not null,
    sent_by {id},
    owner_agency {id} not null references agencies (id),
    received_at {instant},
    received_by {id},
    withdrawn_at {instant},
    withdrawn_because {bytes}
) {strict};
create index intelligence_submissions_by_moment on intelligence_submissions (sent_at, id);
create index intelligence_submissions_by_sender on intelligence_submissions (sent_by, sent_at);
create index intelligence_submissions_by_agency on intelligence_submissions (owner_agency);

create table intelligence_sources (
    submission {id} primary key references intelligence_submissions (id),
    sealed {bytes} not null
) {strict};

create table intelligence_marks (
    mark {bytes} primary key,
    sealed {bytes} not null
) {strict};
