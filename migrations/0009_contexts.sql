-- SPDX-License-Identifier: MIT
-- Homes, groups of peers, schools, places and online spaces: subjects like people. A context can stand without any child
-- named. `folded` is its name as it is compared. A guardian is listed only with their own consent, on the day they gave it.

create table contexts (
    id {id} primary key,
    reference {text} not null unique,
    kind {text} not null check (kind in ('HOME', 'PEER', 'SCHOOL', 'PLACE', 'ONLINE')),
    name {text} not null,
    folded {text} not null,
    latitude {real},
    longitude {real},
    postcode {text},
    district {text},
    address {text} not null,
    platform {text} not null,
    handle {text} not null,
    url {text} not null,
    owner {text} not null,
    opening {text} not null,
    status {text} not null check (status in ('open', 'closed')),
    created_by {id},
    version {int} not null,
    recorded_at {instant} not null,
    recorded_by {id},
    owner_agency {id}
) {strict};
create index contexts_by_folded on contexts (folded);
create index contexts_by_latitude on contexts (latitude, longitude);
create index contexts_by_kind on contexts (kind, district, name);
create index contexts_by_district on contexts (district, name);
create index contexts_by_recorded on contexts (recorded_at, id);

create table contexts_was (
    id {id} not null,
    reference {text} not null,
    kind {text} not null,
    name {text} not null,
    folded {text} not null,
    latitude {real},
    longitude {real},
    postcode {text},
    district {text},
    address {text} not null,
    platform {text} not null,
    handle {text} not null,
    url {text} not null,
    owner {text} not null,
    opening {text} not null,
    status {text} not null,
    created_by {id},
    version {int} not null,
    recorded_at {instant} not null,
    recorded_by {id},
    owner_agency {id},
    superseded_at {instant} not null,
    reason {text} not null,
    primary key (id, version)
) {strict};

create table context_guardians (
    id {id} primary key,
    context {id} not null references contexts (id),
    name {text} not null,
    part {text} not null,
    contact {text} not null,
    consented_on {date} not null,
    recorded_at {instant} not null,
    recorded_by {id},
    withdrawn_at {instant},
    withdrawn_by {id},
    reason {text} not null
) {strict};
create index context_guardians_by_context on context_guardians (context, recorded_at);
