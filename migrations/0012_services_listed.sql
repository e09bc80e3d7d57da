-- SPDX-License-Identifier: MIT
-- How often its publisher lists a service in the same words: one service all the same.
alter table services add column listed {int} not null default 1;
