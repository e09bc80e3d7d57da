-- SPDX-License-Identifier: MIT
-- Exhibits, who had each when, and timelines with their sources. In the clear stands what a list needs: what it hangs on, its sort, when it
-- was found, the SHA-256 of a file at intake, whose it is. Words are sealed whole, with the record's own key. Entries of a custody log are
-- added and never edited; one that is wrong is marked so, and stands.

create table exhibits (
    id {id} primary key,
    reference {text} not null unique,
    about_kind {text} not null,
    about {id} not null,
    sort {text} not null check (sort in ('object', 'file', 'police_store')),
    words {bytes} not null,
    found_on {date} not null,
    attachment {id} references attachments (id),
    sha256 {bytes} not null,
    out_of {id},
    owner_agency {id} not null references agencies (id),
    version {int} not null,
    created_by {id},
    recorded_at {instant} not null,
    recorded_by {id},
    withdrawn_at {instant},
    withdrawn_by {id},
    withdrawn_because {bytes}
) {strict};
create index exhibits_by_record on exhibits (about_kind, about);
create index exhibits_by_agency on exhibits (owner_agency, recorded_at);
create index exhibits_by_attachment on exhibits (attachment);

create table exhibits_was (
    id {id} not null,
    reference {text} not null,
    about_kind {text} not null,
    about {id} not null,
    sort {text} not null,
    words {bytes} not null,
    found_on {date} not null,
    attachment {id},
    sha256 {bytes} not null,
    out_of {id},
    owner_agency {id} not null,
    version {int} not null,
    created_by {id},
    recorded_at {instant} not null,
    recorded_by {id},
    withdrawn_at {instant},
    withdrawn_by {id},
    withdrawn_because {bytes},
    superseded_at {instant} not null,
    reason {bytes} not null,
    primary key (id, version)
) {strict};

create table exhibit_custody (
    id {id} primary key,
    exhibit {id} not null references exhibits (id),
    place {int} not null,
    act {text} not null check (act in ('received', 'moved', 'opened', 'examined', 'returned', 'destroyed')),
    at {instant} not null,
    words {bytes} not null,
    recorded_at {instant} not null,
    recorded_by {id},
    confirmed_at {instant},
    confirmed_by {id},
    wrong_at {instant},
    wrong_by {id},
    wrong_because {bytes},
    unique (exhibit, place)
) {strict};

create table evidence_timeline (
    id {id} primary key,
    about_kind {text} not null,
    about {id} not null,
    on_day {text} not null,
    words {bytes} not null,
    exhibit {id} references exhibits (id),
    owner_agency {id} not null references agencies (id),
    recorded_at {instant} not null,
    recorded_by {id},
    withdrawn_at {instant},
    withdrawn_by {id},
    withdrawn_because {bytes}
) {strict};
create index evidence_timeline_by_record on evidence_timeline (about_kind, about);
create index evidence_timeline_by_exhibit on evidence_timeline (exhibit);
create index evidence_timeline_by_agency on evidence_timeline (owner_agency);
