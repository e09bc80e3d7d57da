-- SPDX-License-Identifier: MIT
-- A draft of a concern that its author has shown to the safeguarding lead and deputies of their agency, and what these
-- wrote: advice, or why they did not send it. What is written is sealed with the author's key, as the draft is.

-- `id` is that of the draft. While the draft is there, `draft` is it, and with it the sharing goes; once sent, `concern`
-- is what it became, and the sharing stays with that.
create table draft_sharings (
    id {id} primary key,
    draft {id} references drafts (id) on delete cascade,
    concern {id} references concerns (id),
    author {id} not null references accounts (id),
    agency {id} not null references agencies (id),
    state {text} not null check (state in ('asked', 'advised', 'why_not', 'taken_back', 'sent')),
    shared_at {instant} not null,
    changed_at {instant} not null,
    sent_by {id} references accounts (id),
    sent_at {instant}
) {strict};
create index draft_sharings_by_draft on draft_sharings (draft);
create index draft_sharings_by_concern on draft_sharings (concern);
create index draft_sharings_by_author on draft_sharings (author, state);
create index draft_sharings_by_agency on draft_sharings (agency, state);
create index draft_sharings_by_sent_by on draft_sharings (sent_by);

-- One row for each thing written, never changed. `revision` is the draft's, as whoever wrote it had read it.
create table draft_notes (
    id {id} primary key,
    sharing {id} not null references draft_sharings (id) on delete cascade,
    kind {text} not null check (kind in ('advice', 'why_not')),
    revision {int} not null,
    written_at {instant} not null,
    written_by {id} not null references accounts (id),
    body {bytes} not null
) {strict};
create index draft_notes_by_sharing on draft_notes (sharing, written_at);
create index draft_notes_by_written_by on draft_notes (written_by);
