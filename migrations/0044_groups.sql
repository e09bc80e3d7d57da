-- SPDX-License-Identifier: MIT
-- Guardians and peer maps.
--
-- A guardian is somebody with caring intent at a place or in a group, listed only with their own consent: on which day, and
-- how they gave it; whoever recorded the first version took it down. Once it is taken back, how to reach them stands in no
-- version any more. A friend under 18 stands here without name and without contact.
create table guardians (
    id {id} primary key,
    context {id} not null references contexts (id),
    under_18 {bool} not null,
    name {text} not null,
    part {text} not null,
    reach {text} not null,
    looks_out {text} not null,
    contact {text} not null,
    training {text} not null,
    trained_on {date},
    consented_on {date} not null,
    consent_how {text} not null,
    review_on {date},
    withdrawn {bool} not null,
    created_by {id},
    version {int} not null,
    recorded_at {instant} not null,
    recorded_by {id},
    owner_agency {id}
) {strict};
create index guardians_by_context on guardians (context, recorded_at);
create index guardians_by_recorded on guardians (recorded_at, id);

create table guardians_was (
    id {id} not null,
    context {id} not null,
    under_18 {bool} not null,
    name {text} not null,
    part {text} not null,
    reach {text} not null,
    looks_out {text} not null,
    contact {text} not null,
    training {text} not null,
    trained_on {date},
    consented_on {date} not null,
    consent_how {text} not null,
    review_on {date},
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

-- Who had taken their consent back is a version that was, and the one that ended it: on which day, by whom, and why.
insert into guardians (id, context, under_18, name, part, reach, looks_out, contact, training, consented_on, consent_how,
    withdrawn, created_by, version, recorded_at, recorded_by, owner_agency)
select g.id, g.context, 1 = 0, g.name, g.part, '', '', case when g.withdrawn_at is null then g.contact else '' end, '',
    g.consented_on, 'Not recorded', g.withdrawn_at is not null, g.recorded_by, case when g.withdrawn_at is null then 1 else 2 end,
    coalesce(g.withdrawn_at, g.recorded_at), case when g.withdrawn_at is null then g.recorded_by else g.withdrawn_by end,
    c.owner_agency
from context_guardians g join contexts c on c.id = g.context;
insert into guardians_was (id, context, under_18, name, part, reach, looks_out, contact, training, consented_on, consent_how,
    withdrawn, created_by, version, recorded_at, recorded_by, owner_agency, superseded_at, reason)
select g.id, g.context, 1 = 0, g.name, g.part, '', '', '', '', g.consented_on, 'Not recorded', 1 = 0, g.recorded_by, 1,
    g.recorded_at, g.recorded_by, c.owner_agency, g.withdrawn_at, g.reason
from context_guardians g join contexts c on c.id = g.context where g.withdrawn_at is not null;
drop table context_guardians;

-- The map of one group of peers: why it is made, who may use it, when it is looked at again; strengths beside worries. Who is
-- on it, and who knows whom, are links drawn from it. One map of a group at a time; one that ended stays.
create table peer_maps (
    id {id} primary key,
    context {id} not null references contexts (id),
    purpose {text} not null,
    used_by {text} not null,
    review_on {date} not null,
    strengths {text} not null,
    no_strengths {text} not null,
    worries {text} not null,
    status {text} not null check (status in ('begun', 'finished', 'ended')),
    created_by {id},
    version {int} not null,
    recorded_at {instant} not null,
    recorded_by {id},
    owner_agency {id}
) {strict};
create index peer_maps_by_context on peer_maps (context, recorded_at);
create index peer_maps_by_recorded on peer_maps (recorded_at, id);

create table peer_maps_was (
    id {id} not null,
    context {id} not null,
    purpose {text} not null,
    used_by {text} not null,
    review_on {date} not null,
    strengths {text} not null,
    no_strengths {text} not null,
    worries {text} not null,
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

-- What a link does not say of somebody on a map: their part in the group and their strengths, in words. A row is added, or
-- withdrawn for the next one, never changed.
create table peer_map_words (
    id {id} primary key,
    map {id} not null references peer_maps (id),
    link {id} not null references links (id),
    part {text} not null,
    strengths {text} not null,
    recorded_at {instant} not null,
    recorded_by {id},
    withdrawn_at {instant},
    withdrawn_by {id},
    reason {text} not null
) {strict};
create index peer_map_words_by_map on peer_map_words (map, recorded_at);
create index peer_map_words_by_link on peer_map_words (link, recorded_at);
