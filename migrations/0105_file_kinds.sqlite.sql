-- SPDX-License-Identifier: MIT
-- Files that are no pictures: PDFs, archives, office documents, plain texts. What is in an archive stands in attachment_members: listed
-- in the sandbox when the file came, names sealed as the file is.
-- SQLite cannot change a check: the rows are set aside, and put back under the same name before this is done.

pragma defer_foreign_keys = on;
create table attachments_aside (
    id {id} primary key,
    on_kind {text},
    on_id {id},
    subject_kind {text} not null,
    subject_id {id} not null,
    kind {text} not null,
    named {bytes} not null,
    size {int} not null,
    sha256 {bytes} not null,
    width {int} not null,
    height {int} not null,
    scan {text} not null,
    recorded_at {instant} not null,
    recorded_by {id} not null,
    owner_agency {id} not null,
    claimed_at {instant}
) {strict};
insert into attachments_aside (id, on_kind, on_id, subject_kind, subject_id, kind, named, size, sha256, width, height, scan, recorded_at,
    recorded_by, owner_agency, claimed_at) select id, on_kind, on_id, subject_kind, subject_id, kind, named, size, sha256, width, height,
    scan, recorded_at, recorded_by, owner_agency, claimed_at from attachments;
drop table attachments;
create table attachments (
    id {id} primary key,
    on_kind {text},
    on_id {id},
    subject_kind {text} not null,
    subject_id {id} not null,
    kind {text} not null check (kind in ('jpeg', 'png', 'pdf', 'archive', 'office', 'text')),
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
insert into attachments (id, on_kind, on_id, subject_kind, subject_id, kind, named, size, sha256, width, height, scan, recorded_at,
    recorded_by, owner_agency, claimed_at) select id, on_kind, on_id, subject_kind, subject_id, kind, named, size, sha256, width, height,
    scan, recorded_at, recorded_by, owner_agency, claimed_at from attachments_aside;
drop table attachments_aside;
create index attachments_by_thing on attachments (on_kind, on_id);
create index attachments_unclaimed on attachments (recorded_at) where claimed_at is null;
create index attachments_waiting on attachments (recorded_at) where scan = 'waits';

create table attachment_members (
    attachment {id} not null references attachments (id),
    number {int} not null,
    named {bytes} not null,
    size {int} not null,
    sha256 {bytes} not null,
    is_archive {bool} not null,
    primary key (attachment, number)
) {strict};
