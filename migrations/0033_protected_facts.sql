-- SPDX-License-Identifier: MIT
-- Where somebody's address is protected, where they live and lived lies here, sealed with their own key: all that a row of
-- person_facts would say but ids and moments. Also what was withdrawn. No address of theirs stands in person_facts.

create table protected_facts (
    id {id} primary key,
    person {id} not null references persons (id),
    sealed {bytes} not null,
    recorded_at {instant} not null,
    recorded_by {id},
    ended_at {instant},
    ended_by {id},
    withdrawn_at {instant},
    withdrawn_by {id}
) {strict};
create index protected_facts_by_person on protected_facts (person, recorded_at);
