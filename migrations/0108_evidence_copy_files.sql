-- SPDX-License-Identifier: MIT
-- Which files went into each copy of a pack: when one of them is marked as a sexual image of a child, the copy is handed out no more, and
-- its bytes go. And the indexes by which a mark finds the same bytes wherever else they lie.

create table evidence_copy_files (
    copy {id} not null references evidence_copies (id),
    attachment {id} not null references attachments (id),
    primary key (copy, attachment)
) {strict};
create index evidence_copy_files_by_attachment on evidence_copy_files (attachment);
create index attachments_by_hash on attachments (sha256);
create index attachment_members_by_hash on attachment_members (sha256);
