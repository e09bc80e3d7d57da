-- SPDX-License-Identifier: MIT
-- The wording helper: how many texts were saved in a month and how many held a phrase to look at again, by agency and team; never who wrote,
-- and never what. And what somebody is told once, on the next page, after they saved.

-- `team` is its id, and empty for whoever is in no team, in several, or in one of fewer than five people.
create table wording_counts (
    month {date} not null, -- its first day
    agency {id} not null references agencies (id),
    team {text} not null,
    texts {int} not null,
    flagged {int} not null,
    phrases {int} not null,
    primary key (month, agency, team)
) {strict};
create index wording_counts_by_agency on wording_counts (agency, month);

-- One row for an account at most, gone once it was shown: which phrases of the list, never the text.
create table wording_advice (
    account {id} primary key references accounts (id),
    at {instant} not null,
    from_page {text} not null,
    phrases {text} not null, -- ids of data/wording/phrases.csv, a space between
    age {int} not null       -- that a text for a child or parent reads as for; 0: easy enough
) {strict};
create index wording_advice_by_age on wording_advice (at);
