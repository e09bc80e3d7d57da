-- SPDX-License-Identifier: MIT
-- A picture that came with a public report, or with a message of whoever raised it: the file, or why it could not be read. Only added.

create table concern_pictures (
    id {id} primary key,
    concern {id} not null references concerns (id),
    message {id} references concern_messages (id),
    attachment {id} references attachments (id),
    refused {text} not null,
    recorded_at {instant} not null
) {strict};
create index concern_pictures_by_concern on concern_pictures (concern, recorded_at);
create index concern_pictures_by_attachment on concern_pictures (attachment);
create index concern_pictures_by_message on concern_pictures (message);
