-- SPDX-License-Identifier: MIT
-- What `kith load` takes in beside postcodes: areas, schools, incidents the police publish, services, places.
-- Open data, which all staff may know; nothing here names a child or a family. `district` and `ward` are codes, empty
-- where neither the publisher nor an outline says.

create table areas (
    code {text} not null,
    vintage {int} not null,
    kind {text} not null check (kind in ('district', 'ward', 'msoa', 'lsoa')),
    name {text} not null,
    district {text} not null,
    south {real} not null,
    west {real} not null,
    north {real} not null,
    east {real} not null,
    outline {bytes} not null,
    loaded_at {instant} not null,
    primary key (code, vintage)
) {strict};
create index areas_by_kind on areas (kind, vintage, district);

create table schools (
    urn {int} primary key,
    name {text} not null,
    town {text} not null,
    postcode {text} not null,
    state {text} not null check (state in ('open', 'closing', 'proposed', 'closed')),
    kind {text} not null,
    phase {text} not null,
    council {text} not null,
    lowest_age {int},
    highest_age {int},
    latitude {real},
    longitude {real},
    district {text} not null,
    ward {text} not null,
    source {text} not null,
    loaded_at {instant} not null
) {strict};
create index schools_by_district on schools (district, name);
create index schools_by_point on schools (latitude, longitude);

-- `key` is the month and a hash of the row and of which of equal rows it is. `crime_id` may stand in several rows.
create table incidents (
    key {bytes} primary key,
    crime_id {text} not null,
    month {text} not null,
    force {text} not null,
    kind {text} not null,
    latitude {real},
    longitude {real},
    location {text} not null,
    lsoa {text} not null,
    district {text} not null,
    ward {text} not null,
    outcome {text} not null
) {strict};
create index incidents_by_point on incidents (latitude, longitude);

create table services (
    id {id} primary key,
    name {text} not null,
    organisation {text} not null,
    kind {text} not null,
    description {text} not null,
    state {text} not null check (state in ('active', 'inactive', 'defunct', 'temporarily closed')),
    url {text} not null,
    email {text} not null,
    opening {text} not null,
    lowest_age {int},
    highest_age {int},
    loaded_at {instant} not null
) {strict};

create table service_places (
    service {id} not null references services (id),
    position {int} not null,
    name {text} not null,
    address {text} not null,
    postcode {text} not null,
    latitude {real},
    longitude {real},
    district {text} not null,
    ward {text} not null,
    primary key (service, position)
) {strict};
create index service_places_by_district on service_places (district);
create index service_places_by_point on service_places (latitude, longitude);

create table service_phones (
    service {id} not null references services (id),
    position {int} not null,
    number {text} not null,
    note {text} not null,
    primary key (service, position)
) {strict};

-- Where people are: stations, libraries, surgeries, parks. `name` is empty where the publisher gives a kind alone.
create table places (
    key {bytes} primary key,
    kind {text} not null,
    name {text} not null,
    address {text} not null,
    postcode {text} not null,
    latitude {real} not null,
    longitude {real} not null,
    district {text} not null,
    ward {text} not null,
    source {text} not null,
    loaded_at {instant} not null
) {strict};
create index places_by_district on places (district, kind);
create index places_by_point on places (latitude, longitude);
