-- SPDX-License-Identifier: MIT
-- What a step against the harm did: the counts as they stood when somebody looked, what they concluded, and, sealed with the key of what
-- was answered about children, what it did to them. A review is never edited; it is taken back with a reason.

create table disruption_reviews (
    id {id} primary key,
    step {id} not null references disruption_steps (id),
    on_day {date} not null,
    conclusion {text} not null,
    counts {bytes} not null,
    words {bytes} not null,
    children {bytes} not null,
    next_on {date},
    recorded_at {instant} not null,
    recorded_by {id},
    taken_back_at {instant},
    taken_back_by {id},
    taken_back_because {bytes}
) {strict};
create index disruption_reviews_by_step on disruption_reviews (step, recorded_at);

-- What police recorded in a district, by month.
create index incidents_by_district on incidents (district, month);
