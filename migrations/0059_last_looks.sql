-- SPDX-License-Identifier: MIT
-- When an account last opened the page of a person, a context or a case, and when before that sitting: for "since you last looked" and
-- nothing else. What was shown stands in the ledger.

create table last_looks (
    account {id} not null references accounts (id),
    thing_kind {text} not null,
    thing_id {id} not null,
    at {instant} not null,
    before_at {instant},
    primary key (account, thing_kind, thing_id)
) {strict};
