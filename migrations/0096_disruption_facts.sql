-- SPDX-License-Identifier: MIT
-- What is known of a target, as far as tactics ask: somebody ticked it and said where they know it from (sealed). Taken back with a reason,
-- never edited. And who has read of a breach, so that Home stops telling them.

create table disruption_facts (
    id {id} primary key,
    target_kind {text} not null,
    target {id} not null,
    code {text} not null,
    where_from {bytes} not null,
    owner_agency {id} not null references agencies (id),
    recorded_at {instant} not null,
    recorded_by {id},
    withdrawn_at {instant},
    withdrawn_by {id},
    withdrawn_because {bytes}
) {strict};
create index disruption_facts_by_target on disruption_facts (target_kind, target);
create index disruption_facts_by_agency on disruption_facts (owner_agency);

create table disruption_breaches_read (
    move {id} not null references disruption_moves (id),
    account {id} not null,
    read_at {instant} not null,
    primary key (move, account)
) {strict};
