-- SPDX-License-Identifier: MIT
-- The plan of a place that young people mark for a safety map: which file, from when. A newer one stands from then on; a map drawn
-- before keeps the plan it was marked on. One that is taken off is shown behind no map.

create table ground_plans (
    id {id} primary key,
    of_case {id} not null references cases (id),
    attachment {id} not null references attachments (id),
    shows {text} not null,
    recorded_at {instant} not null,
    recorded_by {id} not null,
    owner_agency {id} not null,
    withdrawn_at {instant},
    withdrawn_by {id},
    withdrawn_because {text} not null
) {strict};
create index ground_plans_by_case on ground_plans (of_case, recorded_at);
create index ground_plans_by_attachment on ground_plans (attachment);
create index ground_plans_by_agency on ground_plans (owner_agency);
