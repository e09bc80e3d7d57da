-- SPDX-License-Identifier: MIT
-- Justice and recovery: one harm to one victim, before the law or never brought there. In the clear stand days and codes of lists, what clocks
-- and counts need; words are sealed with the matter's own key. Whoever is suspected stands in no column of it.
-- Nothing is edited: a matter's next version keeps the one before it; stages, tellings and offers are added, and taken back with a reason.

create table justice_matters (
    id {id} primary key,
    reference {text} not null unique,
    person {id} not null references persons (id),
    of_case {id},
    kind {text} not null,
    harm {text} not null,
    enhanced {bool} not null,
    child_at_risk {text} not null,
    owner_agency {id} not null references agencies (id),
    form_version {int} not null,
    answers {bytes} not null,
    version {int} not null,
    created_by {id},
    recorded_at {instant} not null,
    recorded_by {id}
) {strict};
create index justice_matters_by_person on justice_matters (person, recorded_at);
create index justice_matters_by_agency on justice_matters (owner_agency, recorded_at);

create table justice_matters_was (
    id {id} not null,
    reference {text} not null,
    person {id} not null,
    of_case {id},
    kind {text} not null,
    harm {text} not null,
    enhanced {bool} not null,
    child_at_risk {text} not null,
    owner_agency {id} not null,
    form_version {int} not null,
    answers {bytes} not null,
    version {int} not null,
    created_by {id},
    recorded_at {instant} not null,
    recorded_by {id},
    superseded_at {instant} not null,
    reason {bytes} not null,
    primary key (id, version)
) {strict};

create table justice_stages (
    id {id} primary key,
    matter {id} not null references justice_matters (id),
    place_in_row {int} not null,
    stage {text} not null,
    on_day {date} not null,
    words {bytes} not null,
    due_rule {text} not null,
    due_on {date},
    recorded_at {instant} not null,
    recorded_by {id},
    taken_back_at {instant},
    taken_back_by {id},
    taken_back_because {bytes}
) {strict};
create index justice_stages_by_matter on justice_stages (matter, place_in_row);

create table justice_tellings (
    id {id} primary key,
    stage {id} not null references justice_stages (id),
    on_day {date} not null,
    how {text} not null,
    told_by {bytes} not null,
    words {bytes} not null,
    wishes {bytes} not null,
    review_rule {text} not null,
    review_until {date},
    recorded_at {instant} not null,
    recorded_by {id},
    taken_back_at {instant},
    taken_back_by {id},
    taken_back_because {bytes}
) {strict};
create index justice_tellings_by_stage on justice_tellings (stage, recorded_at);

create table justice_offers (
    id {id} primary key,
    matter {id} not null references justice_matters (id),
    place_in_row {int} not null,
    entitlement {text} not null,
    answer {text} not null,
    on_day {date} not null,
    words {bytes} not null,
    recorded_at {instant} not null,
    recorded_by {id},
    taken_back_at {instant},
    taken_back_by {id},
    taken_back_because {bytes}
) {strict};
create index justice_offers_by_matter on justice_offers (matter, place_in_row);
