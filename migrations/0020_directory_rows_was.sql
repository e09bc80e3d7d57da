-- SPDX-License-Identifier: MIT
-- What dated rows were before their last day was changed: which team answers for a district, who leads, who works as what.

create table team_areas_was (
    was {id} primary key,
    team {id} not null,
    district {text} not null,
    from_day {date} not null,
    until_day {date},
    recorded_at {instant} not null,
    recorded_by {id},
    superseded_at {instant} not null,
    superseded_by {id}
) {strict};

create table leads_was (
    was {id} primary key,
    agency {id} not null,
    account {id} not null,
    role {text} not null,
    from_day {date} not null,
    until_day {date},
    recorded_at {instant} not null,
    recorded_by {id},
    superseded_at {instant} not null,
    superseded_by {id}
) {strict};

create table assignments_was (
    was {id} primary key,
    id {id} not null,
    account {id} not null,
    agency {id} not null,
    team {id},
    role {text} not null,
    from_day {date} not null,
    until_day {date},
    superseded_at {instant} not null,
    superseded_by {id}
) {strict};
