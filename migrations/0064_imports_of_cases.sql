-- SPDX-License-Identifier: MIT
-- Cases that were made in error by a list that was undone. The rows stay, closed; nobody finds them any more.

create table withdrawn_cases (
    of_case {id} primary key references cases (id),
    import {id} not null references imports (id),
    withdrawn_at {instant} not null,
    withdrawn_by {id}
) {strict};
create index withdrawn_cases_by_import on withdrawn_cases (import);
