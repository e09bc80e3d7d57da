-- SPDX-License-Identifier: MIT
-- What partners are asked about a concern, in one request to all of them; each partner's part with its answer; how often
-- a silent one was asked again; and who was silent when a decision was taken. Answers are JSON by question name, with the
-- form and version they were given to. A partner reads its own part only.

create table partner_requests (
    id {id} primary key,
    concern {id} not null references concerns (id),
    urgency {text} not null check (urgency in ('RED', 'AMBER', 'GREEN')),
    asked_at {instant} not null,
    asked_by {id} not null,
    asking_team {id},
    due_at {instant} not null,
    due_rule {text} not null,
    form {text} not null,
    form_version {int} not null,
    answers {json} not null,
    state {text} not null check (state in ('open', 'closed')),
    closed_at {instant},
    closed_by {id},
    close_reason {text} not null,
    version {int} not null,
    recorded_at {instant} not null,
    recorded_by {id},
    owner_agency {id}
) {strict};
create index partner_requests_by_concern on partner_requests (concern, asked_at);
create index partner_requests_by_state on partner_requests (state, due_at);

create table partner_requests_was (
    id {id} not null,
    concern {id} not null,
    urgency {text} not null,
    asked_at {instant} not null,
    asked_by {id} not null,
    asking_team {id},
    due_at {instant} not null,
    due_rule {text} not null,
    form {text} not null,
    form_version {int} not null,
    answers {json} not null,
    state {text} not null,
    closed_at {instant},
    closed_by {id},
    close_reason {text} not null,
    version {int} not null,
    recorded_at {instant} not null,
    recorded_by {id},
    owner_agency {id},
    superseded_at {instant} not null,
    reason {text} not null,
    primary key (id, version)
) {strict};

-- A partner is a team, or an agency as a whole where it has no team of its own (team is null). `known` is null while
-- nothing has been answered.
create table partner_checks (
    id {id} primary key,
    request {id} not null references partner_requests (id),
    agency {id} not null references agencies (id),
    team {id} references teams (id),
    known {text} check (known in ('now', 'before', 'not_known', 'cannot_share')),
    complete {bool} not null,
    form {text} not null,
    form_version {int} not null,
    answers {json} not null,
    answered_at {instant},
    answered_by {id},
    version {int} not null,
    recorded_at {instant} not null,
    recorded_by {id},
    owner_agency {id} not null
) {strict};
create index partner_checks_by_request on partner_checks (request);
create index partner_checks_by_team on partner_checks (team);
create index partner_checks_by_agency on partner_checks (agency);

create table partner_checks_was (
    id {id} not null,
    request {id} not null,
    agency {id} not null,
    team {id},
    known {text},
    complete {bool} not null,
    form {text} not null,
    form_version {int} not null,
    answers {json} not null,
    answered_at {instant},
    answered_by {id},
    version {int} not null,
    recorded_at {instant} not null,
    recorded_by {id},
    owner_agency {id} not null,
    superseded_at {instant} not null,
    reason {text} not null,
    primary key (id, version)
) {strict};

create table partner_chases (
    id {id} primary key,
    partner_check {id} not null references partner_checks (id),
    chased_at {instant} not null,
    chased_by {id} not null
) {strict};
create index partner_chases_by_check on partner_chases (partner_check, chased_at);

create table concern_decision_silences (
    decision {id} not null references concern_decisions (id),
    partner_check {id} not null references partner_checks (id),
    primary key (decision, partner_check)
) {strict};
create index concern_decision_silences_by_check on concern_decision_silences (partner_check);
