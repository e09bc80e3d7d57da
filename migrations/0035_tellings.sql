-- SPDX-License-Identifier: MIT
-- What may be told to somebody who stands around a child, how and when, whether it is safe to contact them, and what the child
-- wishes: one decision for each of them, in versions. `about` is the child.

create table tellings (
    id {id} primary key,
    relationship {id} not null references relationships (id),
    about {id} not null references persons (id),
    told {text} not null check (told in ('nothing', 'safe', 'matters')),
    matters {text} not null,
    how {text} not null,
    when_told {text} not null,
    safe {text} not null check (safe in ('yes', 'no', 'not known')),
    why {text} not null,
    wish {text} not null,
    wish_words {text} not null,
    decided_by {text} not null,
    decided_on {date} not null,
    until_day {date},
    withdrawn {bool} not null,
    created_by {id},
    version {int} not null,
    recorded_at {instant} not null,
    recorded_by {id},
    owner_agency {id},
    unique (relationship, about)
) {strict};
create index tellings_by_about on tellings (about);

create table tellings_was (
    id {id} not null,
    relationship {id} not null,
    about {id} not null,
    told {text} not null,
    matters {text} not null,
    how {text} not null,
    when_told {text} not null,
    safe {text} not null,
    why {text} not null,
    wish {text} not null,
    wish_words {text} not null,
    decided_by {text} not null,
    decided_on {date} not null,
    until_day {date},
    withdrawn {bool} not null,
    created_by {id},
    version {int} not null,
    recorded_at {instant} not null,
    recorded_by {id},
    owner_agency {id},
    superseded_at {instant} not null,
    reason {text} not null,
    primary key (id, version)
) {strict};
create index tellings_was_by_about on tellings_was (about);
