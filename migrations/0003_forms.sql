-- SPDX-License-Identifier: MIT
-- Answers not yet sent, and what was answered to a key before.

-- `answers` is sealed with the key of the account that wrote them: they may name a child.
create table drafts (
    id {id} primary key,
    account {id} not null references accounts (id),
    form {text} not null,
    form_version {int} not null,
    about_kind {text},
    about_id {id},
    key {text} not null,
    answers {bytes} not null,
    revision {int} not null,
    saved_at {instant} not null
) {strict};
create index drafts_by_account on drafts (account, saved_at);
create index drafts_by_saved_at on drafts (saved_at);

-- A form or a program sends its key with what it asks for; sent twice, it gets the first answer again.
create table answered_keys (
    account {id} not null references accounts (id),
    key {text} not null,
    answer {text} not null,
    answered_at {instant} not null,
    primary key (account, key)
) {strict};
create index answered_keys_by_answered_at on answered_keys (answered_at);
