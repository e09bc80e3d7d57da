-- SPDX-License-Identifier: MIT
-- Assessments and screenings of a case: what was answered to one version of a form, with the facts that rules need beside it. Of a draft
-- the twin keeps what stood when somebody else, or another sitting, took it on; of a completed one every version. Signs, and the codes of
-- strengths, factors and harms, are rows of the version that said so; nothing is counted of them.

create table assessments (
    id {id} primary key,
    of_case {id} not null references cases (id),
    kind {text} not null,
    state {text} not null check (state in ('draft', 'complete', 'put aside')),
    form_version {int} not null,
    answers {json} not null,
    started_at {instant} not null,
    started_by {id},
    completed_at {instant},
    completed_by {id},
    strengths {bool} not null,
    own_words {bool} not null,
    own_words_not {text} not null,
    outcome {text} not null,
    outcome_because {text} not null,
    section_42 {text} not null,
    support_plan {bool} not null,
    health_shared {bool} not null,
    version {int} not null,
    recorded_at {instant} not null,
    recorded_by {id},
    owner_agency {id}
) {strict};
create index assessments_by_case on assessments (of_case, kind);
create index assessments_by_recorder on assessments (recorded_by, state);

create table assessments_was (
    id {id} not null,
    of_case {id} not null,
    kind {text} not null,
    state {text} not null,
    form_version {int} not null,
    answers {json} not null,
    started_at {instant} not null,
    started_by {id},
    completed_at {instant},
    completed_by {id},
    strengths {bool} not null,
    own_words {bool} not null,
    own_words_not {text} not null,
    outcome {text} not null,
    outcome_because {text} not null,
    section_42 {text} not null,
    support_plan {bool} not null,
    health_shared {bool} not null,
    version {int} not null,
    recorded_at {instant} not null,
    recorded_by {id},
    owner_agency {id},
    superseded_at {instant} not null,
    reason {text} not null,
    primary key (id, version)
) {strict};

create table assessment_signs (
    assessment {id} not null references assessments (id),
    assessment_version {int} not null,
    line {int} not null,
    sign {text} not null,
    what {text} not null,
    noticed {text},
    noticed_from {date},
    noticed_until {date},
    source {text} not null,
    explains_else {text} not null,
    primary key (assessment, assessment_version, line)
) {strict};

create table assessment_codes (
    assessment {id} not null references assessments (id),
    assessment_version {int} not null,
    list {text} not null,
    code {text} not null,
    primary key (assessment, assessment_version, list, code)
) {strict};
create index assessment_codes_by_code on assessment_codes (list, code);
