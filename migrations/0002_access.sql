-- Who may sign in, what they work as, and the browsers and programs that are signed in now.
-- Agencies and teams are the directory's: only their ids stand here. No password, token or seed is kept as such:
-- passwords as Argon2id, tokens as SHA-256, the seed of the second step sealed with the folder's master key.

create table accounts (
    id {id} primary key,
    sign_in_name {text} not null unique,
    name {text} not null,
    password_hash {text} not null,
    password_set_at {instant} not null,
    one_time {bool} not null,
    second_step {bytes},
    second_step_last {int} not null,
    failures {int} not null,
    locked_until {instant},
    closed_at {instant},
    created_at {instant} not null
) {strict};

create table assignments (
    id {id} primary key,
    account {id} not null references accounts (id),
    agency {id} not null,
    team {id},
    role {text} not null,
    from_day {date} not null,
    until_day {date}
) {strict};
create index assignments_by_account on assignments (account, from_day);
create index assignments_by_agency on assignments (agency, role);
create index assignments_by_team on assignments (team, role);

create table sessions (
    id {id} primary key,
    token_hash {bytes} not null unique,
    account {id} not null references accounts (id),
    agency {id},
    csrf_secret {bytes} not null,
    created_at {instant} not null,
    seen_at {instant} not null,
    second_step {bool} not null,
    offered_seed {bytes},
    return_to {text} not null,
    ended_at {instant}
) {strict};
create index sessions_by_account on sessions (account, ended_at);

create table tokens (
    id {id} primary key,
    token_hash {bytes} not null unique,
    account {id} not null references accounts (id),
    agency {id},
    name {text} not null,
    created_at {instant} not null,
    expires_at {instant} not null,
    ended_at {instant}
) {strict};
create index tokens_by_account on tokens (account, created_at);
