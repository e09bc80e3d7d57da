-- SPDX-License-Identifier: MIT
-- Why somebody no longer works with a person or context, who said so and when. Null where nothing was ended.
alter table involvements add column end_reason {text};
alter table involvements add column ended_at {instant};
alter table involvements add column ended_by {id};
