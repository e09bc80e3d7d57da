-- SPDX-License-Identifier: MIT
-- Who stands around a person: one statement, read from both ends. `kind` is what the other is to the person. The other is a
-- record (other_person), or somebody named in words who can be tied to a record later. How to reach whoever is only named is
-- sealed with the person's own key. A row is added, ended once, tied once, or withdrawn with its reason; never changed.

create table relationships (
    id {id} primary key,
    person {id} not null references persons (id),
    kind {text} not null,
    other_person {id} references persons (id),
    name {text} not null,
    reach {bytes},
    from_day {date},
    until_day {date},
    lapses {date},
    certainty {text} not null,
    source {text} not null,
    said_by {text} not null,
    words {text} not null,
    owner_agency {id},
    recorded_at {instant} not null,
    recorded_by {id},
    tied_at {instant},
    tied_by {id},
    ended_at {instant},
    ended_by {id},
    end_reason {text} not null,
    withdrawn_at {instant},
    withdrawn_by {id},
    reason {text} not null
) {strict};
create index relationships_by_person on relationships (person, recorded_at);
create index relationships_by_other on relationships (other_person, recorded_at);

-- What somebody is to a child beyond being related: holds parental responsibility, cares for them, is trusted, is called in an
-- emergency. `about` is the child. Added, ended once, or withdrawn.
create table relationship_parts (
    id {id} primary key,
    relationship {id} not null references relationships (id),
    about {id} not null references persons (id),
    part {text} not null,
    words {text} not null,
    stated_by {text} not null,
    source {text} not null,
    from_day {date},
    until_day {date},
    recorded_at {instant} not null,
    recorded_by {id},
    ended_at {instant},
    ended_by {id},
    withdrawn_at {instant},
    withdrawn_by {id},
    reason {text} not null
) {strict};
create index relationship_parts_by_relationship on relationship_parts (relationship);
create index relationship_parts_by_about on relationship_parts (about, recorded_at);

-- What was known of links on an earlier day is read by the record they join.
create index links_was_by_to on links_was (to_kind, to_id);
create index links_was_by_from on links_was (from_kind, from_id);
