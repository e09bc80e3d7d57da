-- SPDX-License-Identifier: MIT
-- A worry about somebody who works or volunteers with children: it goes to the designated officer, and for that person
-- and their managers it does not exist until the officer opens it to them.

alter table concerns add column route {text} not null default 'front_door' check (route in ('front_door', 'allegation'));
alter table concerns_was add column route {text} not null default 'front_door';

-- Whom it is about, as far as that is known. No account: they do not use Kith, or nobody knows yet.
create table allegations (
    concern {id} primary key references concerns (id),
    person_name {text} not null,
    work_role {text} not null,
    employer {text} not null,
    agency {id} references agencies (id),
    account {id} references accounts (id),
    told {text} not null check (told in ('yes', 'no', 'not_known')),
    told_what {text} not null,
    known_on {date},
    version {int} not null,
    recorded_at {instant} not null,
    recorded_by {id},
    owner_agency {id}
) {strict};
create index allegations_by_agency on allegations (agency);
create index allegations_by_account on allegations (account);

create table allegations_was (
    concern {id} not null,
    person_name {text} not null,
    work_role {text} not null,
    employer {text} not null,
    agency {id},
    account {id},
    told {text} not null,
    told_what {text} not null,
    known_on {date},
    version {int} not null,
    recorded_at {instant} not null,
    recorded_by {id},
    owner_agency {id},
    superseded_at {instant} not null,
    reason {text} not null,
    primary key (concern, version)
) {strict};

-- To whom the officer has opened it, why, what they read there, and until when. Never deleted: closing says when and why.
create table openings (
    id {id} primary key,
    concern {id} not null references concerns (id),
    account {id} not null references accounts (id),
    reason {text} not null,
    words {text} not null,
    in_full {bool} not null,
    opened_at {instant} not null,
    opened_by {id} not null,
    last_day {date},
    closed_at {instant},
    closed_by {id},
    closed_because {text}
) {strict};
create index openings_by_concern on openings (concern, opened_at);
create index openings_by_account on openings (account, concern);
