-- SPDX-License-Identifier: MIT
-- Who held the case when a disagreement was raised, and of which team and agency: whoever holds it later, the disagreement stays between the
-- same sides. Of one raised before, it is who holds the case now. And from which team it was raised, where it was from one.

alter table escalations add column held_team {id};
alter table escalations add column held_worker {id};
alter table escalations add column held_agency {id};
alter table escalations add column raised_team {id};
alter table escalations_was add column held_team {id};
alter table escalations_was add column held_worker {id};
alter table escalations_was add column held_agency {id};
alter table escalations_was add column raised_team {id};

update escalations set held_team = (select c.team from cases c where c.id = escalations.of_case);
update escalations set held_worker = (select c.worker from cases c where c.id = escalations.of_case);
update escalations set held_agency = (select t.agency from teams t where t.id = escalations.held_team);
update escalations_was set held_team = (select e.held_team from escalations e where e.id = escalations_was.id);
update escalations_was set held_worker = (select e.held_worker from escalations e where e.id = escalations_was.id);
update escalations_was set held_agency = (select e.held_agency from escalations e where e.id = escalations_was.id);

create index escalations_by_owner on escalations (owner_agency, settled_at);
create index escalations_by_held_agency on escalations (held_agency, settled_at);
create index escalations_by_held_team on escalations (held_team, settled_at);
create index escalations_by_raised_team on escalations (raised_team, settled_at);

-- Why somebody who works with neither side of it opens one: as for a record, asked again after half an hour.
create table escalation_purposes (
    id {id} primary key,
    account {id} not null,
    escalation {id} not null references escalations (id),
    purpose {text} not null,
    stated_at {instant} not null,
    until_at {instant} not null
) {strict};
create index escalation_purposes_by_escalation on escalation_purposes (escalation, account, until_at);
