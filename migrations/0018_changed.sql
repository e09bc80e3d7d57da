-- SPDX-License-Identifier: MIT
-- What each Change was about, for those who keep a snapshot of the rows in memory: they read on from where they stood.
-- A row says nothing of what changed or who did it; it is forgotten after a day.

create table changed (
    at {instant} not null,
    thing_kind {text} not null,
    thing_id {id} not null,
    primary key (at, thing_kind, thing_id)
) {strict};
