-- SPDX-License-Identifier: MIT
-- Files that are no pictures: PDFs, archives, office documents, plain texts. What is in an archive stands in attachment_members: listed
-- in the sandbox when the file came, names sealed as the file is.

alter table attachments drop constraint attachments_kind_check;
alter table attachments add constraint attachments_kind_check
    check (kind in ('jpeg', 'png', 'pdf', 'archive', 'office', 'text'));

create table attachment_members (
    attachment {id} not null references attachments (id),
    number {int} not null,
    named {bytes} not null,
    size {int} not null,
    sha256 {bytes} not null,
    is_archive {bool} not null,
    primary key (attachment, number)
) {strict};
