-- SPDX-License-Identifier: MIT
-- People of concern. A record hangs on a person's record only where somebody matched them (of_concern_matches, a table of its own: whoever
-- may not know that person sees no version, no line and no number of it). It has a name, rules and a key of its own. In the clear stand whose it is, where it stands and until when: what lists and
-- the round of a day need. What they are called, the grounds, the evidence and every reason are sealed with the record's key.
-- Nothing is edited: the next version keeps the one before it, entries of its history and evidence are added, and taken back with a reason.

create table persons_of_concern (
    id {id} primary key,
    reference {text} not null unique,
    owner_agency {id} not null references agencies (id),
    standing {text} not null,
    standing_on {date} not null,
    review_on {date},
    said {bytes} not null,
    version {int} not null,
    created_by {id},
    recorded_at {instant} not null,
    recorded_by {id}
) {strict};
create index persons_of_concern_by_agency on persons_of_concern (owner_agency, recorded_at);

create table persons_of_concern_was (
    id {id} not null,
    reference {text} not null,
    owner_agency {id} not null,
    standing {text} not null,
    standing_on {date} not null,
    review_on {date},
    said {bytes} not null,
    version {int} not null,
    created_by {id},
    recorded_at {instant} not null,
    recorded_by {id},
    superseded_at {instant} not null,
    reason {bytes} not null,
    primary key (id, version)
) {strict};

-- Where it stands, and stood.
create table of_concern_entries (
    id {id} primary key,
    record {id} not null references persons_of_concern (id),
    place {int} not null,
    standing {text} not null,
    on_day {date} not null,
    review_on {date},
    said {bytes} not null,
    recorded_at {instant} not null,
    recorded_by {id},
    taken_back_at {instant},
    taken_back_by {id},
    taken_back_because {bytes},
    unique (record, place)
) {strict};
create index of_concern_entries_by_standing on of_concern_entries (standing, recorded_at);

create table of_concern_evidence (
    id {id} primary key,
    record {id} not null references persons_of_concern (id),
    source {text} not null,
    seen_on {date},
    sharing {id} references intelligence_sharings (id),
    said {bytes} not null,
    recorded_at {instant} not null,
    recorded_by {id},
    withdrawn_at {instant},
    withdrawn_by {id},
    withdrawn_because {bytes}
) {strict};
create index of_concern_evidence_by_record on of_concern_evidence (record, recorded_at);
create index of_concern_evidence_by_sharing on of_concern_evidence (sharing);

-- That they are a person on record: each line is read by those alone who may know that person.
create table of_concern_matches (
    id {id} primary key,
    record {id} not null references persons_of_concern (id),
    person {id} not null references persons (id),
    because {bytes} not null,
    recorded_at {instant} not null,
    recorded_by {id},
    ended_at {instant},
    ended_by {id},
    ended_because {bytes}
) {strict};
create index of_concern_matches_by_record on of_concern_matches (record);
create index of_concern_matches_by_person on of_concern_matches (person);

-- Which teams work on it, and so may read it.
create table of_concern_teams (
    id {id} primary key,
    record {id} not null references persons_of_concern (id),
    team {id} not null references teams (id),
    because {bytes} not null,
    recorded_at {instant} not null,
    recorded_by {id},
    ended_at {instant},
    ended_by {id},
    ended_because {bytes}
) {strict};
create index of_concern_teams_by_record on of_concern_teams (record);
create index of_concern_teams_by_team on of_concern_teams (team);

-- Who said that they know them outside their work: a wall for that account.
create table of_concern_ties (
    record {id} not null references persons_of_concern (id),
    account {id} not null,
    recorded_at {instant} not null,
    primary key (record, account)
) {strict};

-- Who read that it was cleared, so that Home stops telling them.
create table of_concern_told (
    entry {id} not null references of_concern_entries (id),
    account {id} not null,
    read_at {instant} not null,
    primary key (entry, account)
) {strict};
