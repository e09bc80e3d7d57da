-- SPDX-License-Identifier: MIT
-- What asks for another look at a case between its reviews: a prompt of one day gathers all its reasons, and is answered once with
-- what changed. A kind of reason that changes nothing is retired by an agency, and may be brought back. Becoming an adult: what the
-- daily round has told, consent asked anew, and support that goes on past 18. Rows are only added, answered or taken back.

create table case_prompts (
    id {id} primary key,
    of_case {id} not null references cases (id),
    on_day {date} not null,
    recorded_at {instant} not null,
    answered_at {instant},
    answered_by {id},
    changes {text} not null,
    because {text} not null,
    review_due {date}
) {strict};
create index case_prompts_by_case on case_prompts (of_case, on_day);

create table case_prompt_reasons (
    id {id} primary key,
    prompt {id} not null references case_prompts (id),
    kind {text} not null,
    said {text} not null,
    from_kind {text} not null,
    from_id {id},
    told_to {text} not null check (told_to in ('readers', 'source')),
    by_link {id},
    recorded_at {instant} not null,
    recorded_by {id}
) {strict};
create index case_prompt_reasons_by_prompt on case_prompt_reasons (prompt, recorded_at);

create table case_prompt_retirements (
    id {id} primary key,
    agency {id} not null references agencies (id),
    kind {text} not null,
    retired_at {instant} not null,
    retired_by {id},
    because {text} not null,
    back_at {instant},
    back_by {id},
    back_because {text} not null
) {strict};
create index case_prompt_retirements_by_agency on case_prompt_retirements (agency, kind);

create table case_turnings (
    id {id} primary key,
    of_case {id} not null references cases (id),
    step {text} not null,
    turns_on {date} not null,
    recorded_at {instant} not null,
    unique (of_case, step, turns_on)
) {strict};

create table case_consents (
    id {id} primary key,
    of_case {id} not null references cases (id),
    on_day {date} not null,
    answer {text} not null,
    own_words {text} not null,
    because {text} not null,
    recorded_at {instant} not null,
    recorded_by {id}
) {strict};
create index case_consents_by_case on case_consents (of_case, on_day);

create table case_supports (
    id {id} primary key,
    of_case {id} not null references cases (id),
    service {text} not null,
    until_day {date},
    does {text} not null,
    recorded_at {instant} not null,
    recorded_by {id},
    withdrawn_at {instant},
    withdrawn_by {id},
    withdrawn_because {text} not null
) {strict};
create index case_supports_by_case on case_supports (of_case, recorded_at);
