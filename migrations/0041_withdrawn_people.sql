-- SPDX-License-Identifier: MIT
-- Records of people that were made in error by an import that was undone. The rows stay; nobody finds them any more.

create table withdrawn_people (
    person {id} primary key references persons (id),
    import {id} not null references imports (id),
    withdrawn_at {instant} not null,
    withdrawn_by {id}
) {strict};
create index withdrawn_people_by_import on withdrawn_people (import);
