-- SPDX-License-Identifier: MIT
-- Whom somebody weighing a concern found not to be meant by it, so that they are not shown there again.

create table concern_not_meant (
    concern {id} not null references concerns (id),
    subject_kind {text} not null check (subject_kind in ('person', 'context')),
    subject {id} not null,
    said_at {instant} not null,
    said_by {id},
    primary key (concern, subject_kind, subject)
) {strict};
