-- SPDX-License-Identifier: MIT
-- Packs for a prosecution. What is in them, to whom they go, why something is taken out and what was decided is sealed with the pack's own
-- key; in the clear stand places, kinds, spans and who did what when. Nothing is edited: items are removed, recipients end, redactions are
-- put back, checks are void, each with a moment and who did it; decisions are added. A copy is kept as it was made.

create table evidence_packs (
    id {id} primary key,
    reference {text} not null unique,
    about_kind {text} not null,
    about {id} not null,
    words {bytes} not null,
    owner_agency {id} not null references agencies (id),
    recorded_at {instant} not null,
    recorded_by {id}
) {strict};
create index evidence_packs_by_record on evidence_packs (about_kind, about);
create index evidence_packs_by_agency on evidence_packs (owner_agency, recorded_at);

create table evidence_pack_items (
    id {id} primary key,
    pack {id} not null references evidence_packs (id),
    place {int} not null,
    kind {text} not null check (kind in ('exhibit', 'entry', 'text', 'unused')),
    exhibit {id} references exhibits (id),
    words {bytes} not null,
    with_file {bool} not null,
    third_party {bool} not null,
    wrote {id},
    added_at {instant} not null,
    added_by {id},
    removed_at {instant},
    removed_by {id},
    removed_because {bytes},
    unique (pack, place)
) {strict};
create index evidence_pack_items_by_exhibit on evidence_pack_items (exhibit);

create table evidence_checks (
    id {id} primary key,
    item {id} not null references evidence_pack_items (id),
    passed {bool} not null,
    because {bytes} not null,
    recorded_at {instant} not null,
    recorded_by {id},
    void_at {instant}
) {strict};
create index evidence_checks_by_item on evidence_checks (item, recorded_at);

create table evidence_decisions (
    id {id} primary key,
    item {id} not null references evidence_pack_items (id),
    code {text} not null,
    words {bytes} not null,
    recorded_at {instant} not null,
    recorded_by {id}
) {strict};
create index evidence_decisions_by_item on evidence_decisions (item, recorded_at);

create table evidence_recipients (
    id {id} primary key,
    pack {id} not null references evidence_packs (id),
    number {int} not null,
    name {bytes} not null,
    with_unused {bool} not null,
    added_at {instant} not null,
    added_by {id},
    ended_at {instant},
    ended_by {id},
    ended_because {bytes},
    unique (pack, number)
) {strict};

create table evidence_redactions (
    id {id} primary key,
    item {id} not null references evidence_pack_items (id),
    recipient {id} references evidence_recipients (id),
    from_byte {int} not null,
    to_byte {int} not null,
    part_left {int} not null,
    part_top {int} not null,
    part_width {int} not null,
    part_height {int} not null,
    reason {text} not null,
    recorded_at {instant} not null,
    recorded_by {id},
    withdrawn_at {instant},
    withdrawn_by {id}
) {strict};
create index evidence_redactions_by_item on evidence_redactions (item);
create index evidence_redactions_by_recipient on evidence_redactions (recipient);

create table evidence_copies (
    id {id} primary key,
    pack {id} not null references evidence_packs (id),
    recipient {id} not null references evidence_recipients (id),
    number {int} not null,
    sha256 {bytes} not null,
    size {int} not null,
    recorded_at {instant} not null,
    recorded_by {id},
    unique (recipient, number)
) {strict};
create index evidence_copies_by_pack on evidence_copies (pack);

create table evidence_copy_pieces (
    copy {id} not null references evidence_copies (id),
    number {int} not null,
    sealed {bytes} not null,
    primary key (copy, number)
) {strict};
