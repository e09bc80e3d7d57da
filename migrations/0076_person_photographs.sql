-- SPDX-License-Identifier: MIT
-- A person's photograph: which file, since when, until it was taken off and why (sealed with the person's own key). One stands at a
-- time; putting back an earlier one is a row of its own.

create table person_photographs (
    id {id} primary key,
    person {id} not null references persons (id),
    attachment {id} not null references attachments (id),
    taken {text} not null,
    source {text} not null,
    recorded_at {instant} not null,
    recorded_by {id} not null,
    owner_agency {id} not null,
    withdrawn_at {instant},
    withdrawn_by {id},
    why {bytes}
) {strict};
create index person_photographs_by_person on person_photographs (person, recorded_at);
create index person_photographs_by_attachment on person_photographs (attachment);
create unique index person_photographs_one_stands on person_photographs (person) where withdrawn_at is null;
