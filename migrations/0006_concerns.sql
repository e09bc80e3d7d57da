-- Worries anyone raises: heard, weighed, decided, answered.
-- Times are UTC; answers are JSON by question name, with the form and version they were given to.

create table concerns (
    id {id} primary key,
    reference {text} not null unique,
    channel {text} not null check (channel in ('public', 'professional')),
    state {text} not null check (state in ('waiting', 'reading', 'decided')),
    received_at {instant} not null,
    due_at {instant} not null,
    due_rule {text} not null,
    urgency {text} check (urgency in ('RED', 'AMBER', 'GREEN')),
    safe_now {text} not null check (safe_now in ('yes', 'no', 'not known')),
    about {json} not null,
    district {text},
    postcode {text},
    holding_team {id},
    taken_by {id},
    raised_by {id},
    raised_for {id},
    form {text} not null,
    form_version {int} not null,
    language {text} not null,
    answers {json} not null,
    box {text} unique,
    box_key {text},
    inbox_id {text} unique,
    read_at {instant},
    decided_at {instant},
    version {int} not null,
    recorded_at {instant} not null,
    recorded_by {id},
    owner_agency {id}
) {strict};
create index concerns_by_team on concerns (holding_team, state, due_at);
create index concerns_by_raiser on concerns (raised_by, received_at);
create index concerns_by_postcode on concerns (postcode);
create index concerns_by_recorded on concerns (recorded_at, id);

create table concerns_was (
    id {id} not null,
    reference {text} not null,
    channel {text} not null,
    state {text} not null,
    received_at {instant} not null,
    due_at {instant} not null,
    due_rule {text} not null,
    urgency {text},
    safe_now {text} not null,
    about {json} not null,
    district {text},
    postcode {text},
    holding_team {id},
    taken_by {id},
    raised_by {id},
    raised_for {id},
    form {text} not null,
    form_version {int} not null,
    language {text} not null,
    answers {json} not null,
    box {text},
    box_key {text},
    inbox_id {text},
    read_at {instant},
    decided_at {instant},
    version {int} not null,
    recorded_at {instant} not null,
    recorded_by {id},
    owner_agency {id},
    superseded_at {instant} not null,
    reason {text} not null,
    primary key (id, version)
) {strict};

-- What was decided, each time: a later decision stands beside the earlier one, which it replaces.
create table concern_decisions (
    id {id} primary key,
    concern {id} not null references concerns (id),
    decided_at {instant} not null,
    decided_by {id} not null,
    agency {id} not null,
    summary {text} not null,
    replaces {id}
) {strict};
create index concern_decisions_by_concern on concern_decisions (concern, decided_at);

create table concern_outcomes (
    decision {id} not null references concern_decisions (id),
    outcome {text} not null,
    reason {text} not null,
    primary key (decision, outcome)
) {strict};

-- Words between the team and whoever raised it; also the record that a referrer was told.
create table concern_messages (
    id {id} primary key,
    concern {id} not null references concerns (id),
    written_at {instant} not null,
    direction {text} not null check (direction in ('to raiser', 'from raiser')),
    told_how {text} not null,
    written_by {id},
    body {text} not null,
    inbox_id {text} unique,
    read_at {instant}
) {strict};
create index concern_messages_by_concern on concern_messages (concern, written_at);

-- What waits to be sealed and laid into the outbox of the public side; taken away once it lies there.
create table concern_outgoing (
    id {id} primary key,
    concern {id} not null references concerns (id),
    made_at {instant} not null
) {strict};
create index concern_outgoing_by_concern on concern_outgoing (concern);
