-- SPDX-License-Identifier: MIT
-- Nobody under 18 is listed as a guardian: those who were are taken off, as of the moment they were last recorded, since
-- none of them should have been. Who took their consent back is named in no version; why stands in the ledger alone.
insert into guardians_was (id, context, under_18, name, part, reach, looks_out, contact, training, trained_on, consented_on,
    consent_how, review_on, withdrawn, created_by, version, recorded_at, recorded_by, owner_agency, superseded_at, reason)
select id, context, under_18, '', part, reach, looks_out, '', training, trained_on, consented_on, consent_how, review_on,
    withdrawn, created_by, version, recorded_at, recorded_by, owner_agency, recorded_at, ''
from guardians where under_18 and not withdrawn;
update guardians set withdrawn = (1 = 1), version = version + 1 where under_18 and not withdrawn;
update guardians set name = '', contact = '' where withdrawn and (name <> '' or contact <> '');
update guardians_was set name = '', contact = '', reason = ''
where id in (select id from guardians where withdrawn) and (name <> '' or contact <> '' or reason <> '');

-- Why somebody was taken off a peer map, how two on it know each other was taken off, or a map ended: the ledger has it,
-- sealed. Here it stood in clear.
update peer_map_words set reason = '' where reason <> '';
update peer_maps_was set reason = '' where reason <> '';
update links_was set reason = '' where drawn_kind = 'peer_map' and reason <> '';
