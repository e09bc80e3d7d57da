-- SPDX-License-Identifier: MIT
-- Reviews of a plan: what was measured first is measured again. A review is saved version by version until it is complete, and put
-- right with a reason afterwards; what it found of each goal belongs to one version. A look six months after a case closed is added.

create table reviews (
    id {id} primary key,
    of_case {id} not null references cases (id),
    on_day {date} not null,
    who {text} not null,
    own_view {text} not null,
    contexts_changed {text} not null,
    contexts_words {text} not null,
    life_changed {text} not null,
    life_words {text} not null,
    displacement {text} not null,
    displacement_words {text} not null,
    displaced_to {id} references contexts (id),
    level {text} not null,
    level_why {text} not null,
    next_review {date},
    completed_at {instant},
    created_by {id},
    version {int} not null,
    recorded_at {instant} not null,
    recorded_by {id},
    owner_agency {id}
) {strict};
create index reviews_by_case on reviews (of_case, on_day);
create index reviews_by_displaced on reviews (displaced_to);

create table reviews_was (
    id {id} not null,
    of_case {id} not null,
    on_day {date} not null,
    who {text} not null,
    own_view {text} not null,
    contexts_changed {text} not null,
    contexts_words {text} not null,
    life_changed {text} not null,
    life_words {text} not null,
    displacement {text} not null,
    displacement_words {text} not null,
    displaced_to {id},
    level {text} not null,
    level_why {text} not null,
    next_review {date},
    completed_at {instant},
    created_by {id},
    version {int} not null,
    recorded_at {instant} not null,
    recorded_by {id},
    owner_agency {id},
    superseded_at {instant} not null,
    reason {text} not null,
    primary key (id, version)
) {strict};

create table review_findings (
    id {id} primary key,
    review {id} not null references reviews (id),
    review_version {int} not null,
    goal {id} not null references plan_goals (id),
    before_count {int},
    before_of {int},
    before_on {date},
    after_measurement {id},
    after_count {int},
    after_of {int},
    after_on {date},
    said {text} not null
) {strict};
create index review_findings_by_review on review_findings (review, review_version);
create index review_findings_by_goal on review_findings (goal);

create table case_follow_ups (
    id {id} primary key,
    of_case {id} not null references cases (id),
    closure {id} not null references case_closures (id),
    on_day {date} not null,
    level {text} not null,
    level_why {text} not null,
    still_different {text} not null,
    own_view {text} not null,
    recorded_at {instant} not null,
    recorded_by {id}
) {strict};
create index case_follow_ups_by_case on case_follow_ups (of_case, recorded_at);
create index case_follow_ups_by_closure on case_follow_ups (closure);
