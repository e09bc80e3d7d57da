-- SPDX-License-Identifier: MIT
-- Lists of times that people were missing. Which kinds of lists there are is said by the rooms that take them, no longer by the tables:
-- a column whose check names them is replaced by one that has none.

alter table imports add column list_of {text} not null default 'people';
update imports set list_of = what;
alter table imports drop column what;
alter table imports rename column list_of to what;

alter table import_profiles add column list_of {text} not null default 'people';
update import_profiles set list_of = what;
alter table import_profiles drop column what;
alter table import_profiles rename column list_of to what;

-- Episodes that a list brought in; `person_made` where the person came with the row. Where it gave a day and no time, the moment stands at noon in London, or at that of the other end of
-- the episode where noon would turn them round: 'day' says so.
create table listed_episodes (
    episode {id} primary key references missing_episodes (id),
    import {id} not null references imports (id),
    person_made {bool} not null,
    start_known {text} not null check (start_known in ('minute', 'day')),
    return_known {text} not null check (return_known in ('minute', 'day', 'none'))
) {strict};
create index listed_episodes_by_import on listed_episodes (import);
