-- SPDX-License-Identifier: MIT
-- What administrators keep on their pages: lines to call and, for each district, who answers from when. A row here stands in for
-- the row of the same code or district that ships in data/reference; `checked_by` on `checked_on` says who confirmed it.

create table lines (
    id {id} primary key,
    code {text} not null unique,
    name {text} not null,
    kind {text} not null,
    audience {text} not null,
    serves {text} not null,
    number {text} not null,
    steps_in {text} not null,
    note {text} not null,
    hours {text} not null,
    verified {bool} not null,
    hours_verified {bool} not null,
    source {text} not null,
    checked_by {text} not null,
    checked_on {date},
    from_day {date} not null,
    until_day {date},
    version {int} not null,
    recorded_at {instant} not null,
    recorded_by {id},
    owner_agency {id} not null
) {strict};

create table lines_was (
    id {id} not null,
    code {text} not null,
    name {text} not null,
    kind {text} not null,
    audience {text} not null,
    serves {text} not null,
    number {text} not null,
    steps_in {text} not null,
    note {text} not null,
    hours {text} not null,
    verified {bool} not null,
    hours_verified {bool} not null,
    source {text} not null,
    checked_by {text} not null,
    checked_on {date},
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

create table district_maps (
    id {id} primary key,
    district {text} not null,
    authority_code {text} not null,
    authority_name {text} not null,
    la_number {int} not null,
    area {text} not null,
    team {text} not null,
    division {text} not null,
    verified {bool} not null,
    source {text} not null,
    from_day {date} not null,
    until_day {date},
    version {int} not null,
    recorded_at {instant} not null,
    recorded_by {id},
    owner_agency {id} not null
) {strict};
create index district_maps_by_district on district_maps (district, from_day);

create table district_maps_was (
    id {id} not null,
    district {text} not null,
    authority_code {text} not null,
    authority_name {text} not null,
    la_number {int} not null,
    area {text} not null,
    team {text} not null,
    division {text} not null,
    verified {bool} not null,
    source {text} not null,
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
