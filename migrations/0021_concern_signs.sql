-- Signs somebody noticed, one row each: rules, measures and the chronology read them here, never in the answers.
-- A correction of the concern adds the rows of its version; those of an earlier version stay.

create table concern_signs (
    concern {id} not null references concerns (id),
    concern_version {int} not null,
    place {int} not null,
    what {text} not null,
    kind {text},
    noticed {text},
    noticed_from {date},
    noticed_until {date},
    source {text} not null,
    source_who {text},
    explains_else {text} not null,
    primary key (concern, concern_version, place)
) {strict};
create index concern_signs_by_kind on concern_signs (kind, noticed_from);
