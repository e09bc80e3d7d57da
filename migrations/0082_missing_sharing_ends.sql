-- SPDX-License-Identifier: MIT
-- With whom an episode is shared no more, since when, by whom and why; and each time before that it was shared with them.

alter table missing_parties add column ended_by {id};
alter table missing_parties add column ended_because {text} not null default '';

create table missing_parties_was (
    id {id} not null,
    episode {id} not null,
    team {id} not null,
    duty {text} not null,
    recorded_at {instant} not null,
    recorded_by {id},
    ended_at {instant} not null,
    ended_by {id},
    ended_because {text} not null,
    superseded_at {instant} not null,
    primary key (id, superseded_at)
) {strict};
create index missing_parties_was_by_episode on missing_parties_was (episode);

-- Open lists are read some rows at a time, until enough are found that the visitor may know.
create index missing_episodes_by_closing on missing_episodes (closed_at, started_at);
