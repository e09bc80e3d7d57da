-- SPDX-License-Identifier: MIT
-- Uses of an instrument in a case: numbers, never who. Added, or taken back with a reason. `place` of a row of counts is the square of a
-- safety map, or empty.

create table measurements (
    id {id} primary key,
    of_case {id} not null references cases (id),
    instrument {text} not null,
    instrument_version {int} not null,
    on_day {date} not null,
    n {int} not null,
    how {text} not null,
    place {text} not null,
    recorded_at {instant} not null,
    recorded_by {id},
    withdrawn_at {instant},
    withdrawn_by {id},
    withdrawn_because {text} not null
) {strict};
create index measurements_by_case on measurements (of_case, on_day);

create table measurement_counts (
    measurement {id} not null references measurements (id),
    line {int} not null,
    question {text} not null,
    answer {text} not null,
    place {text} not null,
    counted {int} not null,
    primary key (measurement, line)
) {strict};

create table measurement_results (
    measurement {id} not null references measurements (id),
    measure {text} not null,
    result {real} not null,
    primary key (measurement, measure)
) {strict};
