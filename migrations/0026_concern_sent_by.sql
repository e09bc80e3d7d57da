-- SPDX-License-Identifier: MIT
-- Who sent a concern for the colleague who wrote it: a safeguarding lead. Null: whoever raised it sent it.

alter table concerns add column sent_by {id} references accounts (id);
alter table concerns_was add column sent_by {id};
create index concerns_by_sent_by on concerns (sent_by);
