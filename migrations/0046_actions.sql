-- SPDX-License-Identifier: MIT
-- What somebody must do, and by when. What an action hangs on decides who may know it; whose key seals what the ledger tells of
-- it is kept with it, for who is named on an action may not know that record.
create table actions (
    id {id} primary key,
    about_kind {text} not null,
    about {id} not null,
    subject_kind {text} not null,
    subject {id} not null,
    drawn_kind {text} not null,
    drawn_from {id} not null,
    what {text} not null,
    kind {text} not null,
    for_agency {id} not null,
    named {id},
    named_in_words {text} not null,
    due {date} not null,
    due_rule {text} not null,
    how_we_will_know {text} not null,
    state {text} not null check (state in ('open', 'done', 'not_done', 'withdrawn')),
    result {text} not null,
    finished_on {date},
    asked_by {id},
    created_by {id},
    version {int} not null,
    recorded_at {instant} not null,
    recorded_by {id},
    owner_agency {id}
) {strict};
create index actions_by_about on actions (about_kind, about, due);
create index actions_by_drawn on actions (drawn_kind, drawn_from);
create index actions_by_named on actions (named, state, due);
create index actions_by_agency on actions (for_agency, state, due);
create index actions_by_team on actions (asked_by, state, due);

create table actions_was (
    id {id} not null,
    about_kind {text} not null,
    about {id} not null,
    subject_kind {text} not null,
    subject {id} not null,
    drawn_kind {text} not null,
    drawn_from {id} not null,
    what {text} not null,
    kind {text} not null,
    for_agency {id} not null,
    named {id},
    named_in_words {text} not null,
    due {date} not null,
    due_rule {text} not null,
    how_we_will_know {text} not null,
    state {text} not null,
    result {text} not null,
    finished_on {date},
    asked_by {id},
    created_by {id},
    version {int} not null,
    recorded_at {instant} not null,
    recorded_by {id},
    owner_agency {id},
    superseded_at {instant} not null,
    reason {text} not null,
    primary key (id, version)
) {strict};

-- A due moment that was moved: of an action, or of whatever a room keeps one for. Rows are added, never changed.
create table extensions (
    id {id} primary key,
    of_kind {text} not null,
    of_id {id} not null,
    rule {text} not null,
    was_due {instant} not null,
    now_due {instant} not null,
    reason {text} not null,
    extended_by {id},
    extended_at {instant} not null
) {strict};
create index extensions_by_thing on extensions (of_kind, of_id, extended_at);
