-- SPDX-License-Identifier: MIT
-- In which order the messages of a concern came: the time of a public one is kept to the quarter of an hour only, so it
-- cannot say. Those of before all stand at 0, and among themselves by their time.

alter table concern_messages add column place {int} not null default 0;
create index concern_messages_by_place on concern_messages (concern, place);
create index concern_messages_unread on concern_messages (direction, read_at, concern);
