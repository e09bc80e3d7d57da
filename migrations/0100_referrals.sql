-- SPDX-License-Identifier: MIT
-- Referrals to the National Referral Mechanism, the notices that stand in for them where an adult does not agree, and when section 45 was
-- considered. In the clear stand ids, days and codes of lists: what clocks and counts need. Answers, places and words are sealed with the
-- record's own key.
-- Nothing is edited: a referral's next version keeps the one before it; entries are added, and taken back with a reason.

create table nrm_referrals (
    id {id} primary key,
    reference {text} not null unique,
    person {id} not null references persons (id),
    of_case {id},
    route {text} not null,
    owner_agency {id} not null references agencies (id),
    authority {text} not null,
    age_disputed {bool} not null,
    child_then {text} not null,
    exploiter_known {text} not null,
    other_victims {text} not null,
    police_told {text} not null,
    consent_on {date},
    form_version {int} not null,
    answers {bytes} not null,
    version {int} not null,
    created_by {id},
    recorded_at {instant} not null,
    recorded_by {id}
) {strict};
create index nrm_referrals_by_person on nrm_referrals (person, recorded_at);
create index nrm_referrals_by_agency on nrm_referrals (owner_agency, recorded_at);

create table nrm_referrals_was (
    id {id} not null,
    reference {text} not null,
    person {id} not null,
    of_case {id},
    route {text} not null,
    owner_agency {id} not null,
    authority {text} not null,
    age_disputed {bool} not null,
    child_then {text} not null,
    exploiter_known {text} not null,
    other_victims {text} not null,
    police_told {text} not null,
    consent_on {date},
    form_version {int} not null,
    answers {bytes} not null,
    version {int} not null,
    created_by {id},
    recorded_at {instant} not null,
    recorded_by {id},
    superseded_at {instant} not null,
    reason {bytes} not null,
    primary key (id, version)
) {strict};

-- Each place and period of a version of the referral: kind and days are counted, the place is sealed.
create table nrm_exploitations (
    id {id} primary key,
    referral {id} not null references nrm_referrals (id),
    version {int} not null,
    place_in_row {int} not null,
    kind {text} not null,
    place {bytes} not null,
    from_day {text},
    until_day {text}
) {strict};
create index nrm_exploitations_by_referral on nrm_exploitations (referral, version);

create table nrm_entries (
    id {id} primary key,
    referral {id} not null references nrm_referrals (id),
    place_in_row {int} not null,
    kind {text} not null,
    on_day {date} not null,
    words {bytes} not null,
    reference {bytes} not null,
    due_rule {text} not null,
    due_on {date},
    recorded_at {instant} not null,
    recorded_by {id},
    taken_back_at {instant},
    taken_back_by {id},
    taken_back_because {bytes}
) {strict};
create index nrm_entries_by_referral on nrm_entries (referral, place_in_row);

-- The notice without identity. No column of what leaves can hold a word: codes of lists and years. Whom it is about stays here.
create table duty_notices (
    id {id} primary key,
    reference {text} not null unique,
    person {id} not null references persons (id),
    of_case {id},
    owner_agency {id} not null references agencies (id),
    exploitation {text} not null,
    region {text} not null,
    year_from {int} not null,
    year_until {int} not null,
    age_band {text} not null,
    sex {text} not null,
    why {text} not null,
    police_told {text} not null,
    others_harmed {text} not null,
    exploiter_known {text} not null,
    support_offered {text} not null,
    created_by {id},
    recorded_at {instant} not null
) {strict};
create index duty_notices_by_person on duty_notices (person, recorded_at);
create index duty_notices_by_agency on duty_notices (owner_agency, recorded_at);

create table duty_notice_entries (
    id {id} primary key,
    notice {id} not null references duty_notices (id),
    place_in_row {int} not null,
    kind {text} not null,
    on_day {date} not null,
    words {bytes} not null,
    reference {bytes} not null,
    recorded_at {instant} not null,
    recorded_by {id},
    taken_back_at {instant},
    taken_back_by {id},
    taken_back_because {bytes}
) {strict};
create index duty_notice_entries_by_notice on duty_notice_entries (notice, place_in_row);

-- Section 45 was considered, when and by whom: never what would come of it.
create table defence_notes (
    id {id} primary key,
    person {id} not null references persons (id),
    referral {id} references nrm_referrals (id),
    owner_agency {id} not null references agencies (id),
    on_day {date} not null,
    considered_by {bytes} not null,
    contact {bytes} not null,
    words {bytes} not null,
    recorded_at {instant} not null,
    recorded_by {id},
    withdrawn_at {instant},
    withdrawn_by {id},
    withdrawn_because {bytes}
) {strict};
create index defence_notes_by_person on defence_notes (person, on_day);
create index defence_notes_by_referral on defence_notes (referral);
create index defence_notes_by_agency on defence_notes (owner_agency);
