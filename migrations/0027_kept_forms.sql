-- Forms that were sent when their sign-in had ended, from the password until they are sent again; gone after an hour.
-- Whose a form is shows in its token, so the session that gave that token is found by its secret.

create table kept_forms (
    id {id} primary key,
    account {id} not null references accounts (id),
    kept_at {instant} not null,
    sealed {bytes} not null -- with the account's own key: where it was sent, and all that was typed
) {strict};
create index kept_forms_by_account on kept_forms (account, kept_at);
create index kept_forms_by_age on kept_forms (kept_at);
create index sessions_by_secret on sessions (csrf_secret);
