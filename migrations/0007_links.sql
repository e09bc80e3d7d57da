-- SPDX-License-Identifier: MIT
-- What happened, who is joined to what, who works with whom, and why somebody opened a record. Ids only: no name stands
-- here. A link is seen only by those who may see what it was drawn from, so what it was drawn from is never left out.

create table events (
    id {id} primary key,
    kind {text} not null,
    happened_at {instant},
    day {text},
    place {text} not null,
    said {text} not null,
    source {text} not null,
    confidence {text} not null,
    handling {text} not null,
    drawn_kind {text} not null,
    drawn_from {id} not null,
    withdrawn {bool} not null,
    created_by {id},
    version {int} not null,
    recorded_at {instant} not null,
    recorded_by {id},
    owner_agency {id}
) {strict};
create index events_by_drawn on events (drawn_kind, drawn_from);
create index events_by_recorded on events (recorded_at, id);

create table events_was (
    id {id} not null,
    kind {text} not null,
    happened_at {instant},
    day {text},
    place {text} not null,
    said {text} not null,
    source {text} not null,
    confidence {text} not null,
    handling {text} not null,
    drawn_kind {text} not null,
    drawn_from {id} not null,
    withdrawn {bool} not null,
    created_by {id},
    version {int} not null,
    recorded_at {instant} not null,
    recorded_by {id},
    owner_agency {id},
    superseded_at {instant} not null,
    reason {text} not null,
    primary key (id, version)
) {strict};

create table links (
    id {id} primary key,
    from_kind {text} not null,
    from_id {id} not null,
    to_kind {text} not null,
    to_id {id} not null,
    role {text} not null,
    from_day {date},
    until_day {date},
    source {text} not null,
    confidence {text} not null,
    handling {text} not null,
    expires {date},
    drawn_kind {text} not null,
    drawn_from {id} not null,
    withdrawn {bool} not null,
    created_by {id},
    version {int} not null,
    recorded_at {instant} not null,
    recorded_by {id},
    owner_agency {id}
) {strict};
create index links_by_from on links (from_kind, from_id);
create index links_by_to on links (to_kind, to_id);
create index links_by_drawn on links (drawn_kind, drawn_from);
create index links_by_recorded on links (recorded_at, id);

create table links_was (
    id {id} not null,
    from_kind {text} not null,
    from_id {id} not null,
    to_kind {text} not null,
    to_id {id} not null,
    role {text} not null,
    from_day {date},
    until_day {date},
    source {text} not null,
    confidence {text} not null,
    handling {text} not null,
    expires {date},
    drawn_kind {text} not null,
    drawn_from {id} not null,
    withdrawn {bool} not null,
    created_by {id},
    version {int} not null,
    recorded_at {instant} not null,
    recorded_by {id},
    owner_agency {id},
    superseded_at {instant} not null,
    reason {text} not null,
    primary key (id, version)
) {strict};

-- Who works with whom; the policies read it. The last day is included.
create table involvements (
    id {id} primary key,
    subject_kind {text} not null check (subject_kind in ('person', 'context')),
    subject {id} not null,
    agency {id} not null,
    team {id},
    practitioner {id},
    role {text} not null,
    from_day {date} not null,
    until_day {date},
    recorded_at {instant} not null,
    recorded_by {id}
) {strict};
create index involvements_by_subject on involvements (subject_kind, subject, from_day);
create index involvements_by_team on involvements (team, subject_kind, from_day);
create index involvements_by_practitioner on involvements (practitioner, subject_kind, from_day);

-- Why somebody who does not work with a person or context opens the record, for as long as it stands.
create table purposes (
    id {id} primary key,
    account {id} not null,
    subject_kind {text} not null check (subject_kind in ('person', 'context')),
    subject {id} not null,
    purpose {text} not null,
    stated_at {instant} not null,
    until_at {instant} not null
) {strict};
create index purposes_by_account on purposes (account, subject, until_at);
