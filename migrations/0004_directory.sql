-- SPDX-License-Identifier: MIT
-- Agencies, their teams, the districts a team answers for, each agency's safeguarding leads, and where postcodes lie.
-- What all staff may know: no child or family stands here. Rows are dated; `from_day` and `until_day` are both included.

create table agencies (
    id {id} primary key,
    code {text} not null unique,
    name {text} not null,
    kind {text} not null,
    from_day {date} not null,
    until_day {date},
    version {int} not null,
    recorded_at {instant} not null,
    recorded_by {id},
    owner_agency {id} not null
) {strict};

create table agencies_was (
    id {id} not null,
    code {text} not null,
    name {text} not null,
    kind {text} not null,
    from_day {date} not null,
    until_day {date},
    version {int} not null,
    recorded_at {instant} not null,
    recorded_by {id},
    owner_agency {id} not null,
    superseded_at {instant} not null,
    reason {text} not null,
    primary key (id, version)
) {strict};

create table teams (
    id {id} primary key,
    agency {id} not null references agencies (id),
    name {text} not null,
    area {text} not null,
    purpose {text} not null,
    from_day {date} not null,
    until_day {date},
    version {int} not null,
    recorded_at {instant} not null,
    recorded_by {id},
    owner_agency {id} not null
) {strict};
create index teams_by_agency on teams (agency);
create index teams_by_purpose on teams (purpose, from_day);

create table teams_was (
    id {id} not null,
    agency {id} not null,
    name {text} not null,
    area {text} not null,
    purpose {text} not null,
    from_day {date} not null,
    until_day {date},
    version {int} not null,
    recorded_at {instant} not null,
    recorded_by {id},
    owner_agency {id} not null,
    superseded_at {instant} not null,
    reason {text} not null,
    primary key (id, version)
) {strict};

create table team_areas (
    team {id} not null references teams (id),
    district {text} not null,
    from_day {date} not null,
    until_day {date},
    recorded_at {instant} not null,
    recorded_by {id},
    primary key (team, district, from_day)
) {strict};
create index team_areas_by_district on team_areas (district, from_day);

create table leads (
    agency {id} not null references agencies (id),
    account {id} not null references accounts (id),
    role {text} not null check (role in ('lead', 'deputy')),
    from_day {date} not null,
    until_day {date},
    recorded_at {instant} not null,
    recorded_by {id},
    primary key (agency, account, role, from_day)
) {strict};
create index leads_by_account on leads (account);

create table postcodes (
    postcode {text} primary key,
    latitude {real} not null,
    longitude {real} not null,
    district {text} not null,
    ward {text} not null,
    quality {int},
    source {text} not null,
    loaded_at {instant} not null
) {strict};

-- One row for each file whose bytes were taken in: the same bytes are not taken in twice.
create table loads (
    hash {text} primary key,
    file {text} not null,
    kind {text} not null,
    row_count {int} not null,
    loaded_at {instant} not null
) {strict};
