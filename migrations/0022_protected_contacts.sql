-- SPDX-License-Identifier: MIT
-- Where somebody's address is protected, every way to reach them that tells where they live lies here, sealed with their own
-- key: kind, value, note and, once it was taken back, why. Also those taken back. None of them stands in person_contacts.

create table protected_contacts (
    id {id} primary key,
    person {id} not null references persons (id),
    sealed {bytes} not null,
    recorded_at {instant} not null,
    recorded_by {id},
    withdrawn_at {instant},
    withdrawn_by {id}
) {strict};
create index protected_contacts_by_person on protected_contacts (person, recorded_at);
