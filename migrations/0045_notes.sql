-- SPDX-License-Identifier: MIT
-- Notes and visits: one note about several people and contexts. What stands in `notes` is read by whoever may know any of those it is
-- about; a part by whoever may know that one. The parts belong to one version of the note.

create table notes (
    id {id} primary key,
    kind {text} not null,
    said {text} not null,
    place {text} not null,
    happened_at {instant},
    on_day {date} not null,
    next_step {text} not null,
    next_due {date},
    next_done_at {instant},
    withdrawn {bool} not null,
    created_at {instant} not null,
    created_by {id},
    version {int} not null,
    recorded_at {instant} not null,
    recorded_by {id},
    owner_agency {id}
) {strict};
create index notes_by_author on notes (created_by, next_due);

create table notes_was (
    id {id} not null,
    kind {text} not null,
    said {text} not null,
    place {text} not null,
    happened_at {instant},
    on_day {date} not null,
    next_step {text} not null,
    next_due {date},
    next_done_at {instant},
    withdrawn {bool} not null,
    created_at {instant} not null,
    created_by {id},
    version {int} not null,
    recorded_at {instant} not null,
    recorded_by {id},
    owner_agency {id},
    superseded_at {instant} not null,
    reason {text} not null,
    primary key (id, version)
) {strict};

create table note_parts (
    id {id} primary key,
    note {id} not null references notes (id),
    note_version {int} not null,
    place_in_order {int} not null,
    subject_kind {text} not null,
    subject {id} not null,
    said {text} not null,
    own_words {text} not null,
    seen_alone {text} not null,
    alone_words {text} not null,
    strengths {text} not null
) {strict};
create index note_parts_by_note on note_parts (note, note_version);
create index note_parts_by_subject on note_parts (subject_kind, subject);
