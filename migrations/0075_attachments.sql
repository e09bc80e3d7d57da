-- SPDX-License-Identifier: MIT
-- Files that people send, in pieces of 256 KiB, each sealed with the key of whom the file is about. `original` is what was sent,
-- `picture` and `small` what staff see: drawn anew, without what a camera writes beside it. A file is claimed by the Change that names
-- it on a record (on_kind, on_id); what nobody claims goes after a day. `scan` is what a virus scanner said: none was asked, it waits,
-- clean, refused.
-- A file that was marked as a sexual image of a child has a row in attachment_quarantines: its pictures are gone, its bytes are sealed
-- with a key of their own, and what became of it stands in attachment_handovers.

create table attachments (
    id {id} primary key,
    on_kind {text},
    on_id {id},
    subject_kind {text} not null,
    subject_id {id} not null,
    kind {text} not null check (kind in ('jpeg', 'png')),
    named {bytes} not null,
    size {int} not null,
    sha256 {bytes} not null,
    width {int} not null,
    height {int} not null,
    scan {text} not null check (scan in ('none asked', 'waits', 'clean', 'refused')),
    recorded_at {instant} not null,
    recorded_by {id} not null,
    owner_agency {id} not null,
    claimed_at {instant}
) {strict};
create index attachments_by_thing on attachments (on_kind, on_id);
create index attachments_unclaimed on attachments (recorded_at) where claimed_at is null;
create index attachments_waiting on attachments (recorded_at) where scan = 'waits';

create table attachment_pieces (
    attachment {id} not null references attachments (id),
    part {text} not null check (part in ('original', 'picture', 'small')),
    number {int} not null,
    sealed {bytes} not null,
    primary key (attachment, part, number)
) {strict};

create table attachment_quarantines (
    attachment {id} primary key references attachments (id),
    marked_at {instant} not null,
    marked_by {id} not null,
    marked_for {id} not null,
    said {bytes} not null
) {strict};
create index attachment_quarantines_by_moment on attachment_quarantines (marked_at);

create table attachment_handovers (
    attachment {id} primary key references attachment_quarantines (attachment),
    taken_at {instant} not null,
    taken_by {id} not null,
    taken_for {id} not null,
    said {bytes} not null,
    destroyed_at {instant},
    destroyed_by {id}
) {strict};
