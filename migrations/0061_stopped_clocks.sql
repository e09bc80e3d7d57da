-- SPDX-License-Identifier: MIT
-- A time limit of a case that stopped before its duty was done: the case closed, or moved on without it. It was not met.
--
-- Who works with a subject is read by more people than its case is: the role tells nothing of a case.

alter table case_clocks add column stopped_at {instant};
update involvements set role = 'Works with them' where subject_kind = 'person' and role in ('Holds the case', 'Allocated worker');
update involvements set role = 'Works with it' where subject_kind <> 'person' and role in ('Holds the case', 'Allocated worker');
