-- SPDX-License-Identifier: MIT
-- What each kind of context has of its own, and the addresses that tell where a child lives.
--
-- `sort` is a code of the kind's own list (place_sort, online_sort, tenancy); `phases` and `hours` are lists in one line
-- ("PRIMARY NURSERY", "weekdays 17:00-03:00; sat 17:00-04:00"); `area` is the code of a ward or district, `outline` a GeoJSON
-- geometry. `tells_where`: does the address tell where a child lives? '' is as its kind and sort say. Where it does, address, postcode,
-- point, area, outline, transport and the reasons for changes lie in `sealed`, under the context's own key, and stand nowhere in clear.

alter table contexts add column sort {text} not null default '';
alter table contexts add column phases {text} not null default '';
alter table contexts add column urn {text} not null default '';
alter table contexts add column dfe_number {text} not null default '';
alter table contexts add column hours {text} not null default '';
alter table contexts add column transport {text} not null default '';
alter table contexts add column area {text} not null default '';
alter table contexts add column outline {text} not null default '';
alter table contexts add column tells_where {text} not null default '' check (tells_where in ('', 'yes', 'no'));
alter table contexts add column sealed {bytes};
alter table contexts_was add column sort {text} not null default '';
alter table contexts_was add column phases {text} not null default '';
alter table contexts_was add column urn {text} not null default '';
alter table contexts_was add column dfe_number {text} not null default '';
alter table contexts_was add column hours {text} not null default '';
alter table contexts_was add column transport {text} not null default '';
alter table contexts_was add column area {text} not null default '';
alter table contexts_was add column outline {text} not null default '';
alter table contexts_was add column tells_where {text} not null default '';
alter table contexts_was add column sealed {bytes};
create index contexts_was_by_folded on contexts_was (folded);
create index contexts_by_sort on contexts (sort, kind);

-- Dated statements about a context, each with its source: harm seen there, a licence, who leads on safeguarding at a school, that a
-- home is taken over. Added, given a last day, or taken back with a reason; never changed.
create table context_facts (
    id {id} primary key,
    context {id} not null references contexts (id),
    kind {text} not null check (kind in ('harm', 'licence', 'lead', 'cuckooing')),
    code {text} not null,
    words {text} not null,
    number {text} not null,
    reach {text} not null,
    source {text} not null,
    certainty {text} not null,
    from_day {text},
    until_day {text},
    recorded_at {instant} not null,
    recorded_by {id},
    ended_at {instant},
    ended_by {id},
    withdrawn_at {instant},
    withdrawn_by {id},
    reason {text} not null
) {strict};
create index context_facts_by_context on context_facts (context, recorded_at);
create index context_facts_by_code on context_facts (kind, code);
